import { existsSync, readdirSync, readFileSync, renameSync } from 'node:fs'
import path from 'node:path'
import pg from 'pg'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { formatCheckpoint } from '../../src/domain/ledger/checkpoint.ts'
import { ED25519_NOTE, ed25519Signer, rawPublicKey, vkey } from '../../src/domain/ledger/note-keys.ts'
import { signNote } from '../../src/domain/ledger/signed-note.ts'
import { keepNote, readKeptNotes } from '../../src/ledger/published-note.ts'
import { openDatabase } from '../../src/store/db.ts'
import { openTestDatabase, type TestDatabase } from '../support/database.ts'
import { testKey } from '../support/grow-ledger.ts'
import { keptNoteFile, makeFolder, ORIGIN, runLedger, writeFacts } from '../support/run-ledger.ts'
import { waitUntil } from '../support/service-process.ts'

const key = vkey(ORIGIN, ED25519_NOTE, rawPublicKey(testKey(7)))
const noteOf = (size: number, signing = 7, root = Buffer.alloc(32, 1)) =>
  signNote(formatCheckpoint({ origin: ORIGIN, size, root }), ed25519Signer(ORIGIN, testKey(signing)))

let kept: ReturnType<typeof makeFolder>
beforeEach(() => {
  kept = makeFolder()
})
afterEach(() => kept.remove())

const largest = async (): Promise<number> =>
  (await readKeptNotes(kept.folder, ORIGIN, [key])).own.at(-1)?.checkpoint.size ?? 0

describe('notes that several processes keep in one folder', () => {
  it('never become less, however the writes of one fall between the reads and writes of another', async () => {
    const writing = { isOver: false }
    const writer = async (first: number): Promise<void> => {
      for (let size = first; size <= 120; size += 3) await keepNote(kept.folder, ORIGIN, noteOf(size))
    }
    const seen: number[] = []
    const reader = (async () => {
      while (!writing.isOver) seen.push(await largest())
    })()
    // The slow one writes what the others have long passed.
    await Promise.all([writer(1), writer(2), writer(3), writer(30), writer(90)])
    writing.isOver = true
    await reader
    expect(seen.length).toBeGreaterThan(5)
    expect(seen).toEqual(seen.toSorted((a, b) => a - b))
    expect(await largest()).toBe(120)
    await keepNote(kept.folder, ORIGIN, noteOf(7))
    expect(await largest()).toBe(120)
    await keepNote(kept.folder, ORIGIN, noteOf(121))
    expect(readdirSync(kept.folder)).toEqual([path.basename(keptNoteFile(kept.folder))])
  })

  it('count under the name that they had before sizes were in it, and give way to newer ones', async () => {
    await keepNote(kept.folder, ORIGIN, noteOf(5))
    const file = keptNoteFile(kept.folder)
    const before = file.replace('-5.note', '.note')
    renameSync(file, before)
    expect(await largest()).toBe(5)
    await keepNote(kept.folder, ORIGIN, noteOf(6))
    expect(existsSync(before)).toBe(false)
    expect(await largest()).toBe(6)
  })
})

describe('a process that follows', () => {
  let database: TestDatabase
  beforeEach(async () => {
    database = await openTestDatabase()
  })
  afterEach(() => database.drop())

  const forgeries = {
    'that none of its keys has signed': () => noteOf(20, 9),
    'that another tree has': () => noteOf(20),
    'that is older than its own': undefined,
  }
  it.each(Object.entries(forgeries))('does not take a checkpoint from the database %s', async (_name, forge) => {
    const db = openDatabase(database.serviceUrl, 2)
    const leader = await runLedger({ url: database.serviceUrl, folder: makeFolder().folder })
    const follower = await runLedger({ url: database.serviceUrl, folder: kept.folder })
    await writeFacts(db, 5)
    await waitUntil(async () => (await largest()) === 6 && readdirSync(kept.folder).length === 1)
    const own = readFileSync(keptNoteFile(kept.folder), 'utf8')
    const admin = new pg.Client(database.adminUrl)
    await admin.connect()
    await admin.query(`set session_replication_role = 'replica'`)
    if (forge === undefined) {
      await admin.query('delete from ledger_checkpoint where size > 3; delete from ledger_entry where idx >= 3')
      await admin.query('insert into ledger_checkpoint (size, root, note, recorded_at) values (2, $1, $2, now())', [
        Buffer.alloc(32, 1),
        noteOf(2),
      ])
    } else {
      await admin.query('insert into ledger_checkpoint (size, root, note, recorded_at) values (20, $1, $2, now())', [
        Buffer.alloc(32, 1),
        forge(),
      ])
    }
    await waitUntil(() => follower.status().role === 'BEHIND')
    expect(readFileSync(keptNoteFile(kept.folder), 'utf8')).toBe(own)
    await admin.end()
    await Promise.all([leader.close(), follower.close()])
    await db.pool.end()
  })
})
