import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { LOOK } from '../support/corrections.ts'
import { type LedgerServices, openLedgerServices } from '../support/ledger-services.ts'
import { type RunningProgram, waitUntil } from '../support/service-process.ts'
import { weaponBody } from '../support/small-registry.ts'

let services: LedgerServices
let service: RunningProgram
let weaponId = ''

/** What a backup of a moment earlier restores: the ledger of then, and the facts of then. */
const AS_OF_A_BACKUP = `
  set session_replication_role = 'replica';
  delete from ledger_checkpoint; delete from ledger_entry where idx >= 3`

beforeAll(async () => {
  services = await openLedgerServices(1)
  service = await services.start(0)
  const ids: string[] = []
  await services.write(
    0,
    () => ids.length >= 10,
    (id) => ids.push(id),
  )
  weaponId = ids[0] ?? ''
  await waitUntil(async () => Number((await services.checkpoint(0))?.split('\n')[1] ?? 0) > 10)
  service.child.kill('SIGTERM')
  await service.exited
  const admin = new pg.Client(services.adminUrl)
  await admin.connect()
  await admin.query(AS_OF_A_BACKUP)
  await admin.end()
  service = await services.start(0)
}, 120_000)

afterAll(async () => {
  service.child.kill('SIGKILL')
  await services.close()
})

describe('a service whose database holds less than was published', () => {
  it('refuses to store, and says that this comes right: 503 ledger-behind with Retry-After', async () => {
    const answer = await services.call(0, 'integrator', '/v1/weapons', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID() },
      body: JSON.stringify(weaponBody()),
    })
    expect(answer.status).toBe(503)
    expect(answer.headers.get('retry-after')).toBe('60')
    const problem = (await answer.json()) as { code: string; type: string }
    expect(problem.code).toBe('ledger-behind')
    expect((await services.call(0, 'auditor', new URL(problem.type).pathname)).status).toBe(200)
  })

  it('shows nothing whose look would have to be recorded, and goes on to answer what needs no record', async () => {
    for (const target of [`/v1/weapons/${weaponId}`, `/v1/weapons/${weaponId}/custody`]) {
      const answer = await services.call(0, 'auditor', target, { headers: LOOK })
      expect({ target, status: answer.status }).toEqual({ target, status: 503 })
      expect(((await answer.json()) as { code: string }).code).toBe('ledger-behind')
    }
    // A reading of his own record is recorded too; a list of what is his own is no look.
    expect((await services.call(0, 'integrator', `/v1/weapons/${weaponId}`)).status).toBe(503)
    expect((await services.call(0, 'integrator', '/v1/weapons')).status).toBe(200)
    for (const target of ['/v1/me', '/v1/code-lists', '/health/live', '/openapi.json']) {
      expect({ target, status: (await services.call(0, 'auditor', target)).status }).toEqual({ target, status: 200 })
    }
  })

  it('raises an alarm where an operator looks: health, metrics and the log, with what to do', async () => {
    const ready = await services.call(0, 'auditor', '/health/ready')
    expect(await ready.json()).toMatchObject({ status: 'ready', reasons: [expect.stringMatching(/ledger/)] })
    expect(await (await services.call(0, 'auditor', '/metrics')).text()).toMatch(/^marktrace_ledger_read_only 1$/m)
    expect(await (await services.call(0, 'auditor', '/ledger/health')).json()).toMatchObject({ role: 'BEHIND' })
    expect(service.output().stderr).toMatch(/ledger: ALARM: The ledger has 3 entries.*marktrace ledger resume/)
  })

  it('ends well when it is told to', async () => {
    service.child.kill('SIGTERM')
    expect(await service.exited).toBe(0)
  })
})
