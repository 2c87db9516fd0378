import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { StoredIdentityLink } from '../../src/features/identity-links/schemas.ts'
import type { WeaponSummary } from '../../src/features/weapons/list-schemas.ts'
import type { TraceRequest } from '../../src/tracing/request-schemas.ts'
import { chainOf, kinds, LOOK } from '../support/corrections.ts'
import type { CallOptions } from '../support/service.ts'
import {
  AUDITOR,
  openSmallRegistry,
  OURS,
  REGISTRAR,
  type SmallRegistry,
  THEIRS,
  traceBody,
  weaponBody,
} from '../support/small-registry.ts'

// Customs, who record the item, and the gendarmerie, who keep it.
const CUSTOMS: CallOptions = { role: 'integrator', agency: 'FR-CUSTOMS' }
const CUSTOMS_OFFICER: CallOptions = { role: 'customs', headers: LOOK }
const KEEPER: CallOptions = { role: 'integrator', agency: 'FR-GENDARMERIE' }
const AUDIT: CallOptions = { ...AUDITOR, headers: LOOK }

let registry: SmallRegistry
let depot: string
let barracks: string

beforeAll(async () => {
  registry = await openSmallRegistry()
  const partyOf = async (kind: string, call: CallOptions): Promise<string> => {
    const { id } = await registry.store('/v1/parties', { kind, name: `Invented ${kind}`, country: 'FR' }, REGISTRAR)
    const me = await registry.service.request<{ agency: { id: string } }>('/v1/me', call)
    const path = `/v1/agencies/${me.body.agency.id}/representations`
    await registry.store(path, { partyId: id, validFrom: '2001-01-01' }, REGISTRAR)
    return id
  }
  depot = await partyOf('CUSTOMS', CUSTOMS)
  barracks = await partyOf('POLICE', KEEPER)
})
afterAll(() => registry.close())

interface Pair {
  readonly weaponId: string
  readonly itemId: string
  readonly serial: string
}

/** A pistol that our dealer registered or received and, unless told, reported stolen; and what customs seized, entered as a record of its own. */
async function seizeOne({ stolen = true, receivedFromThem = false } = {}): Promise<Pair> {
  const body = weaponBody()
  const partyId = receivedFromThem ? registry.theirs : registry.ours
  const origin = { kind: 'STOCK_REGISTERED', partyId, occurredAt: '2018-02-01' }
  const { id: weaponId } = await registry.store('/v1/weapons', { ...body, origin }, receivedFromThem ? THEIRS : OURS)
  if (receivedFromThem) {
    const sides = { fromPartyId: registry.theirs, toPartyId: registry.ours, occurredAt: '2018-05-04' }
    await registry.store('/v1/transfers', { kind: 'SOLD_DOMESTIC', weaponIds: [weaponId], ...sides }, THEIRS)
  }
  if (stolen) await report(weaponId, 'STOLEN', registry.ours, '2023-03-03', OURS)
  const { id: itemId } = await registry.store('/v1/weapons', weaponBody(), CUSTOMS)
  await report(itemId, 'SEIZED', depot, '2024-06-07', CUSTOMS)
  return { weaponId, itemId, serial: String(body.markings[0]?.['text']) }
}

function report(weaponId: string, kind: string, partyId: string, occurredAt: string, call: CallOptions) {
  return registry.store('/v1/custody-events', { kind, weaponIds: [weaponId], partyId, occurredAt }, call)
}

/** By a registrar, since customs do not speak for who receives it. */
function handOn(weaponId: string, kind: string, fromPartyId: string, toPartyId: string, occurredAt: string) {
  const sides = { fromPartyId, toPartyId, occurredAt }
  return registry.store('/v1/transfers', { kind, weaponIds: [weaponId], ...sides }, REGISTRAR)
}

function link({ weaponId, itemId }: Pair): Promise<StoredIdentityLink> {
  const said = { weaponIds: [itemId, weaponId], basis: 'RECOVERED_ITEM', evidence: 'Photos agree.' }
  return registry.store('/v1/identity-links', said, REGISTRAR)
}

/** All that a reader gets of a chain: status, body and headers, but for those that no two replies share. */
async function replyOf(weaponId: string, call: CallOptions, query = '') {
  const { status, text, headers } = await registry.service.request(`/v1/weapons/${weaponId}/custody${query}`, call)
  const same = [...headers].filter(
    ([name]) => !['date', 'x-request-id', 'request-id'].includes(name) && !name.includes('ratelimit'),
  )
  return { status, text, headers: Object.fromEntries(same) }
}

async function statusesOf(call: CallOptions, query: string, ids: readonly string[]): Promise<Record<string, string>> {
  const { body } = await registry.service.request<{ weapons: WeaponSummary[] }>(`/v1/weapons?limit=200&${query}`, call)
  return Object.fromEntries(body.weapons.filter(({ id }) => ids.includes(id)).map(({ id, status }) => [id, status]))
}

