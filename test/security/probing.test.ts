import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { kindsOf, ruleOf } from '../../src/domain/custody/event-kinds.ts'
import { shapeOf } from '../support/shapes.ts'
import {
  openSmallRegistry,
  OURS,
  PERSON_NAME,
  type Problem,
  REGISTRAR,
  type SmallRegistry,
  THEIRS,
  weaponBody,
} from '../support/small-registry.ts'

const LOOK = { purpose: 'STOCKPILE_ACCOUNTABILITY', 'legal-basis': 'Audit order 7' }

let registry: SmallRegistry
let weapon: { id: string; serial: string }

beforeAll(async () => {
  registry = await openSmallRegistry()
  weapon = await registry.registerWeapon(OURS)
})

afterAll(() => registry.close())

function transfer(weapons: Record<string, unknown>) {
  return {
    kind: 'SOLD_DOMESTIC',
    fromPartyId: registry.ours,
    toPartyId: registry.theirs,
    occurredAt: '2022-01-02',
    ...weapons,
  }
}

describe('control data', () => {
  const control = (serial: string) =>
    transfer({ items: [{ controlData: { make: 'Glock', model: 'Glock 19', calibre: '9x19', serial } }] })

  it('in a dry run tell nothing of which weapons exist', async () => {
    const call = (serial: string) =>
      registry.post<Problem>('/v1/transfers?dryRun=true', control(serial), { ...THEIRS, key: null })
    const [known, unknown] = [await call(weapon.serial), await call('QQ000QQ')]
    expect({ status: known.status, text: known.text }).toEqual({ status: unknown.status, text: unknown.text })
  })

  it('that match no single weapon are the same 404, whether none or two are there', async () => {
    const twins = await registry.registerWeapon(OURS)
    await registry.registerWeapon(OURS, { markings: [{ kind: 'SERIAL_PRIMARY', text: twins.serial }] })
    const call = (serial: string) => registry.post<Problem>('/v1/transfers', control(serial), THEIRS)
    const [two, none] = [await call(twins.serial), await call('QQ000QQ')]
    expect([two.status, none.status]).toEqual([404, 404])
    expect(shapeOf(two, twins.serial)).toBe(shapeOf(none, 'QQ000QQ'))
  })

  it('that claim a weapon whose holder is another open nothing to the claimant, and tell him nothing of the chain', async () => {
    const claimed = await registry.registerWeapon(OURS)
    const sold = {
      ...transfer({ weaponIds: [claimed.id] }),
      kind: 'RETAIL_SALE',
      toPartyId: registry.ourPerson,
      occurredAt: '2021-01-02',
    }
    await registry.store('/v1/transfers', sold, OURS)
    const claim = { ...control(claimed.serial), fromPartyId: registry.maker, toPartyId: registry.theirs }
    const answer = await registry.post<{ findings: { code: string }[] }>('/v1/transfers', claim, THEIRS)
    expect(answer.status).toBe(201)
    for (const secret of [registry.ours, registry.ourPerson, PERSON_NAME]) expect(answer.text).not.toContain(secret)
    expect(answer.body.findings.map(({ code }) => code)).not.toContain('GIVER_NOT_KNOWN_HOLDER')
    for (const path of [`/v1/weapons/${claimed.id}`, `/v1/weapons/${claimed.id}/custody`]) {
      expect((await registry.service.request(path, { ...THEIRS, headers: LOOK })).status).toBe(404)
    }
  })
})

describe('an illicit hand-over', () => {
  it('is not for its receiver to report: a former holder would make himself the holder', async () => {
    const sold = await registry.registerWeapon(OURS)
    const sale = { kind: 'SOLD_DOMESTIC', weaponIds: [sold.id], fromPartyId: registry.ours, toPartyId: registry.theirs }
    await registry.store('/v1/transfers', { ...sale, occurredAt: '2020-02-03' }, OURS)
    const diverted = { kind: 'DIVERTED', weaponIds: [sold.id], toPartyId: registry.ours, occurredAt: '2021-02-03' }
    expect((await registry.post('/v1/transfers', diverted, OURS)).status).toBe(403)
  })
})

