import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import type { BenchOptions, Part } from '../options.ts'
import { measureAdversarial } from '../parts/adversarial.ts'
import { measureChain } from '../parts/chain.ts'
import { measureLedger } from '../parts/ledger/ledger.ts'
import { drain } from '../parts/ledger/queue.ts'
import { measureMemory } from '../parts/memory.ts'
import { measureTrace } from '../parts/trace.ts'
import { measureTransfer } from '../parts/transfer.ts'
import { measureSearch } from '../parts/search/search.ts'
import { renderResults } from '../report/render.ts'
import { describeMachine, readCommit, readRun, readRuns, type RunResults, writeRun } from '../report/results.ts'
import type { BenchContext } from './context.ts'
import { type BenchDatabase, openBenchDatabase } from './database.ts'
import { keepLedgerKey } from './ledger-key.ts'
import { loadGenerator } from './http-load.ts'
import { startIssuer } from './issuer.ts'
import { sqlRunner } from './pgbench.ts'
import { type BenchService, ROOT, startService } from './service.ts'

type Measure = (context: BenchContext) => Promise<unknown>

const MEASURES: Readonly<Record<Part, Measure>> = {
  chain: measureChain,
  search: measureSearch,
  trace: measureTrace,
  transfer: measureTransfer,
  ledger: measureLedger,
  memory: measureMemory,
  adversarial: measureAdversarial,
}

function build(tell: (line: string) => void): void {
  tell('building the service')
  const { status, stdout } = spawnSync('npm', ['run', '-s', 'build'], { cwd: ROOT, encoding: 'utf8' })
  if (status !== 0) throw new Error(`the service does not build:\n${stdout}`)
}

function startResults(options: BenchOptions, database: BenchDatabase): RunResults {
  const earlier = readRun(options.resultsDir, options)
  const { weapons, seed, profile, withFacts: facts } = options
  const loaded = database.loaded === undefined ? earlier?.load : { ...database.loaded }
  const load = loaded === undefined ? {} : { load: loaded }
  const databaseBytes = database.loaded === undefined && earlier !== undefined ? earlier.databaseBytes : database.bytes
  return { weapons, seed, profile, facts, databaseBytes, ...load, parts: earlier?.parts ?? {} }
}

/** Starts the service over a URL of the database. */
type Start = (databaseUrl: string, env?: Readonly<Record<string, string>>) => Promise<BenchService>

/** A service for each part, so that none measures what another left in its memory; for a test, where starts are most of the time, one for all of them. */
async function makeStarts(
  options: BenchOptions,
  database: BenchDatabase,
): Promise<{ readonly own: Start; readonly forPart: Start }> {
  const issuer = await startIssuer()
  const own: Start = (databaseUrl, env = {}) =>
    startService({
      databaseUrl,
      issuer,
      fromSource: options.fromSource,
      env: { LEDGER_KEY_FILE: keepLedgerKey(options.dataDir), ...env },
    })
  if (!options.fromSource) return { own, forPart: own }
  const shared = await own(database.serviceUrl)
  return { own, forPart: async () => ({ ...shared, stop: async () => undefined }) }
}

/** One part by itself: what fails in it is kept as its result, and the others go on. */
async function runPart(
  part: Part,
  { options, database, tell }: Pick<BenchContext, 'options' | 'database' | 'tell'>,
  starts: { readonly own: Start; readonly forPart: Start },
) {
  const measure = MEASURES[part]
  const tools = `${loadGenerator()}; ${sqlRunner()}; ${database.description}`
  const about = {
    date: new Date().toISOString(),
    commit: readCommit(ROOT),
    machine: describeMachine(),
    tools,
    rounds: options.rounds,
    seconds: options.seconds,
  }
  try {
    const service = await starts.forPart(database.serviceUrl)
    const population = { seed: options.seed, weapons: options.weapons }
    const context = { options, population, database, service, startAnother: starts.own, tell }
    try {
      // What the load left in the queue would be taken while something else is measured.
      await drain(context)
      return {
        ...about,
        result: await measure(context),
      }
    } finally {
      await service.stop()
    }
  } catch (error) {
    const told = error instanceof Error ? (error.stack ?? error.message) : String(error)
    tell(`  FAILED: ${told}`)
    return { ...about, error: told }
  }
}

/** Writes RESULTS.md from all that was measured, of every size. */
function writeResults(options: BenchOptions, tell: (line: string) => void): void {
  const file = options.resultsFile
  writeFileSync(file, renderResults(readRuns(options.resultsDir)))
  tell(`wrote ${file}`)
}

/** Loads, measures each part by itself, and keeps what was measured. Returns the exit code: 1 where a part failed. */
export async function runBench(options: BenchOptions, tell: (line: string) => void): Promise<number> {
  if (options.renderOnly) {
    writeResults(options, tell)
    return 0
  }
  if (!options.fromSource && !options.loadOnly) build(tell)
  const database = await openBenchDatabase(options, tell)
  const perWeapon = Math.round(database.bytes / options.weapons)
  tell(
    `${database.description}; ${(database.bytes / 2 ** 30).toFixed(2)} GiB, ${perWeapon.toLocaleString('en')} bytes a weapon`,
  )
  let results = startResults(options, database)
  writeRun(options.resultsDir, results)
  if (options.loadOnly) return 0
  const starts = await makeStarts(options, database)
  let code = 0
  for (const part of options.parts) {
    tell(`${part}:`)
    const measured = await runPart(part, { options, database, tell }, starts)
    if ('error' in measured) code = 1
    results = { ...results, parts: { ...results.parts, [part]: measured } }
    writeRun(options.resultsDir, results)
  }
  if (options.writeResults) writeResults(options, tell)
  return code
}
