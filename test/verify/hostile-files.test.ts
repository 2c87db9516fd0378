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

describe('a file that is larger than any certificate', () => {
  const one = makeCertificate(traced)
  const listed = (n: number, shown: object, proof: object): CertificateJson => {
    const ids = Array.from({ length: n }, (_, at) => `x${at}`)
    const disclosures = ids.map((factId) => ({ ...shown, factId })) as never
    const proofs = ids.map((factId) => ({ ...proof, factId })) as never
    const changed = { ...one, header: { ...one.header, disclosures, proofs } }
    return signAgain(changed, { ...headerOf(one), facts: ids }, payloadOf(one))
  }
  const withLinks = (certificate: CertificateJson, n: number): CertificateJson => {
    const answer = JSON.parse(payloadOf(certificate)) as { chain: object[] }
    const chain = Array.from({ length: n }, (_, at) => ({ ...answer.chain[0], eventId: `x${at}` }))
    return signAgain(certificate, headerOf(certificate), JSON.stringify({ ...answer, chain }))
  }
  const [shown = {}] = one.header.disclosures
  const proof = { pending: 'x' }

  it('is refused for its number of records, of steps, of names and of checkpoints', () => {
    expect(codesOf(listed(10_001, shown, proof))).toEqual(['INVALID', 'certificate-malformed'])
    expect(codesOf(withLinks(one, 2_001))).toEqual(['INVALID', 'answer-malformed'])
    const names = Array.from({ length: 10_001 }, () => one.header.names[0])
    expect(codesOf({ ...one, header: { ...one.header, names: names as never } })).toEqual([
      'INVALID',
      'certificate-malformed',
    ])
    const proofs = one.header.proofs.map(({ factId, proof: text = '' }, n) => {
      return { factId, proof: `${text}— stranger.example/${n} ${Buffer.alloc(68, n).toString('base64')}\n` }
    })
    const twice = [...proofs, ...proofs].map((each, n) => ({ ...each, factId: `x${n}` }))
    const many = listed(twice.length, shown, proof)
    many.header.proofs = twice.map(({ factId, proof: text }, n) => ({
      factId,
      proof: text.replace('stranger', `s${n}`),
    }))
    expect(codesOf(many)).toEqual(['INVALID', 'certificate-malformed'])
  })

  it('is not looked at beyond its signature, where that is not the registry’s', () => {
    const many = listed(5_000, shown, proof)
    const { result, checks } = verifyCertificate(JSON.stringify(many), POLICY)
    // The signature, and its key, which is on no record.
    expect([result, checks.length]).toEqual(['INVALID', 3])
    expect(checks.at(-1)?.says).toMatch(/^The rest was not looked at: of 5000 records/)
  })

  it('of the registry is looked at whole as far as any certificate may go', () => {
    const { result, checks } = verifyCertificate(JSON.stringify(withLinks(listed(2_000, shown, proof), 2_000)), POLICY)
    expect(result).toBe('INVALID')
    expect(checks.filter(({ place }) => place.startsWith('payload/chain/'))).toHaveLength(2_000)
  })

  it('is refused for the name of a member that is longer than any', () => {
    const name = 'x'.repeat(1_000_000)
    const payload = payloadOf(one).replace('{', `{"${name}":[${'0,'.repeat(100_000)}0],`)
    expect(codesOf(signAgain(one, headerOf(one), payload))).toEqual(['INVALID', 'answer-malformed'])
  })

  it('is refused where a name has no UTF-8 form', () => {
    const names = one.header.names.map((each) => ({ ...each, name: '\ud800' }))
    expect(codesOf({ ...one, header: { ...one.header, names } })).toEqual(['INVALID', 'name-malformed'])
  })
})

describe('a member that is there twice is refused', () => {
  const one = makeCertificate(traced)
  const again = (text: string): string => text.replace('{', '{"answerId":"1","answerId":"1",')

  it('in the answer, in the protected header and in the file', () => {
    expect(codesOf(signAgain(one, headerOf(one), again(payloadOf(one))))).toEqual(['INVALID', 'answer-malformed'])
    const header = Buffer.from(again(JSON.stringify(headerOf(one)))).toString('base64url')
    expect(codesOf({ ...one, protected: header })).toEqual(['INVALID', 'certificate-malformed'])
    expect(codesOf(again(JSON.stringify(one)))).toEqual(['INVALID', 'certificate-malformed'])
  })
})
