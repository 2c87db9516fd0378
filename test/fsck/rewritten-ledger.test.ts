import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { JsonValue } from '../../src/domain/ledger/canonical-json.ts'
import { commitTo, ledgerEntry } from '../../src/domain/ledger/commitment.ts'
import { rootOf } from '../../src/domain/ledger/merkle.ts'
import { parseVkey } from '../../src/domain/ledger/note-keys.ts'
import { type CheckedLedger, codesAt, openCheckedLedger } from '../support/checked-ledger.ts'
import { verifyHarmed } from '../support/harmed-ledger.ts'
import { makeLogKey, noteOf, writeLedger } from '../support/kept-ledger.ts'

let ledger: CheckedLedger
beforeAll(async () => {
  ledger = await openCheckedLedger()
}, 120_000)
afterAll(() => ledger.close())

describe('the order and the number of facts', () => {
  it('are checked: a fact that was added, one that is gone, and a leaf without a fact are named', async () => {
    const id = await ledger.one('select fact_id::text as one from ledger_entry where idx = 17')
    const other = 'bbbbbbbb-bbbb-4bbb-8bbb-bbbbbbbbbbbb'
    const add = `insert into fact select (jsonb_populate_record(f, '{"id": "${other}"}')).* from fact f where id = '${id}'`
    const added = await ledger.withHarm(add, `delete from fact where id = '${other}'`, () => ledger.verify())
    expect(codesAt(added, `fact ${other}`)).toEqual(['FACT_NOT_IN_LEDGER'])
    const keep = `create table kept as select * from fact where id = '${id}'; delete from fact where id = '${id}'`
    const gone = await ledger.withHarm(keep, 'insert into fact select * from kept; drop table kept', () =>
      ledger.verify(),
    )
    expect(codesAt(gone, `fact ${id}`)).toEqual(['FACT_MISSING'])
    const leaf = `insert into leaf_queue (fact_id, entry) values ('${other}', 'x')`
    const queued = await ledger.withHarm(leaf, `delete from leaf_queue where fact_id = '${other}'`, () =>
      ledger.verify(),
    )
    expect(codesAt(queued, `fact ${other}`)).toEqual(['LEAF_WITHOUT_FACT'])
  })

  it('are checked: two entries that changed places, and an index that is missing, are named', async () => {
    const swap = `
      update ledger_entry set idx = 999999 where idx = 20; update ledger_entry set idx = 20 where idx = 21;
      update ledger_entry set idx = 21 where idx = 999999`
    const swapped = await ledger.withHarm(swap, swap, () => ledger.verify())
    expect(codesAt(swapped, 'tile 0/0')).toEqual(['TILE_CHANGED', 'TILE_CHANGED'])
    expect(swapped.problems.find(({ code }) => code === 'TILE_CHANGED')?.detail).toContain('from 20 on')
    const detail = swapped.problems.find(({ code }) => code === 'CHECKPOINT_ROOT_DIFFERS')?.detail
    expect(detail).toContain('from entry 1 on, before entry 255')
    const drop =
      'create table kept as select * from ledger_entry where idx = 30; delete from ledger_entry where idx = 30'
    const undo = 'insert into ledger_entry select * from kept; drop table kept'
    const gap = await ledger.withHarm(drop, undo, () => ledger.verify())
    expect(codesAt(gap, 'entry 30')).toEqual(['INDEX_GAP'])
    // The tree ends at the gap: what lies behind it is not called changed.
    expect(gap.problems.filter(({ code }) => code === 'TILE_CHANGED' || code === 'CHECKPOINT_ROOT_DIFFERS')).toEqual([])
    const tile = 'create table kept as select * from ledger_tile where n = 0; delete from ledger_tile where n = 0'
    const hole = await ledger.withHarm(tile, 'insert into ledger_tile select * from kept; drop table kept', () =>
      ledger.verify(),
    )
    expect(codesAt(hole, 'tile 0/0')).toEqual(['TILE_MISSING'])
  })
})

