import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ensureServiceRole, refuseUnsafeRole, UnsafeRoleError } from '../../src/store/roles.ts'
import { openTestDatabase, type TestDatabase } from '../support/database.ts'

let database: TestDatabase
let admin: pg.Client
const made: string[] = []

beforeAll(async () => {
  database = await openTestDatabase()
  admin = await connect(database.adminUrl)
})

afterAll(async () => {
  // A role belongs to the server and outlives the database of this file.
  for (const role of made.toReversed()) await admin.query(`drop role if exists ${role}`)
  await admin.end()
  await database.drop()
})

async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client(url)
  await client.connect()
  return client
}

function inventLogin(): { role: string; url: string } {
  const role = `marktrace_test_${randomBytes(6).toString('hex')}`
  made.push(role)
  const url = new URL(database.serviceUrl)
  url.username = role
  url.password = 'päss/wörd?'
  return { role, url: url.href }
}

async function reasonsOf(url: string): Promise<readonly string[]> {
  const client = await connect(url)
  try {
    await refuseUnsafeRole(client)
    return []
  } catch (error) {
    if (!(error instanceof UnsafeRoleError)) throw error
    return error.reasons
  } finally {
    await client.end()
  }
}

/** What the server keeps of a password; undefined where this login may not look. */
async function storedPassword(role: string): Promise<string | undefined> {
  const allowed = await admin.query<{ allowed: boolean }>(
    "select has_table_privilege('pg_authid', 'select') as allowed",
  )
  if (allowed.rows[0]?.allowed !== true) return undefined
  const { rows } = await admin.query<{ kept: string }>('select rolpassword as kept from pg_authid where rolname = $1', [
    role,
  ])
  return rows[0]?.kept
}

describe('the role of the service', () => {
  it('is accepted when it owns nothing and can become nobody else', async () => {
    expect(await reasonsOf(database.serviceUrl)).toEqual([])
  })

  it('is refused as the owner, with every reason at once', async () => {
    const reasons = await reasonsOf(database.ownerUrl)
    expect(reasons).toContain('it has CREATEROLE')
    expect(reasons).toContain('it owns this database')
    expect(reasons.some((reason) => reason.startsWith('it owns the table '))).toBe(true)
  })

  it('is refused as a login that may manage the server', async () => {
    expect(await reasonsOf(database.adminUrl)).not.toEqual([])
  })

  it('is refused as a member of the owner, also through another role and without inheriting from it', async () => {
    const { role, url } = inventLogin()
    const between = inventLogin().role
    await ensureServiceRole(admin, url)
    await admin.query(`create role ${between} nologin`)
    await admin.query(`grant marktrace_owner to ${between}`)
    expect(await reasonsOf(url)).toEqual([])
    await admin.query(`alter role ${role} noinherit`)
    await admin.query(`grant ${between} to ${role}`)
    expect(await reasonsOf(url)).toContain('it is a member of "marktrace_owner", which owns this database')
  })

  it('is made with the password of its URL, and nothing more than a login', async () => {
    const { role, url } = inventLogin()
    const owner = await connect(database.ownerUrl)
    try {
      expect(await ensureServiceRole(owner, url)).toBe(true)
    } finally {
      await owner.end()
    }
    const client = await connect(url)
    expect((await client.query('select current_user::text as role')).rows).toEqual([{ role }])
    await client.end()
    expect(await reasonsOf(url)).toEqual([])
  })

  it('is left as it is when it exists, its password too', async () => {
    const { role, url } = inventLogin()
    await ensureServiceRole(admin, url)
    const before = await storedPassword(role)
    const other = new URL(url)
    other.password = 'another'
    expect(await ensureServiceRole(admin, other.href)).toBe(false)
    await (await connect(url)).end()
    // A server that asks for no password lets anyone in; there only what it keeps can tell.
    if (before === undefined) await expect(connect(other.href)).rejects.toThrow(/password authentication failed/)
    else expect(await storedPassword(role)).toBe(before)
  })

  it('is made once when two processes start together', async () => {
    const { url } = inventLogin()
    const second = await connect(database.adminUrl)
    try {
      const results = await Promise.all([ensureServiceRole(admin, url), ensureServiceRole(second, url)])
      expect(results.filter(Boolean)).toHaveLength(1)
    } finally {
      await second.end()
    }
  })

  it('cannot be made by a login that may not make roles, which is said without the password', async () => {
    const { role, url } = inventLogin()
    const service = await connect(database.serviceUrl)
    try {
      await expect(ensureServiceRole(service, url)).rejects.toThrow(
        new RegExp(`"${role}" does not exist, and it cannot be made`),
      )
      await expect(ensureServiceRole(service, url)).rejects.not.toThrow(/wörd/)
    } finally {
      await service.end()
    }
  })
})
