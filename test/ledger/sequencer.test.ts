import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import pg from 'pg'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Database, openDatabase } from '../../src/store/db.ts'
import { openLedgerSession } from '../../src/store/ledger-session.ts'
import { formatCheckpoint } from '../../src/domain/ledger/checkpoint.ts'
import { makeNote } from '../../src/domain/ledger/signed-note.ts'
import { keepNote } from '../../src/ledger/published-note.ts'
import { BATCH, takeLeaves } from '../../src/ledger/sequence-leaves.ts'
import { createKeySigner } from '../../src/ledger/signer.ts'
import { openTestDatabase, type TestDatabase } from '../support/database.ts'
import { testKey } from '../support/grow-ledger.ts'
import {
  expectOneHistory,
  expectOneTree,
  makeFolder,
  ORIGIN,
  readLedger,
  runLedger,
  writeFacts,
} from '../support/run-ledger.ts'
import { waitUntil } from '../support/service-process.ts'

const isLong = process.env['LONG'] === '1'
const WRITERS = 8
const FACTS_OF_EACH = isLong ? 5_000 : 150
const INSUFFICIENT_PRIVILEGE = '42501'

let database: TestDatabase
let db: Database
let kept: ReturnType<typeof makeFolder>

beforeEach(async () => {
  database = await openTestDatabase()
  db = openDatabase(database.serviceUrl, WRITERS)
  kept = makeFolder()
})

afterEach(async () => {
  await db.pool.end()
  await database.drop()
  kept.remove()
})

/** The fact of the log's first key is an entry too. */
const KEY_EVENT = 1

