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
} from '../support/small-registry.ts'
import type { CallOptions } from '../support/service.ts'

interface Item {
  readonly id: string
  readonly weaponId?: string
  readonly weaponCount?: number
  readonly serial?: string
}
type Page = Record<string, Item[]> & { next?: string }

let registry: SmallRegistry
let ours: { id: string; serial: string }
let theirs: { id: string; serial: string }
/** Of our weapon, to their dealer. */
let sale: string
/** Reported by us, of two weapons: one goes on to a person of ours afterwards, by our report. */
let ourLoss: string

beforeAll(async () => {
  registry = await openSmallRegistry()
  ours = await registry.registerWeapon(OURS)
  theirs = await registry.registerWeapon(THEIRS)
  const sold = await registry.registerWeapon(OURS)
  sale = (
    await registry.store(
      '/v1/transfers',
      {
        kind: 'SOLD_DOMESTIC',
        weaponIds: [sold.id],
        fromPartyId: registry.ours,
        toPartyId: registry.theirs,
        occurredAt: '2022-01-02',
        note: 'Paid by Ines.',
      },
      OURS,
    )
  ).id
  const loss = { kind: 'LOST', weaponIds: [ours.id], partyId: registry.ours, occurredAt: '2022-03-02' }
  ourLoss = (await registry.store('/v1/custody-events', loss, OURS)).id
})

afterAll(() => registry.close())

async function list(target: string, call: CallOptions): Promise<Item[]> {
  const { status, text, body } = await registry.service.request<Page>(target, call)
  if (status !== 200) throw new Error(`${target} answered ${status}: ${text}`)
  return Object.values(body).find((value) => Array.isArray(value)) ?? []
}
const idsOf = async (target: string, call: CallOptions) => (await list(target, call)).map(({ id }) => id)
const agencyOf = async (call: CallOptions) =>
  (await registry.service.request<{ agency: { id: string } }>('/v1/me', call)).body.agency.id

describe('the list of weapons', () => {
  it('shows what the agency registered and what its parties hold, and nothing of another', async () => {
    const [mine, their] = [await idsOf('/v1/weapons', OURS), await idsOf('/v1/weapons', THEIRS)]
    expect(mine).toContain(ours.id)
    expect(mine).not.toContain(theirs.id)
    expect(their).toContain(theirs.id)
    expect(their).not.toContain(ours.id)
    // Sold to them: registered by us, held by them.
    expect(mine.filter((id) => their.includes(id))).toHaveLength(1)
    expect(await idsOf('/v1/weapons', OFFICER)).toEqual([])
  })

  it('shows nothing that the single read would refuse', async () => {
    for (const call of [OURS, THEIRS, OFFICER]) {
      for (const id of await idsOf('/v1/weapons', call)) {
        expect((await registry.service.request(`/v1/weapons/${id}`, call)).status).toBe(200)
      }
    }
  })

  it('finds no weapon of another by any filter, so that a serial cannot be tried out', async () => {
    for (const filter of [`serial=${theirs.serial}`, 'make=Glock', 'status=LOST', 'category=SMALL_ARM', 'limit=200']) {
      expect(await idsOf(`/v1/weapons?${filter}`, OURS)).not.toContain(theirs.id)
    }
    expect(await idsOf(`/v1/weapons?serial=${ours.serial}`, OURS)).toEqual([ours.id])
    const [known, unknown] = [
      await registry.service.request(`/v1/weapons?serial=${theirs.serial}`, OURS),
      await registry.service.request('/v1/weapons?serial=QQ000QQ', OURS),
    ]
    expect({ status: known.status, text: known.text }).toEqual({ status: unknown.status, text: unknown.text })
  })

  it('refuses the weapons of another agency or party alike, whether it exists or not', async () => {
    const nobody = '0197a1f0-0a00-7000-8000-0000000000ff'
    const their = await agencyOf(THEIRS)
    const refusal = async (filter: string) => {
      const { status, body } = await registry.service.request<Problem>(`/v1/weapons?${filter}`, OURS)
      return { status, code: body.code, detail: body.detail, errors: body.errors }
    }
    expect(await refusal(`agencyId=${their}`)).toEqual(await refusal(`agencyId=${nobody}`))
    expect(await refusal(`holderPartyId=${registry.theirs}`)).toEqual(await refusal(`holderPartyId=${nobody}`))
    expect((await refusal(`agencyId=${their}`)).status).toBe(403)
  })

  it('filters by maker under any of its names, by holder, by status and by time', async () => {
    expect(await idsOf('/v1/weapons?make=GLOCK%20GmbH&status=LOST', OURS)).toEqual([ours.id])
    expect(await idsOf(`/v1/weapons?holderPartyId=${registry.theirs}`, THEIRS)).toHaveLength(2)
    expect(await idsOf('/v1/weapons?registeredTo=2020-01-01', OURS)).toEqual([])
    expect(await idsOf('/v1/weapons?registeredFrom=2020-01-01&type=RIFLE', OURS)).toEqual([])
    expect((await idsOf('/v1/weapons?registeredFrom=2020-01-01&type=PISTOL_SELF_LOADING', OURS)).length).toBe(2)
  })

  it('is read by registrars and auditors for any agency, and what is shown to them stands in the audit', async () => {
    const entries = async () =>
      (await list(`/v1/audit-entries?action=weapon.list&subjectId=${theirs.id}`, AUDITOR)).length
    const before = await entries()
    expect(await idsOf(`/v1/weapons?agencyId=${await agencyOf(THEIRS)}`, AUDITOR)).toEqual([theirs.id])
    expect(await idsOf('/v1/weapons', REGISTRAR)).toContain(ours.id)
    expect((await entries()) - before).toBe(2)
  })
})

