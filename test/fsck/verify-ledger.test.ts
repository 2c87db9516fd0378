import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ROW_CHECKS } from '../../src/fsck/rows/row-checks.ts'
import { type CheckedLedger, codesAt, openCheckedLedger, WAITING } from '../support/checked-ledger.ts'
import { verifyHarmed } from '../support/harmed-ledger.ts'

const TABLES = new Set(ROW_CHECKS.map(({ table }) => table))

let ledger: CheckedLedger
beforeAll(async () => {
  ledger = await openCheckedLedger()
}, 120_000)
afterAll(() => ledger.close())

describe('a ledger that nobody has touched', () => {
  it('agrees in every entry, tile, checkpoint, row and kept chain', async () => {
    const weapon = await ledger.one(
      `select weapon_id::text as one from custody_event group by 1 order by count(*) desc limit 1`,
    )
    const headers = { purpose: 'CRIMINAL_INVESTIGATION', 'legal-basis': 'test' }
    await ledger.service.request(`/v1/weapons/${weapon}/custody`, { role: 'registrar', headers })
    const report = await ledger.verify({ chains: 'all' })
    expect(report.problems).toEqual([])
    expect(report.entries).toBeGreaterThan(300)
    expect(report).toMatchObject({
      count: 0,
      checkpoints: 5,
      tables: TABLES.size,
      chains: 1,
      passedOver: { cosignatures: 0, chains: 0 },
    })
    expect(report.waiting).toBeGreaterThanOrEqual(WAITING)
    expect(report.tiles).toBeGreaterThan(0)
  })
})

/** Every column of every table that a leaf, a root or a signature covers. */
const COVERED = [
  { table: 'fact', key: 'id', column: 'canonical', place: 'fact' },
  { table: 'fact', key: 'id', column: 'secret', place: 'fact' },
  { table: 'fact', key: 'id', column: 'kind', place: 'fact' },
  { table: 'fact', key: 'id', column: 'agency_id', place: 'fact' },
  { table: 'fact', key: 'id', column: 'recorded_at', place: 'fact' },
  { table: 'leaf_queue', key: 'fact_id', column: 'entry', place: 'fact' },
  { table: 'ledger_entry', key: 'idx', column: 'entry', place: 'entry' },
  { table: 'ledger_entry', key: 'idx', column: 'leaf', place: 'entry' },
  { table: 'ledger_tile', key: `level || '/' || n`, column: 'hashes', place: 'tile' },
  { table: 'ledger_tile', key: `level || '/' || n`, column: 'root', place: 'tile' },
  { table: 'ledger_checkpoint', key: 'size', column: 'root', place: 'checkpoint' },
  { table: 'ledger_checkpoint', key: 'size', column: 'note', place: 'checkpoint' },
] as const

const OTHERS: Readonly<Record<string, string>> = {
  kind: `case kind when 'party' then 'weapon' else 'party' end`,
  agency_id: 'gen_random_uuid()',
  recorded_at: `recorded_at + interval '1 microsecond'`,
}

/** One byte changed: of bytes any, of a text one of its characters into another that may stand there. */
function changed(column: string, at: number, bit: number): string {
  const other = OTHERS[column]
  if (other !== undefined) return other
  if (column === 'canonical' || column === 'note') {
    const place = `(${at} % length(${column})) + 1`
    const character = `substr(${column}, ${place}, 1)`
    return `overlay(${column} placing case ${character} when 'a' then 'b' when '1' then '2' else ${bit < 4 ? `'a'` : `'1'`} end from ${place} for 1)`
  }
  return `set_byte(${column}, ${at} % length(${column}), get_byte(${column}, ${at} % length(${column})) # ${1 << bit})`
}

describe('one byte that is changed by who may do anything', () => {
  it('is found wherever it lies, and its place is named', async () => {
    const seed = Number(process.env['SEED'] ?? Date.now() % 1_000_000)
    const runs = process.env['LONG'] === '1' ? 400 : 24
    let n = 0
    const harms = fc.record({ row: fc.nat(), at: fc.nat(), bit: fc.integer({ min: 0, max: 7 }) })
    await fc.assert(
      fc.asyncProperty(harms, async ({ row, at, bit }) => {
        const { table, key: id, column, place } = COVERED[n++ % COVERED.length] ?? COVERED[0]
        const count = Number(await ledger.one(`select count(*)::text as one from ${table}`))
        const which = `(${id})::text = (select (${id})::text from ${table} order by 1 offset ${row % count} limit 1)`
        const name = await ledger.one(`select (${id})::text as one from ${table} where ${which}`)
        await ledger.admin.query(`create table kept as select * from ${table} where ${which}`)
        const undo = `delete from ${table} where (${id})::text = '${name}'; insert into ${table} select * from kept; drop table kept`
        try {
          await ledger.admin.query(
            `update ${table} set ${column} = ${changed(column, at, bit)} where (${id})::text = '${name}'`,
          )
        } catch {
          // The table itself refuses a text that is no JSON.
          await ledger.admin.query('drop table kept')
          return
        }
        const report = await ledger.withHarm('select 1', undo, () => ledger.verify())
        expect({ table, column, name, codes: codesAt(report, `${place} ${name}`) }).not.toMatchObject({ codes: [] })
      }),
      { numRuns: runs, seed },
    )
    expect((await ledger.verify()).problems).toEqual([])
  }, 3_600_000)
})

