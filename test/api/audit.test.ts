import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  AUDITOR,
  openSmallRegistry,
  OURS,
  type Problem,
  REGISTRAR,
  type SmallRegistry,
} from '../support/small-registry.ts'

interface Entry {
  readonly id: string
  readonly action: string
  readonly actor?: string
  readonly actorId: string
  readonly agencyId: string
  readonly subjectIds: readonly string[]
  readonly amount: number
  readonly recordedAt: string
}

let registry: SmallRegistry
let weaponId: string

beforeAll(async () => {
  registry = await openSmallRegistry()
  weaponId = (await registry.registerWeapon(OURS)).id
})

afterAll(() => registry.close())

async function entries(query: string): Promise<Entry[]> {
  const { status, text, body } = await registry.service.request<{ entries: Entry[] }>(
    `/v1/audit-entries?${query}`,
    AUDITOR,
  )
  if (status !== 200) throw new Error(`answered ${status}: ${text}`)
  return body.entries
}

describe('the audit', () => {
  it('tells who did what to a record, newest first', async () => {
    await registry.service.request(`/v1/weapons/${weaponId}`, REGISTRAR)
    const found = await entries(`subjectId=${weaponId}`)
    expect(found.map(({ action, actor }) => [action, actor])).toEqual([
      ['look', 'test-registrar'],
      ['weapon.register', 'test-integrator'],
    ])
  })

  it('is found by action, agency and actor', async () => {
    const [entry] = await entries(`subjectId=${weaponId}&action=weapon.register`)
    const of = `agencyId=${entry?.agencyId}&actorId=${entry?.actorId}&action=weapon.register`
    expect((await entries(of)).map(({ id }) => id)).toContain(entry?.id)
    expect(await entries(`agencyId=${weaponId}`)).toEqual([])
    expect(await entries(`actorId=${weaponId}`)).toEqual([])
  })

  it('records that it was read, how much of it, and of what', async () => {
    const read = await entries(`subjectId=${weaponId}&action=weapon.register`)
    const [latest] = await entries('action=audit.read')
    expect({ subjects: latest?.subjectIds, amount: latest?.amount, actor: latest?.actor }).toEqual({
      subjects: [weaponId],
      amount: read.length,
      actor: 'test-auditor',
    })
    await registry.service.request(`/v1/looks?weaponId=${weaponId}`, AUDITOR)
    expect((await entries('action=looks.read'))[0]?.subjectIds).toEqual([weaponId])
  })

  it('reads at most a year at once, and the last 31 days where nothing is said', async () => {
    const answer = async (query: string) => registry.service.request<Problem>(`/v1/audit-entries?${query}`, AUDITOR)
    const long = await answer('from=2020-01-01&to=2021-06-01')
    expect([long.status, long.body.errors[0]?.pointer, long.body.errors[0]?.hint !== undefined]).toEqual([
      400,
      '?from',
      true,
    ])
    expect((await answer('from=2021-01-02&to=2021-01-01')).status).toBe(400)
    expect((await answer('from=2020-01-01&to=2020-12-31')).status).toBe(200)
    expect((await entries('to=2021-01-01')).length).toBe(0)
  })

  it('is read to its end by cursors that nobody else may use', async () => {
    const whole = (await entries('limit=200&action=party.register')).map(({ id }) => id)
    const seen: string[] = []
    let target: string | undefined = '/v1/audit-entries?limit=2&action=party.register'
    while (target !== undefined) {
      const page: { body: { entries: Entry[]; next?: string }; headers: Headers } = await registry.service.request(
        target,
        AUDITOR,
      )
      seen.push(...page.body.entries.map(({ id }) => id))
      target = /<([^>]+)>; rel="next"/.exec(page.headers.get('link') ?? '')?.[1]
    }
    expect(whole.length).toBeGreaterThan(4)
    expect(seen).toEqual(whole)
  })

  it('goes on without the name of a caller who was erased', async () => {
    const [entry] = await entries(`subjectId=${weaponId}&action=weapon.register`)
    const owner = new pg.Client(registry.service.database.ownerUrl)
    await owner.connect()
    try {
      await owner.query('delete from personal_record where id = $1', [entry?.actorId])
    } finally {
      await owner.end()
    }
    const [after] = await entries(`subjectId=${weaponId}&action=weapon.register`)
    expect([after?.id, after?.actorId, after?.actor]).toEqual([entry?.id, entry?.actorId, undefined])
  })
})

describe('the looks at a weapon', () => {
  it('tell who saw it, why, on what ground and what was shown', async () => {
    const { id } = await registry.registerWeapon(OURS)
    const headers = { purpose: 'STOCKPILE_ACCOUNTABILITY', 'legal-basis': 'Audit order 7' }
    await registry.service.request(`/v1/weapons/${id}/custody`, { ...AUDITOR, headers })
    const { body } = await registry.service.request<{ looks: Record<string, unknown>[] }>(
      `/v1/looks?weaponId=${id}`,
      AUDITOR,
    )
    expect(body.looks).toHaveLength(1)
    expect(body.looks[0]).toMatchObject({
      actor: 'test-auditor',
      purpose: 'STOCKPILE_ACCOUNTABILITY',
      legalBasis: 'Audit order 7',
      ownRecord: false,
    })
  })
})
