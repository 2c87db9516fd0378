import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { NOTICE_KINDS, type NoticeKind } from '../../src/domain/vocabulary/notices.ts'
import type { Notice } from '../../src/features/notices/schemas.ts'
import { AUDITOR, OFFICER, openSmallRegistry, OURS, REGISTRAR, type SmallRegistry } from '../support/small-registry.ts'
import type { CallOptions } from '../support/service.ts'

interface Page {
  readonly notices: Notice[]
  readonly next?: string
}

let registry: SmallRegistry
const [SUBJECT, CAUSE] = [randomUUID(), randomUUID()]

async function agencyOf(call: CallOptions): Promise<string> {
  return (await registry.service.request<{ agency: { id: string } }>('/v1/me', call)).body.agency.id
}

/** Queues a notice as old as the number of days. */
async function queue(call: CallOptions, kind: NoticeKind, days: number): Promise<void> {
  const owner = new pg.Client(registry.service.database.ownerUrl)
  await owner.connect()
  const agencyId = await agencyOf(call)
  await owner.query(`select set_config('app.agency', '${agencyId}', false)`)
  await owner.query(
    `insert into notice (id, to_agency_id, kind, subject_id, fact_id, recorded_at)
      values ($1, $2, $3, $4, $5, clock_timestamp() - make_interval(days => $6))`,
    [randomUUID(), agencyId, kind, SUBJECT, CAUSE, days],
  )
  await owner.end()
}

beforeAll(async () => {
  registry = await openSmallRegistry()
  for (const [n, kind] of NOTICE_KINDS.entries()) await queue(OFFICER, kind, n)
  await queue(REGISTRAR, 'FOLLOW_UP_RECEIVED', 1)
})
afterAll(() => registry.close())

async function read(query: string, call: CallOptions): Promise<Page> {
  const { status, body, text } = await registry.service.request<Page>(`/v1/notices${query}`, call)
  expect([status, text]).toEqual([200, expect.any(String)])
  return body
}

describe('the notices of an agency', () => {
  it('come newest first, each with the record that it is about and where to read it', async () => {
    const { notices, next } = await read('', OFFICER)
    expect(next).toBeUndefined()
    expect(notices.map(({ kind }) => kind)).toEqual([...NOTICE_KINDS])
    const request = `/v1/trace-requests/${SUBJECT}`
    for (const { kind, subjectId, link } of notices)
      expect([kind, subjectId, link]).toEqual([
        kind,
        SUBJECT,
        ['ANSWER_SUPERSEDED', 'REQUEST_ANSWERED'].includes(kind) ? `${request}/answer` : request,
      ])
  })

  it('do not tell the fact behind them, which may be of another agency', async () => {
    const { text } = await registry.service.request('/v1/notices', OFFICER)
    expect(text).not.toContain(CAUSE)
  })

  it('are nobody else’s: registrars and auditors see those of their own agency', async () => {
    expect((await read('', REGISTRAR)).notices.map(({ kind }) => kind)).toEqual(['FOLLOW_UP_RECEIVED'])
    expect((await read('', AUDITOR)).notices).toEqual([])
    expect((await registry.service.request('/v1/notices', OURS)).status).toBe(403)
  })

  it('are filtered by kind and by when they were queued', async () => {
    expect((await read('?kind=REQUEST_ANSWERED', OFFICER)).notices).toHaveLength(1)
    const since = new Date(Date.now() - 2.5 * 86_400_000).toISOString()
    expect((await read(`?from=${since}`, OFFICER)).notices.map(({ kind }) => kind)).toEqual(NOTICE_KINDS.slice(0, 3))
    expect((await registry.service.request('/v1/notices?kind=NONE', OFFICER)).status).toBe(400)
  })

  it('come in pages, each notice once; a cursor is good for its agency and its filters only', async () => {
    const seen: string[] = []
    let cursor: string | undefined
    do {
      const page = await read(`?limit=3${cursor === undefined ? '' : `&cursor=${cursor}`}`, OFFICER)
      seen.push(...page.notices.map(({ kind }) => kind))
      if (page.next !== undefined) {
        const other = await registry.service.request(`/v1/notices?limit=3&cursor=${page.next}`, REGISTRAR)
        const filtered = await registry.service.request(
          `/v1/notices?kind=REQUEST_ANSWERED&cursor=${page.next}`,
          OFFICER,
        )
        expect([other.status, filtered.status]).toEqual([400, 400])
      }
      cursor = page.next
    } while (cursor !== undefined)
    expect(seen).toEqual([...NOTICE_KINDS])
  })
})
