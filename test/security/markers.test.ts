import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findWords } from '../support/leak-walk.ts'
import type { CallOptions } from '../support/service.ts'
import {
  AUDITOR,
  OFFICER,
  openSmallRegistry,
  OURS,
  REGISTRAR,
  type SmallRegistry,
  THEIRS,
  weaponBody,
} from '../support/small-registry.ts'
import { ANNA, act, ask, seen } from '../support/traced.ts'

// Words that stand nowhere else, planted in everything that a caller must not see; then every address of the API is read with every id, and the replies are searched.

const MEXICO: CallOptions = { role: 'officer', agency: 'MX-POLICE' }
const MEXICAN_CUSTOMS: CallOptions = { role: 'customs', agency: 'MX-POLICE' }
const CUSTOMS: CallOptions = { role: 'customs' }

const CANDIDATES_HOLDER = 'Marker-Holder-Of-The-Candidate'
const RELEASED_HOLDER = 'Marker-Holder-Of-The-Released'
const MEXICAN_CASE = [
  'MARKER-CASE-MX',
  'MARKER-BASIS-MX',
  'MARKER-STEP-MX',
  'MARKER-SEIZURE-MX',
  'Marker-Consignor-MX',
  'MARKER-NOTE-MX',
]

let registry: SmallRegistry
let ids: string[]
let candidates: string[]
let released: string[]

/** A pistol sold to a person of this name; gives the weapon, and what of its life nobody else may learn. */
async function sellTo(name: string, serial: string) {
  const { id: person } = await registry.store('/v1/parties', { kind: 'PRIVATE_PERSON', name, country: 'FR' }, OURS)
  const origin = { kind: 'MANUFACTURED', partyId: registry.maker, occurredAt: '2018-02-03' }
  const markings = [{ kind: 'SERIAL_PRIMARY', text: serial, component: 'FRAME' }]
  const { id } = await registry.store('/v1/weapons', weaponBody({ origin, markings }), REGISTRAR)
  const sale = {
    kind: 'RETAIL_SALE',
    weaponIds: [id],
    fromPartyId: registry.maker,
    toPartyId: person,
    occurredAt: '2019-03-04',
    note: `note of ${name}`,
  }
  const { events } = await registry.store<{ events: { id: string }[] }>('/v1/transfers', sale, REGISTRAR)
  return { id, person, event: events[0]?.id ?? '' }
}

beforeAll(async () => {
  registry = await openSmallRegistry()
  const [candidate, other] = [await sellTo(CANDIDATES_HOLDER, 'MRK101'), await sellTo(RELEASED_HOLDER, 'MRK777')]
  candidates = [CANDIDATES_HOLDER, candidate.person, candidate.event]
  released = [RELEASED_HOLDER, other.person, other.event]
  const waiting = await ask(registry, seen('MRK1O1'), { caseReference: 'MARKER-CASE-FR' })
  if (waiting.body.identification.tier !== 'T2') throw new Error('the candidate of the story is no candidate')
  const circumstances = { kind: 'HOUSE_SEARCH', country: 'MX', occurredAt: '2025-05-14' }
  const case_ = { circumstances, caseReference: 'MARKER-CASE-MX', legalBasis: 'MARKER-BASIS-MX' }
  const answered = await ask(registry, seen('MRK777'), case_, MEXICO)
  if (answered.body.status !== 'ANSWERED_FULL') throw new Error('the weapon of the story was not released')
  await act(registry, answered.body.id, 'responses', { action: 'ACKNOWLEDGE', text: 'MARKER-STEP-MX' }, ANNA)
  const seizure = {
    agencyReference: 'MARKER-SEIZURE-MX',
    recoveryClass: 'SEIZED',
    circumstance: 'SEAPORT_CONTAINER',
    occurredAt: '2025-05-14',
    place: { country: 'MX' },
    legalBasis: 'MARKER-BASIS-MX',
    declaration: { consignor: 'Marker-Consignor-MX' },
    note: 'MARKER-NOTE-MX',
    items: [{ observation: seen('MRK777') }, { observation: seen('MRK1O1') }],
  }
  const taken = await registry.store<{ id: string; items: { id: string; weaponId: string }[] }>(
    '/v1/seizures',
    seizure,
    MEXICAN_CUSTOMS,
  )
  const items = taken.items.flatMap(({ id, weaponId }) => [id, weaponId])
  ids = [
    waiting.body.id,
    answered.body.id,
    answered.body.answer?.answerId ?? '',
    candidate.id,
    other.id,
    candidate.person,
    other.person,
  ]
  ids.push(candidate.event, other.event, taken.id, ...items)
})
afterAll(() => registry.close())

const expectSilent = async (call: CallOptions, words: readonly string[]) => {
  const { reads, found } = await findWords(registry.service, call, ids, words)
  expect(found).toEqual([])
  expect(reads).toBeGreaterThan(3)
}

describe('no address shows', () => {
  it('an asker the holder of a candidate that nobody confirmed, or another agency’s case', async () => {
    await expectSilent(OFFICER, [...candidates, ...released, ...MEXICAN_CASE])
  })

  it('an agency that was told of one weapon the holder of another, or the case of who asks for it', async () => {
    await expectSilent(MEXICO, [...candidates, 'MARKER-CASE-FR'])
  })

  it('customs of another State anything of what they did not recover', async () => {
    await expectSilent(CUSTOMS, [...candidates, ...released, ...MEXICAN_CASE, 'MARKER-CASE-FR'])
  })

  it('an integrator anything of others’ weapons and cases', async () => {
    await expectSilent(THEIRS, [...candidates, ...released, ...MEXICAN_CASE, 'MARKER-CASE-FR'])
  })

  it('an auditor the name of a person', async () => {
    await expectSilent(AUDITOR, [CANDIDATES_HOLDER, RELEASED_HOLDER])
  })
})

describe('the walk finds what may be seen', () => {
  it('the holder by who was told of him, on paper and by radio too, and everything by a registrar', async () => {
    const told = await findWords(registry.service, MEXICO, ids, [RELEASED_HOLDER])
    const paths = [
      '/v1/trace-requests/{id}',
      '/v1/trace-requests/{id}/answer',
      '/v1/trace-requests/{id}/answer/pdf',
      '/v1/trace-requests/{id}/answer/text',
    ]
    expect(told.found).toEqual(expect.arrayContaining(paths.map((path) => `${path}: ${RELEASED_HOLDER}`)))
    const all = await findWords(registry.service, REGISTRAR, ids, [
      CANDIDATES_HOLDER,
      RELEASED_HOLDER,
      'MARKER-CASE-MX',
    ])
    const words = [CANDIDATES_HOLDER, RELEASED_HOLDER, 'MARKER-CASE-MX']
    for (const word of words) expect(all.found.filter((line) => line.endsWith(word))).not.toEqual([])
  })
})
