import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { StoredReport } from '../../src/features/custody/schemas.ts'
import { chainOf, declareWrong } from '../support/corrections.ts'
import { DENIED, type HandOvers, handOversIn } from '../support/hand-overs.ts'
import { openSmallRegistry, OURS, REGISTRAR, type SmallRegistry, THEIRS } from '../support/small-registry.ts'

let registry: SmallRegistry
let sell: HandOvers['sell']
let state: HandOvers['state']
let offersFor: HandOvers['offersFor']

beforeAll(async () => {
  registry = await openSmallRegistry()
  ;({ sell, state, offersFor } = handOversIn(registry))
})
afterAll(() => registry.close())

describe('a hand-over of which the other side has spoken', () => {
  it.each(['ACCEPTED', 'DISPUTED'])('is not taken back by its reporter alone once it was %s', async (statement) => {
    const { transferId, weapons } = await sell(1)
    await state(transferId, { statement, reason: 'As delivered, or not.' }, THEIRS)
    const before = await chainOf(registry, weapons[0]?.id ?? '')
    const eventId = before.chain.find(({ kind }) => kind === 'SOLD_DOMESTIC')?.eventId ?? ''
    const declared = await declareWrong(registry, eventId)
    expect(declared.status).toBe('PENDING')
    const replacement = {
      kind: 'SOLD_DOMESTIC',
      fromPartyId: registry.ours,
      toPartyId: registry.theirs,
      occurredAt: '2024-02-02',
    }
    const decision = { decision: 'REJECT', reason: 'No.' }
    await registry.store(`/v1/error-declarations/${declared.id}/decisions`, decision, REGISTRAR)
    const wrongDay = { reason: 'INCORRECT_DATA', explanation: 'Day.', replacement }
    const again = await declareWrong(registry, eventId, wrongDay)
    expect(again.status).toBe('PENDING')
    // Confirmed by a registrar, the corrected hand-over is put to the other side anew.
    await registry.store(
      `/v1/error-declarations/${again.id}/decisions`,
      { ...decision, decision: 'CONFIRM' },
      REGISTRAR,
    )
    expect((await offersFor(THEIRS)).find(({ id }) => id === transferId)?.weaponIds).toEqual([weapons[0]?.id])
    expect((await state(transferId, DENIED, THEIRS)).status).toBe(201)
    expect((await chainOf(registry, weapons[0]?.id ?? '')).currentStatus).toBe('CONFLICT')
  })

  it('and which it denies takes no sight from the giver who reported it', async () => {
    const { transferId, weapons } = await sell(1)
    await state(transferId, DENIED, THEIRS)
    expect((await registry.service.request(`/v1/weapons/${weapons[0]?.id}`, OURS)).status).toBe(200)
  })
})

describe('a receipt that a receiver claims', () => {
  it('lets him say nothing of the weapon itself until its giver has accepted it', async () => {
    const { id: weaponId, serial } = await registry.registerWeapon(OURS)
    const controlData = { make: 'Glock', model: 'Glock 19', calibre: '9x19', serial }
    const sides = { fromPartyId: registry.ours, toPartyId: registry.theirs }
    const claim = { kind: 'SOLD_DOMESTIC', items: [{ controlData }], ...sides, occurredAt: '2024-06-01' }
    const { id: transferId } = await registry.store<StoredReport>('/v1/transfers', claim, THEIRS)
    const mark = { kind: 'SERIAL_PRIMARY', text: 'PLANTED1', component: 'FRAME' }
    const revolver = { type: 'REVOLVER', make: 'Glock', model: 'Glock 26', calibre: '9x19' }
    expect((await registry.post(`/v1/weapons/${weaponId}/markings`, mark, THEIRS)).status).toBe(403)
    expect((await registry.post(`/v1/weapons/${weaponId}/descriptions`, revolver, THEIRS)).status).toBe(403)
    expect((await state(transferId, { statement: 'ACCEPTED' }, OURS)).status).toBe(201)
    expect((await registry.post(`/v1/weapons/${weaponId}/markings`, mark, THEIRS)).status).toBe(201)
  })

  it('opens the weapon to him no longer once the giver denies it', async () => {
    const { id: weaponId, serial } = await registry.registerWeapon(OURS)
    const controlData = { make: 'Glock', model: 'Glock 19', calibre: '9x19', serial }
    const claim = {
      kind: 'SOLD_DOMESTIC',
      items: [{ controlData }],
      fromPartyId: registry.ours,
      toPartyId: registry.theirs,
      occurredAt: '2024-06-01',
    }
    const { id: transferId } = await registry.store<StoredReport>('/v1/transfers', claim, THEIRS)
    expect((await registry.service.request(`/v1/weapons/${weaponId}`, THEIRS)).status).toBe(200)
    expect((await offersFor(OURS)).find(({ id }) => id === transferId)).toMatchObject({ side: 'GIVER' })
    expect((await state(transferId, DENIED, OURS)).status).toBe(201)
    for (const path of [`/v1/weapons/${weaponId}`, `/v1/weapons/${weaponId}/custody`])
      expect((await registry.service.request(path, THEIRS)).status).toBe(404)
    expect((await state(transferId, { statement: 'ACCEPTED', side: 'RECEIVER' }, THEIRS)).status).toBe(403)
  })
})
