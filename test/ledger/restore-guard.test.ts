import { randomUUID } from 'node:crypto'
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import pg from 'pg'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { parseCheckpoint } from '../../src/domain/ledger/checkpoint.ts'
import { rootOf } from '../../src/domain/ledger/merkle.ts'
import { readNote } from '../../src/domain/ledger/signed-note.ts'
import { type Database, inTransaction, openDatabase } from '../../src/store/db.ts'
import { recordAudits } from '../../src/store/audit.ts'
import { copyDatabase, openTestDatabase, type TestDatabase } from '../support/database.ts'
import {
  expectOneHistory,
  expectOneTree,
  keptNoteFile,
  makeFolder,
  ORIGIN,
  readLedger,
  runLedger,
  writeFacts,
} from '../support/run-ledger.ts'
import { waitUntil } from '../support/service-process.ts'

/** The fact of the log's first key is an entry too. */
const KEY_EVENT = 1

let databases: TestDatabase[]
let pools: Database[]
let kept: ReturnType<typeof makeFolder>

beforeEach(() => {
  databases = []
  pools = []
  kept = makeFolder()
})

afterEach(async () => {
  for (const db of pools) await db.pool.end()
  for (const database of databases) await database.drop()
  kept.remove()
})

function open(database: TestDatabase): Database {
  const db = openDatabase(database.serviceUrl, 4)
  pools.push(db)
  return db
}

/** Writes facts, has them published so that the log has `size` entries, and lets go of every connection. */
async function publishFacts(database: TestDatabase, count: number, size: number): Promise<void> {
  const db = open(database)
  const ledger = await runLedger({ url: database.serviceUrl, folder: kept.folder })
  await writeFacts(db, count)
  await waitUntil(() => ledger.status().publishedSize >= size)
  await ledger.close()
  await pools.pop()?.pool.end()
}

/** A database of 30 facts and that of the key, and what a backup after 10 of them restores. */
async function restoreOlder(): Promise<{ newer: TestDatabase; older: TestDatabase }> {
  const newer = await openTestDatabase()
  databases.push(newer)
  await publishFacts(newer, 10, 10 + KEY_EVENT)
  const older = await copyDatabase(newer)
  databases.push(older)
  await publishFacts(newer, 20, 30 + KEY_EVENT)
  return { newer, older }
}

const keptSize = (origin = ORIGIN): number =>
  parseCheckpoint(readNote(readFileSync(keptNoteFile(kept.folder, origin), 'utf8')).unverifiedText).size

async function asSuperuser(database: TestDatabase, text: string): Promise<void> {
  const admin = new pg.Client(database.adminUrl)
  await admin.connect()
  await admin.query(`set session_replication_role = 'replica'`)
  await admin.query(text)
  await admin.end()
}

describe('a restored backup that is shorter than what was published', () => {
  it('signs nothing and records nothing, neither a fact nor a look, and says so everywhere', async () => {
    const { older } = await restoreOlder()
    const db = open(older)
    const before = await readLedger(older.ownerUrl)
    const ledger = await runLedger({ url: older.serviceUrl, folder: kept.folder, gate: db.gate })
    expect(ledger.status()).toMatchObject({ role: 'BEHIND', size: 11, publishedSize: 11 })
    expect(ledger.status().behindBecause).toMatch(/has 11 entries.*the note kept outside.*31 were published/)
    expect(ledger.lines.join('\n')).toMatch(/ALARM.*marktrace ledger resume/)
    await expect(writeFacts(db, 1)).rejects.toMatchObject({ code: 'ledger-behind' })
    const requester = { agencyId: randomUUID(), scopes: new Set<never>() }
    const looking = inTransaction(db, requester, (tx) => recordAudits(tx, new Date().toISOString(), []))
    await expect(looking).rejects.toMatchObject({ code: 'ledger-behind' })
    await new Promise((resolve) => setTimeout(resolve, 500))
    await ledger.close()
    const after = await readLedger(older.ownerUrl)
    expect({ notes: after.notes, entries: after.entries.length }).toEqual({
      notes: before.notes,
      entries: before.entries.length,
    })
    expect(keptSize()).toBe(30 + KEY_EVENT)
  })

  it('goes on by itself when a newer copy is in its place', async () => {
    const { newer, older } = await restoreOlder()
    const behind = await runLedger({ url: older.serviceUrl, folder: kept.folder })
    expect(behind.status().role).toBe('BEHIND')
    await behind.close()
    await publishFacts(newer, 5, 35 + KEY_EVENT)
    const stored = await readLedger(newer.ownerUrl)
    expectOneTree(stored)
    expectOneHistory(stored.notes, stored)
    expect(keptSize()).toBe(35 + KEY_EVENT)
  })

  it('is noticed where the note itself was changed or cut off: a note that cannot be trusted proves nothing', async () => {
    const { newer } = await restoreOlder()
    writeFileSync(
      keptNoteFile(kept.folder),
      readFileSync(keptNoteFile(kept.folder), 'utf8').replace('\n31\n', '\n11\n'),
    )
    const ledger = await runLedger({ url: newer.serviceUrl, folder: kept.folder })
    expect(ledger.status().behindBecause).toMatch(/cannot be trusted/)
    await ledger.close()
  })
})

