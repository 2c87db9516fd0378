import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Custody } from '../../src/features/chain-schemas.ts'
import type { Party, PartyVersionPage } from '../../src/features/parties/schemas.ts'
import type { z } from 'zod'
import {
  AUDITOR,
  openSmallRegistry,
  OURS,
  type Problem,
  REGISTRAR,
  type SmallRegistry,
  THEIRS,
} from '../support/small-registry.ts'

let registry: SmallRegistry

beforeAll(async () => {
  registry = await openSmallRegistry()
})
afterAll(() => registry.close())

const party = async (kind: string, call = REGISTRAR, more: object = {}) =>
  (await registry.store('/v1/parties', { kind, name: 'First Name (invented)', country: 'FR', ...more }, call)).id
const change = (id: string, body: object, call = REGISTRAR) =>
  registry.post<Problem & { recordedAt: string }>(`/v1/parties/${id}/versions`, { reason: 'CHANGED', ...body }, call)
const read = async (id: string, query = '', call = REGISTRAR) =>
  (await registry.service.request<Party>(`/v1/parties/${id}${query}`, call)).body

describe('a version of a party', () => {
  it('holds from its day on, and the party stays readable as it was and as it was known', async () => {
    const id = await party('DEALER')
    const moved = await change(id, { name: 'Second Name (invented)', country: 'BE', validFrom: '2020-07-01' })
    expect(moved.status).toBe(201)
    expect(await read(id)).toMatchObject({ name: 'Second Name (invented)', country: 'BE', status: 'ACTIVE' })
    expect(await read(id, '?at=2020-06-30')).toMatchObject({ name: 'First Name (invented)', country: 'FR' })
    const { recordedAt } = await read(id)
    expect(await read(id, `?knownAt=${recordedAt}`)).toMatchObject({ name: 'First Name (invented)', country: 'FR' })
    const page = await registry.service.request<z.infer<typeof PartyVersionPage>>(
      `/v1/parties/${id}/versions`,
      REGISTRAR,
    )
    expect(page.body.versions.map(({ reason, country }) => [reason, country])).toEqual([
      ['REGISTERED', 'FR'],
      ['CHANGED', 'BE'],
    ])
  })

  it('corrects what was wrong from the start, at every day, from its recording on', async () => {
    const id = await party('DEALER')
    await change(id, { reason: 'INCORRECT_DATA', kind: 'GUNSMITH', explanation: 'Mistaken form' })
    expect(await read(id, '?at=1990-01-01')).toMatchObject({ kind: 'GUNSMITH' })
    const { recordedAt } = await read(id)
    expect(await read(id, `?at=1990-01-01&knownAt=${recordedAt}`)).toMatchObject({ kind: 'DEALER' })
  })

  it('lists in pages what was said, oldest first', async () => {
    const id = await party('DEALER')
    for (const day of ['2001-01-01', '2002-01-01', '2003-01-01']) await change(id, { country: 'BE', validFrom: day })
    type Page = z.infer<typeof PartyVersionPage>
    const first = await registry.service.request<Page>(`/v1/parties/${id}/versions?limit=3`, REGISTRAR)
    const link = /<([^>]+)>; rel="next"/.exec(first.headers.get('link') ?? '')?.[1] ?? ''
    const second = await registry.service.request<Page>(link, REGISTRAR)
    expect([...first.body.versions, ...second.body.versions].map(({ validFrom }) => validFrom)).toEqual([
      undefined,
      '2001-01-01',
      '2002-01-01',
      '2003-01-01',
    ])
  })

  it('names the field that is wrong where it says nothing, has no day, or names a successor without closing', async () => {
    const id = await party('DEALER')
    const refused = [
      { validFrom: '2020-01-01' },
      { country: 'BE' },
      { country: 'BE', validFrom: '2020-01-01', successorPartyId: registry.ours },
    ]
    const pointers = []
    for (const body of refused) pointers.push((await change(id, body)).body.errors.map(({ pointer }) => pointer))
    expect(pointers).toEqual([['#'], ['#/validFrom'], ['#/successorPartyId']])
    const itself = await change(id, { status: 'CLOSED', validFrom: '2020-01-01', successorPartyId: id })
    expect([itself.status, itself.body.errors[0]?.code]).toEqual([422, 'successor-is-itself'])
  })
})

