import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type ConsistencyClaim,
  EMPTY_ROOT,
  foldRoots,
  hashLeaf,
  hashNode,
  type InclusionClaim,
  PROOF_LIMIT,
  verifyConsistency,
  verifyInclusion,
} from '../../../src/domain/ledger/merkle.ts'
import { consistencyNodes, inclusionNodes, subtreesOf } from '../../../src/domain/ledger/subtrees.ts'
import { foldProof } from '../../../src/domain/ledger/tile-proofs.ts'
import { naiveTree } from './naive-tree.ts'

const isLong = process.env['LONG'] === '1'
const runs = { numRuns: isLong ? 20_000 : 500 }
const SMALL = 33
const tree = naiveTree(SMALL)

function inclusionOf(index: number, size: number): InclusionClaim {
  const leafHash = tree.leaves[index] ?? Buffer.alloc(0)
  return { leafHash, index, size, proof: tree.path(index, size), root: tree.rootAt(size) }
}

function consistencyOf(oldSize: number, size: number): ConsistencyClaim {
  const proof = tree.proof(oldSize, size)
  return { oldSize, oldRoot: tree.rootAt(oldSize), size, root: tree.rootAt(size), proof }
}

function flipped(bytes: Uint8Array, bit: number): Uint8Array {
  const copy = Uint8Array.from(bytes)
  const at = Math.floor(bit / 8) % copy.length
  copy[at] = (copy[at] ?? 0) ^ (1 << (bit % 8))
  return copy
}

const flippedAt = (proof: readonly Uint8Array[], place: number, bit: number): readonly Uint8Array[] =>
  proof.map((hash, at) => (at === place % proof.length ? flipped(hash, bit) : hash))

const pairs = Array.from({ length: SMALL }, (_, n) => n + 1).flatMap((size) =>
  Array.from({ length: size }, (_, below) => [below, size] as const),
)

describe('a proof of inclusion', () => {
  test('verifies for each leaf of each small tree', () => {
    for (const [index, size] of pairs) expect(verifyInclusion(inclusionOf(index, size))).toBe(true)
  })

  test('fails with any bit of leaf, root or proof flipped, and with a hash more or less', () => {
    fc.assert(
      fc.property(fc.constantFrom(...pairs), fc.nat(255), fc.nat(), ([index, size], bit, place) => {
        const claim = inclusionOf(index, size)
        const { proof } = claim
        const extra = hashLeaf(Buffer.from('extra'))
        const broken: readonly InclusionClaim[] = [
          { ...claim, leafHash: flipped(claim.leafHash, bit) },
          { ...claim, root: flipped(claim.root, bit) },
          { ...claim, proof: [...proof, extra] },
          { ...claim, proof: [extra, ...proof] },
          ...(proof.length === 0 ? [] : [{ ...claim, proof: flippedAt(proof, place, bit) }]),
          ...(proof.length === 0
            ? []
            : [
                { ...claim, proof: proof.slice(1) },
                { ...claim, proof: proof.slice(0, -1) },
              ]),
        ]
        for (const one of broken) expect(verifyInclusion(one)).toBe(false)
      }),
      runs,
    )
  })

  test('fails at every other index', () => {
    for (const [index, size] of pairs) {
      const claim = inclusionOf(index, size)
      for (let other = -1; other <= SMALL; other++) {
        if (other !== index) expect(verifyInclusion({ ...claim, index: other })).toBe(false)
      }
      for (const other of [index + 0.5, Number.NaN, index + 2 ** 32, index + 2 ** 53]) {
        expect(verifyInclusion({ ...claim, index: other })).toBe(false)
      }
    }
  })

  // A root does not say its size: the checkpoint that is signed does. What a proof binds is on which side each sibling stands.
  test('fails for every other size in which the leaf has siblings on other sides', () => {
    const sides = (index: number, size: number): string =>
      inclusionNodes(index, size)
        .map(({ start }) => (start > index ? 'right' : 'left'))
        .join()
    for (const [index, size] of pairs) {
      const claim = inclusionOf(index, size)
      for (let other = 0; other <= SMALL; other++) {
        const isAlike = other > index && sides(index, other) === sides(index, size)
        expect(verifyInclusion({ ...claim, size: other })).toBe(isAlike)
      }
    }
  })
})

