import { createHash } from 'node:crypto'
import pg from 'pg'

export const OWNER_ROLE = 'marktrace_owner'
export const SERVICE_ROLE = 'marktrace_service'

/**
 * The roles belong to the server, not to a database: two test runs on one server share them. So their password follows from the server's own URL, and a
 * role that already takes it is left alone.
 */
export async function ensureTestRoles(admin: pg.Client, adminUrl: string): Promise<void> {
  await ensureRole(admin, adminUrl, OWNER_ROLE, 'login createrole')
  await ensureRole(admin, adminUrl, SERVICE_ROLE, 'login')
  // A login that is no superuser may only give a database to a role it can become.
  const self = await admin.query<{ rolsuper: boolean }>('select rolsuper from pg_roles where rolname = current_user')
  if (self.rows[0]?.rolsuper !== true) await admin.query(`grant ${OWNER_ROLE} to current_user`)
}

/** The URL of one of the two roles, on the server of `adminUrl`. */
export function urlFor(adminUrl: string, role: string, database: string): string {
  const url = new URL(urlOf(adminUrl, database))
  url.username = role
  url.password = passwordFor(adminUrl, role)
  return url.href
}

/** The same login, another database. */
export function urlOf(adminUrl: string, database: string): string {
  const url = new URL(adminUrl)
  url.pathname = `/${database}`
  return url.href
}

async function ensureRole(admin: pg.Client, adminUrl: string, role: string, attributes: string): Promise<void> {
  const login = new pg.Client(urlFor(adminUrl, role, new URL(adminUrl).pathname.slice(1) || 'postgres'))
  try {
    await login.connect()
    return
  } catch {
    // Not there, or with another password.
  } finally {
    await login.end().catch(() => undefined)
  }
  const found = await admin.query('select from pg_roles where rolname = $1', [role])
  const verb = found.rowCount === 0 ? 'create' : 'alter'
  await admin.query(`${verb} role ${role} ${attributes} password '${passwordFor(adminUrl, role)}'`)
}

function passwordFor(adminUrl: string, role: string): string {
  const server = new URL(adminUrl)
  return createHash('sha256').update(`${server.host} ${server.password} ${role}`).digest('hex')
}
