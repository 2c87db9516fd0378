import { withholdFields } from '../../src/domain/ledger/disclosed-fact.ts'
import type { TraceAnswer } from '../../src/tracing/answer-schemas.ts'
import type { FailureCode } from '../../src/verify/codes.ts'
import { privateKeyOf } from '../domain/ledger/keys.ts'
import {
  type changed,
  IDS,
  KEY_FACT,
  KID,
  nameOf,
  NAMES,
  NOTHING,
  SUPERSEDED,
  TRACED,
  WEAPON_FACTS,
} from './fixture.ts'
import { type CertificateJson, type Parts, signAgain } from './make-certificate.ts'
import { fieldIn, flipFirst, proofIn, recordIn, type Spoil, spoilt, withHeader } from './spoil.ts'
import { erasure, hidePlace, nothing, ofItem, superseded, traced } from './valid-cases.ts'

const withoutRecord =
  (factId: string): NonNullable<Parts['disclose']> =>
  (all) =>
    all.filter((one) => one.factId !== factId)

const keyFact = (change: Parameters<typeof changed>[1]): Parts => {
  return { ...nothing, key: { ...KEY_FACT, body: { ...KEY_FACT.body, ...change } } }
}

export interface InvalidCase {
  readonly code: FailureCode
  readonly parts: Parts
  readonly spoil?: Spoil
}

const of = (code: FailureCode, parts: Parts, spoil?: Spoil): InvalidCase => {
  return { code, parts, ...(spoil === undefined ? {} : { spoil }) }
}

/** What a registry would do that lies in its answer, shows the records as they are, and signs: the lie is on record as the answer given. */
const lie = (change: (answer: TraceAnswer) => void): Parts => {
  const answer = structuredClone(TRACED)
  change(answer)
  return { ...traced, answer, shownFor: TRACED }
}

function renameDealer(value: unknown, name: string): void {
  if (typeof value !== 'object' || value === null) return
  if ('partyId' in value && value.partyId === IDS.dealer) Object.assign(value, { name })
  for (const inner of Object.values(value)) renameDealer(inner, name)
}

function renamed(name: string): TraceAnswer {
  const answer = structuredClone(TRACED)
  renameDealer(answer, name)
  return answer
}

const nested = (certificate: CertificateJson): string => JSON.stringify(certificate).replace('{', '{"more":1,')

