import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openSmallRegistry, OURS, type SmallRegistry } from '../support/small-registry.ts'
import { openStore, PLACED_ON, readAll } from '../support/stock.ts'

let registry: SmallRegistry

beforeAll(async () => {
  registry = await openSmallRegistry()
})
afterAll(() => registry.close())

const get = async <Body>(path: string) => (await registry.service.request<Body>(path, OURS)).body

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
    expect(body.findings.map(({ code, severity, pointer }) => `${code} ${severity} ${pointer}`).toSorted()).toEqual([
      'STOCK_DUPLICATE_READING INFO #/items/1',
      'STOCK_MISREAD INFO #/items/2',
      'STOCK_MISSING INFO #/items',
      'STOCK_SURPLUS INFO #/items/3',
      'STOCK_UNMARKED INFO #/unmarked/0',
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
