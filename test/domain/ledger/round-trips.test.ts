import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formatAddCheckpoint, parseAddCheckpoint } from '../../../src/domain/ledger/add-checkpoint.ts'
import { decodeBase64, decodeBase64Url, encodeBase64, encodeBase64Url } from '../../../src/domain/ledger/base64.ts'
import { formatCheckpoint, openCheckpoint, parseCheckpoint } from '../../../src/domain/ledger/checkpoint.ts'
import { cosign } from '../../../src/domain/ledger/cosignature.ts'
import { ledgerEntry } from '../../../src/domain/ledger/commitment.ts'
import { decodeBundle, encodeBundle, parseLedgerEntry } from '../../../src/domain/ledger/entry-bundles.ts'
import { ED25519_COSIGNATURE, ED25519_NOTE, parseVkey, vkey } from '../../../src/domain/ledger/note-keys.ts'
import { openNote, readNote, signNote } from '../../../src/domain/ledger/signed-note.ts'
import { entriesPath, parseTilePath, tilePath } from '../../../src/domain/ledger/tile-paths.ts'
import { formatProof, parseProof } from '../../../src/domain/ledger/tlog-proof.ts'
import {
  formatTrustPolicy,
  parseTrustPolicy,
  type PolicyGroup,
  quorumMet,
  type TrustPolicy,
} from '../../../src/domain/ledger/trust-policy.ts'
import { logKey, witnessKey } from './keys.ts'
import { refusalOf } from './vector-files.ts'

const isLong = process.env['LONG'] === '1'
const runs = { numRuns: isLong ? 10_000 : 300 }

const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length }).map((all) => Buffer.from(all))
const hashes = fc.array(bytes(32), { maxLength: 63 })
const size = fc.maxSafeNat()
const keyName = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 20 })
  .filter((name) => !/[\s\u0085+\p{Cc}]/u.test(name))
const line = fc.string({ unit: 'grapheme', maxLength: 30 }).filter((text) => !/\p{Cc}/u.test(text))
const log = logKey('registry.example/custody', 7)
const treeHead = fc.record({ origin: fc.constant('registry.example/custody'), size, root: bytes(32) })
const signed = treeHead.map((head) => signNote(formatCheckpoint(head), log.signer))

describe('is read as it was written:', () => {
  test('base64 of both alphabets, and no other text for the same bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array(), fc.string(), (all, text) => {
        expect(decodeBase64(encodeBase64(all), 'It')).toEqual(Buffer.from(all))
        expect(decodeBase64Url(encodeBase64Url(all), 'It')).toEqual(Buffer.from(all))
        if (refusalOf(() => decodeBase64(text, 'It')) === undefined) {
          expect(encodeBase64(decodeBase64(text, 'It'))).toBe(text)
        }
      }),
      runs,
    )
  })

  test('the address of a tile and of a bundle', () => {
    fc.assert(
      fc.property(fc.nat(63), size, fc.integer({ min: 1, max: 256 }), (level, index, width) => {
        expect(parseTilePath(tilePath(level, index, width))).toEqual({ kind: 'tile', level, index, width })
        expect(parseTilePath(entriesPath(index, width))).toEqual({ kind: 'entries', index, width })
      }),
      runs,
    )
  })

  test('an entry, and a bundle of any entries', () => {
    fc.assert(
      fc.property(bytes(32), fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 256 }), (commitment, entries) => {
        expect(parseLedgerEntry(Buffer.from(ledgerEntry(commitment)))).toEqual(commitment)
        const bundle = encodeBundle(entries)
        expect(decodeBundle(bundle, entries.length).map((entry) => Uint8Array.from(entry))).toEqual(entries)
      }),
      { numRuns: isLong ? 2_000 : 100 },
    )
  })

  test('a public key', () => {
    fc.assert(
      fc.property(keyName, fc.constantFrom(ED25519_NOTE, ED25519_COSIGNATURE), bytes(32), (name, type, publicKey) => {
        expect(parseVkey(vkey(name, type, publicKey))).toMatchObject({ name, type, publicKey })
      }),
      runs,
    )
  })

  test('a note, whatever lines its text has, with the signatures of all who signed', () => {
    const keys = [1, 2, 3].map((byte) => logKey(`signer ${byte}`.replace(' ', '-'), byte))
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 6 }), fc.integer({ min: 1, max: 3 }), (lines, count) => {
        const text = `${lines.join('\n')}\n`
        const signers = keys.slice(0, count)
        const opened = openNote(
          Buffer.from(signNote(text, ...signers.map(({ signer }) => signer))),
          keys.map(({ verifier }) => verifier),
        )
        expect(opened.text).toBe(text)
        expect(opened.signatures.map(({ name }) => name)).toEqual(signers.map(({ signer }) => signer.name))
      }),
      runs,
    )
  })

  test('a checkpoint and its cosignatures', () => {
    const witness = witnessKey('witness.example/w1', 9)
    fc.assert(
      fc.property(treeHead, fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }), (head, time) => {
        const text = formatCheckpoint(head)
        expect(parseCheckpoint(text)).toEqual({ ...head, extensions: [] })
        if (head.size === 0) return
        const note = signNote(text, log.signer) + cosign(text, witness.signer, time)
        const opened = openCheckpoint(note, [log.verifier, witness.verifier])
        expect(opened.checkpoint).toMatchObject(head)
        expect(opened.cosignatures.map((cosignature) => cosignature.time)).toEqual([time])
        expect(readNote(note).lines).toHaveLength(2)
      }),
      runs,
    )
  })

  test('a proof, and what is asked of a witness', () => {
    const extra = fc.option(fc.uint8Array({ minLength: 1, maxLength: 90 }).map((all) => Buffer.from(all)))
    fc.assert(
      fc.property(size, hashes, signed, extra, (index, proof, checkpoint, carried) => {
        const whole = { index, proof, checkpoint, ...(carried === null ? {} : { extra: carried }) }
        expect(parseProof(formatProof(whole))).toEqual(whole)
        const request = { oldSize: index, proof, checkpoint }
        expect(parseAddCheckpoint(formatAddCheckpoint(request))).toEqual(request)
      }),
      runs,
    )
  })
})