describe('what a superuser changes below a checkpoint', () => {
  const changes = {
    'a leaf of the last, partial tile': `update ledger_entry set leaf = sha256('other'::bytea) where idx = 3`,
    'an entry that is taken away from the end':
      'delete from ledger_entry where idx = (select max(idx) from ledger_entry)',
  }
  for (const [name, text] of Object.entries(changes)) {
    it(`is caught by the checkpoint in the database and by the one outside it: ${name}`, async () => {
      const database = await openTestDatabase()
      databases.push(database)
      await publishFacts(database, 20, 20 + KEY_EVENT)
      await asSuperuser(database, text)
      for (const folder of [kept.folder, makeFolder().folder]) {
        const ledger = await runLedger({ url: database.serviceUrl, folder })
        expect(ledger.status().behindBecause).toMatch(/were changed after|older than/)
        await ledger.close()
      }
    })
  }

  it('is seen by who takes over, also where it was changed while he waited and nothing was added since', async () => {
    const database = await openTestDatabase()
    databases.push(database)
    const db = open(database)
    const leader = await runLedger({ url: database.serviceUrl, folder: kept.folder })
    const follower = await runLedger({ url: database.serviceUrl, folder: makeFolder().folder })
    await writeFacts(db, 5)
    await waitUntil(() => leader.status().publishedSize === 5 + KEY_EVENT)
    await asSuperuser(database, `update ledger_entry set leaf = sha256('other'::bytea) where idx = 3`)
    await leader.close()
    await waitUntil(() => follower.status().role === 'BEHIND')
    await follower.close()
  })

  it('is caught by an older checkpoint kept outside, where row, leaf, tiles and checkpoints were all made to agree', async () => {
    const database = await openTestDatabase()
    databases.push(database)
    await publishFacts(database, 600, 600 + KEY_EVENT)
    await asSuperuser(
      database,
      `update ledger_entry set entry = 'forged', leaf = sha256('\\x00'::bytea || 'forged') where idx = 5;
      update ledger_tile set hashes = (select string_agg(leaf, '' order by idx) from ledger_entry where idx < 256) where level = 0 and n = 0;
      delete from ledger_checkpoint`,
    )
    // The root of the forged tile, as a forger would make it.
    await rehash(database)
    const ledger = await runLedger({ url: database.serviceUrl, folder: kept.folder })
    expect(ledger.status().behindBecause).toMatch(/first 601 entries.*the note kept outside the database/)
    await ledger.close()
    // Without the note the forged tree is one like any other: this is what the note is for.
    for (const name of readdirSync(kept.folder)) rmSync(path.join(kept.folder, name))
    const fooled = await runLedger({ url: database.serviceUrl, folder: kept.folder })
    expect(fooled.status().behindBecause).toBeUndefined()
    await fooled.close()
  })
})

async function rehash(database: TestDatabase): Promise<void> {
  const stored = await readLedger(database.ownerUrl)
  const [tile] = stored.tiles
  if (tile === undefined) throw new Error('there is no tile')
  const hashes = Array.from({ length: 256 }, (_, n) => tile.hashes.subarray(n * 32, (n + 1) * 32))
  const root = Buffer.from(rootOf(hashes)).toString('hex')
  await asSuperuser(database, `update ledger_tile set root = decode('${root}', 'hex') where level = 0 and n = 0`)
}
