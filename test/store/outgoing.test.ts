import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { askAtOnce, type Database, inTransaction, openDatabase, type Tx } from '../../src/store/db.ts'
import { insertRows } from '../../src/store/insert-rows.ts'
import { createOutgoing } from '../../src/store/outgoing.ts'
import { contentKey, outbox } from '../../src/store/tables/facts.ts'
import { makeRequester } from '../support/acting.ts'
import { countStatements } from '../support/count-statements.ts'
import { openTestDatabase, type TestDatabase } from '../support/database.ts'

const AT = '2025-06-01T10:00:00.123456Z'
const CLOCK = { name: 'test_clock', text: 'select clock_timestamp()' }
const requester = makeRequester('integrator')

let database: TestDatabase
let db: Database
let owner: pg.Client

beforeAll(async () => {
  database = await openTestDatabase()
  db = openDatabase(database.serviceUrl, 2)
  owner = new pg.Client(database.ownerUrl)
  await owner.connect()
})

afterAll(async () => {
  await db.pool.end()
  await owner.end()
  await database.drop()
})

const notice = () => ({ factId: randomUUID(), kind: 'test', recordedAt: AT })

async function kept(ids: readonly string[]): Promise<number> {
  const { rows } = await owner.query<{ count: number }>(
    'select count(*)::integer as count from outbox where fact_id = any ($1::uuid[])',
    [ids],
  )
  return rows[0]?.count ?? -1
}

/** What a transaction is refused with, after which its connection is used again. */
async function refusalOf(work: (tx: Tx) => Promise<unknown>): Promise<unknown> {
  const refusal = await inTransaction(db, requester, work).then(
    () => undefined,
    (error: unknown) => error,
  )
  await inTransaction(db, requester, (tx) => tx.rows(CLOCK, []))
  return refusal
}

describe('what a transaction sends without waiting', () => {
  it('goes in one statement for all tables, with nothing between BEGIN and COMMIT but it', async () => {
    const [first, second] = [notice(), notice()]
    const write = async (tx: Tx): Promise<void> => {
      await insertRows(tx, outbox, [first])
      await insertRows(tx, contentKey, [{ id: randomUUID(), key: Buffer.alloc(32) }])
      await insertRows(tx, outbox, [second])
    }
    expect(await countStatements(() => inTransaction(db, requester, write))).toBe(3)
    expect(await kept([first.factId, second.factId])).toBe(2)
  })

  it('is there for whatever is asked after it', async () => {
    const row = notice()
    const count = { name: 'test_count_keys', text: 'select count(*)::integer as count from content_key where id = $1' }
    const found = await inTransaction(db, requester, async (tx) => {
      await insertRows(tx, contentKey, [{ id: row.factId, key: Buffer.alloc(32) }])
      return tx.rows<{ count: number }>(count, [row.factId])
    })
    expect(found).toEqual([{ count: 1 }])
  })

  it('is refused with its own error at the commit, and nothing is kept', async () => {
    const [good, short] = [notice(), randomUUID()]
    const refusal = await refusalOf(async (tx) => {
      await insertRows(tx, outbox, [good])
      await insertRows(tx, contentKey, [{ id: short, key: Buffer.alloc(31) }])
    })
    expect(refusal).toMatchObject({ code: '23514', constraint: 'content_key_size' })
    expect(await kept([good.factId])).toBe(0)
  })

  it('is refused with its own error where something is asked after it, and not with that of the question', async () => {
    const row = notice()
    const refusal = await refusalOf(async (tx) => {
      await insertRows(tx, outbox, [row, row])
      await tx.rows(CLOCK, [])
    })
    expect(refusal).toMatchObject({ code: '23505', constraint: 'outbox_pk' })
    expect(await kept([row.factId])).toBe(0)
  })

  it('keeps nothing where a statement that nobody waits for fails, although the commit was sent with it', async () => {
    const row = notice()
    const states = JSON.stringify([{ weapon_id: randomUUID(), status: 'STOLEN', chain_intact: true }])
    const refusal = await refusalOf(async (tx) => {
      await insertRows(tx, outbox, [row])
      tx.run({ name: 'test_project', text: 'select project_custody($1::jsonb)' }, [states])
    })
    expect(refusal).toMatchObject({ message: 'not every weapon of a report has a state row' })
    expect(await kept([row.factId])).toBe(0)
  })

  it('keeps nothing where a question failed before it, whoever caught its error', async () => {
    const row = notice()
    const refusal = await refusalOf(async (tx) => {
      await tx.rows({ name: 'test_no_number', text: 'select $1::integer' }, ['x']).catch(() => undefined)
      await insertRows(tx, outbox, [row])
    })
    expect(refusal).toMatchObject({ code: '22P02' })
    expect(await kept([row.factId])).toBe(0)
  })

  it('is all that a transaction may ask which ends at once: what it asks later is refused, and its connection serves others', async () => {
    const agency = { name: 'test_agency', text: `select current_setting('app.agency') as agency` }
    const [row] = await askAtOnce(db, requester, (tx) => tx.rows<{ agency: string }>(agency, []))
    expect(row?.agency).toBe(requester.agencyId)
    const twice = askAtOnce(db, requester, async (tx) => {
      await tx.rows(agency, [])
      return tx.rows(agency, [])
    })
    await expect(twice).rejects.toThrow('the transaction has ended')
    const failing = askAtOnce(db, requester, (tx) =>
      tx.rows({ name: 'test_no_number_either', text: 'select $1::integer' }, ['x']),
    )
    await expect(failing).rejects.toMatchObject({ code: '22P02' })
    expect(await refusalOf((tx) => tx.rows(CLOCK, []))).toBeUndefined()
  })

  it('is nothing any more once the call was refused: what still runs of it reaches no other transaction', async () => {
    let late: Promise<unknown> | undefined
    const row = notice()
    const refusal = await refusalOf(async (tx) => {
      late = tx.rows(CLOCK, []).then(async () => {
        await new Promise((resolve) => setTimeout(resolve, 50))
        await insertRows(tx, outbox, [row])
        await tx.rows(CLOCK, [])
      })
      late.catch(() => undefined)
      throw new Error('refused')
    })
    expect(refusal).toMatchObject({ message: 'refused' })
    await expect(late).rejects.toThrow('the transaction has ended')
    expect(await kept([row.factId])).toBe(0)
  })

  it('sends nothing behind an error that PostgreSQL does not know of, not even the commit', async () => {
    const sent: string[] = []
    const outgoing = createOutgoing(async ({ name }) => {
      sent.push(name)
      throw new Error('never left the process')
    })
    await outgoing.ask(CLOCK, []).catch(() => undefined)
    outgoing.run(CLOCK, [])
    expect(() => outgoing.flush()).toThrow('never left the process')
    expect(sent).toEqual([CLOCK.name])
  })

  it('throws the first of several errors, whoever waits for which', async () => {
    let n = 0
    const outgoing = createOutgoing(async () => {
      n += 1
      await new Promise((resolve) => setTimeout(resolve, 5))
      throw new Error(`error ${n > 2 ? 'later' : n}`)
    })
    outgoing.run(CLOCK, [])
    await expect(outgoing.ask(CLOCK, [])).rejects.toThrow(/error/)
    const first = await outgoing.settle().catch((error: unknown) => error)
    await expect(outgoing.ask(CLOCK, [])).rejects.toBe(first)
  })
})
