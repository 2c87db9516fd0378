import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Answer, CallOptions } from '../support/service.ts'
import { shapeOf } from '../support/shapes.ts'
import {
  OFFICER,
  openSmallRegistry,
  OURS,
  type Problem,
  type SmallRegistry,
  THEIRS,
  traceBody,
  weaponBody,
} from '../support/small-registry.ts'

const LOOK = { purpose: 'STOCKPILE_ACCOUNTABILITY', 'legal-basis': 'Audit order 7' }

let registry: SmallRegistry
let weapon: { id: string; serial: string }
let eventId: string
let traceId: string

beforeAll(async () => {
  registry = await openSmallRegistry()
  weapon = await registry.registerWeapon(OURS)
  const body = {
    kind: 'PRIVATE_TRANSFER',
    weaponIds: [weapon.id],
    fromPartyId: registry.ours,
    toPartyId: registry.ourPerson,
    occurredAt: '2021-01-02',
  }
  const { events } = await registry.store<{ events: { id: string }[] }>(
    '/v1/transfers',
    { ...body, kind: 'RETAIL_SALE' },
    OURS,
  )
  eventId = events[0]?.id ?? ''
  const observation = { markings: [{ kind: 'SERIAL_PRIMARY', text: weapon.serial }] }
  traceId = (await registry.store('/v1/trace-requests', traceBody(observation), OFFICER)).id
})

afterAll(() => registry.close())

type Call = (id: string) => Promise<Answer<Problem>>

/** A call for a record of another agency, and the same call for one of nobody: the answers must not differ in anything. */
async function expectIndistinguishable(call: Call, another: string, status = 404): Promise<void> {
  const nobody = randomUUID()
  const [hidden, unknown] = [await call(another), await call(nobody)]
  expect({ hidden: hidden.status, unknown: unknown.status }).toEqual({ hidden: status, unknown: status })
  expect(shapeOf(hidden, another)).toBe(shapeOf(unknown, nobody))
  expect(hidden.headers.get('content-length')).toBe(unknown.headers.get('content-length'))
}

const get =
  (path: (id: string) => string, who: CallOptions): Call =>
  (id) =>
    registry.service.request<Problem>(path(id), { ...who, headers: LOOK })
const post =
  (path: (id: string) => string, body: (id: string) => unknown, who: CallOptions): Call =>
  (id) =>
    registry.post<Problem>(path(id), body(id), who)

describe('a record of another agency cannot be told from one that does not exist', () => {
  const { calibre: _c, markings: _m, category: _k, ...description } = weaponBody()
  const cases: [string, Call, () => string][] = [
    ['GET a weapon', get((id) => `/v1/weapons/${id}`, THEIRS), () => weapon.id],
    ['GET its custody', get((id) => `/v1/weapons/${id}/custody`, THEIRS), () => weapon.id],
    ['GET its custody as an officer', get((id) => `/v1/weapons/${id}/custody`, OFFICER), () => weapon.id],
    ['GET one of its events', get((id) => `/v1/custody-events/${id}`, THEIRS), () => eventId],
    ['GET a party', get((id) => `/v1/parties/${id}`, THEIRS), () => registry.ourPerson],
    ['GET a trace request', get((id) => `/v1/trace-requests/${id}`, { role: 'customs' }), () => traceId],
    ['GET its answer', get((id) => `/v1/trace-requests/${id}/answer`, { role: 'customs' }), () => traceId],
    [
      'POST a mark: none is planted on what is not one’s own',
      post(
        (id) => `/v1/weapons/${id}/markings`,
        () => ({ kind: 'SERIAL_PRIMARY', text: 'PLANTED1' }),
        THEIRS,
      ),
      () => weapon.id,
    ],
    [
      'POST a description',
      post(
        (id) => `/v1/weapons/${id}/descriptions`,
        () => description,
        THEIRS,
      ),
      () => weapon.id,
    ],
    [
      'POST a transfer of it',
      post(
        () => '/v1/transfers',
        (id) => transfer({ weaponIds: [id] }),
        THEIRS,
      ),
      () => weapon.id,
    ],
    [
      'POST a transfer of it as an item',
      post(
        () => '/v1/transfers',
        (id) => transfer({ items: [{ weaponId: id }] }),
        THEIRS,
      ),
      () => weapon.id,
    ],
    [
      'POST a theft of it',
      post(
        () => '/v1/custody-events',
        (id) => theft(id),
        THEIRS,
      ),
      () => weapon.id,
    ],
    [
      'a dry run of a transfer',
      post(
        () => '/v1/transfers?dryRun=true',
        (id) => transfer({ weaponIds: [id] }),
        THEIRS,
      ),
      () => weapon.id,
    ],
    [
      'a dry run of a mark',
      post(
        (id) => `/v1/weapons/${id}/markings?dryRun=true`,
        () => ({ kind: 'PROOF', text: 'X' }),
        THEIRS,
      ),
      () => weapon.id,
    ],
  ]

  it.each(cases)('%s', async (_name, call, idOf) => {
    const before = await registry.countRows()
    await expectIndistinguishable(call, idOf())
    expect(await registry.countRows()).toEqual(before)
  })

  it.each(['fromPartyId', 'toPartyId', 'carrierPartyId'])('a person as %s of a transfer', async (side) => {
    const own = await registry.registerWeapon(THEIRS)
    const sides = { fromPartyId: registry.theirs, toPartyId: registry.maker }
    const call = post(
      () => '/v1/transfers',
      (id) => ({ ...transfer({ weaponIds: [own.id] }), ...sides, [side]: id }),
      THEIRS,
    )
    await expectIndistinguishable(call, registry.ourPerson, 422)
  })
})

function transfer(weapons: Record<string, unknown>) {
  return {
    kind: 'SOLD_DOMESTIC',
    fromPartyId: registry.ours,
    toPartyId: registry.theirs,
    occurredAt: '2022-01-02',
    ...weapons,
  }
}

const theft = (id: string) => ({ kind: 'STOLEN', weaponIds: [id], partyId: registry.theirs, occurredAt: '2022-01-02' })

describe('an id that is taken', () => {
  it('says nothing of its owner, whether a caller made it or the registry, in a call or in a dry run', async () => {
    const made = randomUUID()
    await registry.store('/v1/weapons', { ...weaponBody(), id: made }, OURS)
    const mine = randomUUID()
    await registry.store('/v1/weapons', { ...weaponBody(), id: mine }, THEIRS)
    const replies = await Promise.all(
      [made, mine, weapon.id].map((id) => registry.post<Problem>('/v1/weapons', { ...weaponBody(), id }, THEIRS)),
    )
    expect(replies.map(({ status }) => status)).toEqual([409, 409, 409])
    const shapes = replies.map((reply, n) => shapeOf(reply, [made, mine, weapon.id][n] ?? ''))
    expect(new Set(shapes).size).toBe(1)
    const dry = await Promise.all(
      [made, weapon.id, randomUUID()].map((id) =>
        registry.post<Problem>('/v1/weapons?dryRun=true', { ...weaponBody(), id }, { ...THEIRS, key: null }),
      ),
    )
    expect(dry.map(({ status, text }) => ({ status, isFree: text === dry[2]?.text }))).toEqual([
      { status: 409, isFree: false },
      { status: 409, isFree: false },
      { status: 200, isFree: true },
    ])
  })
})
