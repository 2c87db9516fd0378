import { getTableColumns, getTableName, type InferInsertModel } from 'drizzle-orm'
import type { PgTable } from 'drizzle-orm/pg-core'
import type { Tx } from './db.ts'
import type { Insertion } from './outgoing.ts'

interface Way {
  readonly insertion: Insertion
  /** For rows that may be there already. */
  readonly missing: Insertion
  readonly names: readonly (readonly [property: string, column: string])[]
}

const ways = new WeakMap<PgTable, Way>()

/**
 * One statement per table, whatever the number of rows. It ends in RETURNING, so that a sharded registry keeps the error codes, and names
 * its columns, so that a column the program does not know keeps its default.
 */
function wayInto(table: PgTable): Way {
  const known = ways.get(table)
  if (known !== undefined) return known
  const names = Object.entries(getTableColumns(table)).map(([property, column]) => [property, column.name] as const)
  const columns = names.map(([, column]) => column).join(', ')
  const name = getTableName(table)
  const text = `insert into ${name} (${columns}) select ${columns} from jsonb_populate_recordset(null::${name}, $1::jsonb)`
  const way = {
    insertion: { name: `insert_${name}`, text: `${text} returning 1` },
    missing: { name: `insert_${name}_missing`, text: `${text} on conflict do nothing returning 1` },
    names,
  }
  ways.set(table, way)
  return way
}

/** What is null or absent is left out: a column that the JSON does not name is null. */
function encodeRow({ names }: Way, row: object): string {
  const values = row as Record<string, unknown>
  const encoded: Record<string, unknown> = {}
  for (const [property, column] of names) {
    const value = values[property]
    if (value !== undefined && value !== null)
      encoded[column] = Buffer.isBuffer(value) ? `\\x${value.toString('hex')}` : value
  }
  return JSON.stringify(encoded)
}

/**
 * Inserts all rows, in one statement with whatever else is inserted before the transaction asks for something. A conflict is an error, which the next question or
 * the commit throws; expected ones are met before, by claiming the id.
 */
export async function insertRows<Table extends PgTable>(
  tx: Tx,
  table: Table,
  rows: readonly InferInsertModel<Table>[],
): Promise<void> {
  if (rows.length === 0) return
  const way = wayInto(table)
  tx.put(
    way.insertion,
    rows.map((row) => encodeRow(way, row)),
  )
}

/** Inserts the rows that are not there yet: for what is derived and may be derived again (search keys), never for facts. */
export async function insertMissingRows<Table extends PgTable>(
  tx: Tx,
  table: Table,
  rows: readonly InferInsertModel<Table>[],
): Promise<void> {
  if (rows.length === 0) return
  const way = wayInto(table)
  tx.put(
    way.missing,
    rows.map((row) => encodeRow(way, row)),
  )
}
