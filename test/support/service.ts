import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { buildApp } from '../../src/app.ts'
import { loadOrCreateDemoIssuer } from '../../src/auth/demo-issuer.ts'
import { readConfig } from '../../src/config.ts'
import { agencyOfRole, findDemoAgency } from '../../src/demo/agencies.ts'
import { listFoundations } from '../../src/demo/demo-parts.ts'
import { loadDemoData } from '../../src/demo/load-demo-data.ts'
import { performPart } from '../../src/demo/perform-part.ts'
import { type Role, type Scope, SCOPES_OF_ROLE } from '../../src/domain/vocabulary/scopes.ts'
import type { LedgerStatus } from '../../src/ledger/ledger-status.ts'
import type { Ledger } from '../../src/ledger/run-ledger.ts'
import { createLifecycle } from '../../src/process/lifecycle.ts'
import { openLedger } from '../../src/process/open-ledger.ts'
import { openDatabase } from '../../src/store/db.ts'
import { openTestDatabase, type TestDatabase } from './database.ts'

// On a busy machine the test's own work delays the loop that it shares with the service; shedding has tests of its own.
const MAX_LAG_MS = 20_000

export interface TokenOptions {
  /** Code or id of the agency; that of the role where absent. */
  readonly agency?: string
  readonly subject?: string
  readonly ttlSeconds?: number
  /** Those of the role where absent. */
  readonly scopes?: readonly Scope[]
}

export interface CallOptions extends TokenOptions {
  readonly method?: string
  /** Whose token; no token where absent. */
  readonly role?: Role
  /** A token as it stands, in the place of a role's. */
  readonly token?: string
  readonly headers?: Readonly<Record<string, string>>
  /** Sent as JSON; a string or bytes are sent as they are. */
  readonly body?: unknown
  /** The Idempotency-Key; a POST gets a new one where absent, and none for `null`. */
  readonly key?: string | null
}

export interface Answer<Body> {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  /** The parsed JSON, as the test says it is; undefined where there is none. */
  readonly body: Body
}

/** A whole service on a database of its own, reached over real HTTP. */
export interface TestService {
  readonly url: string
  readonly database: TestDatabase
  token(role: Role, options?: TokenOptions): Promise<string>
  /** Calls a path, or a link that the service gave. A body makes it a POST where no method is told. */
  request<Body = unknown>(target: string, options?: CallOptions): Promise<Answer<Body>>
  close(): Promise<void>
}

export interface TestServiceOptions {
  /** With all of the demo data; else only its agencies are registered, so that their tokens are good. */
  readonly demo?: boolean
  readonly env?: Readonly<Record<string, string>>
  /** With the process's part of the ledger; what was recorded before is under a checkpoint then. Else leaves wait. */
  readonly ledger?: boolean
}

/** Links are made with it. It is no address: `request` puts the real one in its place. */
const PUBLIC_BASE_URL = 'http://registry.test'

function readTestConfig(database: TestDatabase, dataDir: string, env: Readonly<Record<string, string>> = {}) {
  const limits = { RATE_LIMIT_PER_MINUTE: '1000000', SEARCH_LIMIT_PER_HOUR: '1000000' }
  const place = {
    DATABASE_URL: database.serviceUrl,
    DATA_DIR: dataDir,
    PUBLIC_BASE_URL,
    DEMO: '1',
    LOG_LEVEL: 'silent',
  }
  return readConfig({ ...limits, ...place, ...env })
}

async function readAnswer<Body>(response: Response): Promise<Answer<Body>> {
  const text = await response.text()
  const isJson = /\bjson\b/.test(response.headers.get('content-type') ?? '')
  const body = (isJson && text !== '' ? JSON.parse(text) : undefined) as Body
  return { status: response.status, headers: response.headers, text, body }
}

function headersOf({ headers, body, key, method }: CallOptions, token: string | undefined): Record<string, string> {
  const isPost = (method ?? (body === undefined ? 'GET' : 'POST')) === 'POST'
  return {
    ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    ...(isPost && key !== null ? { 'idempotency-key': key ?? randomUUID() } : {}),
    ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    ...headers,
  }
}

/** Returns when all that was recorded is under a checkpoint. */
async function startLedger(ledger: Ledger): Promise<void> {
  await ledger.start()
  while (!isPublished(ledger.status())) await sleep(50)
}

function isPublished({ waiting, size, publishedSize }: LedgerStatus): boolean {
  return waiting === 0 && publishedSize > 0 && publishedSize === size
}

/** Starts a service in this process. Call it in `beforeAll`, and `close` in `afterAll`. */
export async function startTestService(wanted: TestServiceOptions = {}): Promise<TestService> {
  const { demo = false, env } = wanted
  const database = await openTestDatabase()
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'marktrace-service-'))
  const config = readTestConfig(database, dataDir, env)
  const db = openDatabase(config.database.kind === 'SERVER' ? config.database.serviceUrl : '', config.poolMax)
  const lifecycle = createLifecycle()
  const opened =
    wanted.ledger === true ? openLedger(config, { db, url: database.serviceUrl, tell: () => undefined }) : undefined
  const reader = opened === undefined ? {} : { ledger: opened.reader }
  const app = await buildApp({ config, db, lifecycle, maxEventLoopDelayMs: MAX_LAG_MS, ...reader })
  const url = await app.listen({ host: '127.0.0.1', port: 0 })
  const [agencies] = listFoundations()
  if (demo) await loadDemoData({ db, config: { demoStock: true } }, () => undefined)
  else if (agencies !== undefined) await performPart(db, agencies.requester, agencies.name, agencies.work)
  lifecycle.set('ready')
  if (opened !== undefined) await startLedger(opened.ledger)
  const issuer = await loadOrCreateDemoIssuer(dataDir, config.auth.audience)

  const token: TestService['token'] = async (role, options = {}) => {
    const { agency, subject = `test-${role}`, ttlSeconds = 3600, scopes = SCOPES_OF_ROLE[role] } = options
    const agencyId = agency === undefined ? agencyOfRole(role).id : (findDemoAgency(agency)?.id ?? agency)
    return issuer.sign({ subject, agencyId, scopes, ttlSeconds })
  }

  const request = async <Body>(target: string, options: CallOptions = {}): Promise<Answer<Body>> => {
    const given = options.token ?? (options.role === undefined ? undefined : await token(options.role, options))
    const { body, method = body === undefined ? 'GET' : 'POST' } = options
    const response = await fetch(new URL(target.replace(PUBLIC_BASE_URL, ''), url), {
      method,
      headers: headersOf(options, given),
      ...(body === undefined
        ? {}
        : { body: typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body) }),
    })
    return readAnswer<Body>(response)
  }

  const close = async (): Promise<void> => {
    lifecycle.set('draining')
    await app.close()
    await opened?.ledger.close()
    await db.pool.end()
    await database.drop()
    rmSync(dataDir, { recursive: true, force: true })
  }
  return { url, database, token, request, close }
}
