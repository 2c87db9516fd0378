import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { findFreePort, readReadiness, startReady } from '../support/service-process.ts'
import { matchesText } from './excerpt.ts'
import { listCommandBlocks, listFences, readReadme, ROOT } from './read-readme.ts'
import { runBlocks } from './run-commands.ts'

const page = readReadme()
const blocks = listCommandBlocks(page).filter(({ run }) => run === 'server')
const statements = listFences(page)
  .filter(({ language }) => language === 'sql')
  .flatMap(({ text }) => text.split(';').flatMap((one) => (one.trim() === '' ? [] : [one.trim()])))

const suffix = randomBytes(6).toString('hex')
const [owner, service, database] = ['owner', 'service', 'db'].map((what) => `marktrace_readme_${what}_${suffix}`)
const home = mkdtempSync(path.join(os.tmpdir(), 'marktrace-readme-'))
let admin: pg.Client
let agencyId = ''

/** The page's names of roles, database and server become those of this test: two runs may share a server. */
function change(text: string): string {
  const place = new URL(inject('adminUrl')).host
  return text
    .replaceAll('127.0.0.1:5432/marktrace', `${place}/${database}`)
    .replaceAll('create database marktrace ', `create database ${database} `)
    .replaceAll('marktrace_owner', `${owner}`)
    .replaceAll('marktrace_service', `${service}`)
}

/** What a reader of the whole registry finds in it. */
async function countAll(url: string, reader: string): Promise<unknown> {
  const client = new pg.Client(url)
  await client.connect()
  try {
    await client.query(`select set_config('app.agency', $1, false), set_config('app.reach', 'registry', false)`, [
      reader,
    ])
    const found = await client.query(`
      select (select count(*)::integer from agency) as agencies, (select count(*)::integer from weapon) as weapons`)
    return found.rows[0]
  } finally {
    await client.end()
  }
}

beforeAll(async () => {
  admin = new pg.Client(inject('adminUrl'))
  await admin.connect()
})

afterAll(async () => {
  await admin.query(`drop database if exists ${database} with (force)`)
  for (const role of [service, owner]) await admin.query(`drop role if exists ${role}`)
  await admin.end()
  rmSync(home, { recursive: true, force: true })
})

describe('a database of one’s own', () => {
  it('is made as the page says, and the first agency registered', async () => {
    expect(statements).toHaveLength(2)
    for (const statement of statements) {
      await admin.query(change(statement))
      // A superuser may give a database to anyone; the login of a shared test server must belong to the role first.
      if (statement.startsWith('create role')) await admin.query(`grant ${owner} to current_user`)
    }
    expect(blocks).toHaveLength(1)
    const { ran, stderr } = await runBlocks(blocks, { cwd: ROOT, home, env: {} }, change)
    expect(ran[0]?.finished, stderr).toBe(true)
    expect(matchesText(blocks[0]?.expected?.text ?? '', ran[0]?.stdout.trim() ?? ''), ran[0]?.stdout).toBe(true)
    agencyId = ran[0]?.stdout.trim().split('\n').at(-1) ?? ''
  })

  it('then serves without the owner’s login, and invents nothing', async () => {
    const url = /DATABASE_URL=(\S+)/.exec(change(blocks[0]?.code ?? '').replace(/.*OWNER.*/, ''))?.[1] ?? ''
    const issuer = { AUTH_ISSUER: 'https://id.example', AUTH_JWKS_URL: 'https://id.example/jwks' }
    const settings = { DATABASE_URL: url, PORT: await findFreePort(), DATA_DIR: path.join(home, 'data') }
    const running = await startReady({ ...settings, ...issuer })
    expect(await readReadiness(settings.PORT)).toBe(200)
    running.child.kill('SIGTERM')
    expect(await running.exited).toBe(0)
    expect(await countAll(url, agencyId)).toEqual({ agencies: 1, weapons: 0 })
  })
})
