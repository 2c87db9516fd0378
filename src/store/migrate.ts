import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { type Migration, readMigrationFiles } from './migration-files.ts'

export interface MigrateOptions {
  /** The folder of `NNNN_name.sql` files. */
  readonly dir: string
  /** The role that the service logs in as; the files read it as `current_setting('marktrace.service_role')` and grant to it. */
  readonly serviceRole: string
  /** Told each file as it has been applied. */
  readonly onApplied?: (name: string) => void
}

interface Applied {
  readonly version: number
  readonly name: string
  readonly sha256: string
}

/** The database and the code do not belong together; nothing was changed. */
export class SchemaMismatchError extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'SchemaMismatchError'
  }
}

/** One number for all migrators of one database; it has no other meaning. */
const MIGRATION_LOCK = 7_234_817
const LOCK_POLL_MS = 100

/**
 * Brings a database to the schema of the files, each in a transaction of its own. Any number of processes may start at once: one works, the others wait
 * and find nothing left to do.
 *
 * @param owner a URL or a connected client of the role that owns the schema
 * @returns the names of the files that were applied now
 * @throws SchemaMismatchError when the database holds a version that the files do not, or one that was edited since
 */
export async function migrate(owner: string | pg.Client, options: MigrateOptions): Promise<readonly string[]> {
  if (typeof owner !== 'string') return migrateLocked(owner, options)
  const client = new pg.Client({ connectionString: owner, application_name: 'marktrace-migrate' })
  await client.connect()
  try {
    return await migrateLocked(client, options)
  } finally {
    await client.end()
  }
}

/**
 * The check of a start without the owner's login: the schema must be exactly that of the files.
 *
 * @throws SchemaMismatchError saying what is missing, unknown or edited
 */
export async function checkSchema(client: pg.ClientBase, dir: string): Promise<void> {
  const { numbered } = readMigrationFiles(dir)
  const exists = await client.query<{ found: boolean }>(
    `select to_regclass('public.schema_migration') is not null as found`,
  )
  const applied = exists.rows[0]?.found === true ? await readApplied(client) : []
  refuseMismatch(numbered, applied)
  const pending = numbered.slice(applied.length).map((migration) => migration.name)
  if (pending.length > 0) {
    throw new SchemaMismatchError(
      `The database lacks ${pending.length} migration(s), the first of them ${pending[0]}. ` +
        'Give the service the owner’s login (DATABASE_OWNER_URL), or run `marktrace migrate` with it.',
    )
  }
}

async function migrateLocked(client: pg.Client, options: MigrateOptions): Promise<readonly string[]> {
  const files = readMigrationFiles(options.dir)
  // Polled, not awaited: waiting inside pg_advisory_lock() holds a snapshot, on which the holder's CREATE INDEX CONCURRENTLY would wait in turn.
  const attempt = 'select pg_try_advisory_lock($1) as taken'
  while ((await client.query<{ taken: boolean }>(attempt, [MIGRATION_LOCK])).rows[0]?.taken !== true) {
    await sleep(LOCK_POLL_MS)
  }
  try {
    await createLedgerOfMigrations(client)
    const applied = await readApplied(client)
    refuseMismatch(files.numbered, applied)
    const pending = files.numbered.slice(applied.length)
    for (const migration of pending) {
      await applyMigration(client, migration, options.serviceRole)
      options.onApplied?.(migration.name)
    }
    await applyRepeatable(client, files.repeatable, options.serviceRole)
    return pending.map((migration) => migration.name)
  } finally {
    // On a broken connection this fails too, and must not hide why: the server frees the lock with the session.
    await client.query('select pg_advisory_unlock($1)', [MIGRATION_LOCK]).catch(() => undefined)
  }
}

async function createLedgerOfMigrations(client: pg.Client): Promise<void> {
  await client.query(`
    create table if not exists public.schema_migration (
      version    integer     not null constraint schema_migration_pk primary key,
      name       text        not null,
      sha256     text        not null,
      applied_at timestamptz not null default clock_timestamp()
    )`)
}

async function readApplied(client: pg.ClientBase): Promise<readonly Applied[]> {
  const sql = 'select version, name, sha256 from public.schema_migration order by version'
  return (await client.query<Applied>(sql)).rows
}

function refuseMismatch(files: readonly Migration[], applied: readonly Applied[]): void {
  const newest = files.at(-1)
  const unknown = applied.filter((row) => row.version > files.length)
  if (unknown.length > 0) {
    throw new SchemaMismatchError(
      `The database is newer than this program: it holds ${unknown.map((row) => row.name).join(', ')}, ` +
        `and this program ends at ${newest?.name ?? 'no migration at all'}. Run the newer program.`,
    )
  }
  for (const [at, row] of applied.entries()) {
    const file = files[at]
    if (file === undefined || row.version !== file.version) {
      throw new SchemaMismatchError(`The database holds migration ${row.name} but lacks one before it.`)
    }
    if (row.sha256 !== file.sha256) {
      throw new SchemaMismatchError(
        `Migration ${file.name} was changed after the database had applied it. Put the file back and write a new one.`,
      )
    }
  }
}

async function applyMigration(client: pg.Client, migration: Migration, serviceRole: string): Promise<void> {
  const record = async (): Promise<void> => {
    const values = [migration.version, migration.name, migration.sha256]
    await client.query('insert into public.schema_migration (version, name, sha256) values ($1, $2, $3)', values)
  }
  try {
    if (!migration.transactional) {
      await tellServiceRole(client, serviceRole, false)
      await client.query(migration.sql)
      await record()
      return
    }
    await inTransaction(client, async () => {
      await tellServiceRole(client, serviceRole, true)
      await client.query(migration.sql)
      await record()
    })
  } catch (cause) {
    throw new Error(`Migration ${migration.name} failed: ${cause instanceof Error ? cause.message : String(cause)}`, {
      cause,
    })
  }
}

async function applyRepeatable(
  client: pg.Client,
  files: readonly { name: string; sql: string }[],
  serviceRole: string,
): Promise<void> {
  await inTransaction(client, async () => {
    await tellServiceRole(client, serviceRole, true)
    await client.query(`grant select on public.schema_migration to ${pg.escapeIdentifier(serviceRole)}`)
    for (const file of files) {
      try {
        await client.query(file.sql)
      } catch (cause) {
        throw new Error(`${file.name} failed: ${cause instanceof Error ? cause.message : String(cause)}`, { cause })
      }
    }
  })
}

async function tellServiceRole(client: pg.Client, serviceRole: string, local: boolean): Promise<void> {
  await client.query(`select set_config('marktrace.service_role', $1, $2)`, [serviceRole, local])
}

async function inTransaction(client: pg.Client, work: () => Promise<void>): Promise<void> {
  await client.query('begin')
  try {
    await work()
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw error
  }
}
