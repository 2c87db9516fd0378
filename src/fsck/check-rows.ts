import type { JsonValue } from '../domain/ledger/canonical-json.ts'
import { fieldsOf } from '../domain/ledger/commitment.ts'
import { parseDisclosedFact } from '../domain/ledger/disclosed-fact.ts'
import { LedgerFormatError } from '../domain/ledger/ledger-format-error.ts'
import type { DatabaseClient } from '../store/connect.ts'
import { rowsOf } from './cursor.ts'
import { isInvalidText } from './invalid-text.ts'
import type { Problems } from './problem.ts'
import { disagreements, ROW_CHECKS, type RowCheck } from './row-queries.ts'

interface Disagreement {
  readonly id: string
  readonly hasRow: boolean
  readonly hasFact: boolean
  /** The body that the row gives. */
  readonly made: JsonValue
  readonly canonical: string | null
  readonly remaining: unknown
  readonly holds: boolean | null
}

/** Decimals that a row keeps as numbers: 12.50 there is 12.5 in the fact. */
const MEASURES = new Set(['/heightMm', '/depthMm', '/place/latitude', '/place/longitude'])

function isSame(pointer: string, one: JsonValue | undefined, other: JsonValue | undefined): boolean {
  if (one === other) return true
  const isMeasure = MEASURES.has(pointer) && typeof one === 'string' && typeof other === 'string'
  if (isMeasure) return Number(one) === Number(other)
  return JSON.stringify(one) === JSON.stringify(other)
}

type Fields = ReadonlyMap<string, JsonValue>

const asFields = (value: JsonValue): Fields => new Map(fieldsOf(value).map(({ pointer, value: at }) => [pointer, at]))

interface Said {
  readonly fields: Fields
  /** Pointers to what was erased. */
  readonly gone: ReadonlySet<string>
}

/** What is kept of an erased fact must be what its row still says, and the row may say nothing besides. */
function saidBy({ canonical, remaining }: Disagreement): Said | undefined {
  if (canonical !== null) return { fields: asFields(JSON.parse(canonical) as JsonValue), gone: new Set() }
  if (remaining === null) return undefined
  const { shown, hidden } = parseDisclosedFact(remaining)
  const fields = new Map(shown.map(({ pointer, value }) => [pointer, value]))
  return { fields, gone: new Set(hidden.map(({ pointer }) => pointer)) }
}

function differing(row: Fields, { fields, gone }: Said, { elsewhere }: RowCheck): readonly string[] {
  const lies = (pointer: string) =>
    gone.has(pointer) || elsewhere.some((field) => `${pointer}/`.startsWith(`/${field}/`))
  return [...new Set([...row.keys(), ...fields.keys()])].filter(
    (pointer) => !lies(pointer) && !isSame(pointer, row.get(pointer), fields.get(pointer)),
  )
}

function compare(check: RowCheck, found: Disagreement, problems: Problems): void {
  const place = `${check.table} ${found.id}`
  if (!found.hasFact) return problems.add('ROW_WITHOUT_FACT', place, 'No fact says what it says.')
  if (!found.hasRow) return problems.add('ROW_MISSING', place, 'A fact says that it is there.')
  try {
    const said = saidBy(found)
    if (said === undefined) return
    const fields = differing(asFields(found.made), said, check)
    if (fields.length > 0) problems.add('ROW_CHANGED', place, `It is not what its fact says: ${fields.join(', ')}.`)
  } catch (error) {
    // The fact itself cannot be read, which is told of it.
    if (!(error instanceof LedgerFormatError)) throw error
  }
  if (found.holds !== true) problems.add('ROW_CHANGED', place, 'Its columns contradict each other: occurred.')
}

/** Compares what is asked every day, the tables, with what is proved, the facts: in both directions. Gives the number of tables. */
export async function checkRows(client: DatabaseClient, problems: Problems): Promise<number> {
  let compared = 0
  for (const check of ROW_CHECKS) {
    await client.query('savepoint rows')
    try {
      for await (const found of rowsOf<Disagreement>(client, disagreements(check))) compare(check, found, problems)
      compared++
    } catch (error) {
      if (!isInvalidText(error)) throw error
      // Told of the fact itself; PostgreSQL reads none of the others then.
      problems.add('ROWS_NOT_COMPARED', `table ${check.table}`, `A fact of kind ${check.factKind} is no JSON.`)
      await client.query('rollback to savepoint rows')
    }
  }
  return compared
}
