import { withholdFields } from '../../src/domain/ledger/disclosed-fact.ts'
import { IDS, nameOf, NAMES, NOTHING, SUPERSEDED, TRACED, WEAPON_FACTS } from './fixture.ts'
import { type InvalidCases, lie, lied, of, renameDealer, withoutRecord } from './invalid-case.ts'
import { signAgain } from './make-certificate.ts'
import { flipFirst, spoilt } from './spoil.ts'
import { nothing, superseded, traced } from './valid-cases.ts'

const renamed = (name: string) => lied((answer) => renameDealer(answer, name))

/** The answer itself, its names, and what superseded it. */
export const INVALID_ANSWERS: InvalidCases = {
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
  'answer-malformed-more-of-the-supersession': of('answer-malformed', {
    ...superseded,
    answer: { ...TRACED, superseded: Object.assign({ holder: 'The accused' }, SUPERSEDED) },
  }),
  'superseded-differs-one-withheld': of('superseded-differs', {
    ...superseded,
    answer: { ...TRACED, superseded: { ...SUPERSEDED, differences: [] } },
    disclose: (all) =>
      all.map((one) => ({ ...one, fact: withholdFields(one.fact, (p) => !p.startsWith('/differences/')) })),
  }),
}
