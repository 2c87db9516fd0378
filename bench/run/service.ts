import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import net from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { type Role } from '../../src/domain/vocabulary/scopes.ts'
import { cleanUpLater } from './cleaning.ts'
import type { BenchIssuer } from './issuer.ts'

export const ROOT = fileURLToPath(new URL('../..', import.meta.url))

/** The real service as a process of its own, with everything on: tokens, authorisation, row security, audit. */
export interface BenchService {
  readonly port: number
  readonly pid: number
  token(role: Role, agencyId: string): Promise<string>
  /** Resident memory now, in bytes; 0 where the system does not tell. */
  residentBytes(): number
  stop(): Promise<void>
}

export interface ServiceOptions {
  readonly databaseUrl: string
  readonly issuer: BenchIssuer
  /** Runs the sources instead of the build, for tests. */
  readonly fromSource?: boolean
  readonly env?: Readonly<Record<string, string>>
}

const READY_TIMEOUT_MS = 120_000
const HIGHEST_LIMIT = '10000000'

/** A port that was free a moment ago. */
export async function findFreePort(): Promise<number> {
  const server = net.createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as net.AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

/** The heap that the process holds, by its own metrics: `marktrace_nodejs_heap…` or as prom-client names it. */
export async function readHeapBytes(port: number): Promise<number> {
  const text = await fetch(`http://127.0.0.1:${port}/metrics`).then(
    (answer) => answer.text(),
    () => '',
  )
  return Number(/nodejs_heap_size_used_bytes\S* ([\d.e+]+)/.exec(text)?.[1] ?? 0)
}

async function awaitReady(child: ChildProcess, port: number, complaint: () => string): Promise<void> {
  const deadline = performance.now() + READY_TIMEOUT_MS
  for (;;) {
    if (child.exitCode !== null) throw new Error(`the service ended with ${child.exitCode}:\n${complaint()}`)
    const status = await fetch(`http://127.0.0.1:${port}/health/ready`).then(
      (answer) => answer.status,
      () => 0,
    )
    if (status === 200) return
    if (performance.now() > deadline)
      throw new Error(`the service was not ready in ${READY_TIMEOUT_MS / 1000} s:\n${complaint()}`)
    await sleep(50)
  }
}

export async function startService({
  databaseUrl,
  issuer,
  fromSource = false,
  env = {},
}: ServiceOptions): Promise<BenchService> {
  const port = await findFreePort()
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'marktrace-bench-'))
  const entry = fromSource
    ? ['--import', 'tsx', 'src/main.ts']
    : ['--max-semi-space-size=64', '--enable-source-maps', 'dist/main.js']
  if (!fromSource && !existsSync(path.join(ROOT, 'dist/main.js')))
    throw new Error('There is no build: run `npm run build`.')
  const child = spawn(process.execPath, [...(process.env['BENCH_NODE_ARGS']?.split(' ') ?? []), ...entry], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env['PATH'] ?? '',
      PORT: String(port),
      DATA_DIR: dataDir,
      DATABASE_URL: databaseUrl,
      AUTH_ISSUER: issuer.issuer,
      AUTH_JWKS_URL: issuer.jwksUrl,
      RATE_LIMIT_PER_MINUTE: HIGHEST_LIMIT,
      SEARCH_LIMIT_PER_HOUR: HIGHEST_LIMIT,
      LOG_LEVEL: 'warn',
      NODE_ENV: 'production',
      ...env,
    },
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (output = (output + chunk.toString()).slice(-20_000)))
  const stop = cleanUpLater(async () => {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill('SIGTERM')
      await Promise.race([
        once(child, 'exit'),
        sleep(15_000, undefined, { ref: false }).then(() => child.kill('SIGKILL')),
      ])
    }
    rmSync(dataDir, { recursive: true, force: true })
  })
  await awaitReady(child, port, () => output)
  return {
    port,
    pid: child.pid ?? 0,
    token: (role, agencyId) => issuer.sign(role, agencyId),
    residentBytes: () => readResident(child.pid ?? 0),
    stop,
  }
}

function readResident(pid: number): number {
  try {
    return Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) * 1024
  } catch {
    return 0
  }
}
