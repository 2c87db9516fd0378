import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  AUDITOR,
  openSmallRegistry,
  OURS,
  type Problem,
  REGISTRAR,
  type SmallRegistry,
  THEIRS,
  weaponBody,
} from '../support/small-registry.ts'
import { codesOf, kindsOf, openWorkshop, SLIDE } from '../support/workshop.ts'

let registry: SmallRegistry
let workshop: ReturnType<typeof openWorkshop>

beforeAll(async () => {
  registry = await openSmallRegistry()
  workshop = openWorkshop(registry)
})
afterAll(() => registry.close())

describe('a component in a weapon', () => {
  it('is shown with the weapon, and the weapon with it', async () => {
    const [slide, pistol] = [await workshop.slideOf(), await workshop.pistolOf()]
    expect((await workshop.stored('ASSEMBLED', slide, pistol, '2020-01-10')).findings).toEqual([])
    const since = { value: '2020-01-10', precision: 'DAY' }
    expect((await workshop.read(pistol)).body.components).toEqual([{ id: slide, ...SLIDE, since }])
    expect((await workshop.read(slide)).body.assembledInto).toEqual({ weaponId: pistol, since })
    await workshop.stored('REMOVED', slide, pistol, '2021-01-10')
    expect((await workshop.read(pistol)).body.components).toEqual([])
    expect((await workshop.read(slide)).body).not.toHaveProperty('assembledInto')
    const then = await registry.service.request<{ components: unknown[] }>(`/v1/weapons/${pistol}?at=2020-06-01`, OURS)
    expect(then.body.components).toEqual([{ id: slide, ...SLIDE, since }])
    const before = await registry.service.request<{ assembledInto?: unknown }>(
      `/v1/weapons/${slide}?at=2020-01-01`,
      OURS,
    )
    expect(before.body).not.toHaveProperty('assembledInto')
  })

  it('goes with the weapon to its next holder, who may read it and take it out; and has no stale holder', async () => {
    const [slide, pistol] = [await workshop.slideOf(), await workshop.pistolOf()]
    await workshop.stored('ASSEMBLED', slide, pistol, '2020-01-10')
    expect((await workshop.read(slide, THEIRS)).status).toBe(404)
    await workshop.sell(pistol, registry.ours, registry.theirs, '2020-06-01')
    const theirs = await workshop.custody(slide, THEIRS)
    expect(theirs.body.holder?.partyId).toBe(registry.theirs)
    expect(kindsOf(theirs)).toEqual(['STOCK_REGISTERED', 'SOLD_DOMESTIC'])
    expect((await workshop.custody(slide, AUDITOR, '?at=2020-03-01')).body.holder?.partyId).toBe(registry.ours)
    expect((await workshop.move('REMOVED', slide, pistol, '2020-07-01')).status).toBe(403)
    expect((await workshop.stored('REMOVED', slide, pistol, '2020-07-01', THEIRS)).findings).toEqual([])
    const sold = await workshop.sell(slide, registry.theirs, registry.ours, '2020-08-01', THEIRS)
    expect(codesOf(sold).filter((code) => !['REPORTED_LATE', 'DOCUMENT_MISSING'].includes(code))).toEqual([])
    expect((await workshop.custody(slide, AUDITOR)).body.holder?.partyId).toBe(registry.ours)
    expect((await workshop.custody(pistol, AUDITOR)).body.holder?.partyId).toBe(registry.theirs)
  })

  it('is told of a theft of the weapon, and of nothing that is done to the weapon alone', async () => {
    const [slide, pistol] = [await workshop.slideOf(), await workshop.pistolOf()]
    await workshop.stored('ASSEMBLED', slide, pistol, '2020-01-10')
    const event = (kind: string, occurredAt: string) =>
      registry.store('/v1/custody-events', { kind, weaponIds: [pistol], partyId: registry.ours, occurredAt }, OURS)
    await event('RE_CALIBRED', '2020-02-01')
    await event('STOLEN', '2020-03-01')
    const { body } = await workshop.custody(slide, AUDITOR)
    expect([body.currentStatus, body.holder]).toEqual(['STOLEN', null])
    expect(body.chain.map(({ kind }) => kind)).toEqual(['STOCK_REGISTERED', 'STOLEN'])
  })

  it('follows a sale that is reported only afterwards, and one that is declared wrong no more', async () => {
    const [slide, pistol] = [await workshop.slideOf(), await workshop.pistolOf()]
    await workshop.stored('ASSEMBLED', slide, pistol, '2020-01-10')
    const id = '0197a1f0-0d00-7000-8000-00000000a001'
    await registry.store(
      '/v1/custody-events',
      { id, kind: 'LOST', weaponIds: [pistol], partyId: registry.ours, occurredAt: '2020-05-01' },
      OURS,
    )
    expect((await workshop.custody(slide)).body.currentStatus).toBe('LOST')
    const declared = { reason: 'DID_NOT_OCCUR', explanation: 'It was in the safe.' }
    await registry.store(`/v1/custody-events/${id}/error-declarations`, declared, REGISTRAR)
    const { body } = await workshop.custody(slide)
    expect([body.currentStatus, body.holder?.partyId]).toEqual(['IN_POSSESSION', registry.ours])
  })
})