describe('a proof of consistency', () => {
  const grown = pairs.filter(([oldSize]) => oldSize > 0)

  test('verifies between any two sizes of a small tree', () => {
    for (const [oldSize, size] of grown) expect(verifyConsistency(consistencyOf(oldSize, size))).toBe(true)
  })

  test('fails with any bit of a root or the proof flipped, and with a hash more or less', () => {
    fc.assert(
      fc.property(fc.constantFrom(...grown), fc.nat(255), fc.nat(), ([oldSize, size], bit, place) => {
        const claim = consistencyOf(oldSize, size)
        const { proof } = claim
        const extra = hashLeaf(Buffer.from('extra'))
        const broken: readonly ConsistencyClaim[] = [
          { ...claim, oldRoot: flipped(claim.oldRoot, bit) },
          { ...claim, root: flipped(claim.root, bit) },
          { ...claim, proof: [...proof, extra] },
          { ...claim, proof: [extra, ...proof] },
          { ...claim, proof: flippedAt(proof, place, bit) },
          { ...claim, proof: proof.slice(1) },
          { ...claim, proof: proof.slice(0, -1) },
        ]
        for (const one of broken) expect(verifyConsistency(one)).toBe(false)
      }),
      runs,
    )
  })

  test('fails for every other old size, and every other new one that has the parts elsewhere', () => {
    const parts = (oldSize: number, size: number): string =>
      consistencyNodes(oldSize, size)
        .map(({ start }) => (start >= oldSize ? 'right' : 'left'))
        .join()
    for (const [oldSize, size] of grown) {
      const claim = consistencyOf(oldSize, size)
      for (let other = 0; other <= SMALL; other++) {
        const isOther = other !== oldSize && parts(Math.min(other, size), size) !== parts(oldSize, size)
        if (isOther) expect(verifyConsistency({ ...claim, oldSize: other })).toBe(false)
        const isAlike = other >= oldSize && parts(oldSize, other) === parts(oldSize, size)
        if (!isAlike) expect(verifyConsistency({ ...claim, size: other })).toBe(false)
      }
    }
  })

  test('of a tree in which an earlier entry was rewritten fails, by its own hashes and by the honest ones', () => {
    for (const [oldSize, size] of grown) {
      const rewritten = naiveTree(size, (index) => (index === oldSize - 1 ? 'rewritten' : `entry ${index}`))
      const claim = { ...consistencyOf(oldSize, size), root: rewritten.rootAt(size) }
      expect(verifyConsistency(claim)).toBe(false)
      expect(verifyConsistency({ ...claim, proof: rewritten.proof(oldSize, size) })).toBe(false)
    }
  })
})

describe('of trees up to 2^53 - 1 entries', () => {
  /** A tree whose leaves are all alike needs no leaves: each level has one hash. */
  const levels: Uint8Array[] = [hashLeaf(Buffer.from('alike'))]
  for (let level = 0; level < 53; level++) {
    const below = levels[level] ?? EMPTY_ROOT
    levels.push(hashNode(below, below))
  }
  const hashOf = ({ level }: { readonly level: number }): Uint8Array => levels[level] ?? EMPTY_ROOT
  const rootAt = (size: number): Uint8Array => foldRoots(subtreesOf({ start: 0, end: size }).map(hashOf))
  const sizes = fc.oneof(
    fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }),
    fc.tuple(fc.integer({ min: 1, max: 52 }), fc.integer({ min: -1, max: 1 })).map(([power, by]) => 2 ** power + by),
    fc.constant(Number.MAX_SAFE_INTEGER),
  )

  test('leaves are proved', () => {
    fc.assert(
      fc.property(sizes, sizes, (one, other) => {
        const [index, size] = [Math.min(one, other) - 1, Math.max(one, other)]
        const proof = foldProof(inclusionNodes(index, size), hashOf)
        expect(proof.length).toBeLessThanOrEqual(PROOF_LIMIT)
        const claim = { leafHash: hashOf({ level: 0 }), index, size, proof, root: rootAt(size) }
        expect(verifyInclusion(claim)).toBe(true)
        expect(verifyInclusion({ ...claim, proof: [...proof, claim.leafHash] })).toBe(false)
      }),
      runs,
    )
  })

  test('growth is proved', () => {
    fc.assert(
      fc.property(sizes, sizes, (one, other) => {
        const [oldSize, size] = [Math.min(one, other), Math.max(one, other)]
        const proof = foldProof(consistencyNodes(oldSize, size), hashOf)
        const claim = { oldSize, oldRoot: rootAt(oldSize), size, root: rootAt(size), proof }
        expect(verifyConsistency(claim)).toBe(true)
        expect(verifyConsistency({ ...claim, oldRoot: EMPTY_ROOT })).toBe(false)
      }),
      runs,
    )
  })
})
