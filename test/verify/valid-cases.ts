import { withholdFields } from '../../src/domain/ledger/disclosed-fact.ts'
import type { TraceAnswer } from '../../src/tracing/answer-schemas.ts'
import type { Result } from '../../src/verify/verify-certificate.ts'
import {
  changed,
  type FactToRecord,
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
/** A link of the weapon's record and another one. */
export const linkOfItem = (needsDecision: boolean): FactToRecord => {
  const ends = { weaponId: IDS.weapon, otherWeaponId: IDS.item }
  const said = { basis: 'SAME_REGISTRATION', tier: null, evidenceId: null, needsDecision, actorId: null }
  return { id: IDS.link, kind: 'identity-link', body: { ...ends, ...said } }
}
export const decided = (decision: 'CONFIRM' | 'REJECT', at: Pick<FactToRecord, 'recordedAt'> = {}): FactToRecord => {
  const body = { weaponId: IDS.weapon, subjectId: IDS.link, decision, reasonId: null, actorId: null }
  return { id: IDS.decision, kind: 'link-decision', body, ...at }
}
/** What was said of the dealer later; null says nothing of a field. */
export const version = (body: FactToRecord['body'], versionId = IDS.version): FactToRecord => {
  const unsaid = { partyKind: null, country: null, nameId: null, status: null, successorPartyId: null, validFrom: null }
  return { id: versionId, kind: 'party-version', body: { partyId: IDS.dealer, ...unsaid, ...body } }
}
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

/** The answer that is given after an erasure: of the place the State is left, and in the number's stead that it was erased. */
function afterErasure(paper: Record<string, unknown>): TraceAnswer {
  const answer = structuredClone(TRACED)
  const link = answer.chain[1]
  if (link !== undefined)
    Object.assign(link, { place: { country: 'FR' }, documents: [{ kind: 'IMPORT_LICENCE', ...paper }] })
  return answer
}
export const erasedInPart: Parts = {
  answer: afterErasure({ number: 'ERASED' }),
  facts: [...WEAPON_FACTS, erasure],
  disclose: hidePlace,
}

/** What verifies, by file name. */
export const VALID: Readonly<Record<string, { readonly result: Result; readonly parts: Parts }>> = {
  traced: { result: 'VALID', parts: traced },
  'nothing-found': { result: 'VALID', parts: nothing },
  'without-names': { result: 'VALID', parts: { ...traced, answer: withoutNames(TRACED) } },
  superseded: { result: 'VALID_SUPERSEDED', parts: superseded },
  'of-two-records': { result: 'VALID', parts: { ...traced, facts: [...ofItem, linkOfItem(false)] } },
  'of-two-records-confirmed': {
    result: 'VALID',
    parts: { ...traced, facts: [...ofItem, linkOfItem(true), decided('CONFIRM')] },
  },
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
      facts: [...changed(IDS.dealer, { country: 'BE' }), version({ country: 'FR', validFrom: '2019-01-01' })],
    },
  },
  'party-changed-twice': {
    result: 'VALID',
    parts: {
      ...traced,
      facts: [
        ...changed(IDS.dealer, { partyKind: 'GUNSMITH', country: 'BE' }),
        version({ partyKind: 'PRIVATE_PERSON', country: 'DE', validFrom: '2021-01-01' }),
        version({ partyKind: 'DEALER', validFrom: '2017-01-01' }, IDS.item),
        version({ country: 'FR', validFrom: '2019-01-01' }, IDS.laterVersion),
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
      facts: [...WEAPON_FACTS, { ...version({ nameId: LATER_NAME.id }), recordedAt: SUPERSEDED.recordedAt }],
    },
  },
  'party-renamed': {
    result: 'VALID',
    parts: {
      ...traced,
      names: [...NAMES, EARLIER_NAME],
      facts: [...changed(IDS.dealer, { nameId: EARLIER_NAME.id }), version({ nameId: DEALER_NAME.id })],
    },
  },
  'case-of-another-authority': { result: 'VALID', parts: { ...traced, answer: ofAnother } },
  'erased-in-part': {
    result: 'VALID',
    parts: erasedInPart,
  },
  'erased-in-part-and-the-paper-says-so': {
    result: 'VALID',
    parts: { ...erasedInPart, answer: afterErasure({ erased: true }) },
  },
  'extra-data-and-an-unknown-signer': {
    result: 'VALID',
    parts: { ...nothing, signers: 'AND_A_STRANGER', extra: true },
  },
  pending: { result: 'PENDING', parts: { ...nothing, waiting: [IDS.answer] } },
}
