import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  OFFICER,
  openSmallRegistry,
  type Problem,
  type SmallRegistry,
  THEIRS,
  traceBody,
} from '../support/small-registry.ts'

const SEARCHES = 3
const REQUESTS = 60
let registry: SmallRegistry

beforeAll(async () => {
  const env = { SEARCH_LIMIT_PER_HOUR: String(SEARCHES), RATE_LIMIT_PER_MINUTE: String(REQUESTS) }
  registry = await openSmallRegistry({ env })
})

afterAll(() => registry.close())

const ask = (text: string, who = OFFICER) =>
  registry.post<Problem>('/v1/trace-requests', traceBody({ markings: [{ kind: 'SERIAL_PRIMARY', text }] }), who)

describe('an agency that asks unusually often', () => {
  it('is stopped, whoever of it asks, with nothing stored; another agency is not', async () => {
    for (let n = 0; n < SEARCHES; n++) expect((await ask(`GH44${n}`)).status).toBe(201)
    const before = await registry.countRows()
    for (const subject of ['test-officer', 'a colleague']) {
      const stopped = await ask('GH449', { ...OFFICER, subject })
      expect({ status: stopped.status, code: stopped.body.code }).toEqual({
        status: 429,
        code: 'abnormal-usage-detected',
      })
      expect(Number(stopped.headers.get('retry-after'))).toBeGreaterThan(0)
    }
    expect(await registry.countRows()).toEqual(before)
    expect((await ask('GH449', { ...OFFICER, agency: 'FR-GENDARMERIE' })).status).toBe(201)
  })
})

describe('an integrator that tries control data', () => {
  const transfer = (serials: readonly string[]) => ({
    kind: 'SOLD_DOMESTIC',
    items: serials.map((serial) => ({ controlData: { make: 'Glock', model: 'Glock 19', calibre: '9x19', serial } })),
    fromPartyId: registry.ours,
    toPartyId: registry.theirs,
    occurredAt: '2022-01-02',
  })
  const attempt = (serials: readonly string[]) => registry.post<Problem>('/v1/transfers', transfer(serials), THEIRS)

  it('is stopped after as many weapons as it may search, refused calls and each weapon of a call counted, and leaves a record of them', async () => {
    expect((await attempt(['QQ1', 'QQ2'])).body.code).toBe('not-found')
    expect((await attempt(['QQ3', 'QQ4'])).body.code).toBe('abnormal-usage-detected')
    expect((await attempt(['QQ5'])).body.code).toBe('not-found')
    expect((await attempt(['QQ6'])).body.code).toBe('abnormal-usage-detected')
    const client = new pg.Client(registry.service.database.ownerUrl)
    await client.connect()
    const recorded = "select amount from audit_entry where action = 'control-data.search' order by recorded_at"
    const { rows } = await client.query<{ amount: number }>(recorded)
    await client.end()
    expect(rows.map(({ amount }) => amount)).toEqual([2, 1])
  })
})

describe('a client that calls too often', () => {
  it('is told what is left, and then 429 and when to come again; other clients go on', async () => {
    const who = { ...OFFICER, subject: 'a busy client' }
    const first = await registry.service.request('/v1/me', who)
    expect(first.headers.get('ratelimit-policy')).toBe(`"default";q=${REQUESTS};w=60`)
    expect(first.headers.get('ratelimit')).toBe(`"default";r=${REQUESTS - 1};t=60`)
    const all = await Promise.all(
      Array.from({ length: REQUESTS + 5 }, () => registry.service.request<Problem>('/v1/me', who)),
    )
    const refused = all.filter((answer) => answer.status !== 200)
    expect(refused).toHaveLength(6)
    for (const answer of refused) {
      expect({ status: answer.status, code: answer.body.code }).toEqual({ status: 429, code: 'too-many-requests' })
      expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0)
      expect(answer.headers.get('ratelimit')).toMatch(/^"default";r=0;t=\d+$/)
    }
    expect((await registry.service.request('/v1/me', { ...OFFICER, subject: 'a calm client' })).status).toBe(200)
  })
})
