import fc from 'fast-check'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { loadDemoData } from '../../src/demo/load-demo-data.ts'
import type { JsonValue } from '../../src/domain/ledger/canonical-json.ts'
import { commitTo, ledgerEntry } from '../../src/domain/ledger/commitment.ts'
import { rootOf } from '../../src/domain/ledger/merkle.ts'
import { parseVkey } from '../../src/domain/ledger/note-keys.ts'
import { type Report, verifyLedger, type VerifySettings } from '../../src/fsck/verify-ledger.ts'
import { openDatabase } from '../../src/store/db.ts'
import { makeLogKey, noteOf, sequenceAll, writeLedger } from '../support/kept-ledger.ts'
import { startTestService, type TestService } from '../support/service.ts'

const WAITING = 5
const key = makeLogKey()
let service: TestService
let admin: pg.Client

beforeAll(async () => {
  service = await startTestService()
  // The cases without the stock: full tiles, and a check takes a tenth of the time.
  const db = openDatabase(service.database.serviceUrl, 4)
  await loadDemoData({ db, config: { demoStock: false } }, () => undefined)
  await db.pool.end()
  admin = new pg.Client(service.database.adminUrl)
  await admin.connect()
  // A superuser who switches off what would refuse him.
  await admin.query('set session_replication_role = replica')
  await sequenceAll(admin, key, WAITING)
}, 120_000)

afterAll(async () => {
  await admin.end()
  await service.close()
})

const verify = (settings: Partial<VerifySettings> = {}): Promise<Report> =>
  verifyLedger({
    url: service.database.ownerUrl,
    notes: [],
    trusted: undefined,
    chains: 'all',
    tell: () => undefined,
    ...settings,
  })

/** Does something that the registry would refuse, looks, and undoes it. */
async function withHarm<T>(harm: string, undo: string, look: () => Promise<T>): Promise<T> {
  await admin.query(harm)
  try {
    return await look()
  } finally {
    await admin.query(undo)
  }
}

const codesAt = ({ problems }: Report, place: string): string[] =>
  problems.filter((problem) => problem.place === place).map(({ code }) => code)

async function one(text: string): Promise<string> {
  const { rows } = await admin.query<{ one: string }>(text)
  return rows[0]?.one ?? ''
}

describe('a ledger that nobody has touched', () => {
  it('agrees in every entry, tile, checkpoint, row and kept chain', async () => {
    const weapon = await one(
      `select weapon_id::text as one from custody_event group by 1 order by count(*) desc limit 1`,
    )
    const headers = { purpose: 'CRIMINAL_INVESTIGATION', 'legal-basis': 'test' }
    await service.request(`/v1/weapons/${weapon}/custody`, { role: 'registrar', headers })
    const report = await verify()
    expect(report.problems).toEqual([])
    expect(report.entries).toBeGreaterThan(300)
    expect(report).toMatchObject({ count: 0, checkpoints: 5, tables: 5, chains: 1 })
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
        const count = Number(await one(`select count(*)::text as one from ${table}`))
        const which = `(${id})::text = (select (${id})::text from ${table} order by 1 offset ${row % count} limit 1)`
        const name = await one(`select (${id})::text as one from ${table} where ${which}`)
        await admin.query(`create table kept as select * from ${table} where ${which}`)
        const undo = `delete from ${table} where (${id})::text = '${name}'; insert into ${table} select * from kept; drop table kept`
        try {
          await admin.query(
            `update ${table} set ${column} = ${changed(column, at, bit)} where (${id})::text = '${name}'`,
          )
        } catch {
          // The table itself refuses a text that is no JSON.
          await admin.query('drop table kept')
          return
        }
        const report = await withHarm('select 1', undo, () => verify({ chains: 0 }))
        expect({ table, column, name, codes: codesAt(report, `${place} ${name}`) }).not.toMatchObject({ codes: [] })
      }),
      { numRuns: runs, seed },
    )
    expect((await verify({ chains: 0 })).problems).toEqual([])
  }, 3_600_000)
})

