import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Custody } from '../../src/features/chain-schemas.ts'
import type { StoredDisposition, StoredExhibitEvent } from '../../src/features/exhibits/schemas.ts'
import type { CallOptions } from '../support/service.ts'
import { openSmallRegistry, type Problem, REGISTRAR, type SmallRegistry } from '../support/small-registry.ts'
import { ANNA, ask, decide, seen, sellPistol } from '../support/traced.ts'

const CUSTOMS: CallOptions = { role: 'customs' }
const MEXICAN_CUSTOMS: CallOptions = { role: 'customs', agency: 'MX-POLICE' }

interface Taken {
  readonly id: string
  readonly items: readonly { readonly id: string; readonly weaponId: string; readonly status: string }[]
}

let registry: SmallRegistry
let lab: string

beforeAll(async () => {
  registry = await openSmallRegistry()
  lab = (
    await registry.store('/v1/parties', { kind: 'LAB', name: 'Laboratory of the customs', country: 'FR' }, CUSTOMS)
  ).id
})
afterAll(() => registry.close())

function take(items: readonly object[]): Promise<Taken> {
  const body = {
    agencyReference: 'DOU-2025-1',
    recoveryClass: 'SEIZED',
    circumstance: 'BORDER_CHECK_LAND',
    occurredAt: '2025-05-14',
    place: { country: 'FR' },
    legalBasis: 'Code des douanes, art. 60',
    items: items.map((observation) => ({ observation })),
  }
  return registry.store<Taken>('/v1/seizures', body, CUSTOMS)
}

const exhibit = (seizureId: string, body: object, call = CUSTOMS) =>
  registry.post<StoredExhibitEvent & Pick<Problem, 'errors' | 'code'>>(
    `/v1/seizures/${seizureId}/exhibit-events`,
    { occurredAt: '2025-06-01', ...body },
    call,
  )

const dispose = (itemId: string, body: object, call = CUSTOMS) =>
  registry.post<StoredDisposition & Pick<Problem, 'errors' | 'code'>>(
    `/v1/seizure-items/${itemId}/dispositions`,
    { kind: 'MARKED_AND_RECORDED', occurredAt: '2025-06-01', ...body },
    call,
  )

const chainOf = async (weaponId: string, call = CUSTOMS) => {
  const headers = { purpose: 'CUSTOMS_ENFORCEMENT', 'legal-basis': 'Code des douanes' }
  const { body } = await registry.service.request<Custody>(`/v1/weapons/${weaponId}/custody`, { ...call, headers })
  return body
}

