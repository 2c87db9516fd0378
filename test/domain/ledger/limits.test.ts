import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { formatCheckpoint } from '../../../src/domain/ledger/checkpoint.ts'
import { cosign } from '../../../src/domain/ledger/cosignature.ts'
import { encodeBundle } from '../../../src/domain/ledger/entry-bundles.ts'
import { EMPTY_ROOT, hashLeaf } from '../../../src/domain/ledger/merkle.ts'
import { checkKeyName, ed25519Signer } from '../../../src/domain/ledger/note-keys.ts'
import { makeNote, openNote, signNote } from '../../../src/domain/ledger/signed-note.ts'
import { proveConsistency, proveInclusion, rootFromTiles } from '../../../src/domain/ledger/tile-proofs.ts'
import { tilePath } from '../../../src/domain/ledger/tile-paths.ts'
import { growTiles, tilesForGrowth } from '../../../src/domain/ledger/tiles.ts'
import { logKey, privateKeyOf, witnessKey } from './keys.ts'
import { refusalOf } from './vector-files.ts'

const leaf = hashLeaf(Buffer.from('a'))
const refusedBy = (call: () => unknown): string | undefined => refusalOf(call)?.code

describe('a caller of the formats is refused', () => {
  it.each([
    ['an entry longer than its length can be written', () => encodeBundle([Buffer.alloc(65_536)]), 'entry-too-long'],
    ['a time of 0', () => cosign('text\n', witnessKey('w', 9).signer, 0), 'cosignature-time-invalid'],
    [
      'a time that is no whole second',
      () => cosign('text\n', witnessKey('w', 9).signer, 1.5),
      'cosignature-time-invalid',
    ],
    ['a proof of an entry that is not there', () => proveInclusion(3, 3, () => leaf), 'tree-range-invalid'],
    ['a negative index', () => proveInclusion(-1, 3, () => leaf), 'tree-range-invalid'],
    ['a proof of shrinking', () => proveConsistency(3, 2, () => leaf), 'tree-range-invalid'],
    ['a size that is no number', () => rootFromTiles(Number.NaN, () => leaf), 'tree-range-invalid'],
    ['a size that would be rounded', () => tilesForGrowth(2 ** 53), 'tree-range-invalid'],
    ['an address of a half index', () => tilePath(0, 0.5), 'tree-range-invalid'],
    ['a tile that lost a hash', () => rootFromTiles(2, () => leaf), 'tile-too-short'],
    ['growth on a tile that lost a hash', () => growTiles(2, [leaf], () => leaf), 'tile-too-short'],
    ['a key without a name', () => ed25519Signer('', privateKeyOf(1)), 'key-name-invalid'],
    ['a name that would end a line', () => checkKeyName('a\nb'), 'key-name-invalid'],
    ['a text without a last newline', () => signNote('text', logKey('a', 1).signer), 'note-malformed'],
    ['a text with a carriage return', () => makeNote('text\r\n', []), 'note-control-character'],
    ['half a character', () => makeNote('\ud800\n', []), 'note-not-utf8'],
    [
      'an origin of two lines',
      () => formatCheckpoint({ origin: 'a\nb', size: 0, root: EMPTY_ROOT }),
      'checkpoint-has-extensions',
    ],
    [
      'a size with a fraction',
      () => formatCheckpoint({ origin: 'a', size: 1.5, root: leaf }),
      'checkpoint-size-not-canonical',
    ],
    [
      'a root of 31 bytes',
      () => formatCheckpoint({ origin: 'a', size: 1, root: leaf.subarray(1) }),
      'hash-not-32-bytes',
    ],
  ])('%s', (_, call, code) => {
    expect(refusedBy(call)).toBe(code)
  })

  it('two trusted keys that no line could tell apart', () => {
    const { verifier } = logKey('a', 1)
    const colliding = { ...logKey('a', 2).verifier, keyId: verifier.keyId }
    const note = signNote('text\n', logKey('a', 1).signer)
    expect(refusedBy(() => openNote(note, [verifier, colliding]))).toBe('note-keys-ambiguous')
    expect(openNote(note, [verifier, verifier]).signatures).toHaveLength(1)
  })
})

describe('a leaf', () => {
  it.each([0, 1, 1_023, 1_024, 1_025, 65_535])(
    'of %i bytes is the hash of a zero byte and its own, whatever was hashed before',
    (length) => {
      hashLeaf(Buffer.alloc(1_024, 0xff))
      const entry = Buffer.alloc(length, 7)
      const expected = createHash('sha256').update(Buffer.of(0)).update(entry).digest('hex')
      expect(hashLeaf(entry).toString('hex')).toBe(expected)
    },
  )
})

describe('a byte array', () => {
  it('that is a part of a larger one is read as that part', () => {
    const key = logKey('a', 1)
    const note = Buffer.from(signNote('text\n', key.signer))
    const padded = Buffer.concat([Buffer.from('xx'), note, Buffer.from('xx')])
    const part = new Uint8Array(padded.buffer, padded.byteOffset + 2, note.length)
    expect(openNote(part, [key.verifier]).text).toBe('text\n')
  })
})
