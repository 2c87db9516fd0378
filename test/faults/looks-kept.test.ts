import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type DemoIssuer, loadOrCreateDemoIssuer } from '../../src/auth/demo-issuer.ts'
import { agencyOfRole } from '../../src/demo/agencies.ts'
import { SCOPES_OF_ROLE } from '../../src/domain/vocabulary/scopes.ts'
import { LOOK } from '../support/corrections.ts'
import { findFreePort, makeDataDir, type RunningProgram, startReady } from '../support/service-process.ts'
import { openSmallRegistry, OURS, type SmallRegistry } from '../support/small-registry.ts'

const CLIENTS = 24
/** A client gives up then: the process that it asked may be gone without a word. */
const ANSWER_MS = 15_000
/** Answers that are received before the end comes, in the midst of the others. */
const BEFORE = process.env['LONG'] === '1' ? [40, 400, 1500] : [150]

const folder = makeDataDir()
let registry: SmallRegistry
let issuer: DemoIssuer
let keys: Server
let env: Record<string, string>
let weaponIds: string[]

beforeAll(async () => {
  registry = await openSmallRegistry()
  weaponIds = await Promise.all(Array.from({ length: 12 }, async () => (await registry.registerWeapon(OURS)).id))
  issuer = await loadOrCreateDemoIssuer(path.join(folder.dataDir, 'issuer'))
  keys = createServer((_request, response) => response.end(JSON.stringify(issuer.jwks))).listen(0, '127.0.0.1')
  await once(keys, 'listening')
  env = {
    PORT: await findFreePort(),
    DATA_DIR: folder.dataDir,
    DATABASE_URL: registry.service.database.serviceUrl,
    AUTH_ISSUER: issuer.issuer,
    AUTH_JWKS_URL: `http://127.0.0.1:${(keys.address() as AddressInfo).port}/jwks`,
    RATE_LIMIT_PER_MINUTE: '1000000',
  }
})

afterAll(async () => {
  keys.close()
  await registry.close()
  folder.remove()
})

interface Received {
  readonly requestId: string
  readonly weaponId: string
}

/** Reads chains and records of weapons from several clients until the service is gone; every answer that came in whole is kept. */
async function readUntilGone(token: string, onAnswer: (count: number) => void): Promise<Received[]> {
  const received: Received[] = []
  const client = async (n: number): Promise<void> => {
    for (let turn = n; ; turn++) {
      const weaponId = weaponIds[turn % weaponIds.length] ?? ''
      const requestId = `look-${randomUUID()}`
      const target = `http://127.0.0.1:${env['PORT']}/v1/weapons/${weaponId}${turn % 4 === 0 ? '' : '/custody'}`
      const headers = { authorization: `Bearer ${token}`, 'x-request-id': requestId, ...LOOK }
      const response = await fetch(target, { headers, signal: AbortSignal.timeout(ANSWER_MS) })
      const { status } = response
      const text = await response.text()
      // While it drains, a service answers new calls with 503 and shows nothing; on a busy machine it may shed some before, which come again.
      if (status === 503 && text.includes('"overloaded"')) continue
      if (status === 503) return
      expect(status).toBe(200)
      received.push({ requestId, weaponId })
      onAnswer(received.length)
    }
  }
  await Promise.allSettled(Array.from({ length: CLIENTS }, (_, n) => client(n)))
  return received
}

/** The answers for which the database holds no look: a row with its call, in a fact that has a leaf, numbered or not. */
async function lookless(received: readonly Received[]): Promise<string[]> {
  const owner = new pg.Client(registry.service.database.ownerUrl)
  await owner.connect()
  const { rows } = await owner.query<{ id: string }>(
    `select r.id from unnest($1::text[], $2::uuid[]) as r (id, weapon_id)
    where not exists (
      select from disclosure d join fact f on f.id = d.fact_id
        join (select fact_id from leaf_queue union all select fact_id from ledger_entry) l on l.fact_id = f.id
      where d.request_id = r.id and d.weapon_id = r.weapon_id and f.canonical like '%"' || r.weapon_id || '"%')`,
    [received.map(({ requestId }) => requestId), received.map(({ weaponId }) => weaponId)],
  )
  await owner.end()
  return rows.map(({ id }) => id)
}

async function runAndEnd(signal: 'SIGKILL' | 'SIGTERM', after: number): Promise<number | string> {
  const scopes = SCOPES_OF_ROLE.auditor
  const agencyId = agencyOfRole('auditor').id
  const token = await issuer.sign({ subject: 'reader', agencyId, scopes, ttlSeconds: 3600 })
  const service: RunningProgram = await startReady(env)
  const received = await readUntilGone(token, (count) => {
    if (count === after) service.child.kill(signal)
  })
  const ended = await service.exited
  expect(received.length).toBeGreaterThanOrEqual(after)
  expect(await lookless(received)).toEqual([])
  return ended
}

describe('looks that are committed together', () => {
  it.each(BEFORE)(
    'are all in the database for every answer that was received, when the service is killed after %d',
    async (after) => {
      expect(await runAndEnd('SIGKILL', after)).toBe('SIGKILL')
    },
    240_000,
  )

  it.each(BEFORE)(
    'are all there when the service is told to end after %d answers, and it ends well',
    async (after) => {
      expect(await runAndEnd('SIGTERM', after)).toBe(0)
    },
    240_000,
  )
})