describe('the list of transfers', () => {
  it('shows a sale to its reporter and to its receiver, the note to its reporter only', async () => {
    expect(await idsOf('/v1/transfers', OURS)).toContain(sale)
    expect(await idsOf('/v1/transfers', THEIRS)).toEqual([sale])
    const [mine, their] = [
      await registry.service.request(`/v1/transfers/${sale}`, OURS),
      await registry.service.request(`/v1/transfers/${sale}`, THEIRS),
    ]
    expect([mine.status, their.status]).toEqual([200, 200])
    expect(mine.text).toContain('Paid by Ines.')
    expect(their.text).not.toContain('Paid by Ines.')
  })

  it('is where the reply of a report points', async () => {
    const weapon = await registry.registerWeapon(OURS)
    const body = { weaponIds: [weapon.id], fromPartyId: registry.ours, toPartyId: registry.ourPerson }
    const answer = await registry.post(
      '/v1/transfers',
      { kind: 'RETAIL_SALE', ...body, occurredAt: '2021-01-02' },
      OURS,
    )
    const location = answer.headers.get('location') ?? ''
    expect(location).toMatch(/^\/v1\/transfers\//)
    expect((await registry.service.request(location, OURS)).status).toBe(200)
    expect((await registry.service.request(location, THEIRS)).status).toBe(404)
  })

  it('opens nothing to a party that a claim names, of a weapon it may not see, and counts none of it', async () => {
    const [shown, hidden] = [await registry.registerWeapon(THEIRS), await registry.registerWeapon(OURS)]
    // The registrar reports both at once: one fits the chain of their weapon, the other does not reach them.
    const body = { weaponIds: [shown.id, hidden.id], fromPartyId: registry.theirs, toPartyId: registry.maker }
    const { id } = await registry.store(
      '/v1/transfers',
      { kind: 'SOLD_DOMESTIC', ...body, occurredAt: '2022-05-01' },
      REGISTRAR,
    )
    const {
      status,
      text,
      body: seen,
    } = await registry.service.request<{ weaponCount: number; events: Item[] }>(`/v1/transfers/${id}`, THEIRS)
    expect(status).toBe(200)
    expect({ count: seen.weaponCount, events: seen.events.map(({ weaponId }) => weaponId) }).toEqual({
      count: 1,
      events: [shown.id],
    })
    expect(text).not.toContain(hidden.id)
    const alone = await registry.store(
      '/v1/transfers',
      { kind: 'SOLD_DOMESTIC', ...body, weaponIds: [hidden.id], occurredAt: '2022-06-01' },
      REGISTRAR,
    )
    expect((await registry.service.request(`/v1/transfers/${alone.id}`, THEIRS)).status).toBe(404)
    expect(await idsOf('/v1/transfers', THEIRS)).not.toContain(alone.id)
  })

  it('filters by kind, sides and times', async () => {
    expect(
      await idsOf(`/v1/transfers?kind=SOLD_DOMESTIC&fromPartyId=${registry.ours}&toPartyId=${registry.theirs}`, OURS),
    ).toEqual([sale])
    expect(await idsOf('/v1/transfers?occurredFrom=2022-01-02&occurredTo=2022-01-02', OURS)).toEqual([sale])
    expect(await idsOf('/v1/transfers?occurredFrom=2022-01-03&occurredTo=2022-01-04', OURS)).toEqual([])
    expect(await idsOf('/v1/transfers?recordedTo=2020-01-01', OURS)).toEqual([])
  })
})

describe('the list of custody events', () => {
  it('shows the reports of the agency, whatever weapon is asked for', async () => {
    expect(await idsOf('/v1/custody-events?kind=LOST', OURS)).toEqual([ourLoss])
    expect(await idsOf('/v1/custody-events?kind=LOST', THEIRS)).toEqual([])
    expect(await idsOf(`/v1/custody-events?weaponId=${ours.id}`, THEIRS)).toEqual([])
    expect(await idsOf(`/v1/custody-events?weaponId=${ours.id}&kind=LOST`, REGISTRAR)).toEqual([ourLoss])
    expect(await idsOf('/v1/custody-events?occurredTo=2022-03-01&kind=LOST', OURS)).toEqual([])
  })

  it('of another agency is a recorded look for an auditor, and refused to an integrator', async () => {
    const count = async () => (await list(`/v1/looks?weaponId=${ours.id}&limit=200`, AUDITOR)).length
    const before = await count()
    await list(`/v1/custody-events?agencyId=${await agencyOf(OURS)}&kind=LOST`, AUDITOR)
    expect((await count()) - before).toBe(1)
    const refused = await registry.service.request(`/v1/custody-events?agencyId=${await agencyOf(OURS)}`, THEIRS)
    expect(refused.status).toBe(403)
  })
})

describe('the pages of each list', () => {
  it.each(['/v1/weapons', '/v1/transfers', '/v1/custody-events'])(
    'of %s show each item once, and no others may use the cursor',
    async (path) => {
      const whole = await idsOf(`${path}?limit=200`, OURS)
      const seen: string[] = []
      let target: string | undefined = `${path}?limit=1`
      let last = ''
      while (target !== undefined) {
        const page: { body: Page; headers: Headers } = await registry.service.request<Page>(target, OURS)
        seen.push(...(Object.values(page.body).find((value) => Array.isArray(value)) ?? []).map(({ id }) => id))
        last = page.body.next ?? last
        target = /<([^>]+)>; rel="next"/.exec(page.headers.get('link') ?? '')?.[1]
      }
      expect(whole.length).toBeGreaterThan(1)
      expect(seen).toEqual(whole)
      for (const [call, query] of [
        [THEIRS, ''],
        [OFFICER, ''],
        [OURS, '&kind=LOST&category=UAS'],
      ] as const) {
        const answer = await registry.service.request<Problem>(`${path}?cursor=${last}${query}`, call)
        expect(answer.status).toBe(400)
      }
    },
  )
})
