import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { inject } from 'vitest'
import { OWNER_ROLE, SERVICE_ROLE, urlFor, urlOf } from './test-roles.ts'

/** A database of a test file's own: a clone of the migrated template. */
export interface TestDatabase {
  /** The role that owns the schema and migrates. */
  readonly ownerUrl: string
  /** The role that the service logs in as. */
  readonly serviceUrl: string
  /** A login that may create databases; a superuser unless TEST_DATABASE_URL says otherwise. */
  readonly adminUrl: string
  /** Ends what is still connected and removes the database. */
  drop(): Promise<void>
}

const FILE_COPY_SINCE = 150_000

/** Clones the template (20 to 85 ms in memory). Call it in `beforeAll`, and `drop` in `afterAll`. */
export async function openTestDatabase(): Promise<TestDatabase> {
  return createDatabase(inject('templateDatabase'))
}

/** A database without any table, for tests of the migrations themselves. */
export async function openEmptyDatabase(): Promise<TestDatabase> {
  return createDatabase('template1')
}

/** A copy of a database as it is now, as a backup would restore it. Nobody may be connected to the original. */
export async function copyDatabase(original: TestDatabase): Promise<TestDatabase> {
  return createDatabase(new URL(original.adminUrl).pathname.slice(1))
}

async function createDatabase(template: string): Promise<TestDatabase> {
  const serverUrl = inject('adminUrl')
  const name = `marktrace_test_${randomBytes(8).toString('hex')}`
  await asAdmin(serverUrl, async (admin) => {
    const version = await admin.query<{ number: number }>(`select current_setting('server_version_num')::int as number`)
    const strategy = (version.rows[0]?.number ?? 0) >= FILE_COPY_SINCE ? 'strategy file_copy' : ''
    await admin.query(`create database ${name} template ${template} ${strategy} owner ${OWNER_ROLE}`)
  })
  return {
    ownerUrl: urlFor(serverUrl, OWNER_ROLE, name),
    serviceUrl: urlFor(serverUrl, SERVICE_ROLE, name),
    adminUrl: urlOf(serverUrl, name),
    drop: () => asAdmin(serverUrl, async (admin) => void (await admin.query(`drop database ${name} with (force)`))),
  }
}

async function asAdmin(serverUrl: string, work: (admin: pg.Client) => Promise<void>): Promise<void> {
  const admin = new pg.Client(serverUrl)
  await admin.connect()
  try {
    await work(admin)
  } finally {
    await admin.end()
  }
}
