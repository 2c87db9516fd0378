import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Look } from '../../src/features/audit/schemas.ts'
import type { Lot } from '../../src/features/lot-trace/schemas.ts'
import { openShipping, type Shipping } from '../support/consignments.ts'
import type { Answer, CallOptions } from '../support/service.ts'
import {
  AUDITOR,
  OFFICER,
  openSmallRegistry,
  OURS,
  type Problem,
  REGISTRAR,
  type SmallRegistry,
  THEIRS,
  traceBody,
} from '../support/small-registry.ts'

const REASON = { purpose: 'DIVERSION_ANALYSIS', 'legal-basis': 'Invented order 7' }
const ENTITLED: CallOptions = { ...REGISTRAR, headers: REASON }

let registry: SmallRegistry
let shipping: Shipping
let traceId: string
let traced: string

function readLot<Body = Lot>(id: string, call: CallOptions = ENTITLED, query = ''): Promise<Answer<Body>> {
  return registry.service.request<Body>(`/v1/trace-requests/${id}/lot${query}`, call)
}

async function ask(serial: string): Promise<string> {
  const markings = [{ kind: 'SERIAL_PRIMARY', text: serial }]
  const observation = { type: 'PISTOL_SELF_LOADING', make: 'Glock', model: 'Glock 19', calibre: '9x19', markings }
  return (await registry.store('/v1/trace-requests', traceBody(observation), OFFICER)).id
}

const countsOf = (tallies: Lot['byFate']) =>
  Object.fromEntries(tallies.filter(({ count }) => count > 0).map(({ code, count }) => [code, count]))

/** Twelve pistols were sent; three were diverted on their way, by one report; eight arrived, of which one was destroyed and one sold on; one is still under way. */
beforeAll(async () => {
  registry = await openSmallRegistry()
  shipping = await openShipping(registry, { quantity: 12 })
  const { weaponIds } = shipping
  await shipping.move('EXPORTED', weaponIds, '2024-06-01', OURS)
  const event = (kind: string, ids: readonly string[], occurredAt: string, call = REGISTRAR, more: object = {}) =>
    registry.store('/v1/custody-events', { kind, weaponIds: ids, occurredAt, ...more }, call)
  await event('DIVERTED', weaponIds.slice(0, 3), '2024-06-05', REGISTRAR, { place: { country: 'CH' } })
  await shipping.move('IMPORTED', weaponIds.slice(3, 11), '2024-06-08', THEIRS)
  await event('DESTROYED', weaponIds.slice(3, 4), '2024-07-01', REGISTRAR, { partyId: registry.theirs })
  const sale = {
    kind: 'SOLD_DOMESTIC',
    fromPartyId: registry.theirs,
    toPartyId: registry.ours,
    occurredAt: '2024-08-01',
  }
  await registry.store('/v1/transfers', { ...sale, weaponIds: weaponIds.slice(4, 5) }, THEIRS)
  // What went elsewhere is no part of the lot.
  await registry.registerWeapon(OURS)
  traced = weaponIds[0] ?? ''
  traceId = await ask(shipping.serials[0] ?? '')
}, 60_000)
afterAll(() => registry.close())

