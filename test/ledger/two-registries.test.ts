import { randomUUID } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { readConfig } from '../../src/config.ts'
import { ED25519_COSIGNATURE, ED25519_NOTE, rawPublicKey, vkey } from '../../src/domain/ledger/note-keys.ts'
import { openByPolicy } from '../../src/domain/ledger/trusted-checkpoint.ts'
import { parseTrustPolicy } from '../../src/domain/ledger/trust-policy.ts'
import type { Ledger } from '../../src/ledger/run-ledger.ts'
import { openLedger } from '../../src/process/open-ledger.ts'
import { type Database, openDatabase } from '../../src/store/db.ts'
import { openTestDatabase } from '../support/database.ts'
import { testKey } from '../support/grow-ledger.ts'
import { startTestService, type TestService } from '../support/service.ts'

const folder = mkdtempSync(path.join(os.tmpdir(), 'marktrace-two-'))
const NAMES = ['north', 'south'] as const
type Name = (typeof NAMES)[number]
const KEYS: Record<Name, { log: number; witness: number }> = {
  north: { log: 41, witness: 42 },
  south: { log: 43, witness: 44 },
}

/** The way from one registry to the other, which a test can cut. */
interface Line {
  readonly url: string
  isCut: boolean
  target: string
}

interface Registry {
  readonly service: TestService
  readonly policyText: string
  readonly db: Database
  readonly ledger: Ledger
}

const servers: Server[] = []
const closers: (() => Promise<unknown>)[] = []
const lines: Partial<Record<Name, Line>> = {}
const registries: Partial<Record<Name, Registry>> = {}

const logVkey = (name: Name) => vkey(`${name}.example/ledger`, ED25519_NOTE, rawPublicKey(testKey(KEYS[name].log)))
const witnessVkey = (name: Name) =>
  vkey(`${name}.example/witness`, ED25519_COSIGNATURE, rawPublicKey(testKey(KEYS[name].witness)))
const other = (name: Name): Name => (name === 'north' ? 'south' : 'north')

function keep(name: string, text: string | Buffer): string {
  const file = path.join(folder, name)
  mkdirSync(path.dirname(file), { recursive: true })
  writeFileSync(file, text, { mode: 0o600 })
  return file
}

const pem = (byte: number) => testKey(byte).export({ type: 'pkcs8', format: 'pem' })

