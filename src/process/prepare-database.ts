import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { connectClient, type DatabaseClient, isDatabaseAway } from '../store/connect.ts'
import { checkSchema, migrate } from '../store/migrate.ts'
import { ensureAssumedRole, ensureServiceRole, readRoleName, refuseUnsafeRole } from '../store/roles.ts'

/** The logins of the database that the service works on. */
export interface DatabaseLogins {
  readonly serviceUrl: string
  readonly ownerUrl: string | undefined
  /** In a demo with one login for everything: the role that each connection of the service takes on, so that all rules bind it all the same. */
  readonly assumedRole?: string
}

/** Beside `src` and beside `dist`. */
export const MIGRATIONS_DIR = fileURLToPath(new URL('../../migrations', import.meta.url))

const AWAY_TIMEOUT_MS = 30_000
const AWAY_POLL_MS = 500

/**
 * Brings the schema up to date with the owner's login, or checks that it is with the service's; then refuses a service login that may do too much.
 *
 * @param tell told each step that takes time, for the terminal
 * @throws SchemaMismatchError, UnsafeRoleError; a database that is away is waited for, 30 s
 */
export async function prepareDatabase(logins: DatabaseLogins, tell: (line: string) => void): Promise<void> {
  const { assumedRole } = logins
  if (logins.ownerUrl !== undefined) {
    await withClient(
      logins.ownerUrl,
      async (owner) => {
        if (assumedRole !== undefined) await ensureAssumedRole(owner, assumedRole)
        else {
          if (await ensureServiceRole(owner, logins.serviceUrl)) tell('made the database role of the service')
          // Before the grants are: to take from an owner what a service may not have would break the registry's own functions.
          await withClient(logins.serviceUrl, refuseUnsafeRole, tell)
        }
        await migrate(owner, {
          dir: MIGRATIONS_DIR,
          serviceRole: assumedRole ?? readRoleName(logins.serviceUrl),
          onApplied: (name) => tell(`applied migration ${path.basename(name, '.sql')}`),
        })
      },
      tell,
    )
  }
  await withClient(
    logins.serviceUrl,
    async (service) => {
      if (logins.ownerUrl === undefined) await checkSchema(service, MIGRATIONS_DIR)
      if (assumedRole === undefined) await refuseUnsafeRole(service)
      else
        tell(
          `one database login for everything, as only a demo may have: the service works as the role "${assumedRole}"`,
        )
    },
    tell,
  )
}

async function withClient(
  url: string,
  work: (client: DatabaseClient) => Promise<void>,
  tell: (line: string) => void,
): Promise<void> {
  const client = await connectPatiently(url, tell)
  try {
    await work(client)
  } finally {
    await client.end()
  }
}

/** A database that starts at the same time, as after a power cut, is no reason to give up. */
async function connectPatiently(url: string, tell: (line: string) => void): Promise<DatabaseClient> {
  const deadline = performance.now() + AWAY_TIMEOUT_MS
  for (let attempt = 1; ; attempt++) {
    try {
      return await connectClient(url)
    } catch (error) {
      if (!isDatabaseAway(error) || performance.now() > deadline) throw error
      if (attempt === 1) tell(`${(error as Error).message}; trying again for ${AWAY_TIMEOUT_MS / 1000} s`)
      await sleep(AWAY_POLL_MS)
    }
  }
}