describe('a row that is changed beside its fact', () => {
  it.each([
    ['custody_event', `place = '{"country": "XK"}'`],
    ['custody_event', `documents = '[{"kind": "INVENTED", "number": "1"}]'`],
    ['custody_event', `occurred_from = occurred_from - interval '1 day'`],
    ['marking', `text = text || '1'`],
    ['marking', `height_mm = 1.2345`],
    ['weapon_description', `make = 'Somebody else'`],
    ['party', `country = case country when 'FR' then 'DE' else 'FR' end`],
    ['weapon', 'recovered = not recovered'],
  ])('is found: %s set %s', async (table, change) => {
    const id = await one(`select id::text as one from ${table} order by id offset 7 limit 1`)
    await admin.query(`create table kept as select * from ${table} where id = '${id}'`)
    const undo = `delete from ${table} where id = '${id}'; insert into ${table} select * from kept; drop table kept`
    const report = await withHarm(`update ${table} set ${change} where id = '${id}'`, undo, () => verify({ chains: 0 }))
    expect(report.problems.map(({ code, place }) => `${code} ${place}`)).toEqual([`ROW_CHANGED ${table} ${id}`])
  })

  it('is found where it is gone, and where no fact tells of it', async () => {
    const id = await one(`select id::text as one from marking order by id limit 1`)
    const keep = `create table kept as select * from marking where id = '${id}'; delete from marking where id = '${id}'`
    const undo = 'insert into marking select * from kept; drop table kept'
    const gone = await withHarm(keep, undo, () => verify({ chains: 0 }))
    expect(codesAt(gone, `marking ${id}`)).toEqual(['ROW_MISSING'])
    const other = 'aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa'
    const add = `insert into party select (jsonb_populate_record(p, '{"id": "${other}"}')).* from party p limit 1`
    const added = await withHarm(add, `delete from party where id = '${other}'`, () => verify({ chains: 0 }))
    expect(codesAt(added, `party ${other}`)).toEqual(['ROW_WITHOUT_FACT'])
  })
})

describe('a kept chain', () => {
  it('that is not what the records give is found', async () => {
    const id = await one('select weapon_id::text as one from custody_dossier limit 1')
    const harm = `update custody_dossier set body = replace(body, 'MANUFACTURED', 'ACQUIRED')`
    const report = await withHarm(harm, 'delete from custody_dossier', () => verify())
    expect(codesAt(report, `custody_dossier ${id}`)).toEqual(['CHAIN_DIFFERS'])
  })
})

describe('the order and the number of facts', () => {
  it('are checked: a fact that was added, one that is gone, and a leaf without a fact are named', async () => {
    const id = await one('select fact_id::text as one from ledger_entry where idx = 17')
    const other = 'bbbbbbbb-bbbb-4bbb-8bbb-bbbbbbbbbbbb'
    const add = `insert into fact select (jsonb_populate_record(f, '{"id": "${other}"}')).* from fact f where id = '${id}'`
    const added = await withHarm(add, `delete from fact where id = '${other}'`, () => verify({ chains: 0 }))
    expect(codesAt(added, `fact ${other}`)).toEqual(['FACT_NOT_IN_LEDGER'])
    const keep = `create table kept as select * from fact where id = '${id}'; delete from fact where id = '${id}'`
    const gone = await withHarm(keep, 'insert into fact select * from kept; drop table kept', () =>
      verify({ chains: 0 }),
    )
    expect(codesAt(gone, `fact ${id}`)).toEqual(['FACT_MISSING'])
    const leaf = `insert into leaf_queue (fact_id, entry) values ('${other}', 'x')`
    const queued = await withHarm(leaf, `delete from leaf_queue where fact_id = '${other}'`, () =>
      verify({ chains: 0 }),
    )
    expect(codesAt(queued, `fact ${other}`)).toEqual(['LEAF_WITHOUT_FACT'])
  })

  it('are checked: two entries that changed places, and an index that is missing, are named', async () => {
    const swap = `
      update ledger_entry set idx = 999999 where idx = 20; update ledger_entry set idx = 20 where idx = 21;
      update ledger_entry set idx = 21 where idx = 999999`
    const swapped = await withHarm(swap, swap, () => verify({ chains: 0 }))
    expect(codesAt(swapped, 'tile 0/0')).toEqual(['TILE_CHANGED', 'TILE_CHANGED'])
    expect(swapped.problems.find(({ code }) => code === 'TILE_CHANGED')?.detail).toContain('from 20 on')
    const detail = swapped.problems.find(({ code }) => code === 'CHECKPOINT_ROOT_DIFFERS')?.detail
    expect(detail).toContain('from entry 1 on, before entry 255')
    const drop =
      'create table kept as select * from ledger_entry where idx = 30; delete from ledger_entry where idx = 30'
    const undo = 'insert into ledger_entry select * from kept; drop table kept'
    const gap = await withHarm(drop, undo, () => verify({ chains: 0 }))
    expect(codesAt(gap, 'entry 30')).toEqual(['INDEX_GAP'])
    const tile = 'create table kept as select * from ledger_tile where n = 0; delete from ledger_tile where n = 0'
    const hole = await withHarm(tile, 'insert into ledger_tile select * from kept; drop table kept', () =>
      verify({ chains: 0 }),
    )
    expect(codesAt(hole, 'tile 0/0')).toEqual(['TILE_MISSING'])
  })
})

