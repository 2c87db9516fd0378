import {
  bigint,
  boolean,
  date,
  integer,
  jsonb,
  numeric,
  pgTable,
  smallint,
  text,
  timestamp,
  uuid,
} from 'drizzle-orm/pg-core'
import fc from 'fast-check'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTx } from '../../src/store/db.ts'
import { insertMissingRows, insertRows } from '../../src/store/insert-rows.ts'
import { bytea } from '../../src/store/tables/columns.ts'
import { openTestDatabase, type TestDatabase } from '../support/database.ts'

/** A column of each type that the registry's tables have. */
const scratch = pgTable('scratch', {
  n: integer('n').primaryKey(),
  anId: uuid('an_id'),
  aText: text('a_text'),
  texts: text('some_texts').array(),
  ids: uuid('some_ids').array(),
  tree: jsonb('tree').$type<unknown>(),
  bytes: bytea('bytes'),
  small: smallint('small'),
  large: bigint('large', { mode: 'number' }),
  flag: boolean('flag'),
  moment: timestamp('moment', { withTimezone: true, mode: 'string' }),
  day: date('day'),
  amount: numeric('amount'),
})
type Row = typeof scratch.$inferSelect

const CREATE = `
  create table scratch (n integer primary key, an_id uuid, a_text text, some_texts text[], some_ids uuid[], tree jsonb, bytes bytea, small smallint, large bigint,
    flag boolean, moment timestamptz, day date, amount numeric, told text default 'by default')`
const READ = `
  select n, an_id as "anId", a_text as "aText", some_texts as texts, some_ids::text[] as ids, tree, bytes, small, large::text as large, flag,
    to_char(moment at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as moment, day::text as day, amount::text as amount
  from scratch order by n`

// PostgreSQL's text knows no NUL, and a key of that name is no property of a parsed object.
const isStorable = (value: unknown): boolean => !/\\u0000|__proto__/.test(JSON.stringify(value))
const anyText = fc.string({ unit: 'grapheme', maxLength: 20 }).filter(isStorable)
const awkward = fc.constantFrom(
  '',
  'null',
  '"',
  '\\',
  "'",
  '{}',
  '{a,b}',
  '\\x00',
  'М92 № 4711',
  '٤٧',
  '\u{1F52B}',
  '-0',
  'NaN',
  'e\u0301',
)
const someText = fc.oneof(anyText, awkward)
const moment = fc
  .tuple(fc.integer({ min: 1900, max: 2100 }), fc.integer({ min: 0, max: 999_999 }))
  .map(([year, micros]) => `${year}-02-28T23:59:59.${String(micros).padStart(6, '0')}Z`)
const decimal = fc
  .tuple(fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }), fc.integer({ min: 0, max: 999_999 }))
  .map(([whole, part]) => `${whole === 0n ? '0' : whole}.${String(part).padStart(6, '0')}`)

const values = fc.record({
  anId: fc.option(fc.uuid()),
  aText: fc.option(someText),
  texts: fc.option(fc.array(someText, { maxLength: 4 })),
  ids: fc.option(fc.array(fc.uuid(), { maxLength: 4 })),
  tree: fc.option(fc.jsonValue({ maxDepth: 3 }).filter(isStorable)),
  bytes: fc.option(fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes))),
  small: fc.option(fc.integer({ min: -32_768, max: 32_767 })),
  large: fc.option(fc.maxSafeInteger()),
  flag: fc.option(fc.boolean()),
  moment: fc.option(moment),
  day: fc.option(fc.constantFrom('0001-01-01', '1899-12-31', '2024-02-29', '9999-12-31')),
  amount: fc.option(decimal),
})

let database: TestDatabase
let client: pg.Client

beforeAll(async () => {
  database = await openTestDatabase()
  client = new pg.Client({ connectionString: database.ownerUrl, pipeline: true })
  await client.connect()
  await client.query(CREATE)
})

afterAll(async () => {
  await client.end()
  await database.drop()
})

/** What is read again of rows that are inserted in one transaction, which is then undone. */
async function comeBack(work: (tx: ReturnType<typeof createTx>) => Promise<void>): Promise<Row[]> {
  await client.query('begin')
  try {
    const tx = createTx(client)
    await work(tx)
    const rows = await tx.rows<Row & { large: string | null }>({ name: 'read_scratch', text: READ }, [])
    return rows.map(({ large, ...row }) => ({ ...row, large: large === null ? null : Number(large) }))
  } finally {
    await client.query('rollback')
  }
}

describe('rows that are inserted', () => {
  it('come back as they were, of every type, with nulls, odd numbers and any script', async () => {
    const seed = Number(process.env['SEED'] ?? Math.floor(Math.random() * 1e6))
    console.log(`[insert-rows] seed ${seed}`)
    await fc.assert(
      fc.asyncProperty(fc.array(values, { minLength: 0, maxLength: 6 }), async (drawn) => {
        const rows = drawn.map((row, n) => ({ n, ...row }))
        const back = await comeBack((tx) => insertRows(tx, scratch, rows))
        // JSON text has no negative zero, nor has a jsonb number.
        expect(back).toEqual(
          rows.map((row) => ({
            ...row,
            tree: JSON.parse(JSON.stringify(row.tree)) as unknown,
            large: row.large === null ? null : row.large + 0,
          })),
        )
      }),
      { seed, numRuns: process.env['LONG'] === '1' ? 3_000 : 150 },
    )
  }, 600_000)

  it('may be none, or five hundred in one statement', async () => {
    const rows = Array.from({ length: 500 }, (_, n) => ({ n, aText: `№ ${n}` }))
    expect(await comeBack((tx) => insertRows(tx, scratch, []))).toEqual([])
    const back = await comeBack((tx) => insertRows(tx, scratch, rows))
    expect(back.map(({ n, aText, tree }) => ({ n, aText, tree }))).toEqual(rows.map((row) => ({ ...row, tree: null })))
  })

  it('are null where they say nothing, and have the default of a column that the program does not know', async () => {
    await client.query('begin')
    const tx = createTx(client)
    await insertRows(tx, scratch, [{ n: 1 }])
    const found = await tx.rows<object>({ name: 'told', text: 'select a_text, told from scratch' }, [])
    await client.query('rollback')
    expect(found).toEqual([{ a_text: null, told: 'by default' }])
  })

  it('are left out by insertMissingRows where they are there already, also in one batch', async () => {
    const back = await comeBack(async (tx) => {
      await insertRows(tx, scratch, [{ n: 1, aText: 'first' }])
      await tx.settle()
      await insertMissingRows(
        tx,
        scratch,
        [1, 2, 2].map((n) => ({ n, aText: 'second' })),
      )
    })
    expect(back.map(({ n, aText }) => [n, aText])).toEqual([
      [1, 'first'],
      [2, 'second'],
    ])
  })
})
