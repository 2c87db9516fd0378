import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { afterEach, describe, expect, it } from 'vitest'
import { openTestDatabase, type TestDatabase } from '../support/database.ts'
import { DEMO_EVENTS, DEMO_WEAPONS } from '../support/demo-size.ts'
import { findFreePort, makeDataDir, runProgram, startReady, waitUntil } from '../support/service-process.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const cleanups: (() => unknown)[] = []

afterEach(async () => {
  for (const cleanup of cleanups.splice(0).toReversed()) await cleanup()
})

/** The settings of a demo on a database of its own, without the time that an embedded one takes to be made. */
async function makeSettings(): Promise<{
  database: TestDatabase
  env: Record<string, string> & { PORT: string; DATA_DIR: string }
}> {
  const database = await openTestDatabase()
  const folder = makeDataDir()
  cleanups.push(
    () => database.drop(),
    () => folder.remove(),
  )
  const logins = { DATABASE_URL: database.serviceUrl, DATABASE_OWNER_URL: database.ownerUrl }
  return {
    database,
    env: {
      ...logins,
      DEMO: '1',
      DEMO_STOCK: '1',
      DATA_DIR: folder.dataDir,
      PORT: await findFreePort(),
      LOG_LEVEL: 'warn',
    },
  }
}

async function openAdmin(database: TestDatabase): Promise<{ count: (table: string) => Promise<number> }> {
  const client = new pg.Client(database.adminUrl)
  await client.connect()
  cleanups.push(() => client.end())
  return {
    count: async (table) => {
      const found = await client.query<{ count: number }>(`select count(*)::integer as count from ${table}`)
      return found.rows[0]?.count ?? 0
    },
  }
}

/** What `sh` makes of a line that begins with curl: its arguments, with a function in the place of the program. */
function argumentsOf(line: string, dataDir: string): string[] {
  const stub = `curl() { for given in "$@"; do printf '%s\\0' "$given"; done; }`
  const env = { PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '', DATA_DIR: dataDir }
  const printed = execFileSync('sh', ['-c', `${stub}\n${line}`], {
    encoding: 'utf8',
    cwd: root,
    env,
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  return printed.split('\0').slice(0, -1)
}

function valuesOf(args: readonly string[], option: string): string[] {
  return args.flatMap((arg, n) => (arg === option ? [args[n + 1] ?? ''] : []))
}

describe('the first minutes', () => {
  it('print a line for the shell that answers a trace at once, from the maker to the theft', async () => {
    const { env } = await makeSettings()
    const service = await startReady({ ...env, DEMO_STOCK: '0' })
    cleanups.push(() => service.child.kill('SIGKILL'))
    await waitUntil(() => service.output().stdout.includes('curl '))
    const line =
      service
        .output()
        .stdout.split('\n')
        .find((printed) => printed.startsWith('curl ')) ?? ''
    const args = argumentsOf(line, env.DATA_DIR)
    const headers = valuesOf(args, '-H').map((header): [string, string] => [
      header.split(': ')[0] ?? '',
      header.slice(header.indexOf(': ') + 2),
    ])
    const response = await fetch(args.at(-1) ?? '', { method: 'POST', headers, body: valuesOf(args, '-d')[0] ?? '' })
    expect([response.status, response.headers.get('idempotent-replayed')]).toEqual([201, null])
    expect(await response.json()).toMatchObject({
      status: 'ANSWERED_FULL',
      answer: { outcome: 'MATCH_LOST_STOLEN', gaps: [] },
    })
  }, 60_000)

  it('survive a kill in the middle of loading: the next start has every record, and none twice', async () => {
    const { database, env } = await makeSettings()
    const { count } = await openAdmin(database)
    const killed = runProgram('src/main.ts', [], { env })
    cleanups.push(() => killed.child.kill('SIGKILL'))
    await waitUntil(async () => (await count('weapon')) > 100)
    killed.child.kill('SIGKILL')
    await killed.exited
    expect(await count('weapon')).toBeLessThan(DEMO_WEAPONS)
    const service = await startReady(env)
    cleanups.push(() => service.child.kill('SIGKILL'))
    expect([await count('agency'), await count('weapon'), await count('trace_request')]).toEqual([9, DEMO_WEAPONS, 5])
    expect([await count('custody_event'), await count('(select distinct text from marking) as serial')]).toEqual([
      DEMO_EVENTS,
      expect.any(Number),
    ])
  }, 60_000)
})