describe('what is done with an exhibit', () => {
  it('stands in one chain: sealed, at the laboratory, its seal broken, destroyed', async () => {
    const { id, items } = await take([seen('XKQ4410'), seen('XKQ4421')])
    const [first] = items
    const itemIds = [first?.id]
    const steps = [
      { kind: 'SEALED', sealNumber: 'S-1', itemIds },
      { kind: 'EVIDENCE_HELD', toPartyId: lab, occurredAt: '2025-06-03', itemIds },
      { kind: 'SEAL_BROKEN', occurredAt: '2025-06-04', itemIds },
      { kind: 'DESTROYED', occurredAt: '2026-01-10', itemIds },
    ]
    for (const step of steps) expect((await exhibit(id, step)).status).toBe(201)
    const custody = await chainOf(first?.weaponId ?? '')
    expect(custody.chain.map(({ kind }) => kind)).toEqual([
      'SEIZED',
      'SEALED',
      'EVIDENCE_HELD',
      'SEAL_BROKEN',
      'DESTROYED',
    ])
    expect([custody.currentStatus, custody.chain[1]?.documents]).toEqual([
      'DESTROYED',
      [expect.objectContaining({ kind: 'SEAL', number: 'S-1' })],
    ])
    expect((await chainOf(items[1]?.weaponId ?? '')).chain.map(({ kind }) => kind)).toEqual(['SEIZED'])
  })

  it('is said of all items where none is named, and each event is told with its item', async () => {
    const { id, items } = await take([seen('XKQ5510'), { noMarkingsVisible: true }])
    const { body } = await exhibit(id, { kind: 'EVIDENCE_HELD', toPartyId: lab })
    const told = new Map(body.events.map(({ itemId, weaponId }) => [itemId, weaponId]))
    expect(told).toEqual(new Map(items.map((item) => [item.id, item.weaponId])))
  })

  it('is in one chain with the registered weapon for who reads both, and a return ends the recovery', async () => {
    const { serial, weaponId } = await sellPistol(registry)
    const { id, items } = await take([seen(serial)])
    const { id: itemId = '', weaponId: itemWeapon = '' } = items[0] ?? {}
    await exhibit(id, { kind: 'RETURNED_TO_OWNER', toPartyId: registry.ourPerson }, REGISTRAR)
    const custody = await chainOf(weaponId, REGISTRAR)
    expect(custody.chain.map(({ kind }) => kind)).toEqual([
      'MANUFACTURED',
      'SOLD_DOMESTIC',
      'RETAIL_SALE',
      'SEIZED',
      'RETURNED_TO_OWNER',
    ])
    expect(custody.holder).toMatchObject({ partyId: registry.ourPerson })
    // Customs were told of the recovery alone: nobody released the weapon to them.
    expect((await chainOf(itemWeapon)).chain.flatMap(({ type, kind }) => (type === 'EVENT' ? [kind] : []))).toEqual([
      'SEIZED',
      'RETURNED_TO_OWNER',
    ])
    expect(itemId).not.toBe('')
  })

  it('gives an item back to the owner whom an answer about it named, and to nobody else whom customs do not know', async () => {
    const { serial, weaponId } = await sellPistol(registry)
    const { id, items } = await take([seen(serial, { calibre: 'UNKNOWN' })])
    const back = { kind: 'RETURNED_TO_OWNER', toPartyId: registry.ourPerson }
    const before = await exhibit(id, back)
    expect([before.status, before.body.errors[0]]).toMatchObject([
      422,
      { pointer: '#/toPartyId', code: 'party-unknown' },
    ])
    const asked = await ask(registry, seen(serial, { calibre: 'UNKNOWN' }), { seizureItemId: items[0]?.id }, CUSTOMS)
    await decide(registry, asked.body.id, { weaponId }, ANNA)
    expect((await exhibit(id, back)).status).toBe(201)
  })

  it('is refused with what is missing: a receiver, a seal’s number, an item of another seizure', async () => {
    const [one, other] = [await take([seen('XKQ6610')]), await take([seen('XKQ6621')])]
    const bare = await exhibit(one.id, { kind: 'EVIDENCE_HELD' })
    expect([bare.status, bare.body.errors[0]?.pointer]).toEqual([400, '#/toPartyId'])
    const unsealed = await exhibit(one.id, { kind: 'SEALED' })
    expect([unsealed.status, unsealed.body.errors[0]?.pointer]).toEqual([400, '#/sealNumber'])
    const foreign = await exhibit(one.id, { kind: 'SEALED', sealNumber: 'S-2', itemIds: [other.items[0]?.id] })
    expect([foreign.status, foreign.body.errors[0]]).toMatchObject([
      422,
      { pointer: '#/itemIds/0', code: 'seizure-item-unknown' },
    ])
  })

  it('is nobody else’s: another agency’s seizure is like none at all', async () => {
    const { id, items } = await take([seen('XKQ7710')])
    const nobody = '0197a1f0-0000-7000-8000-0000000000cc'
    const seal = { kind: 'SEALED', sealNumber: 'S-3' }
    for (const [theirs, none] of [
      [await exhibit(id, seal, MEXICAN_CUSTOMS), await exhibit(nobody, seal, MEXICAN_CUSTOMS)],
      [await dispose(items[0]?.id ?? '', {}, MEXICAN_CUSTOMS), await dispose(nobody, {}, MEXICAN_CUSTOMS)],
    ] as const) {
      expect([theirs.status, none.status]).toEqual([404, 404])
      expect({ ...theirs.body, instance: '', requestId: '' }).toEqual({ ...none.body, instance: '', requestId: '' })
    }
  })
})

describe('a disposition', () => {
  it('says that an item is uniquely marked by the number it bears, once', async () => {
    const { items } = await take([seen('XKQ8810')])
    expect((await dispose(items[0]?.id ?? '', {})).status).toBe(201)
    const again = await dispose(items[0]?.id ?? '', {})
    expect([again.status, again.body.errors[0]?.code]).toEqual([409, 'disposition-recorded'])
  })

  it('asks for the mark that was put on where none can be read, and adds it to the record, where no search finds it', async () => {
    const { items } = await take([{ noMarkingsVisible: true }])
    const item = items[0]
    const bare = await dispose(item?.id ?? '', {})
    expect([bare.status, bare.body.errors[0]]).toMatchObject([
      422,
      { pointer: '#/marking', code: 'unique-mark-required' },
    ])
    const marking = { kind: 'SERIAL_STATE_ASSIGNED', text: 'FR-DOU-0001', component: 'FRAME' }
    const marked = await dispose(item?.id ?? '', { marking })
    expect([marked.status, typeof marked.body.markingId]).toEqual([201, 'string'])
    const record = await registry.service.request<{ markings: { text: string }[] }>(
      `/v1/weapons/${item?.weaponId}`,
      CUSTOMS,
    )
    expect(record.body.markings.map(({ text }) => text)).toContain('FR-DOU-0001')
    const found = await ask(registry, {
      markings: [{ kind: 'SERIAL_STATE_ASSIGNED', text: 'FR-DOU-0001', component: 'FRAME' }],
    })
    expect(found.body.identification.candidates).toEqual([])
  })
})
