import { execFileSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type { BenchOptions, Part } from '../options.ts'

/** What one run of one size has measured so far: kept after each part, so that a stop loses the part at most. */
export interface RunResults {
  readonly weapons: number
  readonly seed: number
  readonly profile: string
  readonly facts: boolean
  /** Bytes of the database after the load. */
  readonly databaseBytes: number
  readonly load?: Readonly<Record<string, number>>
  readonly parts: Readonly<Partial<Record<Part, MeasuredPart>>>
}

export interface MeasuredPart {
  readonly date: string
  readonly commit: string
  readonly machine: string
  readonly tools: string
  readonly rounds: number
  readonly seconds: number
  /** Why it failed; the result is absent then. */
  readonly error?: string
  readonly result?: unknown
}

export function describeMachine(): string {
  const [cpu] = os.cpus()
  const memory = Math.round(os.totalmem() / 2 ** 30)
  return `${os.availableParallelism()} cores (${cpu?.model.trim() ?? 'unknown'}), ${memory} GiB, ${os.type()} ${os.release()}, Node ${process.version}`
}

export function readCommit(cwd: string): string {
  try {
    const read = (...args: string[]): string => execFileSync('git', args, { cwd, encoding: 'utf8' }).trim()
    return read('rev-parse', '--short', 'HEAD') + (read('status', '--porcelain') === '' ? '' : ' with changes')
  } catch {
    return 'unknown'
  }
}

function fileOf({ weapons, seed, profile }: Pick<BenchOptions, 'weapons' | 'seed' | 'profile'>): string {
  return `${weapons}-${profile}-seed${seed}.json`
}

/** The results of the same size, seed and profile that lie there already. */
export function readRun(
  dir: string,
  options: Pick<BenchOptions, 'weapons' | 'seed' | 'profile'>,
): RunResults | undefined {
  try {
    return JSON.parse(readFileSync(path.join(dir, fileOf(options)), 'utf8')) as RunResults
  } catch {
    return undefined
  }
}

export function writeRun(dir: string, results: RunResults): void {
  mkdirSync(dir, { recursive: true })
  const { weapons, seed, profile } = results
  const file = path.join(dir, fileOf({ weapons, seed, profile: profile as BenchOptions['profile'] }))
  writeFileSync(file, `${JSON.stringify(results, null, 2)}\n`)
}

/** All runs of a folder, the smallest first. */
export function readRuns(dir: string): RunResults[] {
  let names: string[] = []
  try {
    names = readdirSync(dir).filter((name) => name.endsWith('.json'))
  } catch {
    return []
  }
  const runs = names.map((name) => JSON.parse(readFileSync(path.join(dir, name), 'utf8')) as RunResults)
  return runs.sort((a, b) => a.weapons - b.weapons || (a.profile < b.profile ? -1 : 1))
}