describe('a component in two weapons at one time', () => {
  it('is told, refused to a strict caller, and then in neither until the missing removal comes', async () => {
    const [slide, one, other] = [await workshop.slideOf(), await workshop.pistolOf(), await workshop.pistolOf()]
    await workshop.stored('ASSEMBLED', slide, one, '2020-01-10')
    const again = { action: 'ASSEMBLED', componentId: slide, weaponId: other, occurredAt: '2020-05-01' }
    const strict = await registry.service.request<Problem>('/v1/assemblies', {
      ...OURS,
      body: again,
      headers: { prefer: 'handling=strict' },
    })
    expect([strict.status, codesOf({ findings: strict.body.errors })]).toEqual([409, ['COMPONENT_IN_TWO_WEAPONS']])
    expect(codesOf(await workshop.stored('ASSEMBLED', slide, other, '2020-05-01'))).toEqual([
      'COMPONENT_IN_TWO_WEAPONS',
    ])
    expect((await workshop.read(slide)).body).not.toHaveProperty('assembledInto')
    expect((await workshop.read(one)).body.components).toEqual([])
    const contested = await workshop.custody(slide)
    expect([contested.body.holder, codesOf(contested.body)]).toEqual([null, ['COMPONENT_IN_TWO_WEAPONS']])
    await workshop.stored('REMOVED', slide, one, '2020-03-01')
    expect((await workshop.read(slide)).body.assembledInto?.weaponId).toBe(other)
    expect((await workshop.custody(slide)).body.findings).toEqual([])
  })
})

describe('what cannot be put together', () => {
  it('is refused, with the place and a hint', async () => {
    const [slide, pistol] = [await workshop.slideOf(), await workshop.pistolOf()]
    const frame = (await registry.registerWeapon(OURS, { ...SLIDE, type: 'FRAME_OR_RECEIVER_ONLY' })).id
    const uas = { category: 'UAS', type: 'UAS_MULTIROTOR', markings: [] }
    const drone = (
      await registry.store(
        '/v1/weapons',
        weaponBody({ ...uas, origin: { kind: 'STOCK_REGISTERED', partyId: registry.ours, occurredAt: '2019-03-04' } }),
        OURS,
      )
    ).id
    const cases = [
      [pistol, slide, '#/componentId', 'no-component'],
      [slide, drone, '#/weaponId', 'component-does-not-fit'],
      [slide, slide, '#/componentId', 'component-of-itself'],
      [frame, pistol, '#/componentId', 'frame-is-the-weapon'],
    ] as const
    for (const [componentId, weaponId, pointer, code] of cases) {
      const body = { action: 'ASSEMBLED', componentId, weaponId, occurredAt: '2020-01-10' }
      const answer = await registry.post<Problem>('/v1/assemblies', body, OURS)
      expect([answer.status, answer.body.errors[0]?.pointer, answer.body.errors[0]?.code]).toEqual([422, pointer, code])
    }
    const future = await registry.post<Problem>(
      '/v1/assemblies',
      { action: 'ASSEMBLED', componentId: slide, weaponId: pistol, occurredAt: '2099-01-01' },
      OURS,
    )
    expect([future.status, future.body.errors[0]?.pointer]).toEqual([422, '#/occurredAt'])
  })
})

