import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openEmptyDatabase, type TestDatabase } from '../support/database.ts'
import { findFreePort, makeDataDir, type RunningProgram, runProgram, startReady } from '../support/service-process.ts'

const issuer = { AUTH_ISSUER: 'https://id.example', AUTH_JWKS_URL: 'https://id.example/jwks' }
const role = `marktrace_test_${randomBytes(6).toString('hex')}`
const folder = makeDataDir()
let database: TestDatabase
let serviceUrl: string

beforeAll(async () => {
  database = await openEmptyDatabase()
  const url = new URL(database.serviceUrl)
  url.username = role
  url.password = randomBytes(12).toString('hex')
  serviceUrl = url.href
})

afterAll(async () => {
  const admin = new pg.Client(database.adminUrl)
  await admin.connect()
  // Its grants are in the database of this file, and an owner that is no superuser made them.
  await admin.query(`drop owned by ${role}`).catch(() => undefined)
  await admin.end()
  await database.drop()
  const server = new pg.Client(database.adminUrl.replace(/\/[^/]*$/, '/template1'))
  await server.connect()
  await server.query(`drop role if exists ${role}`)
  await server.end()
  folder.remove()
})

async function settings(more: Readonly<Record<string, string>>): Promise<Record<string, string>> {
  return { PORT: await findFreePort(), DATA_DIR: folder.dataDir, DATABASE_URL: serviceUrl, ...issuer, ...more }
}

async function refusal(more: Readonly<Record<string, string>>): Promise<{ code: number | string; stderr: string }> {
  const service: RunningProgram = runProgram('src/main.ts', [], { env: await settings(more) })
  return { code: await service.exited, stderr: service.output().stderr }
}

describe('the service on a PostgreSQL server', () => {
  it('makes its own login, migrates as the owner, and exits 0 on SIGTERM', async () => {
    const service = await startReady(await settings({ DATABASE_OWNER_URL: database.ownerUrl }))
    expect(service.output().stderr).toContain('made the database role of the service')
    expect(service.output().stderr).toContain('applied migration 0001_')
    service.child.kill('SIGTERM')
    expect(await service.exited).toBe(0)
  })

  it('needs no login of the owner once the schema is current', async () => {
    const service = await startReady(await settings({}))
    service.child.kill('SIGTERM')
    expect(await service.exited).toBe(0)
  })

  it('refuses to run as the owner of the schema', async () => {
    const { code, stderr } = await refusal({ DATABASE_URL: database.ownerUrl })
    expect(code).toBe(1)
    expect(stderr).toMatch(/must not run as the database role "marktrace_owner".*owns this database/)
  })

  it('refuses it before anything is granted or taken, so that the owner keeps what its functions need', async () => {
    const owner = database.ownerUrl
    const { code } = await refusal({ DATABASE_URL: owner, DATABASE_OWNER_URL: owner })
    expect(code).toBe(1)
    const client = new pg.Client(owner)
    await client.connect()
    const { rows } = await client.query("select has_table_privilege('weapon_state', 'update') as kept")
    await client.end()
    expect(rows).toEqual([{ kept: true }])
  })

  it('refuses a database whose schema is not current when it may not migrate', async () => {
    const empty = await openEmptyDatabase()
    try {
      const { code, stderr } = await refusal({ DATABASE_URL: empty.serviceUrl })
      expect(code).toBe(1)
      expect(stderr).toMatch(/lacks \d+ migration\(s\).*DATABASE_OWNER_URL/)
    } finally {
      await empty.drop()
    }
  })

  it('says which login was refused, without its password', async () => {
    const wrong = new URL(serviceUrl)
    wrong.password = 'wrong-password'
    const { code, stderr } = await refusal({ DATABASE_URL: wrong.href })
    expect(code).toBe(1)
    expect(stderr).toMatch(new RegExp(`cannot be reached as "${role}"`))
    expect(stderr).not.toContain('wrong-password')
  })
})
