import { withholdFields } from '../../src/domain/ledger/disclosed-fact.ts'
import type { TraceAnswer } from '../../src/tracing/answer-schemas.ts'
import type { Result } from '../../src/verify/verify-certificate.ts'
import {
  changed,
  IDS,
  DEALER_NAME,
  MAKER_NAME,
  nameOf,
  NAMES,
  NOTHING,
  SUPERSEDED,
  SUPERSESSION_FACT,
  TRACED,
  UNBOUND_NAME,
  WEAPON_FACTS,
} from './fixture.ts'
import type { Parts } from './make-certificate.ts'

export const traced: Parts = { answer: TRACED, facts: WEAPON_FACTS }
export const nothing: Parts = { answer: NOTHING, facts: [] }

export const superseded: Parts = {
  ...traced,
  answer: { ...TRACED, superseded: SUPERSEDED },
  facts: [...WEAPON_FACTS, SUPERSESSION_FACT],
}
const EARLIER_NAME = nameOf(IDS.dealer, 'Invented Dealer, as it was called before')
/** Said again after the answer. */
const LATER_NAME = nameOf(IDS.dealer, DEALER_NAME.body.name, 'again')
const item = { id: IDS.link, kind: 'identity-link', body: { weaponId: IDS.weapon, otherWeaponId: IDS.item } }
export const ofItem = changed(IDS.sold, { weaponId: IDS.item })
const lot = { ...changed(IDS.weapon, { lot: { lotId: IDS.item, unit: 'ITEM' } })[0] }

function withoutNames(answer: TraceAnswer): TraceAnswer {
  return JSON.parse(
    JSON.stringify(answer, (key, value: unknown) => (key === 'name' ? undefined : value)),
  ) as TraceAnswer
}

/** The second link without its record, as another authority's case is told. */
const ofAnother: TraceAnswer = {
  ...TRACED,
  chain: TRACED.chain.map(({ eventId, ...link }, n) => (n === 1 ? link : { ...link, ...(eventId && { eventId }) })),
}

/** Three others, key, answer, weapon, description, mark, and the event before it. */
const SOLD_INDEX = '9'

export const erasure = {
  id: IDS.erasure,
  kind: 'erasure',
  body: { ground: 'COURT_ORDER', erased: [{ factId: IDS.sold, index: SOLD_INDEX }] },
}
export const hidePlace: NonNullable<Parts['disclose']> = (all) =>
  all.map((one) => {
    if (one.factId !== IDS.sold) return one
    const isKept = (pointer: string) => !/locality|itude|number/.test(pointer)
    return { ...one, fact: withholdFields(one.fact, isKept) }
  })

/** What verifies, by file name. */
export const VALID: Readonly<Record<string, { readonly result: Result; readonly parts: Parts }>> = {
  traced: { result: 'VALID', parts: traced },
  'nothing-found': { result: 'VALID', parts: nothing },
  'without-names': { result: 'VALID', parts: { ...traced, answer: withoutNames(TRACED) } },
  superseded: { result: 'VALID_SUPERSEDED', parts: superseded },
  'of-two-records': { result: 'VALID', parts: { ...traced, facts: [...ofItem, item] } },
  'of-a-lot': {
    result: 'VALID',
    parts: {
      ...traced,
      facts: ofItem.map((fact) => (fact.id === IDS.weapon ? { ...fact, ...lot } : fact)),
    },
  },
  'party-moved': {
    result: 'VALID',
    parts: {
      ...traced,
      facts: [
        ...changed(IDS.dealer, { country: 'BE' }),
        { id: IDS.version, kind: 'party-version', body: { partyId: IDS.dealer, partyKind: null, country: 'FR' } },
      ],
    },
  },
  'named-before-names-were-bound': {
    result: 'VALID',
    parts: { ...traced, names: [MAKER_NAME, UNBOUND_NAME], facts: changed(IDS.dealer, { nameId: UNBOUND_NAME.id }) },
  },
  'party-named-alike-twice': {
    result: 'VALID',
    parts: {
      ...traced,
      names: [...NAMES, LATER_NAME],
      facts: [
        ...WEAPON_FACTS,
        {
          id: IDS.version,
          kind: 'party-version',
          recordedAt: SUPERSEDED.recordedAt,
          body: { partyId: IDS.dealer, partyKind: null, nameId: LATER_NAME.id },
        },
      ],
    },
  },
  'party-renamed': {
    result: 'VALID',
    parts: {
      ...traced,
      names: [...NAMES, EARLIER_NAME],
      facts: [
        ...changed(IDS.dealer, { nameId: EARLIER_NAME.id }),
        {
          id: IDS.version,
          kind: 'party-version',
          body: { partyId: IDS.dealer, partyKind: null, nameId: DEALER_NAME.id },
        },
      ],
    },
  },
  'case-of-another-authority': { result: 'VALID', parts: { ...traced, answer: ofAnother } },
  'erased-in-part': {
    result: 'VALID',
    parts: { ...traced, facts: [...WEAPON_FACTS, erasure], disclose: hidePlace },
  },
  'extra-data-and-an-unknown-signer': {
    result: 'VALID',
    parts: { ...nothing, signers: 'AND_A_STRANGER', extra: true },
  },
  pending: { result: 'PENDING', parts: { ...nothing, waiting: [IDS.answer] } },
}
