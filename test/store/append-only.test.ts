import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestDatabase, type TestDatabase } from '../support/database.ts'
import { insertSample, type SampleRow, sampleRows } from '../support/sample-rows.ts'

const AGENCY = randomUUID()
const RESTRICT_VIOLATION = '23001'
const INSUFFICIENT_PRIVILEGE = '42501'

let database: TestDatabase
let owner: pg.Client
let service: pg.Client
let tables: { name: string; class: string; column: string }[]
let rows: Record<string, SampleRow>

beforeAll(async () => {
  database = await openTestDatabase()
  owner = new pg.Client(database.ownerUrl)
  service = new pg.Client(database.serviceUrl)
  await Promise.all([owner.connect(), service.connect()])
  const found = await owner.query<{ name: string; class: string; column: string }>(`
    select c.relname::text as name, split_part(obj_description(c.oid), ':', 1) as class, a.attname::text as column
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum = 1
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and c.relname <> 'schema_migration'
    order by 1`)
  tables = found.rows
  rows = sampleRows(AGENCY)
  for (const [table, row] of Object.entries(rows)) await insertSample(owner, table, row)
})

afterAll(async () => {
  await Promise.all([owner.end(), service.end()])
  await database.drop()
})

/** The code and message of a statement's refusal; 'none' where it was carried out. */
async function refusalOf(client: pg.Client, text: string): Promise<{ code: string; message: string }> {
  await client.query('begin')
  try {
    await client.query(text)
    return { code: 'none', message: '' }
  } catch (error) {
    if (!(error instanceof pg.DatabaseError)) throw error
    return { code: error.code ?? '', message: error.message }
  } finally {
    await client.query('rollback')
  }
}

function changesOf({ name, column }: { name: string; column: string }): string[] {
  return [`update ${name} set ${column} = ${column}`, `delete from ${name}`, `truncate ${name} cascade`]
}

describe('the tables of the catalog', () => {
  it('each have a sample row in these tests, so that each refusal is tried on a real row', () => {
    expect(tables.map(({ name }) => name).filter((name) => rows[name] === undefined)).toEqual([])
    expect(tables.filter((table) => table.class === 'fact').length).toBeGreaterThan(10)
  })
})

describe('facts and audit rows', () => {
  it('refuse UPDATE, DELETE and TRUNCATE by trigger, also to the owner of the schema', async () => {
    for (const table of tables.filter(({ class: of }) => of === 'fact' || of === 'audit')) {
      for (const text of changesOf(table)) {
        const refusal = await refusalOf(owner, text)
        expect({ text, ...refusal }).toMatchObject({ text, code: RESTRICT_VIOLATION })
        expect(refusal.message).toContain('facts are append-only')
      }
    }
  })

  it('refuse them to an administrator of the server too', async () => {
    const admin = new pg.Client(database.adminUrl)
    await admin.connect()
    try {
      for (const text of changesOf({ name: 'custody_event', column: 'seq' })) {
        expect({ text, ...(await refusalOf(admin, text)) }).toMatchObject({ text, code: RESTRICT_VIOLATION })
      }
    } finally {
      await admin.end()
    }
  })

  it('refuse them to a merge and to an insertion that would overwrite', async () => {
    const row = JSON.stringify(rows['weapon'])
    const source = `select id, category, agency_id, recorded_at from jsonb_populate_record(null::weapon, '${row}')`
    const overwrite = `insert into weapon (id, category, agency_id, recorded_at) ${source} on conflict (id) do update set category = 'UAS'`
    const merge = `merge into weapon w using (${source}) s on s.id = w.id when matched then delete`
    for (const text of [overwrite, merge]) {
      expect({ text, ...(await refusalOf(owner, text)) }).toMatchObject({ text, code: RESTRICT_VIOLATION })
      expect({ text, ...(await refusalOf(service, text)) }).toMatchObject({ text, code: INSUFFICIENT_PRIVILEGE })
    }
  })
})

describe('the role of the service', () => {
  it('is refused UPDATE, DELETE and TRUNCATE on every table, of whatever class', async () => {
    for (const table of tables) {
      for (const text of changesOf(table)) {
        expect({ text, ...(await refusalOf(service, text)) }).toMatchObject({ text, code: INSUFFICIENT_PRIVILEGE })
      }
    }
  })
})
