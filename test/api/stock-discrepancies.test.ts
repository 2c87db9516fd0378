import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Custody } from '../../src/features/chain-schemas.ts'
import { openSmallRegistry, OURS, REGISTRAR, type SmallRegistry } from '../support/small-registry.ts'
import { openStore, readAll } from '../support/stock.ts'

let registry: SmallRegistry

beforeAll(async () => {
  registry = await openSmallRegistry()
})
afterAll(() => registry.close())

const get = async <Body>(path: string) => (await registry.service.request<Body>(path, OURS)).body
const custodyOf = (weaponId: string) => get<Custody>(`/v1/weapons/${weaponId}/custody`)

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

describe('a registrar', () => {
  it('learns of a surplus what the whole registry knows, and is recorded with the weapon and the discrepancy', async () => {
    const theirs = await registry.registerWeapon({ role: 'integrator', agency: 'RS-MAKER' })
    const store = await openStore(registry, 0)
    await store.count({ items: [{ serial: theirs.serial, make: 'Glock', model: 'Glock 19' }] })
    const [surplus] = await store.discrepancies()
    const before = (await registry.countRows())['disclosure'] ?? 0
    const path = `/v1/stock-discrepancies/${surplus?.id}`
    const { body } = await registry.service.request<{ identification?: { candidates: object[] } }>(path, REGISTRAR)
    expect(body.identification?.candidates).toMatchObject([{ weaponId: theirs.id }])
    expect((await registry.countRows())['disclosure']).toBe(before + 2)
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
