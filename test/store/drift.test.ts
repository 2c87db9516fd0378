import { readdirSync } from 'node:fs'
import { is } from 'drizzle-orm'
import { getTableConfig, PgTable } from 'drizzle-orm/pg-core'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestDatabase, type TestDatabase } from '../support/database.ts'

const FOLDER = new URL('../../src/store/tables/', import.meta.url)

interface Column {
  readonly column: string
  readonly type: string
  readonly isRequired: boolean
}

let database: TestDatabase
let inDatabase: Map<string, Column[]>
let inCode: Map<string, Column[]>

beforeAll(async () => {
  database = await openTestDatabase()
  inDatabase = await readDatabase()
  inCode = await readCode()
})

afterAll(() => database.drop())

async function readDatabase(): Promise<Map<string, Column[]>> {
  const client = new pg.Client(database.ownerUrl)
  await client.connect()
  const { rows } = await client.query<Column & { table: string }>(`
    select c.relname::text as table, a.attname::text as column, format_type(a.atttypid, a.atttypmod) as type, a.attnotnull as "isRequired"
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and c.relname <> 'schema_migration'`)
  await client.end()
  return group(rows)
}

async function readCode(): Promise<Map<string, Column[]>> {
  const rows: (Column & { table: string })[] = []
  for (const file of readdirSync(FOLDER)) {
    const module = (await import(new URL(file, FOLDER).href)) as Record<string, unknown>
    for (const table of Object.values(module).filter((value) => is(value, PgTable))) {
      const { name, columns, primaryKeys } = getTableConfig(table)
      const keyed = primaryKeys.flatMap((key) => key.columns.map((column) => column.name))
      for (const column of columns) {
        const isRequired = column.notNull || column.primary || keyed.includes(column.name)
        rows.push({ table: name, column: column.name, type: sqlTypeOf(column.getSQLType()), isRequired })
      }
    }
  }
  return group(rows)
}

/** PostgreSQL's own name of a type: it prints `numeric(8,4)` without the space, and the time zone always. */
function sqlTypeOf(type: string): string {
  return type.replaceAll(', ', ',').replace(/^timestamp$/, 'timestamp without time zone')
}

function group(rows: readonly (Column & { table: string })[]): Map<string, Column[]> {
  const tables = new Map<string, Column[]>()
  for (const { table, ...column } of rows) tables.set(table, [...(tables.get(table) ?? []), column])
  for (const columns of tables.values()) columns.sort((a, b) => (a.column < b.column ? -1 : 1))
  return tables
}

describe('the tables of the code and the tables of the database', () => {
  it('are the same tables', () => {
    expect([...inCode.keys()].toSorted()).toEqual([...inDatabase.keys()].toSorted())
    expect(inCode.size).toBeGreaterThan(20)
  })

  it('have the same columns, of the same types, required alike', () => {
    for (const [table, columns] of inDatabase) {
      expect({ table, columns: inCode.get(table) }).toEqual({ table, columns })
    }
  })
})