async function openLine(): Promise<Line> {
  const line: Line = { url: '', isCut: false, target: '' }
  const server = createServer((request, response) => {
    if (line.isCut) return void request.socket.destroy()
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const body = request.method === 'POST' ? { body: new Uint8Array(Buffer.concat(chunks)) } : {}
      void fetch(`${line.target}${request.url}`, { method: request.method ?? 'GET', ...body }).then(async (answer) => {
        const type = answer.headers.get('content-type') ?? ''
        response.writeHead(answer.status, { 'content-type': type }).end(await answer.text())
      })
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  servers.push(server)
  return Object.assign(line, { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` })
}

function ledgerOf(name: Name, databaseUrl: string, policyFile: string, dataDir: string) {
  const config = readConfig({
    DEMO: '1',
    DATABASE_URL: databaseUrl,
    DATA_DIR: dataDir,
    LEDGER_ORIGIN: `${name}.example/ledger`,
    LEDGER_KEY_FILE: keep(`${name}/log.pem`, pem(KEYS[name].log)),
    LEDGER_TRUST_POLICY_FILE: policyFile,
    LEDGER_INTERVAL_MS: '100',
  })
  const db = openDatabase(databaseUrl, 3)
  const { ledger } = openLedger(config, { db, url: databaseUrl, tell: () => undefined })
  closers.push(async () => {
    await ledger.close()
    await db.pool.end()
  })
  return { db, ledger }
}

async function openRegistry(name: Name): Promise<TestService> {
  const logs = keep(`${name}/logs.txt`, `log ${logVkey(other(name))}\nquorum none\n`)
  const key = keep(`${name}/witness.pem`, pem(KEYS[name].witness))
  const env = { WITNESSED_LOGS_FILE: logs, WITNESS_KEY_FILE: key, WITNESS_NAME: `${name}.example/witness` }
  const service = await startTestService({ env })
  const line = await openLine()
  lines[name] = Object.assign(line, { target: service.url })
  return service
}

const policyFileOf = (name: Name): string => path.join(folder, name, 'policy.txt')

beforeAll(async () => {
  const services = { north: await openRegistry('north'), south: await openRegistry('south') }
  for (const name of NAMES) {
    const witness = `witness w ${witnessVkey(other(name))} ${lines[other(name)]?.url}/witness\nquorum w\n`
    keep(`${name}/policy.txt`, witness)
    const service = services[name]
    const made = ledgerOf(name, service.database.serviceUrl, policyFileOf(name), path.join(folder, name))
    registries[name] = { service, policyText: `log ${logVkey(name)}\n${witness}`, ...made }
    await made.ledger.start()
  }
})
afterAll(async () => {
  for (const close of closers) await close()
  for (const server of servers) server.close()
  for (const name of NAMES) await registries[name]?.service.close()
  rmSync(folder, { recursive: true })
})

function registryOf(name: Name): Registry {
  const registry = registries[name]
  if (registry === undefined) throw new Error(`${name} is not open`)
  return registry
}

async function checkpointOf(name: Name) {
  const { service, policyText } = registryOf(name)
  const { status, text } = await service.request('/ledger/checkpoint')
  return status === 200 ? openByPolicy(text, parseTrustPolicy(policyText)) : undefined
}

async function record(name: Name): Promise<string> {
  const body = { kind: 'DEALER', name: `Invented Dealer ${randomUUID()}`, country: 'FR' }
  const { body: party } = await registryOf(name).service.request<{ id: string }>('/v1/parties', {
    role: 'registrar',
    body,
  })
  return party.id
}

async function eventually<T>(ask: () => Promise<T | undefined>): Promise<T> {
  for (let n = 0; n < 200; n++) {
    const answer = await ask()
    if (answer !== undefined) return answer
    await sleep(50)
  }
  throw new Error('it did not come')
}

/** The size of the last checkpoint, once no other follows. */
function settled(name: Name): Promise<number> {
  return eventually(async () => {
    const size = (await checkpointOf(name))?.checkpoint.size
    await sleep(400)
    return (await checkpointOf(name))?.checkpoint.size === size ? size : undefined
  })
}

describe('two registries that witness each other', () => {
  it('publish no checkpoint that the other has not cosigned', async () => {
    for (const name of NAMES) {
      await record(name)
      const opened = await eventually(() => checkpointOf(name))
      expect(opened).toMatchObject({ witnesses: ['w'], isQuorumMet: true })
    }
  })

  it('go on recording while the other cannot be reached, and publish when it can', async () => {
    const line = lines.south
    if (line === undefined) throw new Error('no line')
    const before = await settled('north')
    line.isCut = true
    const factId = await record('north')
    await sleep(600)
    expect((await checkpointOf('north'))?.checkpoint.size).toBe(before)
    const { service } = registryOf('north')
    const proof = () => service.request(`/v1/facts/${factId}/proof`, { role: 'registrar' })
    expect((await proof()).status).toBe(202)
    line.isCut = false
    const opened = await eventually(async () => {
      const now = await checkpointOf('north')
      return now !== undefined && now.checkpoint.size > before ? now : undefined
    })
    expect(opened.isQuorumMet).toBe(true)
    expect((await proof()).status).toBe(200)
  })

  afterEach(() => {
    for (const line of Object.values(lines)) line.isCut = false
  })

  it('stop a registry that came back with less than the other has seen', async () => {
    const database = await openTestDatabase()
    const data = path.join(folder, 'restored')
    const { ledger } = ledgerOf('north', database.serviceUrl, policyFileOf('north'), data)
    await ledger.start()
    const status = await eventually(async () => {
      const now = ledger.status()
      return now.behindBecause === undefined ? undefined : now
    })
    expect(status.behindBecause).toMatch(/witness w/)
    await ledger.close()
    closers.push(() => database.drop())
  })
})
