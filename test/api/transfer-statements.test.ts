import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { StoredReport } from '../../src/features/custody/schemas.ts'
import type { TransferStatement } from '../../src/features/transfer-statements/schemas.ts'
import { chainOf, kinds, LOOK } from '../support/corrections.ts'
import type { CallOptions } from '../support/service.ts'
import { DENIED, type HandOvers, handOversIn } from '../support/hand-overs.ts'
import { AUDITOR, openSmallRegistry, OURS, REGISTRAR, type SmallRegistry, THEIRS } from '../support/small-registry.ts'

let registry: SmallRegistry
let sell: HandOvers['sell']
let state: HandOvers['state']
let offersFor: HandOvers['offersFor']
const AUDIT: CallOptions = { ...AUDITOR, headers: LOOK }

beforeAll(async () => {
  registry = await openSmallRegistry()
  ;({ sell, state, offersFor } = handOversIn(registry))
})
afterAll(() => registry.close())

describe('a hand-over that one side reported', () => {
  it('waits for the other side, until it has said something', async () => {
    const { transferId, weapons } = await sell(1)
    const waiting = (await offersFor(THEIRS)).find(({ id }) => id === transferId)
    expect(waiting).toMatchObject({ side: 'RECEIVER', weaponIds: weapons.map(({ id }) => id) })
    expect((await offersFor(OURS)).map(({ id }) => id)).not.toContain(transferId)
    const accepted = await state(transferId, { statement: 'ACCEPTED' }, THEIRS)
    expect([accepted.status, accepted.body.side, accepted.body.findings]).toEqual([201, 'RECEIVER', []])
    expect((await offersFor(THEIRS)).map(({ id }) => id)).not.toContain(transferId)
    const chain = await chainOf(registry, weapons[0]?.id ?? '', AUDIT)
    expect(chain.chain.at(-1)?.statements).toEqual([{ side: 'RECEIVER', statement: 'ACCEPTED' }])
    expect(chain.holder?.partyId).toBe(registry.theirs)
  })

  it('is a conflict between the two while the other side denies it, and both statements are kept', async () => {
    const { transferId, weapons } = await sell(1)
    const weaponId = weapons[0]?.id ?? ''
    const before = await chainOf(registry, weaponId, AUDIT)
    expect((await state(transferId, DENIED, THEIRS)).status).toBe(201)
    const denied = await chainOf(registry, weaponId, AUDIT)
    expect(kinds(denied)).toEqual(['STOCK_REGISTERED', 'SOLD_DOMESTIC', 'DISPUTED_BY_RECEIVER'])
    expect([denied.holder, denied.currentStatus]).toEqual([null, 'CONFLICT'])
    expect(new Set(denied.contenders.map(({ partyId }) => partyId))).toEqual(new Set([registry.ours, registry.theirs]))
    expect((await registry.service.request(`/v1/weapons/${weaponId}`, THEIRS)).status).toBe(404)
    expect((await state(transferId, { statement: 'ACCEPTED' }, THEIRS)).status).toBe(201)
    const settled = await chainOf(registry, weaponId, AUDIT)
    expect([kinds(settled), settled.holder]).toEqual([kinds(before), before.holder])
    const { body } = await registry.service.request<{ statements: TransferStatement[] }>(
      `/v1/transfers/${transferId}/statements`,
      OURS,
    )
    expect(body.statements.map(({ statement, reason }) => [statement, reason])).toEqual([
      ['DISPUTED', DENIED.reason],
      ['ACCEPTED', undefined],
    ])
  })

  it('is told as it was known before the other side spoke', async () => {
    const { transferId, weapons } = await sell(1)
    const weaponId = weapons[0]?.id ?? ''
    const before = await chainOf(registry, weaponId, AUDIT)
    const reportedAt = before.chain.at(-1)?.recordedAt ?? ''
    await state(transferId, DENIED, THEIRS)
    const then = await chainOf(registry, weaponId, AUDIT, `?knownAt=${reportedAt}`)
    expect(then.chain).toEqual(before.chain)
  })
})