describe('the sequencer', () => {
  it('gives each fact of concurrent writers one number without a gap, and stores just the tiles that they make', async () => {
    const ledger = await runLedger({ url: database.serviceUrl, folder: kept.folder })
    const other = await runLedger({ url: database.serviceUrl, folder: kept.folder })
    const written = await Promise.all(
      Array.from({ length: WRITERS }, (_, n) => writeFacts(db, FACTS_OF_EACH, 1 + (n % 3))),
    )
    await waitUntil(() => ledger.status().publishedSize === WRITERS * FACTS_OF_EACH + KEY_EVENT)
    await Promise.all([ledger.close(), other.close()])
    const stored = await readLedger(database.ownerUrl)
    expectOneTree(stored)
    expect(stored.entries.length).toBe(WRITERS * FACTS_OF_EACH + KEY_EVENT)
    const numbered = new Set(stored.entries.map(({ factId }) => factId))
    expect(written.flat().filter((id) => !numbered.has(id))).toEqual([])
    expectOneHistory([...stored.notes, ...keptNotes()], stored)
    expect([ledger.status().role, other.status().role].toSorted()).toEqual(['FOLLOWS', 'LEADS'])
  }, 300_000)

  it('finds a batch by its keys, also where a whole registry waits for its first entry', async () => {
    const owner = new pg.Client(database.ownerUrl)
    await owner.connect()
    await owner.query(
      `insert into leaf_queue (fact_id, entry) select gen_random_uuid(), sha256(n::text::bytea) from generate_series(1, 300000) as n`,
    )
    await owner.query('vacuum analyze leaf_queue')
    await owner.end()
    const session = await openLedgerSession(database.serviceUrl)
    expect(await session.tryLock()).toBe(true)
    const [read] = await session.transact(async (tx) => {
      await takeLeaves(tx)
      return tx.rows<{ whole: string; keys: string }>(
        {
          name: 'scans',
          text: `select seq_scan as whole, idx_tup_fetch as keys from pg_stat_xact_user_tables where relname = 'leaf_queue'`,
        },
        [],
      )
    })
    await session.close()
    // Each is found twice: to be locked, and to be taken.
    expect(read).toEqual({ whole: '0', keys: String(2 * BATCH) })
  }, 120_000)

  it('fills tiles of the level above from full ones below, as hashing everything again does', async () => {
    const owner = new pg.Client(database.ownerUrl)
    await owner.connect()
    await owner.query(
      `insert into leaf_queue (fact_id, entry) select gen_random_uuid(), sha256(n::text::bytea) from generate_series(1, $1) as n`,
      [256 * 256 + 300],
    )
    await owner.end()
    const session = await openLedgerSession(database.serviceUrl)
    expect(await session.tryLock()).toBe(true)
    while ((await session.transact(takeLeaves)) > 0);
    await session.close()
    const stored = await readLedger(database.ownerUrl)
    expectOneTree(stored)
    expect(stored.tiles.map(({ level }) => level)).toContain(1)
  }, 120_000)

  it('stores a tile with the leaf that fills it, be it the last of its batch: no later batch would', async () => {
    const session = await openLedgerSession(database.serviceUrl)
    await session.tryLock()
    for (const count of [256, 256, 1]) {
      await writeFacts(db, count, count)
      expect(await session.transact(takeLeaves)).toBe(count)
    }
    await session.close()
    expectOneTree(await readLedger(database.ownerUrl))
  })

  it('tells each loss of its connection, also where two are in the same words, and leads again', async () => {
    const ledger = await runLedger({ url: database.serviceUrl, folder: kept.folder })
    const admin = new pg.Client(database.adminUrl)
    await admin.connect()
    const told = (): string[] => ledger.lines.filter((line) => line.includes('trying again'))
    const lose = async (): Promise<void> => {
      const before = told().length
      await waitUntil(() => ledger.status().role === 'LEADS')
      await admin.query(
        `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'marktrace-ledger' and datname = $1`,
        [new URL(database.serviceUrl).pathname.slice(1)],
      )
      await waitUntil(() => told().length > before)
    }
    for (let n = 0; n < 3; n++) await lose()
    await admin.end()
    await ledger.close()
  })

  it('follows without putting an older note in the place of a newer one, where both have one folder', async () => {
    const leader = await runLedger({ url: database.serviceUrl, folder: kept.folder })
    const follower = await runLedger({ url: database.serviceUrl, folder: kept.folder })
    await waitUntil(() => follower.status().role === 'FOLLOWS')
    await writeFacts(db, 3)
    await waitUntil(() => leader.status().publishedSize === 3 + KEY_EVENT)
    const text = formatCheckpoint({ origin: ORIGIN, size: 1_000, root: Buffer.alloc(32, 1) })
    const newer = makeNote(text, await createKeySigner([testKey(7)]).sign(text))
    await keepNote(kept.folder, ORIGIN, newer)
    await new Promise((resolve) => setTimeout(resolve, 500))
    expect(keptNotes()).toEqual([newer])
    await Promise.all([leader.close(), follower.close()])
  })

  it('keeps no writer waiting: facts are committed while it holds its lock, and while it has leaves in its hands', async () => {
    await writeFacts(db, 10)
    const session = await openLedgerSession(database.serviceUrl)
    expect(await session.tryLock()).toBe(true)
    await session.transact(async (tx) => {
      expect(await takeLeaves(tx)).toBe(10)
      const begun = performance.now()
      await writeFacts(db, 20)
      expect(performance.now() - begun).toBeLessThan(5_000)
    })
    expect(await session.transact(takeLeaves)).toBe(20)
    await session.close()
    expectOneTree(await readLedger(database.ownerUrl))
  })

  it('leaves the queue as it was when its transaction fails, and the numbers without a gap', async () => {
    await writeFacts(db, 5)
    const session = await openLedgerSession(database.serviceUrl)
    await session.tryLock()
    const failing = session.transact(async (tx) => {
      await takeLeaves(tx)
      throw new Error('the end of the process')
    })
    await expect(failing).rejects.toThrow(/the end/)
    expect((await readLedger(database.ownerUrl)).waiting).toBe(5)
    await session.transact(takeLeaves)
    await session.close()
    expectOneTree(await readLedger(database.ownerUrl))
  })

  it('is the only one that may write into the ledger: the database refuses a session without the lock', async () => {
    const service = new pg.Client(database.serviceUrl)
    await service.connect()
    const refusalOf = (text: string): Promise<string | undefined> =>
      service.query(text).then(
        () => 'none',
        (error: unknown) => (error instanceof pg.DatabaseError ? error.code : String(error)),
      )
    const tile = `decode(repeat('07', 8192), 'hex'), decode(repeat('07', 32), 'hex')`
    const tries = [
      'select * from sequence_leaves(10)',
      `insert into ledger_tile (level, n, hashes, root) values (0, 0, ${tile})`,
      `insert into ledger_checkpoint (size, root, note, recorded_at) values (1, decode(repeat('07', 32), 'hex'), 'n', now())`,
      `insert into ledger_log (origin, vkey, recorded_at) values ('a', 'b', now())`,
      `insert into ledger_entry (idx, fact_id, entry, leaf) values (0, gen_random_uuid(), '\\x00', decode(repeat('07', 32), 'hex'))`,
    ]
    await service.query(`set app.agency = '00000000-0000-7000-8000-000000000001'`)
    for (const text of tries)
      expect({ text, code: await refusalOf(text) }).toEqual({ text, code: INSUFFICIENT_PRIVILEGE })
    // Under the lock too, an entry comes in through the function alone.
    await service.query('select pg_try_advisory_lock(7234828)')
    expect(await refusalOf(tries[0] ?? '')).toBe('none')
    expect(await refusalOf(tries[1] ?? '')).toBe('none')
    expect(await refusalOf(tries[4] ?? '')).toBe(INSUFFICIENT_PRIVILEGE)
    await service.end()
  })

  it('takes what waited when the service ended, at the next start', async () => {
    await writeFacts(db, 40)
    const ledger = await runLedger({ url: database.serviceUrl, folder: kept.folder })
    await waitUntil(() => ledger.status().publishedSize === 40 + KEY_EVENT)
    await ledger.close()
    await writeFacts(db, 7)
    expect((await readLedger(database.ownerUrl)).waiting).toBe(7)
    const next = await runLedger({ url: database.serviceUrl, folder: kept.folder })
    await waitUntil(() => next.status().publishedSize === 47 + KEY_EVENT)
    await next.close()
    const stored = await readLedger(database.ownerUrl)
    expectOneTree(stored)
    expectOneHistory(stored.notes, stored)
  })
})

function keptNotes(): string[] {
  return readdirSync(kept.folder)
    .filter((name) => name.endsWith('.note'))
    .map((name) => readFileSync(path.join(kept.folder, name), 'utf8'))
}
