import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { loadDemoData } from '../../src/demo/load-demo-data.ts'
import { DEMO_SEED } from '../../src/demo/stock/random.ts'
import type { Custody } from '../../src/features/chain-schemas.ts'
import { DEMO_TRACE_IDS, DEMO_WEAPON_IDS } from '../../src/features/example-ids.ts'
import type { TraceAnswer } from '../../src/tracing/answer-schemas.ts'
import type { TraceRequest } from '../../src/tracing/request-schemas.ts'
import { openDatabase } from '../../src/store/db.ts'
import { openTestDatabase } from '../support/database.ts'
import { DEMO_WEAPONS } from '../support/demo-size.ts'
import { startTestService, type TestService } from '../support/service.ts'

let service: TestService

beforeAll(async () => {
  service = await startTestService({ demo: true })
}, 180_000)
afterAll(() => service.close())

async function count(table: string, url = service.database.adminUrl): Promise<number> {
  const client = new pg.Client(url)
  await client.connect()
  try {
    const found = await client.query<{ count: number }>(`select count(*)::integer as count from ${table}`)
    return found.rows[0]?.count ?? 0
  } finally {
    await client.end()
  }
}

describe('the demo data', () => {
  it('holds about three thousand weapons, the same on every machine', async () => {
    expect(DEMO_SEED).toBe(2370)
    expect(await count('weapon')).toBe(DEMO_WEAPONS)
  })

  it('is loaded once: another start finds nothing to do', async () => {
    const [facts, weapons] = [await count('fact'), await count('weapon')]
    const db = openDatabase(service.database.serviceUrl, 2)
    await loadDemoData({ db, config: { demoStock: true } }, () => undefined)
    await db.pool.end()
    expect([await count('fact'), await count('weapon')]).toEqual([facts, weapons])
  })

  it('answers the trace that the terminal offers with a whole chain', async () => {
    const { status, body } = await service.request<TraceAnswer>(
      `/v1/trace-requests/${DEMO_TRACE_IDS.answered}/answer`,
      {
        role: 'officer',
      },
    )
    expect([status, body.outcome, body.identification.tier, body.gaps]).toEqual([200, 'MATCH_LOST_STOLEN', 'T1', []])
    expect(body.chain.map(({ kind }) => kind)).toEqual([
      'MANUFACTURED',
      'EXPORTED',
      'IMPORTED',
      'SOLD_DOMESTIC',
      'RETAIL_SALE',
      'STOLEN',
    ])
  })

  it('keeps the weapon that was traced to the wrong crime for a person', async () => {
    const { body } = await service.request<TraceRequest>(`/v1/trace-requests/${DEMO_TRACE_IDS.waiting}`, {
      role: 'officer',
    })
    expect(body.status).toBe('IN_PROGRESS_DOMESTIC')
    expect(body.flags).toMatchObject([
      { code: 'ALREADY_RECOVERED_ELSEWHERE', country: 'MX', contact: expect.stringContaining('MX-POLICE') as string },
    ])
    expect(body).not.toHaveProperty('answer')
  })

  it('shows the dealers’ own system what its parties hold, and nothing of the police store', async () => {
    const own = await service.request<Custody>(`/v1/weapons/${DEMO_WEAPON_IDS.lyonBeretta}/custody`, {
      role: 'integrator',
    })
    expect([own.status, own.body.currentStatus]).toEqual([200, 'IN_POSSESSION'])
    const others = await service.request(`/v1/weapons/${DEMO_WEAPON_IDS.policeRevolver}`, { role: 'integrator' })
    expect(others.status).toBe(404)
  })
})

describe('a database with other data', () => {
  it('is refused, and nothing is written to it', async () => {
    const database = await openTestDatabase()
    const client = new pg.Client(database.adminUrl)
    await client.connect()
    const id = '0197a1f0-0000-7000-8000-0000000000aa'
    await client.query(
      `insert into agency (id, name, country, mandate_countries, agency_id, recorded_at) values ($1, 'Real agency', 'FR', '{FR}', $1, now())`,
      [id],
    )
    await client.end()
    const db = openDatabase(database.serviceUrl, 2)
    await expect(loadDemoData({ db, config: { demoStock: true } }, () => undefined)).rejects.toThrow('empty database')
    await db.pool.end()
    expect(await count('agency', database.adminUrl)).toBe(1)
    await database.drop()
  })
})