describe('a superuser who has the log’s key too', () => {
  it('rewrites a fact, its leaf, all tiles and all checkpoints unseen, and is caught by an older checkpoint of a witness', async () => {
    const { rows: entries } = await admin.query<{ factId: string; entry: Buffer; leaf: Buffer }>(
      'select fact_id as "factId", entry, leaf from ledger_entry order by idx',
    )
    const older = noteOf(key, 300, rootOf(entries.slice(0, 300).map(({ leaf }) => leaf)))
    const notes = [{ name: 'witness', note: older }]
    expect((await verify({ chains: 0, notes })).count).toBe(0)
    const { rows } = await admin.query<{ id: string; canonical: string; secret: Buffer }>(
      `select f.id, f.canonical, f.secret from fact f join ledger_entry l on l.fact_id = f.id
       where f.kind = 'party' and l.idx < 300 order by l.idx desc limit 1`,
    )
    const [fact] = rows
    if (fact === undefined) throw new Error('the demo has no party')
    const forged = fact.canonical.replace(/"country":"[^"]*"/, '"country":"ZZ"')
    const entry = Buffer.from(ledgerEntry(commitTo(fact.secret, JSON.parse(forged) as JsonValue)))
    await admin.query('update fact set canonical = $2 where id = $1', [fact.id, forged])
    await admin.query(`update party set country = 'ZZ' where id = $1`, [fact.id])
    const sizes = (await admin.query<{ size: string }>('select size from ledger_checkpoint')).rows
    await admin.query('delete from ledger_entry; delete from ledger_tile; delete from ledger_checkpoint')
    const rewritten = entries.map((row) => (row.factId === fact.id ? { ...row, entry } : row))
    await writeLedger(
      admin,
      key,
      rewritten,
      sizes.map(({ size }) => Number(size)),
    )
    expect((await verify({ chains: 0 })).problems).toEqual([])
    const caught = await verify({ chains: 0, notes })
    expect(codesAt(caught, 'note witness')).toEqual(['CHECKPOINT_ROOT_DIFFERS'])
  })

  it('who cuts off the end is caught likewise, and a key that no policy names signs nothing', async () => {
    const root = Buffer.alloc(32, 7)
    const longer = await verify({ chains: 0, notes: [{ name: 'later', note: noteOf(key, 9_000_000, root) }] })
    expect(codesAt(longer, 'note later')).toEqual(['CHECKPOINT_BEYOND_LEDGER'])
    const stranger = parseVkey(makeLogKey().vkey)
    const unknown = await verify({ chains: 0, trusted: [stranger] })
    expect(unknown.problems.map(({ code }) => code)).toEqual(Array(5).fill('CHECKPOINT_NOT_SIGNED'))
  })
})
