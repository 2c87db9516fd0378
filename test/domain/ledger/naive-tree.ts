import { hashLeaf, hashNode } from '../../../src/domain/ledger/merkle.ts'

/** RFC 6962 section 2.1 as it is written, by recursion over lists, to compare with. */
export interface NaiveTree {
  readonly leaves: readonly Buffer[]
  readonly rootAt: (size: number) => Uint8Array
  readonly path: (index: number, size: number) => readonly Uint8Array[]
  readonly proof: (oldSize: number, size: number) => readonly Uint8Array[]
}

function splitOf(n: number): number {
  let k = 1
  while (k * 2 < n) k *= 2
  return k
}

/** @param textOf what stands in an entry */
export function naiveTree(size: number, textOf = (index: number) => `entry ${index}`): NaiveTree {
  const leaves = Array.from({ length: size }, (_, n) => hashLeaf(Buffer.from(textOf(n))))
  const made = new Map<string, Uint8Array>()

  function root(start: number, end: number): Uint8Array {
    const leaf = leaves[start]
    if (end - start === 1 && leaf !== undefined) return leaf
    const key = `${start}-${end}`
    const known = made.get(key)
    if (known !== undefined) return known
    const k = splitOf(end - start)
    const hash = hashNode(root(start, start + k), root(start + k, end))
    made.set(key, hash)
    return hash
  }

  function path(index: number, start: number, end: number): readonly Uint8Array[] {
    if (end - start === 1) return []
    const middle = start + splitOf(end - start)
    return index < middle
      ? [...path(index, start, middle), root(middle, end)]
      : [...path(index, middle, end), root(start, middle)]
  }

  function subproof(old: number, start: number, end: number, isWhole: boolean): readonly Uint8Array[] {
    if (old === end) return isWhole ? [] : [root(start, end)]
    const middle = start + splitOf(end - start)
    return old <= middle
      ? [...subproof(old, start, middle, isWhole), root(middle, end)]
      : [...subproof(old, middle, end, false), root(start, middle)]
  }

  return {
    leaves,
    rootAt: (end) => root(0, end),
    path: (index, end) => path(index, 0, end),
    proof: (old, end) => subproof(old, 0, end, true),
  }
}
