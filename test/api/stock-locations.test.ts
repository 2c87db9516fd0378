import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { LocationSummary, PartySummary } from '../../src/features/stockpiles/summary-schemas.ts'
import { openSmallRegistry, OURS, type SmallRegistry } from '../support/small-registry.ts'
import { openStore, PLACED_ON, readAll } from '../support/stock.ts'

let registry: SmallRegistry

beforeAll(async () => {
  registry = await openSmallRegistry()
})
afterAll(() => registry.close())

const get = async <Body>(path: string) => (await registry.service.request<Body>(path, OURS)).body

async function sell(weaponId: string, occurredAt: string): Promise<void> {
  const sale = { kind: 'RETAIL_SALE', weaponIds: [weaponId], fromPartyId: registry.ours, toPartyId: registry.ourPerson }
  await registry.store('/v1/transfers', { ...sale, occurredAt }, OURS)
}

describe('the stock of a place', () => {
  it('is what the party holds by the chain: what was sold has left without a word here', async () => {
    const store = await openStore(registry, 2)
    const [sold, kept] = store.weapons
    await sell(sold?.id ?? '', '2024-06-03')
    expect((await store.stock()).map(({ weaponId }) => weaponId)).toEqual([kept?.id])
    const { body } = await store.count({ items: readAll([kept as { serial: string }]) })
    expect([body.findings, body.totals.expected]).toEqual([[], 1])
  })

  it('is that of the time of the count: a weapon sold since was there then', async () => {
    const store = await openStore(registry, 1)
    await sell(store.weapons[0]?.id ?? '', '2025-03-01')
    const { body } = await store.count({ items: [] })
    expect(body.totals).toMatchObject({ expected: 1, missing: 1 })
  })

  it('leaves open what was handed over on the very day: it may be read, and is not missed', async () => {
    const store = await openStore(registry, 1)
    await sell(store.weapons[0]?.id ?? '', '2025-01-15')
    const unread = await store.count({ items: [] })
    expect(unread.body.totals).toMatchObject({ expected: 0, possible: 1, missing: 0, notCounted: 1 })
    const read = await store.count({ items: readAll(store.weapons) })
    expect(read.body.totals).toMatchObject({ possible: 1, matched: 1, surplus: 0 })
  })

  it('follows the last placement, whatever the order in which placements are reported', async () => {
    const [first, second] = [await openStore(registry, 1), await openStore(registry, 0)]
    const ids = first.weapons.map(({ id }) => id)
    expect((await second.place(ids, '2024-05-01')).status).toBe(201)
    expect((await first.place(ids, '2024-03-01')).status).toBe(201)
    expect([await first.stock(), (await second.stock()).length]).toEqual([[], 1])
    expect((await second.place(ids, '2024-06-01', { action: 'TAKEN_OUT' })).status).toBe(201)
    expect(await second.stock()).toEqual([])
  })

  it('takes no weapon that the party does not hold, and none that it held only before', async () => {
    const store = await openStore(registry, 1)
    await sell(store.weapons[0]?.id ?? '', '2024-06-03')
    const { status, body } = await store.place([store.weapons[0]?.id ?? ''], '2024-07-01')
    expect([status, body.errors]).toMatchObject([422, [{ pointer: '#/weaponIds/0', code: 'weapon-not-held' }]])
  })

  it('warns beyond the capacity that it is said to have, and is not closed while anything lies there', async () => {
    const store = await openStore(registry, 2, { capacity: 2 })
    const third = await registry.registerWeapon(OURS)
    const placed = await registry.post<{ findings: { code: string }[] }>(
      '/v1/stock-placements',
      { locationId: store.id, weaponIds: [third.id], occurredAt: PLACED_ON },
      OURS,
    )
    expect(placed.body.findings.map(({ code }) => code)).toEqual(['LOCATION_OVER_CAPACITY'])
    const versions = `/v1/stock-locations/${store.id}/versions`
    const refused = await registry.post<{ errors: object[] }>(versions, { closed: true }, OURS)
    expect([refused.status, refused.body.errors]).toMatchObject([422, [{ code: 'location-not-empty' }]])
    const all = (await store.stock()).map(({ weaponId }) => weaponId)
    await store.place(all, '2024-02-01', { action: 'TAKEN_OUT' })
    const closed = await registry.store<{ closed: boolean; version: number }>(versions, { closed: true }, OURS)
    expect([closed.closed, closed.version]).toEqual([true, 2])
    expect((await store.place(all, '2024-03-01')).body.errors).toMatchObject([{ code: 'location-closed' }])
  })
})

describe('the summary of a place', () => {
  it('tells stock, last complete count, what is due and how the weapons are marked', async () => {
    const store = await openStore(registry, 1)
    const bare = await registry.registerWeapon(OURS, { markings: [{ kind: 'UNIT_RACK', text: 'R 7' }] })
    const full = await registry.registerWeapon(OURS, {
      type: 'RIFLE',
      markings: [
        { kind: 'SERIAL_PRIMARY', text: 'Q-771-200', component: 'RECEIVER' },
        { kind: 'MANUFACTURER_NAME', text: 'GLOCK' },
        { kind: 'COUNTRY_OF_ORIGIN', text: 'AUSTRIA' },
      ],
    })
    await store.place([bare.id, full.id], PLACED_ON)
    const path = `/v1/stock-locations/${store.id}/summary`
    expect(await get<LocationSummary>(path)).toEqual({
      locationId: store.id,
      expected: 3,
      daysSinceCompleteCount: null,
      overdue: false,
      openDiscrepancies: 0,
      marking: {
        weapons: 3,
        withPrimarySerial: 2,
        adequatelyMarked: 1,
        imported: 0,
        withImportMark: 0,
        unmarked: 1,
        outsideMarkingRules: 0,
      },
      byType: [
        { category: 'SMALL_ARM', type: 'PISTOL_SELF_LOADING', weapons: 2 },
        { category: 'SMALL_ARM', type: 'RIFLE', weapons: 1 },
      ],
    })
    const { body } = await store.count({ items: readAll(store.weapons), unmarked: [{ quantity: 1 }] })
    const counted = await get<LocationSummary>(path)
    expect(counted.lastCompleteCount).toMatchObject({ id: body.id, counted: 2, missing: 1, surplus: 0 })
    expect([counted.overdue, counted.openDiscrepancies]).toEqual([true, 1])
    expect(counted.daysSinceCompleteCount).toBeGreaterThan(365)
  })

  it('of a whole party has what lies nowhere, too', async () => {
    const before = await get<PartySummary>(`/v1/parties/${registry.ours}/stock-summary`)
    await registry.registerWeapon(OURS)
    await openStore(registry, 1)
    const after = await get<PartySummary>(`/v1/parties/${registry.ours}/stock-summary`)
    expect([after.held - before.held, after.unplaced - before.unplaced, after.locations - before.locations]).toEqual([
      2, 1, 1,
    ])
  })
})