async function readable(weaponId: string, call: CallOptions): Promise<number[]> {
  const paths = [`/v1/weapons/${weaponId}`, `/v1/weapons/${weaponId}/custody`]
  const answers = await Promise.all(paths.map((path) => registry.service.request(path, call)))
  return answers.map(({ status }) => status)
}

const LIFE = ['STOCK_REGISTERED', 'STOLEN']
const JOINED = [...LIFE, 'SEIZED']

describe('a recovered item that is taken for a registered weapon', () => {
  it('tells its life and that of the weapon as one to the readers of the registry, from the link until it is withdrawn', async () => {
    const pair = await seizeOne()
    const ids = [pair.weaponId, pair.itemId]
    const read = () => Promise.all(ids.map((id) => replyOf(id, AUDIT)))
    const apart = await read()
    const { id, recordedAt } = await link(pair)
    for (const weaponId of ids) {
      for (const call of [AUDIT, { ...REGISTRAR, headers: LOOK }]) {
        const chain = await chainOf(registry, weaponId, call)
        expect([kinds(chain), chain.currentStatus]).toEqual([JOINED, 'STATE_CUSTODY'])
      }
    }
    expect(await statusesOf(AUDITOR, 'status=STATE_CUSTODY', ids)).toEqual({
      [pair.weaponId]: 'STATE_CUSTODY',
      [pair.itemId]: 'STATE_CUSTODY',
    })
    const before = new Date(Date.parse(recordedAt) - 1).toISOString()
    const known = await chainOf(registry, pair.weaponId, AUDIT, `?knownAt=${before}`)
    expect(kinds(known)).toEqual(LIFE)
    await registry.store(`/v1/identity-links/${id}/withdrawals`, { explanation: 'Other frame.' }, REGISTRAR)
    expect(await read()).toEqual(apart)
    expect(kinds(await chainOf(registry, pair.itemId, AUDIT, `?knownAt=${recordedAt}`))).toEqual(JOINED)
  })

  it('tells neither whose weapon it was nor who seized it of the other: no byte, header or list entry changes by the link', async () => {
    const pair = await seizeOne()
    const ids = [pair.weaponId, pair.itemId]
    const asked: readonly [CallOptions, string][] = [
      [OURS, pair.weaponId],
      [CUSTOMS, pair.itemId],
      [CUSTOMS_OFFICER, pair.itemId],
    ]
    const all = async (query = '') => ({
      own: await Promise.all(asked.map(([call, weaponId]) => replyOf(weaponId, call, query))),
      other: await Promise.all([replyOf(pair.itemId, OURS), replyOf(pair.weaponId, CUSTOMS)]),
      record: await Promise.all(
        asked.map(async ([call, id]) => (await registry.service.request(`/v1/weapons/${id}`, call)).text),
      ),
      lists: await Promise.all(
        [OURS, CUSTOMS].flatMap((call) =>
          ['', 'status=STATE_CUSTODY', 'status=STOLEN'].map((filter) => statusesOf(call, filter, ids)),
        ),
      ),
      links: (await registry.service.request<{ links: object[] }>('/v1/identity-links', OURS)).body.links,
    })
    const apart = await all()
    expect(apart.own.map(({ status, headers }) => [status, typeof headers['etag']])).toEqual(
      asked.map(() => [200, 'string']),
    )
    expect(apart.other.map(({ status }) => status)).toEqual([404, 404])
    expect(apart.lists.slice(0, 3)).toEqual([{ [pair.weaponId]: 'STOLEN' }, {}, { [pair.weaponId]: 'STOLEN' }])
    const { id, recordedAt } = await link(pair)
    // A 404 names its request.
    const plain = (found: typeof apart) => ({ ...found, other: found.other.map(({ status }) => status) })
    expect(plain(await all())).toEqual(plain(apart))
    const then = `?knownAt=${recordedAt}`
    const shown = await Promise.all(asked.map(([call, weaponId]) => chainOf(registry, weaponId, call, then)))
    expect(shown.map(kinds)).toEqual([LIFE, ['SEIZED'], ['SEIZED']])
    await registry.store(`/v1/identity-links/${id}/withdrawals`, { explanation: 'Other frame.' }, REGISTRAR)
    expect(plain(await all())).toEqual(plain(apart))
  })

  it('is told as one with the weapon to who recorded it once the weapon was released to him, and its record stays closed to the holder', async () => {
    const pair = await seizeOne({ stolen: false })
    const markings = [{ kind: 'SERIAL_PRIMARY', text: pair.serial }]
    const observation = { make: 'Glock', model: 'Glock 19', calibre: '9x19', markings }
    const { status, answer } = await registry.store<TraceRequest>(
      '/v1/trace-requests',
      traceBody(observation),
      CUSTOMS_OFFICER,
    )
    expect([status, answer?.weapon?.id]).toEqual(['ANSWERED_FULL', pair.weaponId])
    expect(kinds(await chainOf(registry, pair.itemId, CUSTOMS_OFFICER))).toEqual(['SEIZED'])
    await link(pair)
    for (const weaponId of [pair.weaponId, pair.itemId])
      expect(kinds(await chainOf(registry, weaponId, CUSTOMS_OFFICER))).toEqual(['STOCK_REGISTERED', 'SEIZED'])
    expect(kinds(await chainOf(registry, pair.weaponId, OURS))).toEqual(['STOCK_REGISTERED'])
  })

  it('opens nothing by holding while it is in State custody, and then only to whom each record names', async () => {
    const pair = await seizeOne({ stolen: false, receivedFromThem: true })
    await handOn(pair.itemId, 'EVIDENCE_HELD', depot, barracks, '2024-06-09')
    expect([await readable(pair.itemId, KEEPER), await readable(pair.weaponId, OURS)]).toEqual([
      [200, 200],
      [200, 200],
    ])
    await link(pair)
    for (const weaponId of [pair.itemId, pair.weaponId]) {
      expect(await readable(weaponId, KEEPER)).toEqual([404, 404])
      expect(await readable(weaponId, OURS)).toEqual([404, 404])
    }
    // Kept by the State it is licitly held again: by who holds the item, and not by who held the weapon.
    await report(pair.itemId, 'RETAINED_FOR_OFFICIAL_USE', barracks, '2024-09-01', REGISTRAR)
    expect([await readable(pair.itemId, KEEPER), await readable(pair.weaponId, KEEPER)]).toEqual([
      [200, 200],
      [404, 404],
    ])
    expect(kinds(await chainOf(registry, pair.itemId, KEEPER))).not.toContain('SOLD_DOMESTIC')
    expect(await statusesOf(KEEPER, '', [pair.itemId, pair.weaponId])).toEqual({ [pair.itemId]: 'IN_POSSESSION' })
  })

  it('is read with the weapon by the owner to whom it was given back, and by no later buyer', async () => {
    const pair = await seizeOne()
    await link(pair)
    await handOn(pair.itemId, 'RETURNED_TO_OWNER', depot, registry.ours, '2024-10-01')
    const life = [...JOINED, 'RETURNED_TO_OWNER']
    for (const weaponId of [pair.weaponId, pair.itemId])
      expect(kinds(await chainOf(registry, weaponId, OURS))).toEqual(life)
    expect(await statusesOf(OURS, 'status=IN_POSSESSION', [pair.weaponId])).toEqual({
      [pair.weaponId]: 'IN_POSSESSION',
    })
    const sides = { fromPartyId: registry.ours, toPartyId: registry.theirs, occurredAt: '2024-11-02' }
    await registry.store('/v1/transfers', { kind: 'SOLD_DOMESTIC', weaponIds: [pair.weaponId], ...sides }, OURS)
    expect([await readable(pair.weaponId, THEIRS), await readable(pair.itemId, THEIRS)]).toEqual([
      [200, 200],
      [404, 404],
    ])
    const chain = await chainOf(registry, pair.weaponId, THEIRS)
    expect(kinds(chain)).not.toContain('SEIZED')
    expect(kinds(await chainOf(registry, pair.weaponId, AUDIT))).toEqual([...life, 'SOLD_DOMESTIC'])
  })
})

