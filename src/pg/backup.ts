import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { entryOfBytes, listEntries, openEntry } from './archive/read-files.ts'
import { type ArchiveEntry, writeArchive } from './archive/write-archive.ts'
import { openDataFolder } from './embedded.ts'
import { withEmbedded } from './reach-embedded.ts'

export interface BackupOptions {
  readonly dataDir: string
  /** Where the backup goes; must not exist. */
  readonly file: string
  readonly onProgress: (bytes: number) => void
}

/** What a running server makes anew at its start (the list of PostgreSQL's manual, 25.3.4.1), and the log, which is copied at the end. */
const EMPTIED = /^pg\/(pg_wal|pg_replslot|pg_dynshmem|pg_notify|pg_serial|pg_snapshots|pg_stat_tmp|pg_subtrans)\/./
const OMITTED = /(^|\/)(postmaster\.(pid|opts)|pgsql_tmp[^/]*|pg_internal\.init[^/]*|backup_label|tablespace_map)$/
/** Of this process and of other commands at work. */
const OURS = /^(lock\.json.*|pg-making-.*|restoring-.*|replaced-.*|.*\.partial)$/
const CONTROL_FILE = 'pg/global/pg_control'
const CONTROL_ATTEMPTS = 20

/**
 * Copies the whole data folder (database, passwords, demo key) to one file, while the service runs or not, by PostgreSQL's low-level backup: the files as
 * they are, and the log that makes them consistent. What was committed before the call is in it.
 *
 * @throws Error when the folder holds no database, or `file` exists
 */
export async function backUp(options: BackupOptions): Promise<void> {
  if (!existsSync(path.join(options.dataDir, 'pg', 'PG_VERSION'))) {
    throw new Error(`There is no embedded database in ${options.dataDir} (DATA_DIR). Nothing to back up.`)
  }
  if (existsSync(options.file)) throw new Error(`${options.file} exists already. Choose another name, or remove it.`)
  const dataDir = openDataFolder(options.dataDir)
  await withEmbedded(dataDir, ({ adminUrl }) => backUpThrough(adminUrl, { ...options, dataDir }))
}

async function backUpThrough(adminUrl: string, options: BackupOptions): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl, application_name: 'marktrace-backup' })
  await client.connect()
  try {
    const version = await client.query<{ server_version: string }>('show server_version')
    // The slot keeps the log from its start on from being recycled during the copy; it goes with this session, however that ends.
    await client.query('select pg_create_physical_replication_slot($1, true, true)', [
      `marktrace_backup_${process.pid}`,
    ])
    await client.query('select pg_backup_start($1, true)', ['marktrace'])
    await writeArchive(options.file, listBackup(client, options.dataDir), {
      madeAt: new Date(),
      postgresVersion: version.rows[0]?.server_version ?? 'unknown',
      onProgress: options.onProgress,
    })
  } finally {
    await client.end()
  }
}

async function* listBackup(client: pg.Client, dataDir: string): AsyncGenerator<ArchiveEntry> {
  const omit = (name: string): boolean =>
    OURS.test(name) || OMITTED.test(name) || EMPTIED.test(name) || name === CONTROL_FILE
  yield* listEntries(dataDir, '', omit)
  yield entryOfBytes(CONTROL_FILE, await readControlFile(path.join(dataDir, CONTROL_FILE)))
  const stopped = await client.query<{ labelfile: string; last_segment: string }>(
    'select labelfile, pg_walfile_name(lsn) as last_segment from pg_backup_stop(false)',
  )
  const { labelfile = '', last_segment: last = '' } = stopped.rows[0] ?? {}
  const first = /\(file ([0-9A-F]{24})\)/.exec(labelfile)?.[1]
  if (first === undefined) throw new Error('PostgreSQL gave no place in its log for the backup.')
  yield entryOfBytes('pg/backup_label', Buffer.from(labelfile))
  yield* listLog(dataDir, first, last)
}

async function* listLog(dataDir: string, first: string, last: string): AsyncGenerator<ArchiveEntry> {
  const segments = (await readdir(path.join(dataDir, 'pg', 'pg_wal')))
    .filter((name) => /^[0-9A-F]{24}$/.test(name) && name >= first && name <= last)
    .toSorted()
  if (segments[0] !== first || segments.at(-1) !== last) {
    throw new Error('PostgreSQL removed a part of its log during the backup. Try again.')
  }
  for (const name of segments) {
    const entry = await openEntry(dataDir, `pg/pg_wal/${name}`)
    if (entry === undefined) throw new Error('PostgreSQL removed a part of its log during the backup. Try again.')
    yield entry
  }
}

/** The server may be writing it: taken when two readings in a row are the same. */
async function readControlFile(file: string): Promise<Buffer> {
  let before = await readFile(file)
  for (let attempt = 0; attempt < CONTROL_ATTEMPTS; attempt++) {
    await sleep(10)
    const now = await readFile(file)
    if (now.equals(before)) return now
    before = now
  }
  throw new Error('The control file of the database changes too fast to be copied. Try again.')
}
