import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Custody } from '../../src/features/chain-schemas.ts'
import type { LocationSummary, PartySummary } from '../../src/features/stockpiles/summary-schemas.ts'
import { openSmallRegistry, OURS, REGISTRAR, type SmallRegistry } from '../support/small-registry.ts'
import { openStore, PLACED_ON, readAll } from '../support/stock.ts'

let registry: SmallRegistry

beforeAll(async () => {
  registry = await openSmallRegistry()
})
afterAll(() => registry.close())

const get = async <Body>(path: string) => (await registry.service.request<Body>(path, OURS)).body
const custodyOf = (weaponId: string) => get<Custody>(`/v1/weapons/${weaponId}/custody`)

async function sell(weaponId: string, occurredAt: string): Promise<void> {
  const sale = { kind: 'RETAIL_SALE', weaponIds: [weaponId], fromPartyId: registry.ours, toPartyId: registry.ourPerson }
  await registry.store('/v1/transfers', { ...sale, occurredAt }, OURS)
}

describe('a stock-taking', () => {
  it('of everything as it is on record has nothing to tell', async () => {
    const store = await openStore(registry, 3)
    const items = [...readAll(store.weapons.slice(1)), { weaponId: store.weapons[0]?.id }]
    const { status, body } = await store.count({ items })
    expect([status, body.findings, body.countedAt]).toEqual([201, [], { value: '2025-01-15', precision: 'DAY' }])
    expect(body.totals).toMatchObject({ expected: 3, counted: 3, matched: 3, missing: 0, surplus: 0 })
    expect(await store.discrepancies()).toEqual([])
    expect(await get(`/v1/stock-counts/${body.id}`)).toMatchObject({ id: body.id, totals: body.totals })
  })

  it('tells what is missing, misread, surplus, read twice and unmarked, each once and where it was read', async () => {
    const store = await openStore(registry, 3)
    const [one, two, three] = store.weapons
    const misread = `${(two?.serial ?? '').slice(0, -1)}?`
    const items = [{ serial: one?.serial }, { serial: one?.serial }, { serial: misread }, { serial: 'ZZ-000-XX' }]
    const { body } = await store.count({ items, unmarked: [{ type: 'SHOTGUN', quantity: 4 }] })
    expect(body.totals).toEqual({
      expected: 3,
      possible: 0,
      counted: 7,
      matched: 1,
      matchedBySimilarMark: 1,
      missing: 1,
      surplus: 1,
      duplicateReadings: 1,
      unmarked: 4,
      notCounted: 0,
    })
    expect(body.findings.map(({ code, severity, pointer }) => [code, severity, pointer]).toSorted()).toEqual([
      ['STOCK_DUPLICATE_READING', 'INFO', '#/items/1'],
      ['STOCK_MISREAD', 'INFO', '#/items/2'],
      ['STOCK_MISSING', 'INFO', '#/items'],
      ['STOCK_SURPLUS', 'INFO', '#/items/3'],
      ['STOCK_UNMARKED', 'INFO', '#/unmarked/0'],
    ])
    const found = await store.discrepancies('&status=OPEN')
    const told = Object.fromEntries(
      found.map(({ kind, weaponId, item, quantity }) => [kind, { weaponId, item, quantity }]),
    )
    expect(told).toEqual({
      MISSING: { weaponId: three?.id, item: undefined, quantity: 1 },
      MATCHED_BY_SIMILAR_MARK: { weaponId: two?.id, item: 2, quantity: 1 },
      DUPLICATE_READING: { weaponId: one?.id, item: 1, quantity: 1 },
      SURPLUS: { weaponId: undefined, item: 3, quantity: 1 },
      UNMARKED: { weaponId: undefined, item: 0, quantity: 4 },
    })
    expect(found.find(({ kind }) => kind === 'MISSING')?.lastSeen).toEqual({
      by: 'PLACEMENT',
      occurredAt: { value: PLACED_ON, precision: 'DAY' },
    })
  })

  it('is never refused for what it found, however strict the caller is', async () => {
    const store = await openStore(registry, 1)
    const { status } = await store.count({ items: [] }, { headers: { prefer: 'handling=strict' } })
    expect(status).toBe(201)
  })

  it('of a part of the place finds nothing missing', async () => {
    const store = await openStore(registry, 2)
    const { body } = await store.count({ items: readAll(store.weapons.slice(1)), complete: false })
    expect([body.findings, body.totals.missing, body.totals.notCounted]).toEqual([[], 0, 1])
  })

  it('tells the same when it is only tried, and stores nothing then', async () => {
    const store = await openStore(registry, 2)
    const body = {
      locationId: store.id,
      countedAt: '2025-01-15',
      method: 'OTHER',
      complete: true,
      items: [{ serial: 'ZZ-000-XX' }],
    }
    const before = await registry.countRows()
    const tried = await registry.post<{ findings: object[] }>('/v1/stock-counts?dryRun=true', body, OURS)
    expect(await registry.countRows()).toEqual(before)
    const real = await registry.post<{ findings: object[] }>('/v1/stock-counts', body, OURS)
    expect([tried.status, real.status, tried.body.findings.length]).toEqual([200, 201, 2])
    expect(tried.body.findings).toEqual(real.body.findings)
  })

  it.each([
    ['a year', { countedAt: '2025' }, '#/countedAt', 'count-too-long'],
    ['a day to come', { countedAt: '2125-01-01' }, '#/countedAt', 'IN_THE_FUTURE'],
    ['a reading of nothing', { items: [{ serial: '--' }] }, '#/items/0/serial', 'nothing-read'],
    ['a broken pattern', { items: [{ serial: 'AB[12' }] }, '#/items/0/serial', 'READING_BRACKET_NOT_CLOSED'],
  ])('is refused for %s', async (_name, wrong, pointer, code) => {
    const store = await openStore(registry, 0)
    const { status, body } = await store.count({ items: [], ...wrong })
    expect([status, (body as unknown as { errors: object[] }).errors]).toMatchObject([422, [{ pointer, code }]])
  })
})

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

