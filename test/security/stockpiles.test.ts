import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Answer, CallOptions } from '../support/service.ts'
import { shapeOf } from '../support/shapes.ts'
import {
  AUDITOR,
  openSmallRegistry,
  OURS,
  type Problem,
  REGISTRAR,
  type SmallRegistry,
  THEIRS,
} from '../support/small-registry.ts'
import { openStore, PLACED_ON, type Store } from '../support/stock.ts'

const NAME = 'Invented Barracks, second cellar'

let registry: SmallRegistry
let ours: Store
let discrepancyId: string
let countId: string

beforeAll(async () => {
  registry = await openSmallRegistry()
  ours = await openStore(registry, 2)
  countId = (await ours.count({ items: [{ serial: 'ZZ-000-XX' }] })).body.id
  discrepancyId = (await ours.discrepancies('&kind=MISSING'))[0]?.id ?? ''
})
afterAll(() => registry.close())

const ask = (path: string, options: CallOptions) => registry.service.request<Problem>(path, options)

/** The same call with the id of ours and with one that nobody has, by one who must not see ours. */
async function expectUnseen(call: (id: string) => Promise<Answer<Problem>>, id: string, status = 404): Promise<void> {
  const unknown = randomUUID()
  const [real, none] = [await call(id), await call(unknown)]
  expect([real.status, none.status]).toEqual([status, status])
  expect(shapeOf(real, id)).toBe(shapeOf(none, unknown))
}

const counting = { countedAt: '2025-01-15', method: 'OTHER', complete: true }

describe('to another agency, what one party keeps', () => {
  it.each([
    ['a location', () => ours.id, '/v1/stock-locations/%'],
    ['its weapons', () => ours.id, '/v1/stock-locations/%/weapons'],
    ['its summary', () => ours.id, '/v1/stock-locations/%/summary'],
    ['the summary of a licensed firm, which everyone can find', () => registry.ours, '/v1/parties/%/stock-summary'],
    ['a stock-taking', () => countId, '/v1/stock-counts/%'],
    ['a discrepancy', () => discrepancyId, '/v1/stock-discrepancies/%'],
  ])('does not exist: %s', async (_name, id, path) => {
    await expectUnseen((one) => ask(path.replace('%', one), THEIRS), id())
  })

  it.each([
    ['closed', (id: string) => [`/v1/stock-locations/${id}/versions`, { closed: true }]],
    [
      'placed at',
      (id: string) => ['/v1/stock-placements', { locationId: id, weaponIds: [randomUUID()], occurredAt: PLACED_ON }],
    ],
    ['counted', (id: string) => ['/v1/stock-counts', { locationId: id, ...counting, items: [] }]],
    [
      'built into',
      (id: string) => [
        '/v1/stock-locations',
        { partyId: registry.theirs, kind: 'ROOM', name: 'X', country: 'FR', parentId: id },
      ],
    ],
  ] as [string, (id: string) => [string, object]][])('cannot be %s', async (name, call) => {
    const status = name === 'built into' ? 422 : 404
    for (const suffix of ['', '?dryRun=true']) {
      await expectUnseen(
        (id) => registry.post<Problem>(`${call(id)[0]}${suffix}`, call(id)[1], THEIRS),
        ours.id,
        status,
      )
    }
  })

  it('cannot be resolved, nor found by any filter of a list', async () => {
    const resolution = { outcome: 'RECORD_WRONG', reason: 'Not mine.' }
    const resolve = (id: string) =>
      registry.post<Problem>(`/v1/stock-discrepancies/${id}/resolutions`, resolution, THEIRS)
    await expectUnseen(resolve, discrepancyId)
    for (const filter of ['', `?partyId=${registry.ours}`]) {
      expect((await ask(`/v1/stock-locations${filter}`, THEIRS)).body).toEqual({ locations: [] })
    }
    for (const filter of ['', `?partyId=${registry.ours}`, `?locationId=${ours.id}`, `?countId=${countId}`]) {
      expect((await ask(`/v1/stock-discrepancies${filter}`, THEIRS)).body).toEqual({ discrepancies: [] })
    }
  })

  it('cannot be entered in its name', async () => {
    const location = { partyId: registry.ours, kind: 'SHOP', name: 'X', country: 'FR' }
    expect((await registry.post('/v1/stock-locations', location, THEIRS)).status).toBe(403)
  })

  it('is not seen by the agency that entered it, where it does not act for the party', async () => {
    // A registrar opens a place for a party that nobody acts for: he sees it as a registrar; his agency, without that reach, does not.
    const body = { partyId: registry.maker, kind: 'DEPOT', name: NAME, country: 'FR' }
    const { id } = await registry.store('/v1/stock-locations', body, REGISTRAR)
    expect((await ask(`/v1/stock-locations/${id}`, REGISTRAR)).status).toBe(200)
    const without = { role: 'integrator', agency: 'FR-NCP' } as const
    await expectUnseen((one) => ask(`/v1/stock-locations/${one}`, without), id)
  })
})