describe('a claim', () => {
  it('on a claim opens nothing either: what follows a gap ties nobody to the weapon', async () => {
    const claimed = await registry.registerWeapon(OURS)
    const second = (
      await registry.store('/v1/parties', { kind: 'DEALER', name: 'Second Invented Dealer', country: 'FR' }, THEIRS)
    ).id
    const items = [{ controlData: { make: 'Glock', model: 'Glock 19', calibre: '9x19', serial: claimed.serial } }]
    const pass = (fromPartyId: string, toPartyId: string, occurredAt: string) =>
      registry.store('/v1/transfers', { kind: 'SOLD_DOMESTIC', items, fromPartyId, toPartyId, occurredAt }, THEIRS)
    await pass(registry.theirs, second, '2021-05-05')
    await pass(second, registry.theirs, '2021-06-05')
    for (const path of [`/v1/weapons/${claimed.id}`, `/v1/weapons/${claimed.id}/custody`]) {
      expect((await registry.service.request(path, { ...THEIRS, headers: LOOK })).status).toBe(404)
    }
  })
})

describe('a transfer that names no giver', () => {
  const kinds = kindsOf('TRANSFER').filter((kind) => ruleOf(kind).from !== 'REQUIRED')

  it.each(kinds)('of kind %s opens no weapon to who reports it and names him the holder of none', async (kind) => {
    const claimed = await registry.registerWeapon(OURS)
    const origin = {
      kind: 'SOLD_DOMESTIC',
      weaponIds: [claimed.id],
      fromPartyId: registry.maker,
      toPartyId: registry.ours,
    }
    await registry.store('/v1/transfers', { ...origin, occurredAt: '2020-01-02' }, OURS)
    const controlData = { make: 'Glock', model: 'Glock 19', calibre: '9x19', serial: claimed.serial }
    const claim = { kind, items: [{ controlData }], toPartyId: registry.theirs, occurredAt: '2021-05-05' }
    const answer = await registry.post<Problem>('/v1/transfers', claim, THEIRS)
    expect([201, 403, 422]).toContain(answer.status)
    for (const path of [`/v1/weapons/${claimed.id}`, `/v1/weapons/${claimed.id}/custody`]) {
      expect((await registry.service.request(path, { ...THEIRS, headers: LOOK })).status).toBe(404)
    }
    const { body } = await registry.service.request<{ chain: { type: string }[]; holder: { partyId: string } | null }>(
      `/v1/weapons/${claimed.id}/custody`,
      { ...OURS },
    )
    const isShownAsGap = body.chain.some(({ type }) => type === 'GAP')
    expect(isShownAsGap || body.holder?.partyId === registry.ours).toBe(true)
  })
})

describe('an error', () => {
  it('repeats nothing of what was sent', async () => {
    const marker = 'Zq7UnmistakableQz'
    const bodies: [string, unknown][] = [
      [
        '/v1/weapons',
        {
          ...weaponBody(),
          category: marker,
          [marker]: 1,
          markings: [{ kind: 'SERIAL_PRIMARY', text: `${marker}\u0000` }],
        },
      ],
      ['/v1/parties', { kind: 'PRIVATE_PERSON', name: `${marker}\u0007`, country: marker }],
      ['/v1/transfers', { ...transfer({ weaponIds: [marker] }), note: `${marker}\u0000`, occurredAt: marker }],
    ]
    for (const [path, body] of bodies) {
      const answer = await registry.post<Problem>(path, body, REGISTRAR)
      expect(answer.status).toBe(400)
      const { errors, ...rest } = answer.body
      expect(JSON.stringify(rest)).not.toContain(marker)
      // A pointer names the field, so it may hold the name of an unknown field; its words may not.
      for (const { pointer: _pointer, ...words } of errors) expect(JSON.stringify(words)).not.toContain(marker)
    }
  })
})
