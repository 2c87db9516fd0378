import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { reactivateAgency } from '../../src/features/agencies/bootstrap-agency.ts'
import { openDatabase } from '../../src/store/db.ts'
import {
  openSmallRegistry,
  OURS,
  type Problem,
  REGISTRAR,
  type SmallRegistry,
  THEIRS,
} from '../support/small-registry.ts'
import type { CallOptions } from '../support/service.ts'

let registry: SmallRegistry

beforeAll(async () => {
  registry = await openSmallRegistry()
})

afterAll(() => registry.close())

/** A second agency whose tokens carry a registrar's scopes. */
const OTHER_REGISTRAR: CallOptions = { role: 'registrar', agency: 'FR-GENDARMERIE' }
const REASON = { reason: 'Licence withdrawn.' }
const day = (offset: number) => new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10)

async function agencyOf(call: CallOptions): Promise<string> {
  return (await registry.service.request<{ agency: { id: string } }>('/v1/me', call)).body.agency.id
}

const change = (id: string, body: object, call: CallOptions = REGISTRAR) =>
  registry.post<Problem & { version: number }>(`/v1/agencies/${id}/versions`, body, call)
const me = (call: CallOptions) => registry.service.request<Problem>('/v1/me', call)

describe('an agency', () => {
  it('is renamed by a new version, and what it was stays readable', async () => {
    const id = await agencyOf(OURS)
    expect((await change(id, { name: 'Renamed register', contact: null })).status).toBe(201)
    const now = await registry.service.request<{ name: string; contact?: string; version: number }>(
      `/v1/agencies/${id}`,
      REGISTRAR,
    )
    expect([now.body.name, now.body.contact, now.body.version]).toEqual(['Renamed register', undefined, 2])
    const { body } = await registry.service.request<{ versions: { version: number; contact?: string }[] }>(
      `/v1/agencies/${id}/versions`,
      REGISTRAR,
    )
    expect(body.versions.map(({ version }) => version)).toEqual([2, 1])
    expect(body.versions[1]?.contact).toBeDefined()
  })

  it('that is suspended is refused from the next call on as one that is not known, and let in again', async () => {
    const id = await agencyOf(THEIRS)
    const token = await registry.service.token('integrator', { agency: 'RS-MAKER' })
    expect((await me({ token })).status).toBe(200)
    await change(id, { active: false, ...REASON })
    const [suspended, unknown] = [
      await me({ token }),
      await me({ role: 'integrator', agency: '0197a1f0-0a00-7000-8000-0000000000ff' }),
    ]
    expect([suspended.status, suspended.body.code, suspended.body.detail]).toEqual([
      403,
      unknown.body.code,
      unknown.body.detail,
    ])
    const listed = await registry.service.request<{ agencies: { id: string }[] }>(
      '/v1/agencies?active=false',
      REGISTRAR,
    )
    expect(listed.body.agencies.map((agency) => agency.id)).toEqual([id])
    await change(id, { active: true, ...REASON })
    expect((await me({ token })).status).toBe(200)
  })

  it('cannot suspend itself, and a change says what it changes and why it suspends', async () => {
    const own = await change(await agencyOf(REGISTRAR), { active: false, ...REASON })
    expect([own.status, own.body.errors[0]?.pointer, own.body.errors[0]?.code]).toEqual([422, '#/active', 'own-agency'])
    const id = await agencyOf(OURS)
    for (const body of [{}, REASON, { active: false }]) expect((await change(id, body)).status).toBe(400)
    expect((await change('0197a1f0-0a00-7000-8000-0000000000ff', { name: 'X' })).status).toBe(404)
  })

  it('is left to undo it where two registrars suspend each other at once, and the command line lets the other in again', async () => {
    const [one, other] = [await agencyOf(REGISTRAR), await agencyOf(OTHER_REGISTRAR)]
    const answers = await Promise.all([
      change(other, { active: false, ...REASON }, REGISTRAR),
      change(one, { active: false, ...REASON }, OTHER_REGISTRAR),
    ])
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201, 403]))
    const suspended = answers[0]?.status === 201 ? other : one
    const db = openDatabase(registry.service.database.serviceUrl, 1)
    try {
      await reactivateAgency(db, suspended)
      await expect(reactivateAgency(db, suspended)).rejects.toThrow(/is active/)
    } finally {
      await db.pool.end()
    }
    expect([(await me(REGISTRAR)).status, (await me(OTHER_REGISTRAR)).status]).toEqual([200, 200])
  })

  it('is listed page by page, each once, by registrars', async () => {
    const seen: string[] = []
    let target: string | undefined = '/v1/agencies?limit=2'
    while (target !== undefined) {
      const page: { body: { agencies: { id: string }[] }; headers: Headers } = await registry.service.request(
        target,
        REGISTRAR,
      )
      seen.push(...page.body.agencies.map(({ id }) => id))
      target = /<([^>]+)>; rel="next"/.exec(page.headers.get('link') ?? '')?.[1]
    }
    expect(seen.length).toBeGreaterThan(8)
    expect(new Set(seen).size).toBe(seen.length)
  })
})