describe('a trust policy', () => {
  const witnesses = Array.from({ length: 6 }, (_, n) => ({
    name: `W${n}`,
    key: parseVkey(witnessKey('w', n + 1).vkey),
  }))
  const logs = [20, 21].map((byte) => ({
    key: parseVkey(logKey('one.example', byte).vkey),
    url: 'https://one.example/',
  }))

  /** Groups over witnesses and groups, each name at most once a member. */
  const policies: fc.Arbitrary<TrustPolicy> = fc
    .tuple(fc.array(fc.tuple(fc.integer({ min: 1, max: 4 }), fc.nat()), { maxLength: 4 }), fc.nat())
    .map(([drawn, pick]) => {
      const free = witnesses.map(({ name }) => name)
      const groups: PolicyGroup[] = []
      for (const [count, threshold] of drawn) {
        const members = free.splice(0, count)
        if (members.length === 0) break
        groups.push({ name: `G${groups.length}`, threshold: 1 + (threshold % members.length), members })
        free.push(`G${groups.length - 1}`)
      }
      const names = ['none', ...witnesses.map(({ name }) => name), ...groups.map(({ name }) => name)]
      return { logs, witnesses, groups, quorum: names[pick % names.length] ?? 'none' }
    })

  test('is read as it was written', () => {
    fc.assert(
      fc.property(policies, (policy) => {
        const text = formatTrustPolicy(policy)
        expect(parseTrustPolicy(text)).toEqual(policy)
        expect(formatTrustPolicy(parseTrustPolicy(text))).toBe(text)
      }),
      runs,
    )
  })

  test('asks for what its groups say, by whatever way that is counted', () => {
    const isMet = ({ groups }: TrustPolicy, name: string, given: readonly string[]): boolean => {
      const group = groups.find((one) => one.name === name)
      if (group === undefined) return given.includes(name)
      return group.members.filter((member) => isMet({ groups } as TrustPolicy, member, given)).length >= group.threshold
    }
    const names = fc.subarray(witnesses.map(({ name }) => name))
    fc.assert(
      fc.property(policies, names, (policy, given) => {
        const expected = policy.quorum === 'none' || isMet(policy, policy.quorum, given)
        expect(quorumMet(policy, given)).toBe(expected)
        // One more witness never makes it less.
        if (expected)
          expect(
            quorumMet(
              policy,
              witnesses.map(({ name }) => name),
            ),
          ).toBe(true)
      }),
      runs,
    )
  })

  test('that others would have to refuse is not written', () => {
    const [first = { name: '', key: parseVkey(log.vkey) }] = witnesses
    const policy = { logs: [], witnesses: [first, { ...first, name: 'again' }], groups: [], quorum: 'none' }
    expect(() => formatTrustPolicy(policy)).toThrow('is that of another witness')
    expect(() => formatTrustPolicy({ ...policy, witnesses: [{ ...first, name: 'two words' }] })).toThrow(/^Line 1: /)
  })
})
