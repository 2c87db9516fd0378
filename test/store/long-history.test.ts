import pg from 'pg'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { chainOf, codes, declareWrong } from '../support/corrections.ts'
import { openSmallRegistry, OURS, REGISTRAR, type SmallRegistry } from '../support/small-registry.ts'

const EVENTS = 200
const CORRECTIONS = 30

/** The tables and functions of a weapon's record, however a statement names them. */
const RECORD =
  /\b(registry_(history|party_versions|transfer_statements|firm_licences|linked|reach|declarations)|custody_event|error_declaration|registrar_decision|identity_link|transfer_statement|party_version|assembly|weapon_lot)\b/

let registry: SmallRegistry

beforeAll(async () => {
  registry = await openSmallRegistry()
})
afterAll(() => registry.close())

/** What the service, which runs in this process, asks the database while it works. */
async function statementsOf(work: () => Promise<unknown>): Promise<string[]> {
  const query = vi.spyOn(pg.Client.prototype, 'query')
  try {
    await work()
    return query.mock.calls.map(([asked]) => (typeof asked === 'string' ? asked : (asked as { text: string }).text))
  } finally {
    query.mockRestore()
  }
}

const dayOf = (n: number): string => new Date(Date.UTC(2020, 0, 1 + n)).toISOString().slice(0, 10)

/** A weapon that is lent and comes back day after day; its first event is its entry from an older register. */
async function lendAgainAndAgain(weaponId: string): Promise<string[]> {
  const eventIds: string[] = []
  for (let n = 1; n < EVENTS - CORRECTIONS; n++) {
    const [fromPartyId, toPartyId] =
      n % 2 === 1 ? [registry.ours, registry.ourPerson] : [registry.ourPerson, registry.ours]
    const loan = { kind: 'LOANED', weaponIds: [weaponId], fromPartyId, toPartyId, occurredAt: dayOf(n) }
    const { events } = await registry.store<{ events: { id: string }[] }>('/v1/transfers', loan, OURS)
    eventIds.push(events[0]?.id ?? '')
  }
  return eventIds
}

/** Each replaces an event by one with its place filled in, so that the record has as many events more. */
async function correct(eventId: string, n: number): Promise<void> {
  const [fromPartyId, toPartyId] =
    n % 2 === 1 ? [registry.ours, registry.ourPerson] : [registry.ourPerson, registry.ours]
  const replacement = { kind: 'LOANED', fromPartyId, toPartyId, occurredAt: dayOf(n), place: { country: 'FR' } }
  const body = { reason: 'INCORRECT_DATA', explanation: 'The place was left out.', replacement }
  await declareWrong(registry, eventId, body, REGISTRAR)
}

it('a custody of 200 events and 30 corrections is read in one statement, and asks the database no more often than one of a single event', async () => {
  const { id: young } = await registry.registerWeapon(OURS)
  const { id: old } = await registry.registerWeapon(OURS)
  const eventIds = await lendAgainAndAgain(old)
  for (let n = 1; n <= CORRECTIONS; n++) await correct(eventIds[n * 5 - 1] ?? '', n * 5)

  const asked = await statementsOf(() => chainOf(registry, old))
  expect(asked.filter((text) => RECORD.test(text))).toHaveLength(1)
  expect(asked).toHaveLength((await statementsOf(() => chainOf(registry, young))).length)

  const custody = await chainOf(registry, old)
  expect(custody.chain).toHaveLength(EVENTS - CORRECTIONS)
  expect(codes(custody).filter((code) => code === 'CORRECTED')).toHaveLength(CORRECTIONS)
  expect(custody.chain.every(({ type }) => type === 'EVENT')).toBe(true)
}, 180_000)