describe('a row that is changed beside its fact', () => {
  it('is found', async () => {
    const id = await ledger.one(
      `select e.id::text as one from custody_event e join transfer t on t.id = e.report_id order by e.id limit 1`,
    )
    await ledger.admin.query(`create table kept as select * from custody_event where id = '${id}'`)
    const undo = `delete from custody_event where id = '${id}'; insert into custody_event select * from kept; drop table kept`
    const harm = `update custody_event set place = '{"country": "XK"}' where id = '${id}'`
    const report = await ledger.withHarm(harm, undo, () => ledger.verify())
    // And its transfer, which says another place.
    const [, transfer] = report.problems
    expect(codesAt(report, `custody_event ${id}`)).toEqual(['ROW_CHANGED'])
    expect([report.count, transfer?.place]).toEqual([2, expect.stringMatching(/^transfer /)])
  })

  it('is found where it is gone, and where no fact tells of it', async () => {
    const id = await ledger.one(`select id::text as one from marking order by id limit 1`)
    const keep = `create table kept as select * from marking where id = '${id}'; delete from marking where id = '${id}'`
    const undo = 'insert into marking select * from kept; drop table kept'
    const gone = await ledger.withHarm(keep, undo, () => ledger.verify())
    expect(codesAt(gone, `marking ${id}`)).toEqual(['ROW_MISSING'])
    const other = 'aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa'
    const add = `insert into party select (jsonb_populate_record(p, '{"id": "${other}"}')).* from party p limit 1`
    const added = await ledger.withHarm(add, `delete from party where id = '${other}'`, () => ledger.verify())
    expect(codesAt(added, `party ${other}`)).toEqual(['ROW_WITHOUT_FACT'])
  })
})

describe('a fact whose bytes are no JSON any more', () => {
  it('is named, and stops nothing but the comparison of its table', async () => {
    const id = await ledger.one(`select id::text as one from fact where kind = 'marking' order by id limit 1`)
    const harm = `
      create table kept as select * from fact where id = '${id}'; alter table fact drop constraint fact_canonical_is_json;
      update fact set canonical = '{' where id = '${id}'`
    const undo = `
      delete from fact where id = '${id}'; insert into fact select * from kept; drop table kept;
      alter table fact add constraint fact_canonical_is_json check (canonical is null or canonical::jsonb is not null)`
    const report = await ledger.withHarm(harm, undo, () => ledger.verify())
    expect(report.problems.map(({ code, place }) => [code, place])).toEqual([
      ['FACT_CHANGED', `fact ${id}`],
      ['ROWS_NOT_COMPARED', 'table marking'],
    ])
    expect(report.tables).toBe(TABLES.size - 1)
  })
})

describe('a kept chain', () => {
  it('that is not what the records give is found', async () => {
    const id = await ledger.one('select weapon_id::text as one from custody_dossier limit 1')
    const harm = `update custody_dossier set body = replace(body, 'MANUFACTURED', 'ACQUIRED')`
    const report = await verifyHarmed(ledger, harm, { settings: { chains: 'all' } })
    expect(codesAt(report, `custody_dossier ${id}`)).toEqual(['CHAIN_DIFFERS'])
    const none = await verifyHarmed(ledger, harm, { settings: { chains: 0 } })
    expect(none).toMatchObject({ count: 0, chains: 0, passedOver: { chains: 0 } })
  })

  it('of another version of the program is counted, and not said to agree', async () => {
    const harm = `update custody_dossier set program = 'another', body = '{}'`
    const report = await verifyHarmed(ledger, harm, { settings: { chains: 'all' } })
    expect(report).toMatchObject({ count: 0, chains: 0, passedOver: { chains: 1 } })
  })
})
