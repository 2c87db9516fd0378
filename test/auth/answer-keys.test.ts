import { chmodSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { generateKeyPairSync, type KeyObject } from 'node:crypto'
import { createLocalJWKSet, flattenedVerify } from 'jose'
import { afterAll, describe, expect, it } from 'vitest'
import { loadAnswerKeys } from '../../src/auth/answer-keys.ts'
import { keyName } from '../../src/verify/check-signature.ts'
import { ANSWER_KEY, KID } from '../verify/fixture.ts'
import { makeCertificate } from '../verify/make-certificate.ts'
import { VALID } from '../verify/valid-cases.ts'

const folder = mkdtempSync(path.join(os.tmpdir(), 'marktrace-answer-keys-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function write(name: string, key: KeyObject, mode = 0o600): string {
  const file = path.join(folder, name)
  writeFileSync(file, key.export({ type: 'pkcs8', format: 'pem' }), { mode })
  chmodSync(file, mode)
  return file
}

const answer = { payload: Buffer.from('{}'), facts: ['a'], header: { disclosures: [], proofs: [] } }

describe('the keys of signed answers', () => {
  it('are made where they are to be made, for their owner alone, and are the same the next time', async () => {
    const file = path.join(folder, 'made', 'answer-key.pem')
    const [first, again] = [
      await loadAnswerKeys({ files: [file], create: true }),
      await loadAnswerKeys({ files: [file], create: true }),
    ]
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(again?.current).toEqual(first?.current)
  })

  it('are not made where the operator names them', async () => {
    await expect(loadAnswerKeys({ files: [path.join(folder, 'none.pem')], create: false })).rejects.toThrow('ENOENT')
    expect(await loadAnswerKeys({ files: [], create: false })).toBeUndefined()
  })

  it('that others can read, or that are no Ed25519 keys, are refused', async () => {
    const open = write('open.pem', ANSWER_KEY, 0o644)
    await expect(loadAnswerKeys({ files: [open], create: false })).rejects.toThrow('can be read by others')
    const other = write('ec.pem', generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey)
    await expect(loadAnswerKeys({ files: [other], create: false })).rejects.toThrow('holds no Ed25519 key')
  })

  it('overlap while they change: the first signs, and answers of both verify', async () => {
    const [old, next] = [write('old.pem', ANSWER_KEY), write('next.pem', generateKeyPairSync('ed25519').privateKey)]
    const before = await loadAnswerKeys({ files: [old], create: false })
    const after = await loadAnswerKeys({ files: [next, old], create: false })
    if (before === undefined || after === undefined) throw new Error('no keys')
    const published = createLocalJWKSet(after.jwks)
    for (const signed of [await before.sign(answer), await after.sign(answer)]) {
      await expect(flattenedVerify(signed, published)).resolves.toBeDefined()
    }
    expect(after.keys.map(({ kid }) => kid)).toEqual([after.current.kid, before.current.kid])
    expect(after.current.kid).not.toBe(before.current.kid)
  })

  it('sign what the cases on disk hold, byte for byte, under the name that a verifier computes', async () => {
    const keys = await loadAnswerKeys({ files: [write('case.pem', ANSWER_KEY)], create: false })
    expect(keys?.current).toEqual({ kid: KID, publicKey: expect.any(String) })
    expect(keyName(keys?.current.publicKey ?? '')).toBe(KID)
    const made = makeCertificate(VALID['traced']?.parts as never)
    const facts = made.header.disclosures.map(({ factId }) => factId)
    const payload = Buffer.from(made.payload, 'base64url')
    const signed = await keys?.sign({ payload, facts, header: made.header })
    expect(signed).toEqual(made)
  })
})
