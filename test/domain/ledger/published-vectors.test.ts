import { describe, expect, it } from 'vitest'
import { formatCheckpoint, openCheckpoint } from '../../../src/domain/ledger/checkpoint.ts'
import { cosign, verifierOf, verifyCosignature } from '../../../src/domain/ledger/cosignature.ts'
import { decodeBundle, encodeBundle } from '../../../src/domain/ledger/entry-bundles.ts'
import { EMPTY_ROOT, hashLeaf, rootOf, verifyConsistency, verifyInclusion } from '../../../src/domain/ledger/merkle.ts'
import {
  ED25519_COSIGNATURE,
  ED25519_NOTE,
  ed25519Signer,
  parseVkey,
  rawPublicKey,
  vkey,
} from '../../../src/domain/ledger/note-keys.ts'
import { openNote, signNote } from '../../../src/domain/ledger/signed-note.ts'
import { proveConsistency, proveInclusion } from '../../../src/domain/ledger/tile-proofs.ts'
import { privateKeyOf } from './keys.ts'
import { hex, unhex } from './vector-files.ts'

describe('the tree of the certificate transparency reference', () => {
  const leaves = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f']
  const hashes = leaves.map((leaf) => hashLeaf(unhex(leaf)))
  const tile = () => Buffer.concat(hashes)
  const roots = new Map([
    [0, 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
    [1, '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d'],
    [2, 'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125'],
    [3, 'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77'],
    [5, '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4'],
    [8, '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328'],
  ])
  const rootAt = (size: number) => rootOf(hashes.slice(0, size))

  it.each([...roots])('has, of %i leaves, the published root', (size, root) => {
    expect(hex(rootAt(size))).toBe(root)
  })

  it('has as its root without leaves the hash of nothing', () => {
    expect(hex(EMPTY_ROOT)).toBe(roots.get(0))
  })

  it('proves leaf 0 of 8 by the published hashes', () => {
    const proof = proveInclusion(0, 8, tile)
    expect(proof.map(hex)).toEqual([
      '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
    ])
    const [leafHash = Buffer.alloc(0)] = hashes
    expect(verifyInclusion({ leafHash, index: 0, size: 8, proof, root: rootAt(8) })).toBe(true)
  })

  it.each([
    [
      6,
      8,
      [
        '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a',
        'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
        'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
      ],
    ],
    [
      2,
      5,
      [
        '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
        'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
      ],
    ],
  ])('proves that %i leaves grew to %i by the published hashes', (oldSize, size, hashesOfProof) => {
    const proof = proveConsistency(oldSize, size, tile)
    expect(proof.map(hex)).toEqual(hashesOfProof)
    const claim = { oldSize, oldRoot: rootAt(oldSize), size, root: rootAt(size), proof }
    expect(verifyConsistency(claim)).toBe(true)
  })
})

describe('the example of the signed note', () => {
  const key = parseVkey('example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k')
  const line =
    '— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n'

  it('is verified by its key', () => {
    const { text, signatures } = openNote(`This is an example message.\n\n${line}`, [verifierOf(key)])
    expect(text).toBe('This is an example message.\n')
    expect(signatures.map(({ name }) => name)).toEqual(['example.com/foo'])
  })

  it('is not verified when its text is another', () => {
    expect(() => openNote(`This is an example massage.\n\n${line}`, [verifierOf(key)])).toThrow('does not fit')
  })
})

describe('a log of three entries', () => {
  const origin = 'registry.example/custody'
  const entries = ['event-0', 'event-1', 'event-2'].map((text) => Buffer.from(text))
  const hashes = entries.map((entry) => hashLeaf(entry))
  const text = formatCheckpoint({ origin, size: 3, root: rootOf(hashes) })
  const logLine =
    '— registry.example/custody U8BY2XXzuX1TcfHTONPBrEEiv1MyXXEvSselvqnC2z6SEaSnmoAAxlg6WQb/TDu2ZW7pG9wt/2Kf5CgAr4i4sbobSQc=\n'
  const witnessLine =
    '— witness.example/w1 JLXZ/gAAAABlU/EAipm3PQqX8V8eL+2qzFOY2JFnqo3L9HUFcJxRrd59mbltbvrAkQ8H4fbeTYedVYAy9SgDxiR7IH52zJuFh7vGBA==\n'
  const logKey = 'registry.example/custody+53c058d9+AepKbGPinFIKvvVQexMuxfmVR3auvr57kkIe6mkURtIs'
  const witnessKey = 'witness.example/w1+24b5d9fe+BP0XJDhaoMdbZPt4zWAvodmR/ev3axPFjtcC6sg16fYY'

  it('has the keys that are written', () => {
    expect(vkey(origin, ED25519_NOTE, rawPublicKey(privateKeyOf(7)))).toBe(logKey)
    expect(vkey('witness.example/w1', ED25519_COSIGNATURE, rawPublicKey(privateKeyOf(9)))).toBe(witnessKey)
  })

  it('signs the checkpoint that is written', () => {
    expect(text).toBe(`${origin}\n3\n2y7/5k02NSvNTCYL3g4RODEMn3e4nUxXV4ZS+bGFtjA=\n`)
    expect(signNote(text, ed25519Signer(origin, privateKeyOf(7)))).toBe(`${text}\n${logLine}`)
  })

  it('is cosigned as it is written, at the time that is told', () => {
    const witness = ed25519Signer('witness.example/w1', privateKeyOf(9), ED25519_COSIGNATURE)
    expect(cosign(text, witness, 1_700_000_000)).toBe(witnessLine)
    const opened = openCheckpoint(
      `${text}\n${logLine}${witnessLine}`,
      [logKey, witnessKey].map(parseVkey).map(verifierOf),
    )
    expect(opened.cosignatures.map(({ name, time }) => [name, time])).toEqual([['witness.example/w1', 1_700_000_000]])
    const signature = opened.cosignatures[0]?.signature ?? Buffer.alloc(0)
    expect(verifyCosignature(text, signature, parseVkey(witnessKey).publicKey)).toBe(1_700_000_000)
    expect(verifyCosignature(text, signature, parseVkey(logKey).publicKey)).toBeUndefined()
  })

  it('proves its middle entry by the hashes that are written', () => {
    const proof = proveInclusion(1, 3, () => Buffer.concat(hashes))
    expect(proof.map((one) => Buffer.from(one).toString('base64'))).toEqual([
      'ZzTbOxm2Tcg3A/mh9K7naX37KS+04IJ8xj+KNRsbNgk=',
      'T7cNqgptqvfpPys3xeXfczRmMP2KUZltUPHY7v8nlCY=',
    ])
  })

  it('has the bundle that is written', () => {
    const bundle = '00076576656e742d3000076576656e742d3100076576656e742d32'
    expect(hex(encodeBundle(entries))).toBe(bundle)
    expect(decodeBundle(unhex(bundle), 3)).toEqual(entries)
  })
})
