import pg from 'pg'
import { createScramVerifier } from './scram.ts'

/** The service's login may do more than insert and read facts; it must not run so. `reasons` are whole sentences. */
export class UnsafeRoleError extends Error {
  readonly reasons: readonly string[]

  constructor(role: string, reasons: readonly string[]) {
    super(
      `The service must not run as the database role "${role}": ${reasons.join('; ')}. ` +
        'Give it a role of its own (DATABASE_URL) that owns nothing, and leave the owner’s login to migrations (DATABASE_OWNER_URL).',
    )
    this.name = 'UnsafeRoleError'
    this.reasons = reasons
  }
}

const DUPLICATE_OBJECT = '42710'
const UNIQUE_VIOLATION = '23505'

/** The role that a database URL logs in as. */
export function readRoleName(url: string): string {
  const { user } = new pg.Client({ connectionString: url })
  if (user === undefined || user === '') throw new Error('The database URL names no user.')
  return user
}

/**
 * Makes the service's login, with the password of its URL, if it does not exist and the owner may make roles. A role that exists is left as it is, its
 * password too.
 *
 * @returns true when the role was made now
 * @throws Error when it does not exist and cannot be made
 */
export async function ensureServiceRole(owner: pg.ClientBase, serviceUrl: string): Promise<boolean> {
  const { user: role, password } = new pg.Client({ connectionString: serviceUrl })
  if (role === undefined) throw new Error('The database URL names no user.')
  const state = await owner.query<{ found: boolean; may_create: boolean }>(
    `select exists (select from pg_roles where rolname = $1) as found,
            coalesce((select rolsuper or rolcreaterole from pg_roles where rolname = current_user), false) as may_create`,
    [role],
  )
  if (state.rows[0]?.found === true) return false
  if (state.rows[0]?.may_create !== true || typeof password !== 'string' || password === '') {
    throw new Error(
      `The service's database role "${role}" does not exist, and it cannot be made: the owner's login needs CREATEROLE and DATABASE_URL a password. ` +
        `Make it by hand: create role ${pg.escapeIdentifier(role)} login password '…'`,
    )
  }
  const attributes = 'login nosuperuser nocreatedb nocreaterole noreplication nobypassrls'
  const verifier = pg.escapeLiteral(createScramVerifier(password))
  try {
    await owner.query(`create role ${pg.escapeIdentifier(role)} ${attributes} password ${verifier}`)
    return true
  } catch (error) {
    // Another process that starts with the same settings made it in between.
    if (error instanceof pg.DatabaseError && [DUPLICATE_OBJECT, UNIQUE_VIOLATION].includes(error.code ?? ''))
      return false
    throw error
  }
}

/**
 * Makes a role without a login that the owner's login can take on. Row-level security and grants bind whoever has taken it on, a superuser too.
 *
 * @throws Error when the login may not make roles
 */
export async function ensureAssumedRole(owner: pg.ClientBase, role: string): Promise<void> {
  const name = pg.escapeIdentifier(role)
  const known = await owner.query('select 1 from pg_roles where rolname = $1', [role])
  if (known.rows.length === 0) await owner.query(`create role ${name} nologin`)
  // Repeated at each start: since PostgreSQL 16 the maker of a role may not take it on until he grants it to himself.
  await owner.query(`grant ${name} to current_user`)
}

/**
 * Refuses a service login that could rewrite history or see past row-level security: by its own attributes, by owning something, or by being able to
 * become a role that does (`set role`).
 *
 * @param service a connected client of the service's login
 * @throws UnsafeRoleError with every reason at once
 */
export async function refuseUnsafeRole(service: pg.ClientBase): Promise<void> {
  const { rows } = await service.query<{ login: string; role: string; is_self: boolean; power: string }>(
    DANGEROUS_ROLES,
  )
  const login = rows[0]?.login
  if (login === undefined) return
  const isSuperuser = rows.some((row) => row.is_self && row.power === SUPERUSER)
  const told = isSuperuser ? rows.filter((row) => row.is_self) : rows
  throw new UnsafeRoleError(
    login,
    told.map((row) => (row.is_self ? `it ${row.power}` : `it is a member of "${row.role}", which ${row.power}`)),
  )
}

const SUPERUSER = 'is a superuser'

/** Every power held by the login itself or by a role it can become. For a superuser that is every role, so the caller tells its own powers only. */
const DANGEROUS_ROLES = `
  with reachable as (
    select r.*
      from pg_roles r
     where r.rolname = session_user or pg_has_role(session_user, r.oid, 'MEMBER')
  ), powers as (
              select rolname, '${SUPERUSER}' as power from reachable where rolsuper
    union all select rolname, 'has BYPASSRLS' from reachable where rolbypassrls
    union all select rolname, 'has CREATEROLE' from reachable where rolcreaterole
    union all select rolname, 'has REPLICATION' from reachable where rolreplication
    union all select rolname, 'reads or writes past all grants' from reachable
               where rolname in ('pg_read_all_data', 'pg_write_all_data', 'pg_read_server_files', 'pg_write_server_files',
                                 'pg_execute_server_program')
    union all select r.rolname, 'owns this database' from reachable r
                join pg_database d on d.datdba = r.oid and d.datname = current_database()
    union all select r.rolname, 'owns the table ' || min(c.relname) || ' of the schema public'
                from reachable r
                join pg_class c on c.relowner = r.oid and c.relkind in ('r', 'p', 'v', 'm', 'S')
                join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'public'
               group by r.rolname
  )
  select session_user::text as login, p.rolname::text as role, p.rolname = session_user as is_self, p.power
    from powers p
   order by p.rolname <> session_user, p.rolname, p.power`
