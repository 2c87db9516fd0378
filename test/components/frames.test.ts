import { afterAll, beforeAll, describe, expect, it } from 'vitest'
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
  weaponBody,
} from '../support/small-registry.ts'
import { kindsOf, openWorkshop } from '../support/workshop.ts'

let registry: SmallRegistry
let workshop: ReturnType<typeof openWorkshop>

beforeAll(async () => {
  registry = await openSmallRegistry()
  workshop = openWorkshop(registry)
})
afterAll(() => registry.close())

interface Replaced {
  readonly predecessorId: string
  readonly successorId: string
  readonly events: readonly { weaponId: string; kind: string }[]
  readonly componentIds: readonly string[]
}

function replacement(overrides: Record<string, unknown> = {}) {
  const { yearOfManufacture: _year, ...newWeapon } = weaponBody()
  return { occurredAt: '2021-05-04', partyId: registry.ours, newWeapon, ...overrides }
}

const replace = (id: string, overrides: Record<string, unknown> = {}, call = OURS) =>
  registry.post<Replaced>(`/v1/weapons/${id}/frame-replacements`, replacement(overrides), call)

describe('a weapon whose frame is replaced', () => {
  it('ends, and another begins with its holder; each names the other, and its parts go over', async () => {
    const [pistol, slide] = [await workshop.pistolOf(), await workshop.slideOf()]
    await workshop.stored('ASSEMBLED', slide, pistol, '2020-01-10')
    const { status, body } = await replace(pistol)
    expect([status, body.componentIds]).toEqual([201, [slide]])
    expect(body.events.map(({ kind }) => kind)).toEqual(['FRAME_REPLACED', 'ASSEMBLED_AS_NEW'])
    const [old, fresh] = [await workshop.custody(pistol), await workshop.custody(body.successorId)]
    expect([old.body.currentStatus, old.body.holder]).toEqual(['REPLACED', null])
    expect(kindsOf(old)).toEqual(['STOCK_REGISTERED', 'FRAME_REPLACED'])
    expect([fresh.body.currentStatus, fresh.body.holder?.partyId, kindsOf(fresh)]).toEqual([
      'IN_POSSESSION',
      registry.ours,
      ['ASSEMBLED_AS_NEW'],
    ])
    expect((await workshop.read(pistol)).body.successorId).toBe(body.successorId)
    expect((await workshop.read(body.successorId)).body.predecessorId).toBe(pistol)
    expect((await workshop.read(slide)).body.assembledInto?.weaponId).toBe(body.successorId)
    expect((await workshop.custody(slide)).body.holder?.partyId).toBe(registry.ours)
  })

  it('ends once', async () => {
    const pistol = await workshop.pistolOf()
    const answers = await Promise.all([replace(pistol, {}, REGISTRAR), replace(pistol, {}, REGISTRAR)])
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 422])
    const refused = answers.find(({ status }) => status === 422)?.body as unknown as Problem
    expect(refused.errors[0]).toMatchObject({ pointer: '{id}', code: 'weapon-ended' })
  })

  it('at a gunsmith begins again in his hands, and still belongs to its owner', async () => {
    const gunsmith = await registry.store('/v1/parties', { kind: 'GUNSMITH', name: 'Smith', country: 'FR' }, REGISTRAR)
    const pistol = await workshop.pistolOf()
    const repair = { kind: 'REPAIR_IN', weaponIds: [pistol], fromPartyId: registry.ours, toPartyId: gunsmith.id }
    await registry.store('/v1/transfers', { ...repair, occurredAt: '2021-01-01' }, REGISTRAR)
    const { body } = await replace(pistol, { partyId: gunsmith.id }, REGISTRAR)
    const { body: custody } = await workshop.custody(body.successorId, AUDITOR)
    expect(custody.chain.map(({ kind }) => kind)).toEqual(['ASSEMBLED_AS_NEW', 'REPAIR_IN'])
    expect([custody.holder?.partyId, custody.owner?.partyId]).toEqual([gunsmith.id, registry.ours])
  })

  it('is answered to a trace of its number up to the replacement, which names the successor and nobody who has it', async () => {
    const { id: pistol, serial } = await registry.registerWeapon(OURS)
    const { body } = await replace(pistol)
    await workshop.sell(body.successorId, registry.ours, registry.theirs, '2022-01-01')
    const observation = {
      make: 'Glock',
      model: 'Glock 19',
      calibre: '9x19',
      markings: [{ kind: 'SERIAL_PRIMARY', text: serial }],
    }
    const asked = await registry.post<{
      status: string
      flags: { code: string; blocking: boolean }[]
      answer: { chain: { kind: string }[]; relations: unknown[] }
    }>('/v1/trace-requests', traceBody(observation), OFFICER)
    expect([asked.body.status, asked.body.flags]).toEqual([
      'ANSWERED_FULL',
      [{ code: 'FRAME_REPLACED', blocking: false }],
    ])
    expect(asked.body.answer.chain.map(({ kind }) => kind)).toEqual(['STOCK_REGISTERED', 'FRAME_REPLACED'])
    expect(asked.body.answer.relations).toEqual([{ kind: 'SUCCEEDED_BY', weaponId: body.successorId }])
    expect(asked.text).not.toContain(registry.theirs)
    expect((await workshop.read(body.successorId, OFFICER)).status).toBe(404)
  })
})

describe('what is no replacement of a frame', () => {
  it('is refused, with the place', async () => {
    const pistol = await workshop.pistolOf()
    const told = async (overrides: Record<string, unknown>) => {
      const { status, body } = await replace(pistol, overrides)
      const [first] = (body as unknown as Problem).errors
      return [status, first?.pointer, first?.code]
    }
    const drone = weaponBody({ category: 'UAS', type: 'UAS_MULTIROTOR', markings: [], calibre: undefined })
    expect((await told({ newWeapon: { ...drone, yearOfManufacture: 2018 } }))[0]).toBe(422)
    const wrong = { ...weaponBody(), type: 'MORTAR_UNDER_100MM' }
    expect(await told({ newWeapon: wrong })).toEqual([422, '#/newWeapon/type', 'type-not-of-category'])
    expect(await told({ occurredAt: '2099-01-01' })).toEqual([422, '#/occurredAt', 'IN_THE_FUTURE'])
    const kind = { kind: 'FRAME_REPLACED', weaponIds: [pistol], partyId: registry.ours, occurredAt: '2021-01-01' }
    expect((await registry.post('/v1/custody-events', kind, OURS)).status).toBe(400)
    expect((await workshop.custody(pistol)).body.currentStatus).toBe('IN_POSSESSION')
  })

  it('and another’s weapon is answered like one that does not exist', async () => {
    const pistol = await workshop.pistolOf()
    const told = async (id: string) => {
      const { status, body } = await replace(id, { partyId: registry.theirs }, THEIRS)
      const { instance: _i, requestId: _r, ...problem } = body as unknown as Problem
      return { status, problem }
    }
    const nobody = await told('0197a1f0-0c00-7000-8000-00000000dead')
    expect(nobody.status).toBe(404)
    expect(await told(pistol)).toEqual(nobody)
  })
})