describe('the reporter of a party', () => {
  it('changes it alone while nobody depends on it', async () => {
    const id = await party('PRIVATE_PERSON', OURS)
    expect((await change(id, { name: 'Second Name (invented)', validFrom: '2020-01-01' }, OURS)).status).toBe(201)
    expect(await read(id, '', OURS)).toMatchObject({ name: 'Second Name (invented)' })
  })

  it('cannot change it once an event names it, so that a sale is not undone by what the buyer is', async () => {
    const id = await party('PRIVATE_PERSON', OURS)
    const weapon = await registry.registerWeapon(OURS)
    const sale = { kind: 'RETAIL_SALE', weaponIds: [weapon.id], fromPartyId: registry.ours, toPartyId: id }
    await registry.store('/v1/transfers', { ...sale, occurredAt: '2024-01-02' }, OURS)
    const refused = await change(id, { kind: 'CARRIER', reason: 'INCORRECT_DATA' }, OURS)
    expect([refused.status, refused.body.errors[0]?.code]).toEqual([403, 'party-depended-on'])
    expect((await change(id, { kind: 'COLLECTOR', reason: 'INCORRECT_DATA' })).status).toBe(201)
  })

  it.each(['a licence', 'a look by a registrar', 'a change by a registrar'])(
    'cannot change it after %s',
    async (what) => {
      const id = await party('PRIVATE_PERSON', OURS)
      const permit = { kind: 'POSSESSION_PERMIT', number: randomUUID(), validFrom: '2020-01-01' }
      if (what === 'a licence') await registry.store(`/v1/parties/${id}/licences`, permit, REGISTRAR)
      if (what === 'a look by a registrar') await read(id)
      if (what === 'a change by a registrar') await change(id, { country: 'BE', validFrom: '2020-01-01' })
      const refused = await change(id, { country: 'DE', validFrom: '2021-01-01' }, OURS)
      expect([refused.status, refused.body.errors[0]?.code]).toEqual([403, 'party-depended-on'])
      expect(refused.body.errors[0]?.hint).toMatch(/registrar/)
    },
  )

  it('reads the name that a registrar corrected', async () => {
    const id = await party('PRIVATE_PERSON', OURS)
    await change(id, { name: 'Right Name (invented)', reason: 'INCORRECT_DATA' })
    expect(await read(id, '', OURS)).toMatchObject({ name: 'Right Name (invented)' })
  })
})

describe('another agency', () => {
  it('sees a shared firm and cannot change it; a person looks to it like nobody', async () => {
    const shared = await change(registry.ours, { country: 'BE', validFrom: '2020-01-01' }, THEIRS)
    expect([shared.status, shared.body.errors[0]?.code]).toEqual([403, 'party-by-registrar-only'])
    const body = { country: 'BE', validFrom: '2020-01-01' }
    const [person, nobody] = [await change(registry.ourPerson, body, THEIRS), await change(randomUUID(), body, THEIRS)]
    expect([person.status, nobody.status]).toEqual([404, 404])
    expect(person.body.detail).toBe(nobody.body.detail)
    for (const list of ['versions', 'licences']) {
      const seen = await registry.service.request(`/v1/parties/${registry.ourPerson}/${list}`, THEIRS)
      expect(seen.status).toBe(404)
    }
  })

  it('no longer sees a firm that turns out to be a person', async () => {
    const number = randomUUID()
    const licences = [{ kind: 'DEALER_LICENCE', number, validFrom: '2020-01-01' }]
    const id = await party('DEALER', REGISTRAR, { licences })
    expect((await registry.service.request(`/v1/parties/${id}`, THEIRS)).status).toBe(200)
    await change(id, { kind: 'PRIVATE_PERSON', reason: 'INCORRECT_DATA' })
    expect((await registry.service.request(`/v1/parties/${id}`, THEIRS)).status).toBe(404)
    expect((await registry.service.request(`/v1/parties?licence=${number}`, THEIRS)).body).toEqual({ parties: [] })
  })

  it('gets no explanation of a change, which may hold names', async () => {
    await change(registry.maker, {
      name: 'New Works (invented)',
      validFrom: '2020-01-01',
      explanation: 'Heir: A. Nonym',
    })
    const seen = await registry.service.request(`/v1/parties/${registry.maker}/versions`, THEIRS)
    expect(seen.text).toContain('New Works (invented)')
    expect(seen.text).not.toContain('Nonym')
    expect((await registry.service.request(`/v1/parties/${registry.maker}/versions`, AUDITOR)).text).not.toContain(
      'Nonym',
    )
    expect((await registry.service.request(`/v1/parties/${registry.maker}/versions`, REGISTRAR)).text).toContain(
      'Nonym',
    )
  })
})

