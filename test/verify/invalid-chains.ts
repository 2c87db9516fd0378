import { discloseFact, withholdFields } from '../../src/domain/ledger/disclosed-fact.ts'
import type { TraceAnswer } from '../../src/tracing/answer-schemas.ts'
import type { JsonValue } from '../../src/domain/ledger/canonical-json.ts'
import { changed, type FactToRecord, IDS, recordOf, SUPERSEDED, TRACED, WEAPON_FACTS } from './fixture.ts'
import { type InvalidCases, lie, lied, of, withoutRecord } from './invalid-case.ts'
import { decided, erasedInPart, erasure, hidePlace, linkOfItem, ofItem, traced, version } from './valid-cases.ts'

type Link = TraceAnswer['chain'][number]

const lieOfSale = (change: Record<string, unknown>) => lie(({ chain: [, link] }) => link && Object.assign(link, change))

/** The sale without a receiver, and the answer that names one. */
const toNobody = lied(({ chain: [, link] }) => {
  if (link !== undefined) link.to = { kind: 'PRIVATE_PERSON', country: 'RU', name: 'The accused' } as Link['to']
})

/** A record with all that it says, whatever the registry would show of it. */
function wholeOf(fact: FactToRecord) {
  const { factId, secret, canonical } = recordOf(fact)
  return { factId, fact: discloseFact(secret, JSON.parse(canonical) as JsonValue, () => true) }
}

/** Only what an erasure takes is gone, and this is what is said of the rest. */
const KEPT = ['/factId', '/factKind', '/weaponId', '/recordedAt', '/fromPartyId']
const stolen = lied(({ chain: [, link] }) => {
  const said = { kind: 'STOLEN', to: null, occurredAt: { value: '2023-11-02', precision: 'DAY' } }
  if (link !== undefined) Object.assign(link, said)
})

/** A dealer in Belgium who, in France, was none any more. */
const dealerWhoMoved = [
  ...changed(IDS.dealer, { country: 'BE' }),
  version({ partyKind: 'PRIVATE_PERSON', country: 'FR' }),
]

/** Chain, weapon, marks and parties. */
export const INVALID_CHAINS: InvalidCases = {
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
  'answer-malformed-type-of-no-link': of('answer-malformed', lieOfSale({ type: 'Event', kind: 'STOLEN' })),
  'link-differs-receiver-where-none-is': of('link-differs', {
    ...traced,
    answer: toNobody,
    facts: changed(IDS.sold, { toPartyId: null }),
  }),
  'link-differs-hidden-by-an-erasure': of('link-differs', {
    ...traced,
    answer: stolen,
    shownFor: TRACED,
    facts: [...WEAPON_FACTS, erasure],
    disclose: (all) =>
      all.map((one) => {
        if (one.factId !== IDS.sold) return one
        const isKept = (p: string) => KEPT.includes(p) || p.startsWith('/place') || p.startsWith('/documents')
        return { ...one, fact: withholdFields(one.fact, isKept) }
      }),
  }),
  'link-differs-place-that-was-erased': of('link-differs', { ...erasedInPart, answer: TRACED }),
  'link-repeated': of(
    'link-repeated',
    lie(({ chain }) => chain.push(structuredClone(chain[1]) as Link)),
  ),
  'joint-not-confirmed': of('joint-not-confirmed', {
    ...traced,
    facts: [...ofItem, linkOfItem(true)],
    disclose: (all) => [...all, wholeOf(linkOfItem(true))],
  }),
  'joint-not-confirmed-but-rejected': of('joint-not-confirmed', {
    ...traced,
    facts: [...ofItem, linkOfItem(true), decided('REJECT')],
    disclose: (all) => [...all, wholeOf(linkOfItem(true)), wholeOf(decided('REJECT'))],
  }),
  'joint-not-confirmed-until-later': of('joint-not-confirmed', {
    ...traced,
    facts: [...ofItem, linkOfItem(true), decided('CONFIRM', SUPERSEDED)],
    shownFor: { ...TRACED, answeredAt: SUPERSEDED.recordedAt },
  }),
  'party-differs-never-both-at-once': of('party-differs', {
    ...traced,
    facts: dealerWhoMoved,
    // The registry would show neither, since no day had both.
    disclose: (all) => [
      ...all.filter(({ factId }) => factId !== IDS.dealer),
      ...dealerWhoMoved.filter(({ id }) => [IDS.dealer, IDS.version].includes(id)).map(wholeOf),
    ],
  }),
}
