import { LedgerFormatError } from './ledger-format-error.ts'

/** The hashes of leaves `start` to `end - 1`, as one hash. */
export interface Range {
  readonly start: number
  readonly end: number
}

/** A complete subtree: its root is the hash of leaves `index * 2^level` to `(index + 1) * 2^level - 1`, and never changes once it is there. */
export interface Subtree {
  readonly level: number
  readonly index: number
}

// Sizes go to 2^53 - 1: JavaScript's shifts would cut them to 32 bits.
const WORD = 2 ** 32

/** How many bits a number has; 0 has none. */
export function bitLength(n: number): number {
  return n < WORD ? 32 - Math.clz32(n) : 64 - Math.clz32(Math.floor(n / WORD))
}

/** The largest power of two that is less than n, for n > 1 (RFC 6962 section 2.1). */
function splitOf(n: number): number {
  return 2 ** (bitLength(n - 1) - 1)
}

/** @throws LedgerFormatError `tree-range-invalid` for what is no whole number from 0 to 2^53 - 1 */
export function checkSize(size: number): void {
  if (Number.isSafeInteger(size) && size >= 0) return
  throw new LedgerFormatError('tree-range-invalid', `${size} is no size of a tree.`)
}

/**
 * The parts of the tree of `size` whose hashes prove the leaf, its sibling first (RFC 6962 section 2.1.1).
 *
 * @throws LedgerFormatError `tree-range-invalid` where the tree has no such leaf
 */
export function inclusionNodes(index: number, size: number): readonly Range[] {
  checkSize(size)
  checkSize(index)
  if (index >= size) {
    throw new LedgerFormatError('tree-range-invalid', `A tree of ${size} entries has no entry ${index}.`)
  }
  const nodes: Range[] = []
  let [start, end] = [0, size]
  while (end - start > 1) {
    const middle = start + splitOf(end - start)
    if (index < middle) {
      nodes.push({ start: middle, end })
      end = middle
    } else {
      nodes.push({ start, end: middle })
      start = middle
    }
  }
  return nodes.toReversed()
}

/**
 * The parts of the tree of `newSize` whose hashes prove that it continues the tree of `oldSize` (RFC 6962 section 2.1.2). None for equal sizes, and none from
 * the empty tree, which any tree continues.
 *
 * @throws LedgerFormatError `tree-range-invalid` where the old size is the larger one
 */
export function consistencyNodes(oldSize: number, newSize: number): readonly Range[] {
  checkSize(oldSize)
  checkSize(newSize)
  if (oldSize > newSize) {
    throw new LedgerFormatError('tree-range-invalid', `A tree of ${newSize} entries cannot continue one of ${oldSize}.`)
  }
  if (oldSize === 0 || oldSize === newSize) return []
  const nodes: Range[] = []
  let [start, end] = [0, newSize]
  while (end !== oldSize) {
    const middle = start + splitOf(end - start)
    if (oldSize <= middle) {
      nodes.push({ start: middle, end })
      end = middle
    } else {
      nodes.push({ start, end: middle })
      start = middle
    }
  }
  // Where the walk never went right, the rest is the whole old tree, whose root the verifier has.
  if (start > 0) nodes.push({ start, end })
  return nodes.toReversed()
}

/** The complete subtrees that a range is folded from, left to right. The range begins where a subtree of its size may begin, as all of the above do. */
export function subtreesOf({ start, end }: Range): readonly Subtree[] {
  const found: Subtree[] = []
  let at = start
  while (at < end) {
    const level = bitLength(end - at) - 1
    found.push({ level, index: at / 2 ** level })
    at += 2 ** level
  }
  return found
}
