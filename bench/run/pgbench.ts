import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { cleanUpLater } from './cleaning.ts'
import { parseScript, type ScriptStep } from './script.ts'

export interface SqlRun {
  readonly url: string
  readonly script: string
  readonly clients: number
  readonly seconds: number
}

export interface SqlResult {
  readonly perSecond: number
  /** Mean, in milliseconds. */
  readonly latency: number
}

let found: boolean | undefined

export function hasPgbench(): boolean {
  found ??= spawnSync('pgbench', ['--version']).status === 0
  return found
}

/** What runs the scripts, for the report. */
export function sqlRunner(): string {
  return hasPgbench() ? String(spawnSync('pgbench', ['--version']).stdout).trim() : 'pg (no pgbench installed)'
}

/** Runs a script with prepared statements as fast as its clients can: by pgbench, else over bare pg. */
export function runSql(run: SqlRun): Promise<SqlResult> {
  return hasPgbench() ? runPgbench(run) : runBare(run)
}

async function runPgbench({ url, script, clients, seconds }: SqlRun): Promise<SqlResult> {
  const dir = mkdtempSync(path.join(os.tmpdir(), 'marktrace-pgbench-'))
  const file = path.join(dir, 'script.sql')
  writeFileSync(file, script)
  const { hostname, port, username, password, pathname } = new URL(url)
  const shape = ['-n', '-M', 'prepared', '-c', String(clients), '-j', String(Math.min(2, clients))]
  const child = spawn(
    'pgbench',
    [...shape, '-T', String(Math.max(1, Math.round(seconds))), '-f', file, decodeURIComponent(pathname.slice(1))],
    {
      env: {
        PATH: process.env['PATH'] ?? '',
        PGHOST: hostname,
        PGPORT: port,
        PGUSER: decodeURIComponent(username),
        PGPASSWORD: decodeURIComponent(password),
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  )
  const end = cleanUpLater(() => child.kill())
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()))
  const [code] = (await once(child, 'close')) as [number | null]
  await end()
  rmSync(dir, { recursive: true, force: true })
  const perSecond = Number(/tps = ([\d.]+)/.exec(output)?.[1] ?? 0)
  // A client that fails is given up by pgbench, and the others go on: then the figure is of fewer clients.
  if (code !== 0 || /aborted|ERROR/.test(output)) throw new Error(`pgbench: ${output.slice(0, 1500)}`)
  return { perSecond, latency: Number(/latency average = ([\d.]+)/.exec(output)?.[1] ?? 0) }
}

async function playOnce(client: pg.Client, steps: readonly ScriptStep[]): Promise<void> {
  const variables: Record<string, unknown> = {}
  for (const [n, step] of steps.entries()) {
    if (step.kind === 'SET') variables[step.name] = step.low + Math.floor(Math.random() * (step.high - step.low + 1))
    else {
      const values = step.variables.map((name) => variables[name])
      const { rows } = await client.query<Record<string, unknown>>({ name: `s${n}`, text: step.text, values })
      if (step.keeps) Object.assign(variables, rows[0])
    }
  }
}

/** The same without pgbench: slower by what Node takes, so that a ratio to it flatters; the report says which was used. */
export async function runBare({ url, script, clients, seconds }: SqlRun): Promise<SqlResult> {
  const steps = parseScript(script)
  const connections = Array.from({ length: clients }, () => new pg.Client({ connectionString: url }))
  await Promise.all(connections.map((client) => client.connect()))
  const startedAt = performance.now()
  let calls = 0
  try {
    await Promise.all(
      connections.map(async (client) => {
        while (performance.now() - startedAt < seconds * 1000) {
          await playOnce(client, steps)
          calls++
        }
      }),
    )
  } finally {
    await Promise.all(connections.map((client) => client.end()))
  }
  const elapsed = (performance.now() - startedAt) / 1000
  return { perSecond: calls / elapsed, latency: (elapsed * 1000 * clients) / Math.max(1, calls) }
}
