import { describe, expect, it } from 'vitest'
import { withholdFields } from '../../src/domain/ledger/disclosed-fact.ts'
import type { DisclosedFact } from '../../src/domain/ledger/disclosed-fields.ts'
import { verifyCertificate } from '../../src/verify/verify-certificate.ts'
import { IDS } from './fixture.ts'
import { type CertificateJson, makeCertificate, POLICY, signAgain } from './make-certificate.ts'
import { traced } from './valid-cases.ts'

const payloadOf = ({ payload }: CertificateJson): string => Buffer.from(payload, 'base64url').toString()
const headerOf = (one: CertificateJson): object =>
  JSON.parse(Buffer.from(one.protected, 'base64url').toString()) as object

/** The codes by which a file fails, which must be told and not thrown. */
function codesOf(certificate: CertificateJson | string): unknown[] {
  const text = typeof certificate === 'string' ? certificate : JSON.stringify(certificate)
  const { result, checks } = verifyCertificate(text, POLICY)
  return [result, ...checks.flatMap(({ code }) => code ?? [])]
}

const withheld = (fact: unknown) => withholdFields(fact as DisclosedFact, () => false)

describe('a receiver without any key', () => {
  it('cannot put another, wholly withheld record in the place of one that is listed', () => {
    const one = makeCertificate(traced)
    const at = (id: string) => one.header.disclosures.findIndex(({ factId }) => factId === id)
    const proof = one.header.proofs[at(IDS.maker)]?.proof ?? ''
    const fact = withheld(one.header.disclosures[at(IDS.maker)]?.fact)
    one.header.disclosures[at(IDS.mark)] = { factId: IDS.mark, fact } as never
    one.header.proofs[at(IDS.mark)] = { factId: IDS.mark, proof }
    expect(codesOf(one)).toEqual(['INVALID', 'record-names-another'])
  })

  it('cannot have a record called erased by withholding all of it', () => {
    const one = makeCertificate(traced)
    for (const shown of one.header.disclosures.filter(({ factId }) => factId === IDS.mark)) {
      shown.fact = withheld(shown.fact) as never
    }
    expect(codesOf(one)).toEqual(['INVALID', 'record-names-another'])
  })
})

describe('a file that nobody made in good faith is refused in words', () => {
  const one = makeCertificate(traced)
  const deep = (n: number): string => `${'['.repeat(n)}${']'.repeat(n)}`
  const withPayload = (payload: string): CertificateJson => {
    return { ...one, payload: Buffer.from(payload).toString('base64url') }
  }

  it.each([
    ['lists', deep(100_000)],
    ['members', `${'{"a":'.repeat(9_000)}1${'}'.repeat(9_000)}`],
  ])('where its answer is deeper than any: %s', (_, value) => {
    const payload = payloadOf(one).replace('{', `{"x":${value},`)
    expect(codesOf(withPayload(payload))).toEqual(['INVALID', 'answer-malformed'])
  })

  it('where a record is deeper than any', () => {
    const text = JSON.stringify(one).replace('"shown":[', `"shown":[${deep(100_000)},`)
    expect(codesOf(text)).toEqual(['INVALID', 'certificate-malformed'])
  })

  it('where the header brings its own way of being text', () => {
    const own = { toString: 1, valueOf: 1 }
    const header = headerOf(one)
    expect(codesOf(signAgain(one, { ...header, alg: own }, payloadOf(one)))).toEqual([
      'INVALID',
      'algorithm-not-allowed',
    ])
    expect(codesOf(signAgain(one, { ...header, typ: own }, payloadOf(one)))).toEqual(['INVALID', 'type-not-allowed'])
  })
})
