import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formatCheckpoint } from '../../../src/domain/ledger/checkpoint.ts'
import { cosign } from '../../../src/domain/ledger/cosignature.ts'
import { encodeBundle, decodeBundle, parseLedgerEntry } from '../../../src/domain/ledger/entry-bundles.ts'
import { ledgerEntry } from '../../../src/domain/ledger/commitment.ts'
import { LedgerFormatError } from '../../../src/domain/ledger/ledger-format-error.ts'
import { hashLeaf, rootOf, verifyInclusion } from '../../../src/domain/ledger/merkle.ts'
import { signNote } from '../../../src/domain/ledger/signed-note.ts'
import { proveInclusion } from '../../../src/domain/ledger/tile-proofs.ts'
import { formatProof, parseProof } from '../../../src/domain/ledger/tlog-proof.ts'
import { parseTrustPolicy } from '../../../src/domain/ledger/trust-policy.ts'
import { openByPolicy } from '../../../src/domain/ledger/trusted-checkpoint.ts'
import { logKey, witnessKey } from './keys.ts'

const isLong = process.env['LONG'] === '1'
const runs = { numRuns: isLong ? 50_000 : 1_500 }

const ORIGIN = 'registry.example/custody'
const log = logKey(ORIGIN, 7)
const witness = witnessKey('witness.example/w1', 9)
const stranger = logKey('stranger.example', 11)
const policy = parseTrustPolicy(`log ${log.vkey}\nwitness W ${witness.vkey}\nquorum W\n`)

const entries = Array.from({ length: 5 }, (_, n) => Buffer.from(ledgerEntry(hashLeaf(Buffer.from(`fact ${n}`)))))
const leaves = entries.map((entry) => hashLeaf(entry))
const text = formatCheckpoint({ origin: ORIGIN, size: 5, root: rootOf(leaves) })
const note = signNote(text, log.signer) + cosign(text, witness.signer, 1_700_000_000)
const strangersLine = signNote(text, stranger.signer).slice(text.length + 1)
const proof = proveInclusion(2, 5, () => Buffer.concat(leaves))
const extra = Buffer.from('shown beside the proof')

/** Whether a reader who trusts the policy is convinced that this entry is in the log: all that is told to him may have been changed. */
function isProved(entry: Uint8Array, proofBytes: Uint8Array): boolean {
  try {
    parseLedgerEntry(entry)
    // What is no UTF-8 becomes U+FFFD here, which nobody signed.
    const read = parseProof(Buffer.from(proofBytes).toString())
    const { checkpoint, isQuorumMet } = openByPolicy(read.checkpoint, policy)
    const { size, root } = checkpoint
    return (
      isQuorumMet && verifyInclusion({ leafHash: hashLeaf(entry), index: read.index, size, proof: read.proof, root })
    )
  } catch (error) {
    if (error instanceof LedgerFormatError) return false
    throw error
  }
}

function flip(bytes: Uint8Array, at: number, bit: number): Uint8Array {
  const copy = Uint8Array.from(bytes)
  copy[at] = (copy[at] ?? 0) ^ (1 << bit)
  return copy
}

/** The bits of a byte that are flipped: all of them in the long run, else one, another from byte to byte. */
const bitsOf = (at: number): readonly number[] => (isLong ? [0, 1, 2, 3, 4, 5, 6, 7] : [at % 8])

describe('one flipped bit', () => {
  const entry = entries[2] ?? Buffer.alloc(0)
  const whole = Buffer.from(formatProof({ index: 2, proof, checkpoint: note }))

  test('of an entry, a proof, a checkpoint, its signature or the cosignature that is asked for proves nothing', () => {
    expect(isProved(entry, whole)).toBe(true)
    for (let at = 0; at < whole.length; at++) {
      for (const bit of bitsOf(at)) expect(isProved(entry, flip(whole, at, bit)), `byte ${at}`).toBe(false)
    }
    for (let at = 0; at < entry.length; at++) {
      for (const bit of bitsOf(at)) expect(isProved(flip(entry, at, bit), whole), `byte ${at}`).toBe(false)
    }
  })

  test('matters nowhere but in the lines of unknown signers and in what a proof carries as extra', () => {
    const carried = formatProof({ index: 2, proof, checkpoint: note + strangersLine, extra })
    const bytes = Buffer.from(carried)
    const uncovered = [strangersLine, extra.toString('base64')].map((part) => {
      const start = bytes.indexOf(part)
      return { start, end: start + Buffer.byteLength(part) }
    })
    const isUncovered = (at: number) => uncovered.some(({ start, end }) => at >= start && at < end)
    const unseen = { line: 0, extra: 0 }
    for (let at = 0; at < bytes.length; at++) {
      for (const bit of bitsOf(at)) {
        if (!isProved(entry, flip(bytes, at, bit))) continue
        expect(isUncovered(at), `byte ${at}`).toBe(true)
        unseen[at > bytes.length / 2 ? 'line' : 'extra']++
      }
    }
    // That there are such bytes is what the README of the folder warns of.
    expect(unseen.line).toBeGreaterThan(0)
    expect(unseen.extra).toBeGreaterThan(0)
  })

  test('of a bundle gives other entries, or none', () => {
    const bundle = encodeBundle(entries)
    const roots = (bytes: Uint8Array): string => {
      try {
        return Buffer.from(rootOf(decodeBundle(bytes, entries.length).map(hashLeaf))).toString('hex')
      } catch (error) {
        if (error instanceof LedgerFormatError) return error.code
        throw error
      }
    }
    fc.assert(
      fc.property(fc.nat(bundle.length - 1), fc.nat(7), (at, bit) => {
        expect(roots(flip(bundle, at, bit))).not.toBe(roots(bundle))
      }),
      runs,
    )
  })
})
