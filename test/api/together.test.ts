import { afterAll, beforeAll, expect, it } from 'vitest'
import {
  OFFICER,
  openSmallRegistry,
  OURS,
  type Problem,
  type SmallRegistry,
  THEIRS,
  traceBody,
} from '../support/small-registry.ts'

let registry: SmallRegistry

beforeAll(async () => {
  registry = await openSmallRegistry()
})

afterAll(() => registry.close())

const pointersOf = (problem: Problem) => problem.errors.map(({ pointer }) => pointer).sort()
const NOBODY = '0193a000-0000-7000-8000-00000000ffff'

it('a day that does not exist and a party that nobody knows are told at once', async () => {
  const weapon = await registry.registerWeapon(OURS)
  const sale = { kind: 'SOLD_DOMESTIC', weaponIds: [weapon.id], fromPartyId: registry.ours, toPartyId: NOBODY }
  const { status, body } = await registry.post<Problem>('/v1/transfers', { ...sale, occurredAt: '2016-02-30' }, OURS)
  expect({ status, pointers: pointersOf(body) }).toEqual({ status: 422, pointers: ['#/occurredAt', '#/toPartyId'] })
})

it('a country outside the mandate, no marks and a day that does not exist are told at once', async () => {
  const circumstances = { kind: 'HOUSE_SEARCH', country: 'BR', occurredAt: '2016-02-30' }
  const { status, body } = await registry.post<Problem>('/v1/trace-requests', traceBody({}, { circumstances }), OFFICER)
  const pointers = ['#/circumstances/country', '#/circumstances/occurredAt', '#/observation/markings']
  expect({ status, pointers: pointersOf(body) }).toEqual({ status: 422, pointers })
})

it('who is no authority reports no seizure of his own', async () => {
  const weapon = await registry.registerWeapon(OURS)
  const seizure = { kind: 'SEIZED', weaponIds: [weapon.id], partyId: registry.ours, occurredAt: '2020-02-03' }
  const { status, body } = await registry.post<Problem>('/v1/custody-events', seizure, OURS)
  expect({ status, code: body.errors[0]?.code }).toEqual({ status: 422, code: 'party-no-authority' })
})

it('who registered a weapon and sold it may not re-describe or mark it once another has reported on it', async () => {
  const weapon = await registry.registerWeapon(OURS)
  const description = { type: 'RIFLE', make: 'Glock', model: 'Glock 17' }
  const mark = { kind: 'PROOF', text: 'CIP' }
  const path = `/v1/weapons/${weapon.id}`
  expect((await registry.post(`${path}/markings`, mark, OURS)).status).toBe(201)
  const sale = {
    kind: 'SOLD_DOMESTIC',
    fromPartyId: registry.ours,
    toPartyId: registry.theirs,
    occurredAt: '2020-02-03',
  }
  await registry.store('/v1/transfers', { ...sale, weaponIds: [weapon.id] }, OURS)
  const onward = { ...sale, fromPartyId: registry.theirs, toPartyId: registry.theirPerson, occurredAt: '2021-02-03' }
  await registry.store('/v1/transfers', { ...onward, kind: 'RETAIL_SALE', weaponIds: [weapon.id] }, THEIRS)
  expect((await registry.post(`${path}/descriptions`, description, OURS)).status).toBe(403)
  expect((await registry.post(`${path}/markings`, mark, OURS)).status).toBe(403)
})
