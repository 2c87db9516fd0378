import { createHash } from 'node:crypto'
import { rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { startEmbedded } from '../../src/pg/embedded.ts'
import { MIGRATIONS_DIR, prepareDatabase } from '../../src/process/prepare-database.ts'
import { readMigrationFiles } from '../../src/store/migration-files.ts'
import type { LoadPlan } from '../load/blocks.ts'
import { type LoadTimes, loadWeapons } from '../load/load.ts'
import type { BenchOptions } from '../options.ts'
import { cleanUpLater } from './cleaning.ts'

/** The loaded database that is measured. */
export interface BenchDatabase {
  readonly ownerUrl: string
  readonly serviceUrl: string
  /** A login that row security does not bind, where there is one: for the peers that read the tables plainly. */
  readonly readerUrl: string
  readonly description: string
  readonly bytes: number
  /** Undefined where an earlier run had loaded it. */
  readonly loaded: LoadTimes | undefined
}

type Settings = Readonly<Record<string, string | number>>

/** Of the memory a quarter, as PostgreSQL's manual says; at most 6 GB. */
function sharedBuffers(): string {
  return `${Math.max(128, Math.min(6144, Math.floor(os.totalmem() / 2 ** 20 / 4)))}MB`
}

const LOADING: Settings = {
  fsync: 'off',
  full_page_writes: 'off',
  synchronous_commit: 'off',
  wal_level: 'minimal',
  max_wal_senders: 0,
  autovacuum: 'off',
  max_wal_size: '16GB',
  checkpoint_timeout: '1h',
}

/** As a registry would be run: durable, checkpoints spread, statistics kept. */
const MEASURING: Settings = {
  max_wal_size: '8GB',
  checkpoint_timeout: '15min',
  checkpoint_completion_target: 0.9,
  random_page_cost: 1.1,
  jit: 'off',
}

function memorySettings(): Settings {
  return {
    shared_buffers: sharedBuffers(),
    effective_cache_size: `${Math.floor((os.totalmem() / 2 ** 20) * 0.6)}MB`,
    max_connections: 120,
  }
}

function planOf({ weapons, seed, profile, withFacts, waitingWeapons }: BenchOptions): LoadPlan {
  return { weapons, seed, profile, withFacts, waitingWeapons }
}

/** What the comment on the database says when a load has come to its end: another plan or another schema needs another load. */
function markOf(plan: LoadPlan): string {
  const schema = readMigrationFiles(MIGRATIONS_DIR).numbered.map(({ sha256 }) => sha256)
  const digest = createHash('sha256').update(schema.join()).digest('hex').slice(0, 16)
  return `marktrace bench ${JSON.stringify({ schema: digest, ...plan })}`
}

const MARK = `select shobj_description(oid, 'pg_database') as mark from pg_database where datname = current_database()`

async function withOwner<T>(url: string, work: (owner: pg.Client) => Promise<T>): Promise<T> {
  const owner = new pg.Client({ connectionString: url, application_name: 'marktrace-bench' })
  await owner.connect()
  try {
    return await work(owner)
  } finally {
    await owner.end()
  }
}

async function readMark(ownerUrl: string): Promise<string | null> {
  return withOwner(ownerUrl, async (owner) => (await owner.query<{ mark: string | null }>(MARK)).rows[0]?.mark ?? null)
}

async function migrateAndLoad(
  urls: { ownerUrl: string; serviceUrl: string },
  plan: LoadPlan,
  tell: (line: string) => void,
): Promise<LoadTimes> {
  await prepareDatabase(urls, () => undefined)
  const times = await loadWeapons({ ownerUrl: urls.ownerUrl, plan, tell })
  await withOwner(urls.ownerUrl, async (owner) => {
    const database = pg.escapeIdentifier(new URL(urls.ownerUrl).pathname.slice(1))
    await owner.query(`comment on database ${database} is ${pg.escapeLiteral(markOf(plan))}`)
  })
  return times
}

async function readSize(ownerUrl: string): Promise<{ bytes: number; version: string }> {
  return withOwner(ownerUrl, async (owner) => {
    const { rows } = await owner.query<{ bytes: string; version: string }>(
      `select pg_database_size(current_database()) as bytes, current_setting('server_version') as version`,
    )
    return { bytes: Number(rows[0]?.bytes), version: rows[0]?.version ?? '' }
  })
}

/** A server that the caller gives: its settings are his, and its database is left as it is at the end. */
async function openGiven(
  options: BenchOptions,
  ownerUrl: string,
  tell: (line: string) => void,
): Promise<BenchDatabase> {
  const serviceUrl = process.env['BENCH_DATABASE_URL']
  if (serviceUrl === undefined)
    throw new Error('BENCH_DATABASE_OWNER_URL needs BENCH_DATABASE_URL, the login of the service.')
  const plan = planOf(options)
  const mark = await readMark(ownerUrl)
  if (mark !== null && mark !== markOf(plan))
    throw new Error('The given database holds something else; give an empty one.')
  const loaded = mark === null ? await migrateAndLoad({ ownerUrl, serviceUrl }, plan, tell) : undefined
  const { bytes, version } = await readSize(ownerUrl)
  return {
    ownerUrl,
    serviceUrl,
    readerUrl: process.env['BENCH_DATABASE_READER_URL'] ?? ownerUrl,
    description: `given PostgreSQL ${version}`,
    bytes,
    loaded,
  }
}

/** The loaded database of these options: the one that an earlier run kept, or a new one. */
export async function openBenchDatabase(options: BenchOptions, tell: (line: string) => void): Promise<BenchDatabase> {
  const given = process.env['BENCH_DATABASE_OWNER_URL']
  if (given) return openGiven(options, given, tell)
  const plan = planOf(options)
  const dataDir = path.join(
    options.dataDir,
    `db-${plan.weapons}-${plan.seed}-${plan.profile}${plan.withFacts ? '-facts' : ''}`,
  )
  const remove = (): void => rmSync(dataDir, { recursive: true, force: true })
  let loaded: LoadTimes | undefined
  const loading = await startEmbedded({ dataDir, settings: { ...memorySettings(), ...LOADING } })
  const stopLoading = cleanUpLater(() => loading.stop())
  const isWhole = (await readMark(loading.ownerUrl)) === markOf(plan)
  if (!isWhole) {
    const begun = await withOwner(
      loading.ownerUrl,
      async (owner) =>
        (await owner.query<{ begun: boolean }>(`select to_regclass('public.weapon') is not null as begun`)).rows[0]
          ?.begun,
    )
    if (begun === true) {
      await stopLoading()
      tell('what lies there is of another plan or schema, or was not loaded to its end: it is thrown away')
      remove()
      return openBenchDatabase(options, tell)
    }
    loaded = await migrateAndLoad(loading, plan, tell)
  }
  await stopLoading()
  if (!options.keep) cleanUpLater(remove)
  const server = await startEmbedded({ dataDir, settings: { ...memorySettings(), ...MEASURING } })
  cleanUpLater(() => server.stop())
  if (isWhole) await prepareDatabase(server, tell)
  const { bytes, version } = await readSize(server.ownerUrl)
  const { ownerUrl, serviceUrl, adminUrl: readerUrl } = server
  return {
    ownerUrl,
    serviceUrl,
    readerUrl,
    description: `embedded PostgreSQL ${version}, shared_buffers ${sharedBuffers()}`,
    bytes,
    loaded,
  }
}