describe('a weapon that a count missed', () => {
  const missed = async () => {
    const store = await openStore(registry, 1)
    await store.count({ items: [] })
    const [discrepancy] = await store.discrepancies()
    return { store, id: discrepancy?.id ?? '', weaponId: store.weapons[0]?.id ?? '' }
  }

  it('is reported lost between when it was last seen and the count, known by the day of the count, and no longer expected', async () => {
    const { store, id, weaponId } = await missed()
    const loss = { outcome: 'LOSS_REPORTED', reason: 'Searched twice.', loss: { kind: 'STOLEN' } }
    const { status, body } = await store.resolve(id, loss)
    expect([status, body.status, body.resolution?.reason]).toEqual([201, 'RESOLVED', 'Searched twice.'])
    const event = await get<Record<string, unknown>>(`/v1/custody-events/${body.resolution?.eventId}`)
    expect(event).toMatchObject({ kind: 'STOLEN', fromPartyId: registry.ours, place: { country: 'FR' } })
    // Midnight in Paris.
    expect(event['occurredAt']).toEqual({
      value: '2024-01-09T23:00:00.000Z/2025-01-15T23:00:00.000Z',
      precision: 'INTERVAL',
    })
    expect(event['knownSince']).toEqual({ value: '2025-01-15', precision: 'DAY' })
    const custody = await custodyOf(weaponId)
    expect([custody.currentStatus, custody.holder]).toEqual(['STOLEN', null])
    expect(await store.stock()).toEqual([])
    const again = await store.count({ countedAt: '2025-02-15', items: [] })
    expect(again.body.totals.expected).toBe(0)
  })

  it('cannot have become known after the count that missed it', async () => {
    const { store, id } = await missed()
    const loss = { kind: 'LOST', knownSince: '2025-01-16' }
    const { status, body } = await store.resolve(id, { outcome: 'LOSS_REPORTED', reason: 'Late.', loss })
    expect([status, body.errors]).toMatchObject([422, [{ pointer: '#/loss/knownSince', code: 'known-after-count' }]])
  })

  it('that is found elsewhere lies there from then on', async () => {
    const { store, id, weaponId } = await missed()
    const other = await openStore(registry, 0)
    const found = { locationId: other.id, occurredAt: '2025-01-20' }
    const { body } = await store.resolve(id, { outcome: 'FOUND_ELSEWHERE', reason: 'In the workshop.', found })
    expect(body.resolution?.placementId).toEqual(expect.any(String))
    expect([await store.stock(), await other.stock()]).toEqual([
      [],
      [
        {
          weaponId,
          since: { value: '2025-01-20', precision: 'DAY' },
          lastSeen: expect.objectContaining({ by: 'PLACEMENT' }) as object,
        },
      ],
    ])
  })

  it('that was never there by a wrong record lies there no more, and stays with the party', async () => {
    const { store, id, weaponId } = await missed()
    await store.resolve(id, { outcome: 'RECORD_WRONG', reason: 'Placed under the wrong number.' })
    expect([await store.stock(), (await custodyOf(weaponId)).holder?.partyId]).toEqual([[], registry.ours])
  })

  it('is resolved once', async () => {
    const { store, id } = await missed()
    const resolution = { outcome: 'MISREAD_CONFIRMED', reason: 'It was the second surplus.' }
    expect([(await store.resolve(id, resolution)).status, (await store.resolve(id, resolution)).status]).toEqual([
      201, 409,
    ])
  })

  it('stays one entry on the list while it is missing, and is off it when a later count sees it', async () => {
    const { store } = await missed()
    await store.count({ countedAt: '2025-02-15', items: [] })
    expect((await store.discrepancies()).length).toBe(1)
    const { body } = await store.count({ countedAt: '2025-03-15', items: readAll(store.weapons) })
    const [entry] = await store.discrepancies()
    expect([entry?.status, entry?.resolution]).toMatchObject(['RESOLVED', { outcome: 'SEEN_AGAIN', countId: body.id }])
    expect((await store.stock())[0]?.lastSeen).toEqual({
      by: 'COUNT',
      occurredAt: { value: '2025-03-15', precision: 'DAY' },
    })
  })

  it('is not seen again by a count of before', async () => {
    const { store } = await missed()
    await store.count({ countedAt: '2024-12-15', items: readAll(store.weapons) })
    expect((await store.discrepancies('&status=OPEN')).length).toBe(1)
  })
})