describe('a count', () => {
  const count = (item: object, suffix = '') =>
    registry.post<Problem>(
      `/v1/stock-counts${suffix}`,
      { locationId: ours.id, ...counting, complete: false, items: [item] },
      OURS,
    )

  /** A reply without the ids and times of one call. */
  const told = ({ status, body }: Answer<Problem>) => {
    const { id: _id, recordedAt: _at, ...rest } = body as unknown as Record<string, unknown>
    return { status, rest }
  }

  it('gets the same answer for a mark or id of another’s weapon as for one that does not exist', async () => {
    const theirs = await registry.registerWeapon(THEIRS)
    const nothing = `${theirs.serial.slice(0, -2)}WX`
    for (const suffix of ['', '?dryRun=true']) {
      expect(told(await count({ serial: theirs.serial }, suffix))).toEqual(
        told(await count({ serial: nothing }, suffix)),
      )
      const exact = { make: 'Glock', model: 'Glock 19' }
      const [real, none] = [
        await count({ serial: theirs.serial, ...exact }, suffix),
        await count({ serial: nothing, ...exact }, suffix),
      ]
      expect(told(real)).toEqual(told(none))
      const [byId, byNone] = [
        await count({ weaponId: theirs.id }, suffix),
        await count({ weaponId: randomUUID() }, suffix),
      ]
      expect(told(byId)).toEqual(told(byNone))
    }
  })

  it('leaves a surplus in which its counter and an auditor find no weapon of another', async () => {
    const theirs = await registry.registerWeapon(THEIRS)
    const { body } = await ours.count({
      items: [{ serial: theirs.serial, make: 'Glock', model: 'Glock 19' }],
      complete: false,
    })
    const path = `/v1/stock-discrepancies?countId=${body.id}`
    for (const reader of [OURS, AUDITOR]) {
      const listed = await registry.service.request<{ discrepancies: { id: string }[] }>(path, reader)
      const single = await ask(`/v1/stock-discrepancies/${listed.body.discrepancies[0]?.id}`, reader)
      expect(listed.text + single.text).not.toContain(theirs.id)
      expect(single.body).not.toHaveProperty('identification')
    }
  })

  it.each([
    ['2,001 items', { items: Array.from({ length: 2001 }, () => ({ serial: 'A1' })) }],
    ['101 lines of unmarked weapons', { items: [], unmarked: Array.from({ length: 101 }, () => ({ quantity: 1 })) }],
    ['a mark of 129 characters', { items: [{ serial: 'A'.repeat(129) }] }],
    ['an item that is an id and a mark', { items: [{ weaponId: randomUUID(), serial: 'A1' }] }],
  ])('takes no more than it can hold: not %s', async (_name, body) => {
    expect((await ours.count(body)).status).toBe(400)
  })

  it('of 2,000 items is taken', async () => {
    const items = Array.from({ length: 2000 }, (_, n) => ({
      serial: `QQ${100_000 + n}`,
      make: 'Beretta',
      model: '92FS',
    }))
    const { status, body } = await ours.count({ items, complete: false })
    expect([status, body.totals.surplus]).toEqual([201, 2000])
  }, 30_000)
})

describe('a placement', () => {
  it('of another’s weapon is refused like one of a weapon that does not exist', async () => {
    const theirs = await registry.registerWeapon(THEIRS)
    await expectUnseen((id) => ours.place([id], PLACED_ON), theirs.id)
    await expectUnseen((id) => ours.place([id], PLACED_ON, { action: 'TAKEN_OUT' }), theirs.id, 422)
  })

  it('of more than 500 weapons is not taken', async () => {
    expect(
      (
        await ours.place(
          Array.from({ length: 501 }, () => randomUUID()),
          PLACED_ON,
        )
      ).status,
    ).toBe(400)
  })

  it('puts nobody else’s weapon into a stock, also where it was once the party’s own', async () => {
    const store = await openStore(registry, 1)
    const weaponId = store.weapons[0]?.id ?? ''
    const sides = { fromPartyId: registry.ours, toPartyId: registry.theirs }
    const sale = { kind: 'SOLD_DOMESTIC', weaponIds: [weaponId], ...sides, occurredAt: '2024-03-01' }
    await registry.store('/v1/transfers', sale, OURS)
    const summary = await registry.service.request<{ expected: number }>(
      `/v1/stock-locations/${store.id}/summary`,
      OURS,
    )
    expect([await store.stock(), summary.body.expected]).toEqual([[], 0])
    // The new holder learns neither that it lay there nor when it was last seen.
    const { id } = await registry.store(
      '/v1/stock-locations',
      { partyId: registry.theirs, kind: 'SHOP', name: 'X', country: 'FR' },
      THEIRS,
    )
    const placed = { locationId: id, weaponIds: [weaponId], occurredAt: '2024-04-01' }
    await registry.store('/v1/stock-placements', placed, THEIRS)
    const { text } = await ask(`/v1/stock-locations/${id}/weapons`, THEIRS)
    expect([text.includes(store.id), text.includes(PLACED_ON), text.includes(weaponId)]).toEqual([false, false, true])
  })
})
