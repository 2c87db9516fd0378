import { fork } from 'node:child_process'
import os from 'node:os'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import type { LearnedCharacter } from '../../src/domain/identification/alphabet.ts'
import { LOADED_TABLES, COPY_TABLES } from './tables.ts'
import type { LoadPlan } from './blocks.ts'
import { fillAlphabets, fillProjections } from './projections.ts'
import { forceRowSecurity, giveBack, takeAway } from './schema.ts'
import { type LoadJob, type LoadMessage, runLoadJob } from './worker.ts'

export interface LoadOptions {
  /** The login that owns the schema; the schema is migrated and holds no weapon. */
  readonly ownerUrl: string
  readonly plan: LoadPlan
  /** Loading processes; 0 loads in this process, for tests. */
  readonly workers?: number
  readonly tell: (line: string) => void
}

/** Seconds of each phase. */
export interface LoadTimes {
  readonly copy: number
  readonly build: number
  readonly vacuum: number
  readonly rows: number
}

const PROGRESS_MS = 5000

function seconds(sinceMs: number): number {
  return Math.round((performance.now() - sinceMs) / 100) / 10
}

/** One loading process; resolves when it has ended well. */
function forkWorker(job: LoadJob, onMessage: (message: LoadMessage) => void): Promise<void> {
  const child = fork(fileURLToPath(new URL('./worker-main.ts', import.meta.url)), {
    execArgv: ['--import', 'tsx'],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  return new Promise((resolve, reject) => {
    child.on('message', (message: LoadMessage) => onMessage(message))
    child.on('error', reject)
    child.on('exit', (code) => (code === 0 ? resolve() : reject(new Error(`a loading process ended with ${code}`))))
    child.send(job)
  })
}

interface Copied {
  readonly rows: number
  readonly learned: readonly LearnedCharacter[]
}

async function copyAll({ ownerUrl, plan, workers = os.availableParallelism(), tell }: LoadOptions): Promise<Copied> {
  const startedAt = performance.now()
  let [weapons, parties, rows, toldAt] = [0, 0, 0, startedAt]
  const learned: LearnedCharacter[] = []
  const onMessage = (message: LoadMessage): void => {
    if (message.kind === 'done') return void learned.push(...message.learned)
    weapons += message.weapons
    parties += message.parties
    rows += message.rows
    if (performance.now() - toldAt < PROGRESS_MS && weapons < plan.weapons) return
    toldAt = performance.now()
    const rate = Math.round(rows / Math.max(0.1, seconds(startedAt)))
    tell(
      `  ${weapons.toLocaleString('en')} weapons, ${parties.toLocaleString('en')} parties; ${rate.toLocaleString('en')} rows/s`,
    )
  }
  const jobs = Array.from({ length: Math.max(1, workers) }, (_, worker) => ({
    url: ownerUrl,
    plan,
    worker,
    workers: Math.max(1, workers),
  }))
  if (workers === 0) for (const job of jobs) await runLoadJob(job, onMessage)
  else await Promise.all(jobs.map((job) => forkWorker(job, onMessage)))
  return { rows, learned }
}

async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url, application_name: 'marktrace-bench-load' })
  await client.connect()
  await client.query(
    `set maintenance_work_mem = '1GB'; set max_parallel_maintenance_workers = 0; set synchronous_commit = off`,
  )
  return client
}

/** Loads everything that the plan generates. Afterwards keys, references, policies and projections stand as the migrations made them. */
export async function loadWeapons(options: LoadOptions): Promise<LoadTimes> {
  const { ownerUrl, plan, tell } = options
  const tables = LOADED_TABLES.map((key) => COPY_TABLES[key].name)
  const clients = [await connect(ownerUrl), await connect(ownerUrl)] as const
  const [owner] = clients
  try {
    const taken = await takeAway(owner, tables)
    await forceRowSecurity(owner, tables, false)
    let startedAt = performance.now()
    tell(`loading ${plan.weapons.toLocaleString('en')} weapons (${plan.profile})`)
    const { rows, learned } = await copyAll(options)
    const copy = seconds(startedAt)
    tell(`copied ${rows.toLocaleString('en')} rows in ${copy} s; building keys and indexes`)
    startedAt = performance.now()
    await giveBack(clients, taken, tell)
    await fillAlphabets(owner, learned)
    await fillProjections(owner, plan.profile === 'full')
    await forceRowSecurity(owner, tables, true)
    const build = seconds(startedAt)
    startedAt = performance.now()
    await owner.query('vacuum (freeze, analyze)')
    return { copy, build, vacuum: seconds(startedAt), rows }
  } finally {
    await Promise.all(clients.map((client) => client.end()))
  }
}