describe('a weapon that was registered twice', () => {
  it('is told whole to who sees one of its records, and its recovered item to who sees that too', async () => {
    const pair = await seizeOne()
    const twin = await registry.registerWeapon(THEIRS)
    const said = { weaponIds: [pair.weaponId, twin.id], basis: 'SAME_REGISTRATION', evidence: 'Same list.' }
    await registry.store('/v1/identity-links', said, REGISTRAR)
    const registered = ['STOCK_REGISTERED', 'STOCK_REGISTERED', 'STOLEN']
    const ownKinds = async (weaponId: string, call: CallOptions) =>
      (await chainOf(registry, weaponId, call)).chain.filter(({ type }) => type === 'EVENT').map(({ kind }) => kind)
    expect(await ownKinds(pair.weaponId, OURS)).toEqual(registered)
    expect(await ownKinds(twin.id, THEIRS)).toEqual(registered)
    await link(pair)
    expect(await ownKinds(pair.weaponId, OURS)).toEqual(registered)
    expect(await ownKinds(twin.id, THEIRS)).toEqual(registered)
    expect(await ownKinds(pair.itemId, CUSTOMS)).toEqual(['SEIZED'])
    for (const weaponId of [pair.weaponId, twin.id, pair.itemId])
      expect(await ownKinds(weaponId, AUDIT)).toEqual([...registered, 'SEIZED'])
  })
})
