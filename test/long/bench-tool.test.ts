import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { HELP, OPTION_NAMES, PARTS, readOptions } from '../../bench/options.ts'
import type { SearchResult } from '../../bench/parts/search/search.ts'
import type { RunResults } from '../../bench/report/results.ts'
import { openEmptyDatabase, type TestDatabase } from '../support/database.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const README = readFileSync(path.join(ROOT, 'bench/README.md'), 'utf8')
/** Short enough for a test: a figure measured so means nothing, and that it is measured is what is asked. */
const SHORT = [
  '--weapons',
  '300',
  '--rounds',
  '1',
  '--warm-up',
  '0.3',
  '--seconds',
  '0.4',
  '--queries',
  '5',
  '--observations',
  '40',
  '--memory-minutes',
  '0.05',
]

let database: TestDatabase
let dir: string

async function run(args: readonly string[]): Promise<{ code: number | null; output: string }> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'bench/main.ts', ...args], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env['PATH'] ?? '',
      BENCH_DATABASE_OWNER_URL: database.ownerUrl,
      BENCH_DATABASE_URL: database.serviceUrl,
      BENCH_DATABASE_READER_URL: database.adminUrl,
    },
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()))
  const [code] = (await once(child, 'close')) as [number | null]
  return { code, output }
}

beforeAll(async () => {
  database = await openEmptyDatabase()
  dir = mkdtempSync(path.join(os.tmpdir(), 'marktrace-bench-test-'))
})

afterAll(async () => {
  await database.drop()
  rmSync(dir, { recursive: true, force: true })
})

describe('the benchmark', () => {
  it('loads, measures every part against the service and writes what it measured', async () => {
    const results = path.join(dir, 'RESULTS.md')
    const where = ['--data-dir', dir, '--results-file', results, '--write-results']
    const { code, output } = await run([...SHORT, ...where, '--no-peers', '--from-source'])
    const file = path.join(dir, 'results/300-full-seed1.json')
    expect(existsSync(file), output).toBe(true)
    const { parts } = JSON.parse(readFileSync(file, 'utf8')) as RunResults
    expect(
      Object.entries(parts).filter(([, part]) => part.error !== undefined),
      output,
    ).toEqual([])
    expect(Object.keys(parts).sort()).toEqual([...PARTS].sort())
    const { recall } = (parts.search?.result ?? { recall: [] }) as Pick<SearchResult, 'recall'>
    expect(recall.find(({ reading, isMakeKnown }) => reading === 'exact' && isMakeKnown)?.recall, output).toBe(1)
    expect(code, output).toBe(0)
    expect(readFileSync(results, 'utf8')).toContain('| chain over HTTP / its fixed statement | ≥ 0.5 |')
  }, 180_000)

  it('refuses an option that it does not know, and one that is no number', async () => {
    expect((await run(['--weapon', '5'])).code).not.toBe(0)
    const { code, output } = await run(['--weapons', 'many'])
    expect(code).toBe(2)
    expect(output).toContain('--weapons takes a number')
  })

  it('measures no custody on a load that has none', () => {
    expect(readOptions(['--search-only'])?.parts).toEqual(['search'])
  })
})

describe('the README of the benchmark', () => {
  const commands = [...README.matchAll(/^npm run bench -- (.*)$/gm)].map(([, args = '']) => args.split(' '))

  it('shows commands that the tool takes, and one for each part', () => {
    expect(commands.length).toBeGreaterThan(5)
    for (const args of commands) expect(readOptions(args), args.join(' ')).toBeDefined()
    const told = commands.flatMap((args) => (args.includes('--parts') ? args[args.indexOf('--parts') + 1] : []))
    expect(new Set(told)).toEqual(new Set(PARTS))
  })

  it('names only options that exist, as the help names all of them', () => {
    const named = [...README.matchAll(/`--([a-z-]+)/g)].map(([, name]) => name)
    const npm = ['prefix', 'no-network']
    expect(named.filter((name) => name !== undefined && !OPTION_NAMES.includes(name) && !npm.includes(name))).toEqual(
      [],
    )
    for (const name of OPTION_NAMES) expect(HELP).toContain(`--${name}`)
  })
})
