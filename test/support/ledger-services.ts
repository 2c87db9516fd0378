import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import pg from 'pg'
import { loadOrCreateDemoIssuer } from '../../src/auth/demo-issuer.ts'
import { agencyOfRole } from '../../src/demo/agencies.ts'
import { type Role, SCOPES_OF_ROLE } from '../../src/domain/vocabulary/scopes.ts'
import { testKey } from './grow-ledger.ts'
import { findFreePort, makeDataDir, type RunningProgram, startReady } from './service-process.ts'
import { openSmallRegistry, weaponBody } from './small-registry.ts'

/** Service processes on one database, each with a data folder of its own and all with the log's key, and clients that write through them. */
export interface LedgerServices {
  readonly ownerUrl: string
  readonly adminUrl: string
  /** Starts a process; one of each number at a time. */
  readonly start: (number: number) => Promise<RunningProgram>
  /** Registers weapons through a process from several clients until `isOver` or the process is gone; tells each id that was acknowledged. */
  readonly write: (number: number, isOver: () => boolean, onAcknowledged: (id: string) => void) => Promise<void>
  readonly call: (number: number, role: Role, target: string, init?: RequestInit) => Promise<Response>
  /** The checkpoint that a process serves; undefined where it serves none. */
  readonly checkpoint: (number: number) => Promise<string | undefined>
  /** The notes that lie outside the database, in every folder. */
  readonly keptNotes: () => string[]
  /** The server's processes that hold the ledger's lock. */
  readonly holders: () => Promise<number[]>
  readonly close: () => Promise<void>
}

const CLIENTS = 6

/** While a service runs a note gives way to a newer one: what went while it was read is read anew. */
function readNotes(dataDir: string): string[] {
  const folder = path.join(dataDir, 'ledger')
  if (!existsSync(folder)) return []
  try {
    return readdirSync(folder)
      .filter((name) => name.endsWith('.note'))
      .map((name) => readFileSync(path.join(folder, name), 'utf8'))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return readNotes(dataDir)
    throw error
  }
}

export async function openLedgerServices(count: number): Promise<LedgerServices> {
  const registry = await openSmallRegistry()
  const folders = Array.from({ length: count }, () => makeDataDir())
  const ports = await Promise.all(folders.map(() => findFreePort()))
  const issuer = await loadOrCreateDemoIssuer(path.join(folders[0]?.dataDir ?? '', 'issuer'))
  const keys = createServer((_request, response) => response.end(JSON.stringify(issuer.jwks))).listen(0, '127.0.0.1')
  await once(keys, 'listening')
  const keyFile = path.join(folders[0]?.dataDir ?? '', 'log.pem')
  writeFileSync(keyFile, testKey(7).export({ type: 'pkcs8', format: 'pem' }))
  const owner = new pg.Client(registry.service.database.ownerUrl)
  await owner.connect()
  const sign = (role: Role): Promise<string> =>
    issuer.sign({
      subject: `test-${role}`,
      agencyId: agencyOfRole(role).id,
      scopes: SCOPES_OF_ROLE[role],
      ttlSeconds: 86_400,
    })
  const token = await sign('integrator')

  const start = (number: number): Promise<RunningProgram> =>
    startReady({
      PORT: ports[number] ?? '',
      DATA_DIR: folders[number]?.dataDir ?? '',
      DATABASE_URL: registry.service.database.serviceUrl,
      AUTH_ISSUER: issuer.issuer,
      AUTH_JWKS_URL: `http://127.0.0.1:${(keys.address() as AddressInfo).port}/jwks`,
      RATE_LIMIT_PER_MINUTE: '1000000',
      LEDGER_KEY_FILE: keyFile,
      LEDGER_ORIGIN: 'registry.test/ledger',
      LEDGER_INTERVAL_MS: '100',
    })

  const registerOne = async (number: number): Promise<string | undefined> => {
    const response = await fetch(`http://127.0.0.1:${ports[number]}/v1/weapons`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        'idempotency-key': randomUUID(),
      },
      body: JSON.stringify(weaponBody()),
      signal: AbortSignal.timeout(30_000),
    })
    const text = await response.text()
    if (response.status === 201) return (JSON.parse(text) as { id: string }).id
    if (response.status === 503) return undefined
    throw new Error(`a registration was answered ${response.status}: ${text}`)
  }

  return {
    ownerUrl: registry.service.database.ownerUrl,
    adminUrl: registry.service.database.adminUrl,
    call: async (number, role, target, init = {}) => {
      const headers = new Headers(init.headers)
      headers.set('authorization', `Bearer ${await sign(role)}`)
      for (;;) {
        const answer = await fetch(`http://127.0.0.1:${ports[number]}${target}`, { ...init, headers })
        // On a busy machine a service sheds some calls, which come again.
        if (answer.status !== 503 || !(await answer.clone().text()).includes('"overloaded"')) return answer
      }
    },
    start,
    write: async (number, isOver, onAcknowledged) => {
      const client = async (): Promise<void> => {
        while (!isOver()) {
          const id = await registerOne(number)
          if (id !== undefined) onAcknowledged(id)
        }
      }
      const ended = await Promise.allSettled(Array.from({ length: CLIENTS }, client))
      for (const end of ended) {
        if (end.status === 'rejected' && !isOver() && !/fetch failed|terminated/.test(String(end.reason)))
          throw end.reason
      }
    },
    checkpoint: async (number) => {
      const response = await fetch(`http://127.0.0.1:${ports[number]}/ledger/checkpoint`).catch(() => undefined)
      return response?.status === 200 ? response.text().catch(() => undefined) : undefined
    },
    keptNotes: () => folders.flatMap(({ dataDir }) => readNotes(dataDir)),
    holders: async () => {
      const { rows } = await owner.query<{ pid: number }>(
        `select pid from pg_locks where locktype = 'advisory' and granted and objid = 7234828
          and database = (select oid from pg_database where datname = current_database())`,
      )
      return rows.map(({ pid }) => pid)
    },
    close: async () => {
      await owner.end()
      keys.close()
      await registry.close()
      for (const folder of folders) folder.remove()
    },
  }
}
