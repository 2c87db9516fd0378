import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { verifyCertificate } from '../../src/verify/verify-certificate.ts'

const policy = readFileSync(new URL('../vectors/answers/policy.txt', import.meta.url), 'utf8')
const base64url = (text: string): string => Buffer.from(text).toString('base64url')
const nested = `${'['.repeat(50_000)}${']'.repeat(50_000)}`

describe('a certificate that goes deeper than any answer', () => {
  it('is not valid, and ends no verifier: in its payload or around it', () => {
    const header = JSON.stringify({ alg: 'EdDSA', typ: 'marktrace-answer+jws', kid: 'k', facts: [] })
    const payload = `{"answerId":"a","requestId":"r","answeredAt":"t","weapon":null,"chain":[],"more":${nested}}`
    const flat = { payload: base64url(payload), protected: base64url(header), signature: base64url('s') }
    const deep = JSON.stringify({ ...flat, header: { disclosures: [], proofs: [] } })
    expect(verifyCertificate(deep, policy).checks).toMatchObject([{ code: 'answer-malformed', place: 'payload' }])
    expect(verifyCertificate(nested, policy).checks).toMatchObject([{ code: 'certificate-malformed', place: 'file' }])
  })
})