/** What is refused, by file name: the code, and what was done. */
export const INVALID: Readonly<Record<string, InvalidCase>> = {
  'certificate-malformed-not-json': of('certificate-malformed', nothing, (certificate) =>
    JSON.stringify(certificate).slice(0, -1),
  ),
  'certificate-malformed-further-member': of('certificate-malformed', nothing, nested),
  'certificate-malformed-member-twice': of('certificate-malformed', nothing, (certificate) =>
    JSON.stringify(certificate).replace('{', '{"payload":"e30",'),
  ),
  'certificate-malformed-value-twice': of('certificate-malformed', nothing, (certificate) =>
    JSON.stringify(certificate).replace('"value":', '"v\\u0061lue" : "{another", "value":'),
  ),
  'certificate-malformed-general-serialization': of(
    'certificate-malformed',
    nothing,
    ({ payload, header, ...signature }) => JSON.stringify({ payload, signatures: [{ ...signature, header }] }),
  ),
  'certificate-malformed-base64-padded': of(
    'certificate-malformed',
    nothing,
    spoilt((one) => (one.signature += '==')),
  ),
  'certificate-malformed-base64-last-bits': of(
    'certificate-malformed',
    nothing,
    spoilt((one) => (one.signature = `${one.signature.slice(0, -1)}${one.signature.endsWith('B') ? 'C' : 'B'}`)),
  ),
  'certificate-malformed-header-not-signed': of('certificate-malformed', nothing, withHeader({ iat: 1 })),
  'algorithm-not-allowed-none': of('algorithm-not-allowed', nothing, withHeader({ alg: 'none' })),
  'algorithm-not-allowed-hs256': of('algorithm-not-allowed', nothing, withHeader({ alg: 'HS256' })),
  'header-critical': of('header-critical', nothing, withHeader({ crit: ['exp'], exp: 1 })),
  'header-not-allowed-b64': of('header-not-allowed', nothing, withHeader({ b64: false })),
  'header-not-allowed-key-of-its-own': of('header-not-allowed', nothing, withHeader({ jwk: { kty: 'OKP' } })),
  'type-not-allowed': of('type-not-allowed', nothing, withHeader({ typ: 'JWT' })),
  'facts-not-as-signed-record-left-out': of(
    'facts-not-as-signed',
    traced,
    spoilt(({ header }) => {
      header.disclosures.pop()
      header.proofs.pop()
    }),
  ),
  'facts-not-as-signed-proof-left-out': of(
    'facts-not-as-signed',
    nothing,
    spoilt((one) => one.header.proofs.pop()),
  ),
  'facts-not-as-signed-other-order': of(
    'facts-not-as-signed',
    nothing,
    spoilt((one) => one.header.disclosures.push(one.header.disclosures.shift() as never)),
  ),
  'facts-not-as-signed-listed-twice': of('facts-not-as-signed', nothing, withHeader({ facts: [IDS.key, IDS.key] })),
  'disclosure-malformed-not-sorted': of(
    'disclosure-malformed',
    nothing,
    spoilt((one) => recordIn(one, IDS.key).shown.push(recordIn(one, IDS.key).shown.shift() as never)),
  ),
  'disclosure-malformed-salt-cut': of(
    'disclosure-malformed',
    nothing,
    spoilt((one) => (fieldIn(one, IDS.key, '/kid').salt = 'AAAA')),
  ),
  'record-names-another': of('record-names-another', {
    ...nothing,
    disclose: (all) => all.map((one) => ({ ...one, factId: one.factId === IDS.key ? IDS.mark : one.factId })),
  }),
  'proof-malformed-without-index': of(
    'proof-malformed',
    nothing,
    spoilt((one) => proofIn(one, (proof) => proof.replace(/index \d+\n/, ''))),
  ),
  'proof-malformed-leading-zero': of(
    'proof-malformed',
    nothing,
    spoilt((one) => proofIn(one, (proof) => proof.replace('index ', 'index 0'))),
  ),
  'checkpoint-not-trusted-another-log': of('checkpoint-not-trusted', { ...nothing, signers: 'ANOTHER_LOG' }),
  'checkpoint-not-trusted-size-changed': of(
    'checkpoint-not-trusted',
    nothing,
    spoilt((one) => proofIn(one, (proof) => proof.replace(/ledger\n6\n/, 'ledger\n7\n'))),
  ),
  'checkpoint-not-trusted-log-line-left-out': of(
    'checkpoint-not-trusted',
    nothing,
    spoilt((one) => proofIn(one, (proof) => proof.replace(/— registry.*\n/, ''))),
  ),
  'quorum-not-met': of('quorum-not-met', { ...nothing, signers: 'LOG_ALONE' }),
  'record-not-in-ledger-value-changed': of(
    'record-not-in-ledger',
    nothing,
    spoilt((one) => (fieldIn(one, IDS.answer, '/answer/outcome').value = 'TRACED_LAST_LICIT')),
  ),
  'record-not-in-ledger-salt-changed': of(
    'record-not-in-ledger',
    nothing,
    spoilt(
      (one) => (fieldIn(one, IDS.answer, '/requestId').salt = flipFirst(fieldIn(one, IDS.answer, '/requestId').salt)),
    ),
  ),
  'record-not-in-ledger-digest-changed': of(
    'record-not-in-ledger',
    nothing,
    spoilt(
      (one) => (fieldIn(one, IDS.answer, '/agencyId').digest = flipFirst(fieldIn(one, IDS.answer, '/agencyId').digest)),
    ),
  ),
  'record-not-in-ledger-field-left-out': of(
    'record-not-in-ledger',
    nothing,
    spoilt((one) => recordIn(one, IDS.key).hidden.pop()),
  ),
  'record-not-in-ledger-index-changed': of(
    'record-not-in-ledger',
    nothing,
    spoilt((one) => proofIn(one, (proof) => proof.replace('index 3', 'index 2'))),
  ),
  'record-not-in-ledger-hash-left-out': of(
    'record-not-in-ledger',
    nothing,
    spoilt((one) => proofIn(one, (proof) => proof.replace(/(index 3\n).*\n/, '$1'))),
  ),
  'key-not-recorded': of('key-not-recorded', { ...nothing, disclose: withoutRecord(IDS.key) }),
  'key-not-recorded-other-kid': of('key-not-recorded', { ...nothing, protectedHeader: { kid: flipFirst(KID) } }),
  'key-differs-key-of-the-ledger': of('key-differs', keyFact({ use: 'LEDGER' })),
  'key-differs-retired': of('key-differs', keyFact({ event: 'RETIRED' })),
  'key-differs-another-key-under-the-name': of(
    'key-differs',
    keyFact({ publicKey: Buffer.alloc(32, 1).toString('base64url') }),
  ),
  'signature-invalid-name-changed': of(
    'signature-invalid',
    traced,
    spoilt((one) => {
      const payload = Buffer.from(one.payload, 'base64url').toString()
      one.payload = Buffer.from(payload.replaceAll('Invented Dealer', 'Invented Healer')).toString('base64url')
    }),
  ),
  'signature-invalid-by-another-key': of('signature-invalid', { ...nothing, signingKey: privateKeyOf(0x0c) }),
  'answer-malformed-not-utf8': of(
    'answer-malformed',
    nothing,
    spoilt((one) => (one.payload = Buffer.from([0xff]).toString('base64url'))),
  ),
  'answer-malformed-not-an-answer': of('answer-malformed', nothing, (one) => {
    const header = JSON.parse(Buffer.from(one.protected, 'base64url').toString()) as object
    return signAgain(one, header, '{"answerId":"1"}')
  }),
  'answer-not-recorded': of('answer-not-recorded', { ...nothing, disclose: withoutRecord(IDS.answer) }),
  'answer-differs-signed-all-the-same': of('answer-differs', {
    ...traced,
    given: TRACED,
    answer: { ...TRACED, outcome: 'FAILED_NOT_FOUND' },
  }),
  'answer-differs-more-on-record': of('answer-differs', { ...nothing, given: { ...NOTHING, duplicateOf: IDS.item } }),
  'answer-differs-field-withheld': of('answer-differs', {
    ...nothing,
    disclose: (all) =>
      all.map((one) => ({ ...one, fact: withholdFields(one.fact, (pointer) => pointer !== '/answer/outcome') })),
  }),
  'answer-differs-name-of-no-party': of('answer-differs', {
    ...traced,
    given: TRACED,
    answer: { ...TRACED, decided: Object.assign({ persons: 2, decidedAt: TRACED.answeredAt }, { name: 'Someone' }) },
  }),
  'link-without-record': of('link-without-record', { ...traced, disclose: withoutRecord(IDS.made) }),
  'link-differs-date': of(
    'link-differs',
    lie(({ chain: [, link] }) => link && (link.occurredAt.value = '2019-05-07')),
  ),
  'link-differs-receiver': of(
    'link-differs',
    lie(({ chain: [, link] }) => link && (link.to = link.from)),
  ),
  'link-differs-paper': of(
    'link-differs',
    lie(({ chain: [, link] }) => link && (link.documents = [])),
  ),
  'link-differs-place-withheld': of('link-differs', { ...traced, disclose: hidePlace }),
  'link-differs-erased-elsewhere': of('link-differs', {
    ...traced,
    facts: [...WEAPON_FACTS, { ...erasure, body: { erased: [{ factId: IDS.sold, index: '2' }] } }],
    disclose: hidePlace,
  }),
  'link-of-another-weapon': of('link-of-another-weapon', { ...traced, facts: ofItem }),
  'weapon-differs-model': of(
    'weapon-differs',
    lie(({ weapon }) => weapon && (weapon.model = 'Glock 17')),
  ),
  'weapon-differs-year-unknown': of(
    'weapon-differs',
    lie(({ weapon }) => weapon && (weapon.yearOfManufacture = null)),
  ),
  'weapon-differs-category': of(
    'weapon-differs',
    lie(({ weapon }) => weapon && (weapon.category = 'LIGHT_WEAPON')),
  ),
  'mark-differs': of(
    'mark-differs',
    lie(({ weapon }) => weapon?.markings[0] && (weapon.markings[0].text = 'BKXR215')),
  ),
  'party-differs': of(
    'party-differs',
    lie(({ holder }) => holder && (holder.country = 'BE')),
  ),
  'name-malformed-salt-cut': of(
    'name-malformed',
    traced,
    spoilt(({ header: { names } }) => names[0] && (names[0].salt = names[0].salt.slice(0, -4))),
  ),
  'name-malformed-further-member': of(
    'name-malformed',
    traced,
    spoilt(({ header: { names } }) => names[0] && Object.assign(names[0], { agencyId: IDS.item })),
  ),
  'name-differs-another-name': of(
    'name-differs',
    lie((answer) => renameDealer(answer, 'Another Dealer')),
    spoilt(({ header: { names } }) => {
      for (const one of names) if (one.name.includes('Dealer')) one.name = 'Another Dealer'
    }),
  ),
  'name-differs-another-salt': of(
    'name-differs',
    traced,
    spoilt(({ header: { names } }) => names[0] && (names[0].salt = flipFirst(names[0].salt))),
  ),
  'name-without-record-signed-all-the-same': of(
    'name-without-record',
    lie((answer) => renameDealer(answer, 'Another Dealer')),
  ),
  'name-without-record-of-another-party': of(
    'name-without-record',
    lie((answer) => renameDealer(answer, 'Invented Arms Works')),
  ),
  'name-without-record-bound-elsewhere': of('name-without-record', {
    ...lie((answer) => renameDealer(answer, 'Another Dealer')),
    shownFor: renamed('Another Dealer'),
    names: [...NAMES, nameOf(IDS.dealer, 'Another Dealer')],
  }),
  'name-without-record-left-out': of(
    'name-without-record',
    traced,
    spoilt(({ header }) => (header.names = [])),
  ),
  'name-without-record-of-the-party': of('name-without-record', { ...traced, disclose: withoutRecord(IDS.dealer) }),
  'superseded-without-record': of('superseded-without-record', { ...superseded, facts: WEAPON_FACTS }),
  'superseded-differs': of('superseded-differs', {
    ...superseded,
    answer: { ...TRACED, superseded: { ...SUPERSEDED, differences: ['chain'] } },
  }),
}
