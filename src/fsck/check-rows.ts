import type { JsonValue } from '../domain/ledger/canonical-json.ts'
import { fieldsOf } from '../domain/ledger/commitment.ts'
import { parseDisclosedFact } from '../domain/ledger/disclosed-fact.ts'
import { LedgerFormatError } from '../domain/ledger/ledger-format-error.ts'
import { mayBeErased } from '../domain/retention/erased-fields.ts'
import type { DatabaseClient } from '../store/connect.ts'
import { rowsOf } from './cursor.ts'
import { isInvalidText } from './invalid-text.ts'
import type { Problems } from './problem.ts'
import { disagreements } from './rows/disagreements.ts'
import { rowOfErased } from './rows/erased-row.ts'
import { findRareFacts } from './rows/rare-facts.ts'
import type { RowCheck } from './rows/row-check.ts'
import { ROW_CHECKS } from './rows/row-checks.ts'

interface Disagreement {
  readonly id: string
  readonly hasRow: boolean
  readonly hasFact: boolean
  readonly kind: string | null
  /** The body that the row gives. */
  readonly made: JsonValue
  readonly canonical: string | null
  readonly remaining: unknown
  readonly holds: boolean | null
}

/** Decimals that a row keeps as numbers, and a fact as text: 12.50 there is 12.5 in the fact. */
const MEASURE = /^\/(heightMm|depthMm|place\/(latitude|longitude)|lines\/\d+\/value\/amount)$/

function isSame(pointer: string, one: JsonValue | undefined, other: JsonValue | undefined): boolean {
  if (one === other) return true
  if (MEASURE.test(pointer) && typeof one !== 'object' && typeof other === 'string')
    return Number(one) === Number(other)
  return JSON.stringify(one) === JSON.stringify(other)
}

type Fields = ReadonlyMap<string, JsonValue>

interface Said {
  readonly fields: Fields
  /** Pointers to what is hidden of it and no erasure may take, which is told of the fact itself. */
  readonly taken: ReadonlySet<string>
}

const asFields = (value: JsonValue): Fields => new Map(fieldsOf(value).map(({ pointer, value: at }) => [pointer, at]))

/** What is kept of an erased fact must be what its row still says, and the row may say nothing besides. */
function saidBy({ canonical, remaining, kind }: Disagreement): Said | undefined {
  if (canonical !== null) return { fields: asFields(JSON.parse(canonical) as JsonValue), taken: new Set() }
  if (remaining === null) return undefined
  const rest = parseDisclosedFact(remaining)
  const taken = rest.hidden.map(({ pointer }) => pointer).filter((pointer) => !mayBeErased(kind ?? '', pointer))
  return { fields: rowOfErased(rest), taken: new Set(taken) }
}

const fieldAt = (pointer: string): string => pointer.split('/', 2)[1] ?? ''

function differing(row: Fields, { fields, taken }: Said, { elsewhere = [], isPart }: RowCheck): readonly string[] {
  const repeated = new Set([...row.keys()].map(fieldAt))
  const lies = (pointer: string) =>
    taken.has(pointer) || elsewhere.includes(fieldAt(pointer)) || (isPart === true && !repeated.has(fieldAt(pointer)))
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
  if (found.holds !== true) {
    const columns = Object.keys(check.holds ?? {}).join(', ')
    problems.add('ROW_CHANGED', place, `It does not agree with what is recorded beside it, in one of ${columns}.`)
  }
}

/** A kind of so many facts is looked up by their ids. */
const RARE = 5_000

interface RowOptions {
  readonly checks?: readonly RowCheck[]
  readonly rare?: number
  /** Called with each table that is begun, in words. */
  readonly onTable?: (table: string) => void
}

/** Compares what is asked every day, the tables, with what is proved, the facts: in both directions. Gives the number of tables. */
export async function checkRows(
  client: DatabaseClient,
  problems: Problems,
  { checks = ROW_CHECKS, rare = RARE, onTable }: RowOptions = {},
): Promise<number> {
  const compared = new Set(checks.map(({ table }) => table))
  const idsOf = await findRareFacts(client, rare)
  for (const [n, check] of checks.entries()) {
    onTable?.(`table ${n + 1} of ${checks.length}, ${check.table}`)
    const ids = idsOf(check.factKinds)
    const found = rowsOf<Disagreement>(client, disagreements(check, ids !== undefined), ids === undefined ? [] : [ids])
    await client.query('savepoint rows')
    try {
      for await (const one of found) compare(check, one, problems)
    } catch (error) {
      if (!isInvalidText(error)) throw error
      // Told of the fact itself; PostgreSQL reads none of the others then.
      problems.add(
        'ROWS_NOT_COMPARED',
        `table ${check.table}`,
        `A fact of kind ${check.factKinds.join(' or ')} is no JSON, or a row is not of its form.`,
      )
      compared.delete(check.table)
      await client.query('rollback to savepoint rows')
    }
  }
  return compared.size
}