describe('a checkpoint', () => {
  it('that stands at another size than it says is named as such', async () => {
    const harm = 'update ledger_checkpoint set size = 254 where size = 255'
    const report = await verifyHarmed(ledger, harm)
    const details = report.problems.filter(({ place }) => place === 'checkpoint 254').map(({ detail }) => detail)
    expect(details[0]).toBe('The note is of a tree of 255 entries.')
  })
})

describe('the bytes of a fact', () => {
  it('are in their one form: a space more is found, though it says the same', async () => {
    const id = await ledger.one('select fact_id::text as one from ledger_entry where idx = 17')
    const report = await verifyHarmed(ledger, `update fact set canonical = canonical || ' ' where id = '${id}'`)
    expect(codesAt(report, `fact ${id}`)).toEqual(['FACT_CHANGED'])
  })
})

describe('a superuser who has the log’s key too', () => {
  it('rewrites a fact, its leaf, all tiles and all checkpoints unseen, and is caught by an older checkpoint of a witness', async () => {
    const { rows: entries } = await ledger.admin.query<{ factId: string; entry: Buffer; leaf: Buffer }>(
      'select fact_id as "factId", entry, leaf from ledger_entry order by idx',
    )
    const older = noteOf(ledger.key, 300, rootOf(entries.slice(0, 300).map(({ leaf }) => leaf)))
    const notes = [{ name: 'witness', note: older }]
    expect((await ledger.verify({ notes })).count).toBe(0)
    const { rows } = await ledger.admin.query<{ id: string; canonical: string; secret: Buffer }>(
      `select f.id, f.canonical, f.secret from fact f join ledger_entry l on l.fact_id = f.id
       where f.kind = 'party' and l.idx < 300 order by l.idx desc limit 1`,
    )
    const [fact] = rows
    if (fact === undefined) throw new Error('the demo has no party')
    const forged = fact.canonical.replace(/"country":"[^"]*"/, '"country":"ZZ"')
    const entry = Buffer.from(ledgerEntry(commitTo(fact.secret, JSON.parse(forged) as JsonValue)))
    await ledger.admin.query('update fact set canonical = $2 where id = $1', [fact.id, forged])
    await ledger.admin.query(`update party set country = 'ZZ' where id = $1`, [fact.id])
    const sizes = (await ledger.admin.query<{ size: string }>('select size from ledger_checkpoint')).rows
    await ledger.admin.query('delete from ledger_entry; delete from ledger_tile; delete from ledger_checkpoint')
    const rewritten = entries.map((row) => (row.factId === fact.id ? { ...row, entry } : row))
    await writeLedger(
      ledger.admin,
      ledger.key,
      rewritten,
      sizes.map(({ size }) => Number(size)),
    )
    expect((await ledger.verify()).problems).toEqual([])
    const caught = await ledger.verify({ notes })
    expect(codesAt(caught, 'note witness')).toEqual(['CHECKPOINT_ROOT_DIFFERS'])
  })

  it('who cuts off the end is caught likewise, and a key that no policy names signs nothing', async () => {
    const root = Buffer.alloc(32, 7)
    const longer = await ledger.verify({ notes: [{ name: 'later', note: noteOf(ledger.key, 9_000_000, root) }] })
    expect(codesAt(longer, 'note later')).toEqual(['CHECKPOINT_BEYOND_LEDGER'])
    const kept = [{ name: 'kept', note: noteOf(ledger.key, 9_000_000, root) }]
    expect(codesAt(await ledger.verify({ kept }), 'note kept')).toEqual(['CHECKPOINT_BEYOND_LEDGER'])
    const trusted = [parseVkey(makeLogKey().vkey)]
    const unknown = await verifyHarmed(ledger, 'delete from ledger_log', { settings: { trusted } })
    expect(unknown.problems.map(({ code }) => code)).toEqual(Array(5).fill('CHECKPOINT_NOT_SIGNED'))
  })
})