describe('a trace forward', () => {
  it('leads from the diversion back to the shipment and the loss, and to the eleven others', async () => {
    const { status, body } = await readLot(traceId)
    expect(status).toBe(200)
    expect(body).toMatchObject({ requestId: traceId, weaponId: traced, total: 11 })
    expect(body.points).toMatchObject([
      {
        basis: 'LAST_LAWFUL_HAND_OVER',
        kind: 'EXPORTED',
        consignmentId: shipping.id,
        occurredAt: { value: '2024-06-01', precision: 'DAY' },
        from: { kind: 'DEALER', country: 'FR' },
        to: { kind: 'DEALER', country: 'FR' },
      },
      { basis: 'DIVERSION', kind: 'DIVERTED', country: 'CH', occurredAt: { value: '2024-06-05', precision: 'DAY' } },
    ])
    expect(new Set(body.weapons.map(({ weaponId }) => weaponId))).toEqual(new Set(shipping.weaponIds.slice(1)))
  })

  it('tells what became of each, and counts the whole lot', async () => {
    const { body } = await readLot(traceId)
    expect(countsOf(body.byFate)).toEqual({
      WITH_RECEIVER: 6,
      WITH_ANOTHER: 1,
      UNDER_WAY: 1,
      OUT_OF_CONTROL: 2,
      ENDED: 1,
    })
    expect(countsOf(body.byStatus)).toEqual({ IN_POSSESSION: 7, IN_TRANSIT: 1, DIVERTED: 2, DESTROYED: 1 })
    const fates = new Map(body.weapons.map((weapon) => [weapon.weaponId, weapon]))
    const of = (n: number) => fates.get(shipping.weaponIds[n] ?? '')
    expect(of(1)).toMatchObject({
      bases: ['DIVERSION', 'LAST_LAWFUL_HAND_OVER'],
      fate: 'OUT_OF_CONTROL',
      currentStatus: 'DIVERTED',
      recovered: false,
      holder: null,
      newest: { kind: 'DIVERTED', country: 'CH', occurredAt: { value: '2024-06-05', precision: 'DAY' } },
    })
    expect(of(3)).toMatchObject({ fate: 'ENDED', newest: { kind: 'DESTROYED' } })
    expect(of(4)).toMatchObject({ fate: 'WITH_ANOTHER', newest: { kind: 'SOLD_DOMESTIC' } })
    expect(of(5)).toMatchObject({
      fate: 'WITH_RECEIVER',
      serial: shipping.serials[5],
      make: 'Glock',
      model: 'Glock 19',
    })
    expect(of(11)).toMatchObject({ fate: 'UNDER_WAY', bases: ['LAST_LAWFUL_HAND_OVER'] })
  })

  it('says of a recovered one that an authority has it', async () => {
    const [, second = ''] = shipping.weaponIds
    const seized = { kind: 'SEIZED', weaponIds: [second], occurredAt: '2025-01-09', place: { country: 'BE' } }
    const { id } = await registry.store(
      '/v1/parties',
      { kind: 'POLICE', name: 'Invented police', country: 'BE' },
      REGISTRAR,
    )
    await registry.store('/v1/custody-events', { ...seized, partyId: id }, REGISTRAR)
    const { body } = await readLot(traceId)
    expect(body.weapons.find(({ weaponId }) => weaponId === second)).toMatchObject({
      fate: 'STATE_CUSTODY',
      recovered: true,
      holder: { kind: 'POLICE', country: 'BE' },
      newest: { kind: 'SEIZED', country: 'BE' },
    })
  })

  it('names nobody', async () => {
    const { text } = await readLot(traceId)
    expect(text).not.toMatch(/Invented|partyId|name/)
  })

  it('comes in pages, each weapon once, with the counts of the whole lot on each', async () => {
    const seen: string[] = []
    let cursor: string | undefined
    do {
      const { body } = await readLot(traceId, ENTITLED, `?limit=4${cursor === undefined ? '' : `&cursor=${cursor}`}`)
      seen.push(...body.weapons.map(({ weaponId }) => weaponId))
      expect(body.total).toBe(11)
      cursor = body.next
    } while (cursor !== undefined)
    expect(seen).toHaveLength(11)
    expect(new Set(seen)).toEqual(new Set(shipping.weaponIds.slice(1)))
  })

  it('records a look at each weapon that a page shows, with its reason, and none at those of other pages', async () => {
    const looksAt = async (weaponId: string): Promise<Look[]> => {
      const { body } = await registry.service.request<{ looks: Look[] }>(`/v1/looks?weaponId=${weaponId}`, AUDITOR)
      return body.looks.filter(({ source }) => source === 'lot-trace')
    }
    const before = new Map<string, number>()
    for (const id of shipping.weaponIds) before.set(id, (await looksAt(id)).length)
    const { body } = await readLot(traceId, ENTITLED, '?limit=3')
    const shown = [traced, ...body.weapons.map(({ weaponId }) => weaponId)]
    for (const id of shipping.weaponIds) {
      const looks = await looksAt(id)
      expect(looks.length - (before.get(id) ?? 0)).toBe(shown.includes(id) ? 1 : 0)
      if (shown.includes(id))
        expect(looks[0]).toMatchObject({ purpose: REASON.purpose, legalBasis: REASON['legal-basis'], ownRecord: false })
    }
  })

  it('counts records that are one weapon as one, and the traced weapon under any record of its own as none', async () => {
    const [one = '', two = '', other = ''] = [...shipping.weaponIds.slice(6, 8), shipping.weaponIds[8]]
    const link = { basis: 'SAME_REGISTRATION', evidence: 'Photos compared: one pistol, entered twice.' }
    await registry.store('/v1/identity-links', { ...link, weaponIds: [one, two] }, REGISTRAR)
    const { body } = await readLot(traceId)
    const ids = body.weapons.map(({ weaponId }) => weaponId)
    expect([body.total, ids.length, ids.includes(one) !== ids.includes(two)]).toEqual([10, 10, true])
    await registry.store('/v1/identity-links', { ...link, weaponIds: [traced, other] }, REGISTRAR)
    expect((await readLot(traceId)).body.total).toBe(9)
  })
})

describe('who may trace forward', () => {
  it('are registrars and auditors, with a purpose and a legal basis; an asking agency asks its contact point', async () => {
    expect((await readLot(traceId, { ...AUDITOR, headers: REASON })).status).toBe(200)
    expect((await readLot<Problem>(traceId, { ...OFFICER, headers: REASON })).body.code).toBe('forbidden')
    expect((await readLot<Problem>(traceId, { ...OURS, headers: REASON })).body.code).toBe('forbidden')
    const unreasoned = await readLot<Problem>(traceId, REGISTRAR)
    expect([unreasoned.status, unreasoned.body.code, unreasoned.body.errors.map(({ pointer }) => pointer)]).toEqual([
      400,
      'purpose-missing',
      ['header:purpose', 'header:legal-basis'],
    ])
  })

  it('are told nothing before there is an answer, and of no request that is none', async () => {
    const markings = [{ kind: 'SERIAL_PRIMARY', text: shipping.serials[7] ?? '' }]
    const waiting = await registry.store('/v1/trace-requests', traceBody({ markings }), OFFICER)
    const early = await readLot<Problem>(waiting.id)
    const none = await readLot<Problem>(randomUUID())
    expect([early.status, early.body.code, none.status, none.body.code]).toEqual([
      404,
      'answer-not-ready',
      404,
      'not-found',
    ])
  })

  it('get an empty lot where the answer names no weapon, or one that went alone', async () => {
    const nothing = (await readLot(await ask('QRWX771'))).body
    expect(nothing).toMatchObject({ points: [], total: 0, weapons: [] })
    expect(nothing.weaponId).toBeUndefined()
    const { serial } = await registry.registerWeapon(OURS)
    expect((await readLot(await ask(serial))).body).toMatchObject({ points: [], total: 0, weapons: [] })
  })
})