describe('a discrepancy', () => {
  it('ends only in a way that its kind can end', async () => {
    const store = await openStore(registry, 0)
    await store.count({ items: [{ serial: 'ZZ-000-XX' }] })
    const [surplus] = await store.discrepancies()
    const loss = { outcome: 'LOSS_REPORTED', reason: 'Not ours.', loss: { kind: 'LOST' } }
    const { status, body } = await store.resolve(surplus?.id ?? '', loss)
    expect([status, body.errors]).toMatchObject([422, [{ pointer: '#/outcome', code: 'outcome-not-here' }]])
  })

  it('of a confirmed misreading counts as seen', async () => {
    const store = await openStore(registry, 1)
    await store.count({ items: [{ serial: `${(store.weapons[0]?.serial ?? '').slice(0, -1)}?` }] })
    expect((await store.stock())[0]?.lastSeen?.by).toBe('PLACEMENT')
    const [misread] = await store.discrepancies()
    await store.resolve(misread?.id ?? '', { outcome: 'MISREAD_CONFIRMED', reason: 'Read under the lens.' })
    expect((await store.stock())[0]?.lastSeen?.by).toBe('COUNT')
  })

  it('is listed newest first, page by page', async () => {
    const store = await openStore(registry, 0)
    for (const day of ['2025-01-01', '2025-02-01', '2025-03-01'])
      await store.count({ countedAt: day, items: [{ serial: 'ZZ-1' }] })
    const seen: string[] = []
    let target: string | undefined = `/v1/stock-discrepancies?locationId=${store.id}&limit=1`
    while (target !== undefined) {
      const page: { headers: Headers; body: { discrepancies: { countedAt: { value: string } }[] } } =
        await registry.service.request(target, OURS)
      seen.push(...page.body.discrepancies.map(({ countedAt }) => countedAt.value))
      target = /<([^>]+)>/.exec(page.headers.get('link') ?? '')?.[1]
    }
    expect(seen).toEqual(['2025-03-01', '2025-02-01', '2025-01-01'])
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

describe('a registrar', () => {
  it('learns of a surplus what the whole registry knows, and is recorded with it', async () => {
    const theirs = await registry.registerWeapon({ role: 'integrator', agency: 'RS-MAKER' })
    const store = await openStore(registry, 0)
    await store.count({ items: [{ serial: theirs.serial, make: 'Glock', model: 'Glock 19' }] })
    const [surplus] = await store.discrepancies()
    const before = (await registry.countRows())['disclosure'] ?? 0
    const path = `/v1/stock-discrepancies/${surplus?.id}`
    const { body } = await registry.service.request<{ identification?: { candidates: object[] } }>(path, REGISTRAR)
    expect(body.identification?.candidates).toMatchObject([{ weaponId: theirs.id }])
    expect((await registry.countRows())['disclosure']).toBe(before + 1)
  })

  it('sees the open surpluses of all in one list', async () => {
    const { body } = await registry.service.request<{ discrepancies: { kind: string; status: string }[] }>(
      '/v1/stock-discrepancies?kind=SURPLUS&status=OPEN',
      REGISTRAR,
    )
    expect(body.discrepancies.length).toBeGreaterThan(2)
    expect(body.discrepancies.every(({ kind, status }) => kind === 'SURPLUS' && status === 'OPEN')).toBe(true)
  })
})