describe('a receiver who names the weapons in hand', () => {
  const inHand = (serial: string, overrides: object = {}) => ({
    make: 'Glock',
    model: 'Glock 19',
    calibre: '9 mm Luger',
    serial,
    ...overrides,
  })

  it('accepts those that agree and is told, field by field, what differs and what is missing', async () => {
    const { transferId, weapons } = await sell(3)
    const [first, second] = weapons
    const items = [inHand(first?.serial ?? ''), inHand(second?.serial ?? '', { model: 'Glock 17' }), inHand('ZZZ999')]
    const { status, body } = await state(transferId, { statement: 'ACCEPTED', items }, THEIRS)
    expect([status, new Set(body.weaponIds)]).toEqual([201, new Set([first?.id, second?.id])])
    expect(body.findings.map(({ code, pointer }) => `${code} ${pointer}`)).toEqual([
      'CONTROL_DATA_DIFFERS #/items/1/model',
      'CONTROL_DATA_DIFFERS #/items/2/serial',
      'NOT_RECEIVED #/items',
    ])
    const strict = { ...THEIRS, headers: { prefer: 'handling=strict' } }
    expect((await state(transferId, { statement: 'ACCEPTED', items }, strict)).status).toBe(409)
  })

  it('who disputed the hand-over before is told that nothing can be compared, and how to accept all the same', async () => {
    const { transferId, weapons } = await sell(1)
    await state(transferId, DENIED, THEIRS)
    const items = [inHand(weapons[0]?.serial ?? '')]
    const refused = await state(transferId, { statement: 'ACCEPTED', items }, THEIRS)
    expect([refused.status, refused.body.errors[0]?.code]).toEqual([422, 'items-not-comparable'])
    expect((await state(transferId, { statement: 'ACCEPTED' }, THEIRS)).status).toBe(201)
  })

  it('learns nothing of weapons that are not of the hand-over: what exists elsewhere is told like what exists nowhere', async () => {
    const { transferId, weapons } = await sell(2)
    const elsewhere = await registry.registerWeapon(OURS)
    const [first] = weapons
    const tell = async (serial: string) => {
      const items = [inHand(first?.serial ?? ''), inHand(serial, { model: 'Glock 26' })]
      const path = `/v1/transfers/${transferId}/statements?dryRun=true`
      return (await registry.post(path, { statement: 'ACCEPTED', items }, { ...THEIRS, key: null })).text
    }
    expect(await tell(elsewhere.serial)).toBe(await tell('ZZZ998'))
  })
})

describe('who speaks for a side', () => {
  it('is neither who reported the hand-over nor a stranger, for whom there is none', async () => {
    const { transferId } = await sell(1)
    expect((await state(transferId, { statement: 'ACCEPTED' }, OURS)).status).toBe(403)
    const { id: weaponId } = await registry.registerWeapon(OURS)
    const ownSale = {
      kind: 'RETAIL_SALE',
      fromPartyId: registry.ours,
      toPartyId: registry.ourPerson,
      occurredAt: '2024-04-02',
    }
    const { id } = await registry.store<StoredReport>('/v1/transfers', { ...ownSale, weaponIds: [weaponId] }, OURS)
    const stranger = await state(id, { statement: 'ACCEPTED' }, THEIRS)
    const unknown = await state('0197a1f0-0000-7000-8000-0000000000bb', { statement: 'ACCEPTED' }, THEIRS)
    expect([stranger.status, unknown.status]).toEqual([404, 404])
    expect({ ...stranger.body, instance: '', requestId: '' }).toEqual({ ...unknown.body, instance: '', requestId: '' })
    expect((await registry.service.request(`/v1/transfers/${id}/statements`, THEIRS)).status).toBe(404)
  })

  it('a registrar settles a dispute for either side, and says for which', async () => {
    const { transferId, weapons } = await sell(1)
    await state(transferId, DENIED, THEIRS)
    const vague = await state(transferId, { statement: 'ACCEPTED' }, REGISTRAR)
    expect([vague.status, vague.body.errors[0]?.pointer]).toEqual([422, '#/side'])
    const reason = 'The delivery note is signed.'
    expect((await state(transferId, { statement: 'ACCEPTED', side: 'RECEIVER', reason }, REGISTRAR)).status).toBe(201)
    expect((await chainOf(registry, weapons[0]?.id ?? '', AUDIT)).holder?.partyId).toBe(registry.theirs)
  })

  it('says why a dispute is one, of weapons that are of the hand-over', async () => {
    const { transferId } = await sell(1)
    const other = await registry.registerWeapon(THEIRS)
    const silent = await state(transferId, { statement: 'DISPUTED' }, THEIRS)
    expect([silent.status, silent.body.errors[0]?.pointer]).toEqual([400, '#/reason'])
    const wrong = await state(transferId, { ...DENIED, weaponIds: [other.id] }, THEIRS)
    expect([wrong.status, wrong.body.errors[0]?.code]).toEqual([422, 'weapon-not-in-transfer'])
  })
})
