import { hash } from 'node:crypto'
import { bitLength } from './subtrees.ts'

/** Bytes of a SHA-256 hash, of which leaves, nodes and roots are made. */
export const HASH_BYTES = 32

/** More siblings than a tree of 2^63 leaves has levels belong to no proof (C2SP tlog-proof, tlog-witness). */
export const PROOF_LIMIT = 63

/** The root of a tree without entries: SHA-256 of nothing. */
export const EMPTY_ROOT: Uint8Array = Buffer.from(hash('sha256', '', 'hex'), 'hex')

/** A longer entry gets a buffer of its own. */
const SCRATCH_BYTES = 1024
// Written and read within one call each; nothing waits in between.
const leaf = Buffer.alloc(1 + SCRATCH_BYTES, 0)
const node = Buffer.alloc(1 + 2 * HASH_BYTES, 1)

/** By way of hexadecimal text: for Node to make the Buffer costs as much again as the hash, and a full tile has 511 of them. */
const sha256 = (bytes: Uint8Array): Buffer => Buffer.from(hash('sha256', bytes, 'hex'), 'hex')

/** The hash of an entry's bytes, SHA-256(0x00 || entry). The prefixes keep a node from being passed off as an entry (RFC 6962 section 2.1). */
export function hashLeaf(entry: Uint8Array): Buffer {
  if (entry.length > SCRATCH_BYTES) return sha256(Buffer.concat([leaf.subarray(0, 1), entry]))
  leaf.set(entry, 1)
  return sha256(leaf.subarray(0, 1 + entry.length))
}

/** SHA-256(0x01 || left || right), of two hashes of 32 bytes. */
export function hashNode(left: Uint8Array, right: Uint8Array): Buffer {
  node.set(left, 1)
  node.set(right, 1 + HASH_BYTES)
  return sha256(node)
}

/** The root over the hashes of leaves, or of complete subtrees of one size; that of the empty tree for none. */
export function rootOf(hashes: readonly Uint8Array[]): Uint8Array {
  // The roots of complete subtrees, the larger to the left: one for each bit of what was read.
  const roots: Uint8Array[] = []
  hashes.forEach((one, read) => {
    let root = one
    for (let left = read; left % 2 === 1; left = (left - 1) / 2) root = hashNode(roots.pop() ?? root, root)
    roots.push(root)
  })
  return foldRoots(roots)
}

/** One root over those of complete subtrees that stand side by side, the larger to the left. */
export function foldRoots(roots: readonly Uint8Array[]): Uint8Array {
  const last = roots.at(-1)
  if (last === undefined) return EMPTY_ROOT
  return roots.slice(0, -1).reduceRight((right, left) => hashNode(left, right), last)
}

export interface InclusionClaim {
  /** Of the entry, by `hashLeaf`: the verifier makes it himself. */
  readonly leafHash: Uint8Array
  readonly index: number
  readonly size: number
  /** The leaf's sibling first. */
  readonly proof: readonly Uint8Array[]
  readonly root: Uint8Array
}

/** Whether the leaf stands at this index of the tree with this root. RFC 9162 section 2.1.3.2; a proof that is too long or too short is none. */
export function verifyInclusion({ leafHash, index, size, proof, root }: InclusionClaim): boolean {
  if (!isSize(index) || !isSize(size) || index >= size || !areHashes([leafHash, root, ...proof])) return false
  let [position, last] = [index, size - 1]
  let reached = leafHash
  for (const sibling of proof) {
    if (last === 0) return false
    if (isOdd(position) || position === last) {
      reached = hashNode(sibling, reached)
      ;[position, last] = toLeftTurn(position, last)
    } else {
      reached = hashNode(reached, sibling)
    }
    ;[position, last] = [half(position), half(last)]
  }
  return last === 0 && isSame(reached, root)
}

export interface ConsistencyClaim {
  readonly oldSize: number
  readonly oldRoot: Uint8Array
  readonly size: number
  readonly root: Uint8Array
  readonly proof: readonly Uint8Array[]
}

/**
 * Whether the tree with `root` begins with all entries of the one with `oldRoot`, unchanged and in their order. RFC 9162 section 2.1.4.2. Equal sizes are
 * consistent with an empty proof and equal roots; the empty tree is so with any tree (C2SP tlog-witness).
 */
export function verifyConsistency(claim: ConsistencyClaim): boolean {
  const { oldSize, oldRoot, size, root, proof } = claim
  if (!isSize(oldSize) || !isSize(size) || oldSize > size || !areHashes([oldRoot, root, ...proof])) return false
  if (size === 0 && !isSame(root, EMPTY_ROOT)) return false
  if (oldSize === 0) return proof.length === 0 && isSame(oldRoot, EMPTY_ROOT)
  if (oldSize === size) return proof.length === 0 && isSame(oldRoot, root)
  const isComplete = oldSize === 2 ** (bitLength(oldSize) - 1)
  const [first, ...siblings] = isComplete ? [oldRoot, ...proof] : proof
  if (first === undefined || (isComplete && siblings.length === 0)) return false
  return reachesBoth(claim, first, siblings)
}

/** The walk of both roots at once: what stands to the left belongs to both trees, what stands to the right to the new one only. */
function reachesBoth(claim: ConsistencyClaim, first: Uint8Array, siblings: readonly Uint8Array[]): boolean {
  let [position, last] = [claim.oldSize - 1, claim.size - 1]
  while (isOdd(position)) [position, last] = [half(position), half(last)]
  let [old, now] = [first, first]
  for (const sibling of siblings) {
    if (last === 0) return false
    if (isOdd(position) || position === last) {
      old = hashNode(sibling, old)
      now = hashNode(sibling, now)
      ;[position, last] = toLeftTurn(position, last)
    } else {
      now = hashNode(now, sibling)
    }
    ;[position, last] = [half(position), half(last)]
  }
  return last === 0 && isSame(old, claim.oldRoot) && isSame(now, claim.root)
}

/** Up the levels at which a node of the right edge has no sibling, to where it is a right child. */
function toLeftTurn(position: number, last: number): [number, number] {
  let [at, end] = [position, last]
  while (!isOdd(at) && at !== 0) [at, end] = [half(at), half(end)]
  return [at, end]
}

const isOdd = (n: number): boolean => n % 2 === 1
// Not `>> 1`, which cuts to 32 bits.
const half = (n: number): number => Math.floor(n / 2)
const isSize = (n: number): boolean => Number.isSafeInteger(n) && n >= 0
const areHashes = (all: readonly Uint8Array[]): boolean => all.every((one) => one.length === HASH_BYTES)
const isSame = (a: Uint8Array, b: Uint8Array): boolean => Buffer.compare(a, b) === 0
