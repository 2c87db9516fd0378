import { randomInt, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { checkRows } from '../../src/fsck/check-rows.ts'
import { collectProblems } from '../../src/fsck/problem.ts'
import type { RowCheck } from '../../src/fsck/rows/row-check.ts'
import { ROW_CHECKS } from '../../src/fsck/rows/row-checks.ts'
import { type CheckedLedger, openCheckedLedger } from '../support/checked-ledger.ts'
import { fillRegistry } from '../support/full-registry.ts'

const isLong = process.env['LONG'] === '1'
/** Rows of each table that are changed in each column. */
const ROWS = isLong ? 200 : 1
const TABLES = [...new Set(ROW_CHECKS.map(({ table }) => table))]

/** What no fact says, with the rows of which that is so. */
const NOT_COMPARED: Readonly<Record<string, string>> = {
  // By the lists of a day: they can be made anew.
  'weapon_description.make_key': 'true',
  'weapon_description.model_key': 'true',
  'weapon_description.calibre_key': 'true',
  'party_version.actor_id': 'true',
  'licence_version.actor_id': 'true',
  'evidence_file.key_id': 'true',
  'evidence_use.evidence_id': `subject_kind = 'SEIZURE' or subject_id in (select fact_id from fact_erasure)`,
  'evidence_use.opens': `agency_id <> (select f.agency_id from evidence_file f where f.id = evidence_id) or subject_id in (select fact_id from fact_erasure)`,
  'transfer.note_id': `id in (select report_id from custody_event where id in (select fact_id from fact_erasure))`,
  'trace_decision.tier': 'true',
  'trace_answer.key_id': 'true',
  'trace_answer.sealed': 'true',
  'disclosure.id': 'true',
  'disclosure.request_id': 'true',
  'stock_discrepancy.similar_to': 'true',
  'stock_discrepancy.last_seen': 'true',
  'stock_discrepancy.item': `kind = 'UNMARKED'`,
}

/** Tables of facts that are checked elsewhere, and heads of other logs and sealed bytes, of which there is no fact. */
const ELSEWHERE = [
  'fact',
  'fact_erasure',
  'ledger_log',
  'ledger_entry',
  'ledger_tile',
  'ledger_checkpoint',
  'ledger_signed',
  'ledger_cosignature',
  'witnessed_checkpoint',
  'evidence_content',
]

interface Column {
  readonly table: string
  readonly column: string
  readonly type: string
  readonly isNullable: boolean
}

let ledger: CheckedLedger
let columns: readonly Column[]

async function rowsOf<Row extends object>(text: string, values: unknown[] = []): Promise<Row[]> {
  return (await ledger.admin.query<Row>(text, values)).rows
}

/** A superuser takes away what would refuse him. */
async function dropRules(): Promise<void> {
  const rules = await rowsOf<{ text: string }>(
    `select format('alter table %s drop constraint %I cascade', conrelid::regclass, conname) as text
     from pg_constraint where contype in ('c', 'p', 'u', 'f', 'x') and conrelid::regclass::text = any ($1) order by contype desc`,
    [TABLES],
  )
  const indexes = await rowsOf<{ text: string }>(
    `select format('drop index %s', i.indexrelid::regclass) as text from pg_index i
     where i.indisunique and i.indrelid::regclass::text = any ($1) and not exists (select from pg_constraint c where c.conindid = i.indexrelid)`,
    [TABLES],
  )
  for (const { text } of [...rules, ...indexes])
    await ledger.admin.query(text.replace('drop constraint', 'drop constraint if exists'))
}

beforeAll(async () => {
  ledger = await openCheckedLedger(fillRegistry)
  await ledger.admin.query(`set timezone = 'UTC'`)
  columns = await rowsOf<Column>(
    `select a.attrelid::regclass::text as table, a.attname::text as column, format_type(a.atttypid, null) as type, not a.attnotnull as "isNullable"
     from pg_attribute a where a.attrelid::regclass::text = any ($1) and a.attnum > 0 and not a.attisdropped and a.attrelid in (select oid from pg_class where relkind = 'r')
     order by 1, a.attnum`,
    [TABLES],
  )
}, 240_000)
afterAll(() => ledger.close())

describe('an honest registry', () => {
  it('agrees with its facts, and has rows for each check: none says nothing', async () => {
    const empty: string[] = []
    for (const { table, factKinds, rows = `select * from ${table}` } of ROW_CHECKS) {
      if ((await ledger.one(`select count(*)::text as one from (${rows}) r`)) === '0')
        empty.push(`${table} ${factKinds.join(' ')}`)
    }
    expect(empty).toEqual([])
    const report = await ledger.verify({ chains: 'all' })
    expect(report).toMatchObject({ problems: [], tables: TABLES.length })
    await ledger.admin.query('begin')
    const problems = collectProblems()
    await checkRows(ledger.admin, problems, { rare: 0 })
    await ledger.admin.query('rollback')
    expect(problems.listed).toEqual([])
  })

  it('has no table of facts that is left out unawares', async () => {
    const facts = await rowsOf<{ name: string }>(
      `select c.relname::text as name from pg_class c where c.relkind = 'r' and obj_description(c.oid, 'pg_class') like 'fact%' order by 1`,
    )
    expect(facts.map(({ name }) => name)).toEqual([...TABLES, ...ELSEWHERE].sort())
  })
})

/** Does it as a superuser, compares the table alone, and takes it back. Gives undefined where nothing was done. */
async function problemsAfter(table: string, harm: string): Promise<string[] | undefined> {
  await ledger.admin.query('begin')
  try {
    const { rowCount } = await ledger.admin.query(harm)
    if (rowCount === 0) return undefined
    const problems = collectProblems()
    const checks = ROW_CHECKS.filter((check) => check.table === table)
    // As in a large registry, whose facts are read from end to end, or as in this one.
    await checkRows(ledger.admin, problems, { checks, rare: randomInt(2) * 5_000 })
    return problems.listed.map(({ place }) => place)
  } finally {
    await ledger.admin.query('rollback')
  }
}

/** Places that a report may give for a row: the table with one of its ids. */
function placesOf(table: string, row: object): string[] {
  return Object.values(row)
    .filter((value) => typeof value === 'string')
    .map((value) => `${table} ${value}`)
}

async function someRows(table: string, condition = 'true'): Promise<{ place: string; row: object }[]> {
  return rowsOf(
    `select ctid::text as place, to_jsonb(t) as row from ${table} t where ${condition} order by md5(ctid::text || '${randomInt(1_000_000)}') limit ${ROWS}`,
  )
}

const OTHER: Readonly<Record<string, (column: string) => string>> = {
  uuid: () => `'${randomUUID()}'`,
  text: (column) => `coalesce(${column}, '') || 'X'`,
  'text[]': (column) => `array_append(${column}, 'X')`,
  'uuid[]': (column) => `array_append(${column}, '${randomUUID()}')`,
  boolean: (column) => `not coalesce(${column}, false)`,
  integer: (column) => `coalesce(${column}, 0) + 1`,
  smallint: (column) => `coalesce(${column}, 0) + 1`,
  numeric: (column) => `coalesce(${column}, 0) + 1`,
  date: (column) => `coalesce(${column}, '2001-01-01') + 1`,
  'timestamp with time zone': (column) => `coalesce(${column}, now()) + interval '1 microsecond'`,
  bytea: (column) => `set_byte(${column}, 0, get_byte(${column}, 0) # 1)`,
  jsonb: (column) =>
    `case jsonb_typeof(${column}) when 'object' then ${column} || '{"changed": true}' when 'array' then ${column} || '["changed"]' else '{"changed": true}' end`,
}

describe('what a superuser does to a table that facts stand for', () => {
  beforeAll(dropRules)

  it('is found in each column, and the row is named', async () => {
    const unseen: string[] = []
    let done = 0
    for (const { table, column, type, isNullable } of columns) {
      const change = OTHER[type]
      if (change === undefined && NOT_COMPARED[`${table}.${column}`] !== 'true')
        throw new Error(`${table}.${column} is ${type}`)
      const rows = await someRows(table, `not coalesce(${NOT_COMPARED[`${table}.${column}`] ?? 'false'}, false)`)
      for (const { place, row } of rows) {
        for (const value of [change?.(column) ?? 'null', ...(isNullable ? ['null'] : [])]) {
          const harm = `update ${table} set ${column} = ${value} where ctid = '${place}' and ${column} is distinct from ${value}`
          const found = await problemsAfter(table, harm)
          if (found === undefined) continue
          done++
          const named = placesOf(table, row)
          const isFound = found.some(
            (at) => named.includes(at) || (type === 'uuid' && at === `${table} ${value.slice(1, -1)}`),
          )
          if (!isFound)
            unseen.push(`${table}.${column} = ${value}: ${JSON.stringify(row).slice(0, 300)} ${found.join()}`)
        }
      }
    }
    expect(unseen).toEqual([])
    expect(done).toBeGreaterThan(columns.length)
  }, 3_600_000)

  const keyOf = ({ table, factId = 'id' }: RowCheck): string => {
    const own = columns.filter((one) => one.table === table).map(({ column }) => column)
    return own.includes('id') ? 'id' : own.includes(factId) ? factId : 'n'
  }

  it('is found where a row is added, for whatever it says that it stands on', async () => {
    const unseen: string[] = []
    for (const check of ROW_CHECKS) {
      const { table } = check
      const key = keyOf(check)
      const value = key === 'n' ? '4711' : `"${randomUUID()}"`
      for (const { place, row } of await someRows(table)) {
        const harm = `insert into ${table} select (jsonb_populate_record(t, '{"${key}": ${value}}')).* from ${table} t where ctid = '${place}'`
        const found = await problemsAfter(table, harm)
        if (found?.length === 0) unseen.push(`${table} ${JSON.stringify(row).slice(0, 300)}`)
      }
    }
    expect(unseen).toEqual([])
  }, 600_000)

  /** Rows that a fact asks for: of those that not each such fact has, none can be missed. */
  const ASKED_FOR: Readonly<Record<string, string>> = {
    weapon_reader: `basis = 'REGISTERED'`,
    evidence_use: `subject_kind <> 'SEIZURE' and subject_id not in (select fact_id from fact_erasure)`,
    stock_discrepancy: 'false',
  }

  it('is found where a row is gone, and the row is named', async () => {
    const unseen: string[] = []
    for (const table of TABLES) {
      for (const { place, row } of await someRows(table, ASKED_FOR[table])) {
        const found = (await problemsAfter(table, `delete from ${table} where ctid = '${place}'`)) ?? []
        const named = placesOf(table, row)
        if (!found.some((at) => named.includes(at))) unseen.push(`${table} ${JSON.stringify(row).slice(0, 300)}`)
      }
    }
    expect(unseen).toEqual([])
  }, 600_000)
})
