import { rmSync, symlinkSync, writeFileSync } from 'node:fs'
import pg from 'pg'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createKeySigner } from '../../src/ledger/signer.ts'
import { openDatabase } from '../../src/store/db.ts'
import type { TestDatabase } from '../support/database.ts'
import { testKey } from '../support/grow-ledger.ts'
import { type LedgerLife, openLedgerLife } from '../support/ledger-life.ts'
import { keptNoteFile, makeFolder, readLedger, runLedger, writeFacts } from '../support/run-ledger.ts'
import { waitUntil } from '../support/service-process.ts'

let life: LedgerLife
beforeEach(async () => {
  life = await openLedgerLife()
})
afterEach(() => life.close())

async function asSuperuser(database: TestDatabase, text: string): Promise<void> {
  const admin = new pg.Client(database.adminUrl)
  await admin.connect()
  await admin.query(`set session_replication_role = 'replica'`)
  await admin.query(text)
  await admin.end()
}

interface Case {
  readonly name: string
  readonly harm: (life: LedgerLife) => void | Promise<void>
  /** Of a database that is as new as it was, and of one that is older. */
  readonly newer: RegExp
  readonly older: RegExp
}

const removeFolder = ({ folder }: LedgerLife): void => rmSync(folder, { recursive: true })

// As the table in src/ledger/README.md says it.
const CASES: readonly Case[] = [
  { name: 'nothing', harm: () => undefined, newer: /^publishes/, older: /^BEHIND: .*11 were published/ },
  { name: 'the note is deleted', harm: removeFolder, newer: /^publishes/, older: /^publishes/ },
  {
    name: 'the note is emptied',
    harm: ({ folder }) => writeFileSync(keptNoteFile(folder), ''),
    newer: /^BEHIND: .*cannot be trusted/,
    older: /^BEHIND: .*cannot be trusted/,
  },
  {
    name: 'the note is one from before',
    harm: ({ folder, olderNote }) => writeFileSync(keptNoteFile(folder), olderNote),
    newer: /^publishes/,
    older: /^publishes/,
  },
  {
    name: 'nothing can be written into the folder',
    // A part of /proc: unwritable for root too, as a read-only disk is.
    harm: (one) => {
      removeFolder(one)
      symlinkSync('/proc/self/fdinfo', one.folder)
    },
    newer: /^records and publishes nothing/,
    older: /^records and publishes nothing/,
  },
  {
    name: 'the clock is set back an hour',
    harm: async ({ newer, older }) => {
      const later = ['ledger_log', 'ledger_checkpoint', 'fact']
        .map((table) => `update ${table} set recorded_at = recorded_at + interval '1 hour';`)
        .join('')
      for (const database of [newer, older]) await asSuperuser(database, later)
    },
    newer: /^publishes/,
    older: /^BEHIND: .*11 were published/,
  },
]

describe.each(['newer', 'older'] as const)('what happens to the memory outside, beside the %s database', (which) => {
  it.each(CASES)('ends as the table says: $name', async (one) => {
    await one.harm(life)
    expect((await life.startOn(life[which])).end).toMatch(one[which])
  })
})

describe('a ledger that is switched off, given another key, or started on two machines', () => {
  it('signs what came in while it was off, and is held against the note again', async () => {
    const { newer, older, startOn } = life
    for (const database of [newer, older]) {
      const db = openDatabase(database.serviceUrl, 2)
      await writeFacts(db, 3)
      await db.pool.end()
    }
    expect((await startOn(older)).end).toMatch(/^BEHIND: .*11 were published/)
    expect((await startOn(newer)).end).toBe('publishes')
    expect((await readLedger(newer.ownerUrl)).entries.length).toBe(11 + 3 + 2)
  })

  it('takes another key into the record and signs with it, and lets nobody forget what the old one signed', async () => {
    const { newer, older, startOn } = life
    const signer = createKeySigner([testKey(8)])
    expect((await startOn(older, { signer })).end).toMatch(/^BEHIND: .*11 were published/)
    const { end, lines } = await startOn(newer, { signer })
    expect({ end, lines }).toEqual({ end: 'publishes', lines: expect.stringMatching(/signs with a new key/) as string })
    // The database of before does not know the key that has signed the note.
    expect((await startOn(older)).end).toMatch(/^BEHIND: .*cannot be trusted/)
    expect((await startOn(older, { signer })).end).toMatch(/^BEHIND: .*13 were published|14 were published/)
  })

  it('is held back on the machine that remembers, while one that does not goes on: each needs its note', async () => {
    const { older, folder } = life
    const db = openDatabase(older.serviceUrl, 2)
    const behind = await runLedger({ url: older.serviceUrl, folder })
    expect(behind.status()).toMatchObject({ role: 'BEHIND', size: 6 })
    const forgetful = makeFolder()
    const other = await runLedger({ url: older.serviceUrl, folder: forgetful.folder, gate: db.gate })
    await waitUntil(() => other.status().role === 'LEADS')
    await writeFacts(db, 1)
    await waitUntil(() => other.status().publishedSize === 7)
    expect(behind.status().role).toBe('BEHIND')
    await Promise.all([behind.close(), other.close()])
    await db.pool.end()
    forgetful.remove()
  })
})
