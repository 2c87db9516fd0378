import { getTableColumns, getTableName, type InferInsertModel } from 'drizzle-orm'
import type { PgTable } from 'drizzle-orm/pg-core'
import type { Statement, Tx } from './db.ts'

interface Insertion {
  readonly statement: Statement
  readonly names: readonly (readonly [property: string, column: string])[]
}

const insertions = new WeakMap<PgTable, Insertion>()

/**
 * One statement per table, whatever the number of rows. It ends in RETURNING, so that a sharded registry keeps the error codes, and names
 * its columns, so that a column the program does not know keeps its default.
 */
function insertionFor(table: PgTable): Insertion {
  const known = insertions.get(table)
  if (known !== undefined) return known
  const names = Object.entries(getTableColumns(table)).map(([property, column]) => [property, column.name] as const)
  const columns = names.map(([, column]) => column).join(', ')
  const name = getTableName(table)
  const text = `insert into ${name} (${columns}) select ${columns} from jsonb_populate_recordset(null::${name}, $1::jsonb) returning 1`
  const insertion = { statement: { name: `insert_${name}`, text }, names }
  insertions.set(table, insertion)
  return insertion
}

function encode(value: unknown): unknown {
  return Buffer.isBuffer(value) ? `\\x${value.toString('hex')}` : (value ?? null)
}

function encodeRows({ names }: Insertion, rows: readonly object[]): string {
  const encoded = rows.map((row) => {
    const values = row as Record<string, unknown>
    return Object.fromEntries(names.map(([property, column]) => [column, encode(values[property])]))
  })
  return JSON.stringify(encoded)
}

/** Inserts all rows in one statement. A conflict is an error: expected ones are met before, by claiming the id. */
export async function insertRows<Table extends PgTable>(
  tx: Tx,
  table: Table,
  rows: readonly InferInsertModel<Table>[],
): Promise<void> {
  if (rows.length === 0) return
  const insertion = insertionFor(table)
  await tx.rows(insertion.statement, [encodeRows(insertion, rows)])
}

/** Inserts the rows that are not there yet: for what is derived and may be derived again (search keys), never for facts. */
export async function insertMissingRows<Table extends PgTable>(
  tx: Tx,
  table: Table,
  rows: readonly InferInsertModel<Table>[],
): Promise<void> {
  if (rows.length === 0) return
  const insertion = insertionFor(table)
  const { name, text } = insertion.statement
  const statement = {
    name: `${name}_missing`,
    text: text.replace(/ returning 1$/, ' on conflict do nothing returning 1'),
  }
  await tx.rows(statement, [encodeRows(insertion, rows)])
}