describe('a closed company', () => {
  it('has nobody who acts for it any more but registrars: not for later events and not for reading what it holds', async () => {
    const weapon = await registry.registerWeapon({ ...THEIRS })
    const sold = {
      kind: 'SOLD_DOMESTIC',
      weaponIds: [weapon.id],
      fromPartyId: registry.theirs,
      toPartyId: registry.ours,
    }
    await change(registry.theirs, { status: 'CLOSED', validFrom: '2025-01-01' })
    const me = await registry.service.request<{ parties: { id: string }[] }>('/v1/me', THEIRS)
    expect(me.body.parties).toEqual([])
    const refused = await registry.post<Problem>('/v1/transfers', { ...sold, occurredAt: '2024-06-01' }, THEIRS)
    expect([refused.status, refused.body.errors[0]?.code]).toEqual([403, 'party-not-yours'])
    const late = await registry.post('/v1/transfers', { ...sold, occurredAt: '2024-06-01' }, REGISTRAR)
    expect(late.status).toBe(201)
    expect(await read(registry.theirs)).toMatchObject({ status: 'CLOSED' })
    expect(await read(registry.theirs, '?at=2024-12-31')).toMatchObject({ status: 'ACTIVE' })
  })
})

describe('a custody chain', () => {
  const chainOf = async (weaponId: string, query = '') => {
    const headers = { purpose: 'CRIMINAL_INVESTIGATION', 'legal-basis': 'Test' }
    const path = `/v1/weapons/${weaponId}/custody${query}`
    const { body } = await registry.service.request<Custody>(path, { ...REGISTRAR, headers })
    return body
  }

  it('shows each party as it was then and as it was known, and says which holder has closed since', async () => {
    const id = await party('GUNSMITH', REGISTRAR)
    const weapon = await registry.registerWeapon(OURS)
    const sold = { kind: 'SOLD_DOMESTIC', weaponIds: [weapon.id], fromPartyId: registry.ours, toPartyId: id }
    const { recordedAt } = await registry.store<{ recordedAt: string }>(
      '/v1/transfers',
      { ...sold, occurredAt: '2020-05-01' },
      REGISTRAR,
    )
    await change(id, { kind: 'DEALER', reason: 'INCORRECT_DATA' })
    await change(id, { status: 'CLOSED', validFrom: '2022-01-01' })
    const now = await chainOf(weapon.id)
    expect(now.chain.at(-1)?.to).toMatchObject({ partyId: id, kind: 'DEALER' })
    expect(now.chain.at(-1)?.to).not.toHaveProperty('status')
    expect(now.lastLicitHolder).toMatchObject({ partyId: id, status: 'CLOSED' })
    expect((await chainOf(weapon.id, '?at=2021-01-01')).lastLicitHolder).not.toHaveProperty('status')
    const before = await chainOf(weapon.id, `?knownAt=${recordedAt}`)
    expect(before.chain.at(-1)?.to).toMatchObject({ partyId: id, kind: 'GUNSMITH' })
    expect(before.lastLicitHolder).toBeNull()
  })
})