describe('another’s weapon', () => {
  it('is answered like one that does not exist, whichever of the two it is', async () => {
    const [slide, pistol, theirPistol, theirSlide] = [
      await workshop.slideOf(),
      await workshop.pistolOf(),
      await workshop.pistolOf(THEIRS),
      await workshop.slideOf(THEIRS),
    ]
    const nobody = '0197a1f0-0c00-7000-8000-00000000dead'
    const before = await registry.countRows()
    const told = async (componentId: string, weaponId: string) => {
      const { status, body } = await workshop.move('ASSEMBLED', componentId, weaponId, '2020-01-10')
      const { instance: _i, requestId: _r, ...problem } = body as unknown as Problem
      return { status, problem }
    }
    expect((await told(slide, nobody)).status).toBe(404)
    expect(await told(slide, theirPistol)).toEqual(await told(slide, nobody))
    expect(await told(theirSlide, pistol)).toEqual(await told(nobody, pistol))
    expect(await registry.countRows()).toEqual(before)
  })

  it('gets no component planted by who sold it', async () => {
    const [slide, pistol] = [await workshop.slideOf(), await workshop.pistolOf()]
    await workshop.sell(pistol, registry.ours, registry.theirs, '2020-06-01')
    const answer = await registry.post<Problem>(
      '/v1/assemblies',
      { action: 'ASSEMBLED', componentId: slide, weaponId: pistol, occurredAt: '2020-05-01' },
      OURS,
    )
    expect([answer.status, answer.body.errors[0]?.code]).toEqual([403, 'weapon-not-held'])
  })

  it('does not tell its holder to who registered a component that is in it now', async () => {
    const [slide, theirPistol] = [await workshop.slideOf(), await workshop.pistolOf(THEIRS)]
    await workshop.sell(slide, registry.ours, registry.theirs, '2020-06-01')
    await workshop.stored('ASSEMBLED', slide, theirPistol, '2020-07-01', THEIRS)
    await registry.store(
      '/v1/transfers',
      {
        kind: 'RETAIL_SALE',
        weaponIds: [theirPistol],
        fromPartyId: registry.theirs,
        toPartyId: registry.theirPerson,
        occurredAt: '2020-08-01',
      },
      THEIRS,
    )
    const { status, body, text } = await workshop.custody(slide)
    expect([status, body.holder, codesOf(body)]).toEqual([200, null, ['COMPONENT_IN_ANOTHER_WEAPON']])
    expect(text).not.toContain(registry.theirPerson)
    expect((await workshop.read(slide)).text).not.toContain(theirPistol)
    expect((await workshop.custody(slide, AUDITOR)).body.holder?.partyId).toBe(registry.theirPerson)
  })
})

describe('an exchange of components', () => {
  it('is one event of the weapon, which stays the same, with what went out and in', async () => {
    const [worn, fresh, pistol] = [await workshop.slideOf(), await workshop.slideOf(), await workshop.pistolOf()]
    await workshop.stored('ASSEMBLED', worn, pistol, '2020-01-10')
    const body = { weaponId: pistol, removedComponentId: worn, addedComponentId: fresh, occurredAt: '2021-02-01' }
    const exchange = await registry.store<{ events: { kind: string }[]; assemblies: unknown[] }>(
      '/v1/component-exchanges',
      body,
      OURS,
    )
    expect([exchange.events.map(({ kind }) => kind), exchange.assemblies.length]).toEqual([['PART_EXCHANGED'], 2])
    expect((await workshop.read(pistol)).body.components.map(({ id }) => id)).toEqual([fresh])
    expect(kindsOf(await workshop.custody(pistol))).toEqual(['STOCK_REGISTERED', 'PART_EXCHANGED'])
    expect((await workshop.custody(worn)).body.holder?.partyId).toBe(registry.ours)
  })

  it('names a component, and never the same twice', async () => {
    const [slide, pistol] = [await workshop.slideOf(), await workshop.pistolOf()]
    const none = await registry.post('/v1/component-exchanges', { weaponId: pistol, occurredAt: '2021-02-01' }, OURS)
    const same = { weaponId: pistol, removedComponentId: slide, addedComponentId: slide, occurredAt: '2021-02-01' }
    expect([none.status, (await registry.post('/v1/component-exchanges', same, OURS)).status]).toEqual([400, 400])
  })
})
