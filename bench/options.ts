import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import type { Profile } from './load/blocks.ts'

/** In the order in which they run: what writes most comes last. */
export const PARTS = ['chain', 'search', 'adversarial', 'ledger', 'trace', 'transfer', 'memory'] as const
export type Part = (typeof PARTS)[number]

export interface BenchOptions {
  readonly weapons: number
  readonly parts: readonly Part[]
  readonly seed: number
  readonly rounds: number
  readonly dataDir: string
  /** Leaves the loaded database for the next run. */
  readonly keep: boolean
  readonly profile: Profile
  readonly withFacts: boolean
  /** Facts of so many of the newest weapons wait for their place in the ledger; in a registry of no more weapons all do, and the whole of it can be checked. */
  readonly waitingWeapons: number
  /** Seconds of one measurement. */
  readonly seconds: number
  /** Seconds of load before the first round: a process compiles what it runs, and its connections plan, in their first thousands of calls. */
  readonly warmUp: number
  readonly memoryMinutes: number
  readonly observations: number
  readonly queries: number
  readonly peers: boolean
  readonly resultsDir: string
  readonly writeResults: boolean
  /** Where `--write-results` writes. */
  readonly resultsFile: string
  readonly loadOnly: boolean
  readonly renderOnly: boolean
  /** Runs the service from its sources, without a build: for tests, where a second counts and a figure does not. */
  readonly fromSource: boolean
}

export class OptionsError extends Error {}

const BENCH_DIR = fileURLToPath(new URL('.', import.meta.url))

export const HELP = `Usage: npm run bench -- [options]

  --weapons N            how many weapons the registry holds (100000)
  --parts a,b            which parts to measure: ${PARTS.join(', ')} (all)
  --seed N               the seed of all that is generated (1)
  --rounds N             interleaved rounds, of which medians are taken (3)
  --seconds N            length of one measurement in a round (5)
  --warm-up N            seconds of load before the first round, ours and the peers' alike (5)
  --queries N            searches of each kind of error (200)
  --observations N       observations of the adversarial part (100000)
  --memory-minutes N     length of the memory part (10)
  --data-dir PATH        where the database and the results lie (bench/.data)
  --keep                 keep the loaded database for the next run with the same weapons, seed and profile
  --search-only          load only what searches read: for ten million weapons
  --waiting N            facts of the newest N weapons are taken into the ledger; the rest are in none (20000)
  --no-facts             load no canonical bytes of facts, which are half of all bytes
  --no-peers             measure without PostGraphile and express + drizzle
  --load-only            load and stop; with --keep to measure later
  --results PATH         folder of the results as JSON (<data-dir>/results)
  --write-results        write bench/RESULTS.md from all results in that folder at the end
  --results-file PATH    the file that it writes (bench/RESULTS.md)
  --render               only write bench/RESULTS.md, measure nothing
  --from-source          run the service from its sources; a figure measured so means nothing
  --help                 this text`

const DEFINITIONS = {
  weapons: { type: 'string', default: '100000' },
  parts: { type: 'string', default: PARTS.join(',') },
  seed: { type: 'string', default: '1' },
  rounds: { type: 'string', default: '3' },
  seconds: { type: 'string', default: '5' },
  'warm-up': { type: 'string', default: '5' },
  queries: { type: 'string', default: '200' },
  observations: { type: 'string', default: '100000' },
  'memory-minutes': { type: 'string', default: '10' },
  'data-dir': { type: 'string', default: path.join(BENCH_DIR, '.data') },
  keep: { type: 'boolean', default: false },
  'search-only': { type: 'boolean', default: false },
  waiting: { type: 'string', default: '20000' },
  'no-facts': { type: 'boolean', default: false },
  'no-peers': { type: 'boolean', default: false },
  'load-only': { type: 'boolean', default: false },
  results: { type: 'string' },
  'write-results': { type: 'boolean', default: false },
  render: { type: 'boolean', default: false },
  'results-file': { type: 'string', default: path.join(BENCH_DIR, 'RESULTS.md') },
  'from-source': { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const

/** The names of all options, for the test that holds the README to them. */
export const OPTION_NAMES: readonly string[] = Object.keys(DEFINITIONS)

function readNumber(name: string, text: string, min: number, max: number): number {
  const value = Number(text)
  if (!/^\d+(\.\d+)?$/.test(text) || value < min || value > max) {
    throw new OptionsError(`--${name} takes a number from ${min} to ${max}, not "${text}".`)
  }
  return value
}

function readParts(text: string, isFull: boolean): Part[] {
  const words = text.split(',').map((word) => word.trim())
  const parts = words.map((word) => {
    const part = PARTS.find((one) => one === word)
    if (part === undefined) throw new OptionsError(`--parts takes ${PARTS.join(', ')}; not "${word}".`)
    return part
  })
  // All but the search need custody, which a search-only load does not have.
  return isFull ? parts : parts.filter((part) => part === 'search')
}

/** Reads the command line; undefined where only help was asked for. */
export function readOptions(args: readonly string[]): BenchOptions | undefined {
  const { values } = parseArgs({ args: [...args], options: DEFINITIONS })
  if (values.help) return undefined
  const dataDir = path.resolve(values['data-dir'])
  const isFull = !values['search-only']
  return {
    weapons: Math.floor(readNumber('weapons', values.weapons, 100, 100_000_000)),
    parts: readParts(values.parts, isFull),
    seed: Math.floor(readNumber('seed', values.seed, 0, 2 ** 31)),
    rounds: Math.floor(readNumber('rounds', values.rounds, 1, 99)),
    seconds: readNumber('seconds', values.seconds, 0.2, 600),
    warmUp: readNumber('warm-up', values['warm-up'], 0.2, 600),
    queries: Math.floor(readNumber('queries', values.queries, 5, 1_000_000)),
    observations: Math.floor(readNumber('observations', values.observations, 10, 100_000_000)),
    memoryMinutes: readNumber('memory-minutes', values['memory-minutes'], 0.05, 1440),
    dataDir,
    keep: values.keep,
    profile: isFull ? 'full' : 'search-only',
    withFacts: isFull && !values['no-facts'],
    waitingWeapons: Math.floor(readNumber('waiting', values.waiting, 0, 100_000_000)),
    peers: !values['no-peers'],
    resultsDir: path.resolve(values.results ?? path.join(dataDir, 'results')),
    writeResults: values['write-results'] || values.render,
    resultsFile: path.resolve(values['results-file']),
    loadOnly: values['load-only'],
    renderOnly: values.render,
    fromSource: values['from-source'],
  }
}