describe('a representation', () => {
  it('that has ended gives no sight of what the party holds and no right to report for it', async () => {
    const agency = await agencyOf(THEIRS)
    const { id: partyId } = await registry.store(
      '/v1/parties',
      {
        kind: 'DEALER',
        name: 'Third Dealer',
        country: 'FR',
        licences: [{ kind: 'DEALER_LICENCE', number: 'D-3', validFrom: '2001-01-01' }],
      },
      REGISTRAR,
    )
    const { id } = await registry.store(
      `/v1/agencies/${agency}/representations`,
      { partyId, validFrom: '2020-01-01' },
      REGISTRAR,
    )
    const { id: weaponId } = await registry.registerWeapon(OURS)
    const sale = {
      kind: 'SOLD_DOMESTIC',
      weaponIds: [weaponId],
      fromPartyId: registry.ours,
      toPartyId: partyId,
      occurredAt: '2022-01-02',
    }
    await registry.store('/v1/transfers', sale, OURS)
    const sees = async () => (await registry.service.request(`/v1/weapons/${weaponId}`, THEIRS)).status
    expect(await sees()).toBe(200)
    const ends = `/v1/agencies/${agency}/representations/${id}/ends`
    expect((await registry.post(ends, { validTo: day(1) }, REGISTRAR)).status).toBe(201)
    expect(await sees()).toBe(200)
    expect((await registry.post(ends, { validTo: day(-1), reason: 'Contract over.' }, REGISTRAR)).status).toBe(201)
    expect(await sees()).toBe(404)
    for (const list of ['/v1/weapons', '/v1/transfers']) {
      expect((await registry.service.request(`${list}?limit=200`, THEIRS)).text).not.toContain(partyId)
      expect((await registry.service.request(`${list}?limit=200`, THEIRS)).text).not.toContain(weaponId)
    }
    expect((await me(THEIRS)).text).not.toContain(partyId)
    const loss = { kind: 'LOST', weaponIds: [weaponId], partyId, occurredAt: '2022-03-02' }
    expect((await registry.post('/v1/custody-events', loss, THEIRS)).status).not.toBe(201)
    const at = async (on: string) =>
      (await registry.service.request(`/v1/agencies/${agency}/representations?at=${on}`, REGISTRAR)).text.includes(id)
    expect([await at('2021-01-01'), await at(day(0)), await at('2019-01-01')]).toEqual([true, false, false])
  })

  it('can only be shortened, and not below never', async () => {
    const agency = await agencyOf(OURS)
    const { id } = await registry.store(
      `/v1/agencies/${agency}/representations`,
      { partyId: registry.maker, validFrom: '2020-01-01', validTo: '2020-12-31' },
      REGISTRAR,
    )
    const end = async (validTo: string, of = id, by = agency) => {
      const answer = await registry.post<Problem>(
        `/v1/agencies/${by}/representations/${of}/ends`,
        { validTo },
        REGISTRAR,
      )
      return [answer.status, answer.body.errors?.[0]?.code]
    }
    expect(await end('2021-01-01')).toEqual([422, 'end-not-earlier'])
    expect(await end('2019-12-30')).toEqual([422, 'end-before-beginning'])
    expect(await end('2019-12-31')).toEqual([201, undefined])
    expect((await end('2019-12-31', id, await agencyOf(THEIRS)))[0]).toBe(404)
  })
})
