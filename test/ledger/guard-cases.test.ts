import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import pg from 'pg'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { formatRestoredMark, RESTORED_MARK } from '../../src/domain/ledger/kept-files.ts'
import type { Cosigner, Witnessed } from '../../src/ledger/cosigner.ts'
import { createKeySigner } from '../../src/ledger/signer.ts'
import { openDatabase } from '../../src/store/db.ts'
import { copyDatabase, openTestDatabase, type TestDatabase } from '../support/database.ts'
import { testKey } from '../support/grow-ledger.ts'
import { expectOneHistory, keptNoteFile, makeFolder, readLedger, runLedger, writeFacts } from '../support/run-ledger.ts'
import { waitUntil } from '../support/service-process.ts'

let databases: TestDatabase[]
let kept: ReturnType<typeof makeFolder>

beforeEach(() => {
  databases = []
  kept = makeFolder()
})

afterEach(async () => {
  for (const database of databases) await database.drop()
  kept.remove()
})

type Options = Partial<Parameters<typeof runLedger>[0]>

async function publish(database: TestDatabase, count: number, size: number): Promise<void> {
  const db = openDatabase(database.serviceUrl, 4)
  const ledger = await runLedger({ url: database.serviceUrl, folder: kept.folder })
  await writeFacts(db, count)
  await waitUntil(() => ledger.status().publishedSize >= size)
  await ledger.close()
  await db.pool.end()
}

/** A database of 10 facts and that of the key, and what it was after 5 of them: its copy, and the note of then. */
async function openLife(): Promise<{ newer: TestDatabase; older: TestDatabase; olderNote: string; newerNote: string }> {
  const newer = await openTestDatabase()
  databases.push(newer)
  await publish(newer, 5, 6)
  const older = await copyDatabase(newer)
  databases.push(older)
  const olderNote = readFileSync(keptNoteFile(kept.folder), 'utf8')
  await publish(newer, 5, 11)
  return { newer, older, olderNote, newerNote: readFileSync(keptNoteFile(kept.folder), 'utf8') }
}

/** Starts on the database, and where it records says whether it publishes what is recorded. */
async function lifeOn(database: TestDatabase, options: Options = {}): Promise<{ end: string; lines: string }> {
  const db = openDatabase(database.serviceUrl, 2)
  const ledger = await runLedger({ url: database.serviceUrl, folder: kept.folder, gate: db.gate, ...options })
  try {
    const { behindBecause, size } = ledger.status()
    if (behindBecause !== undefined) return { end: `BEHIND: ${behindBecause}`, lines: ledger.lines.join('\n') }
    await writeFacts(db, 2)
    await waitUntil(
      () => ledger.status().publishedSize >= size + 2 || ledger.lines.some((line) => line.includes('trying again')),
    )
    const end = ledger.status().publishedSize >= size + 2 ? 'publishes' : 'records and publishes nothing'
    return { end, lines: ledger.lines.join('\n') }
  } finally {
    await ledger.close()
    await db.pool.end()
    if (ledger.status().behindBecause === undefined) {
      const stored = await readLedger(database.ownerUrl)
      expectOneHistory(stored.notes, stored)
    }
  }
}

async function asSuperuser(database: TestDatabase, text: string): Promise<void> {
  const admin = new pg.Client(database.adminUrl)
  await admin.connect()
  await admin.query(`set session_replication_role = 'replica'`)
  await admin.query(text)
  await admin.end()
}

type Life = Awaited<ReturnType<typeof openLife>>

interface Case {
  readonly name: string
  readonly harm: (life: Life) => void | Promise<void>
  /** Of a database that is as new as it was, and of one that is older. */
  readonly newer: RegExp
  readonly older: RegExp
}

const removeFolder = (): void => rmSync(kept.folder, { recursive: true })

// As the table in src/ledger/README.md says it.
const CASES: readonly Case[] = [
  { name: 'nothing', harm: () => undefined, newer: /^publishes/, older: /^BEHIND: .*11 were published/ },
  { name: 'the note is deleted', harm: removeFolder, newer: /^publishes/, older: /^publishes/ },
  {
    name: 'the note is emptied',
    harm: () => writeFileSync(keptNoteFile(kept.folder), ''),
    newer: /^BEHIND: .*cannot be trusted/,
    older: /^BEHIND: .*cannot be trusted/,
  },
  {
    name: 'the note is one from before',
    harm: ({ olderNote }) => writeFileSync(keptNoteFile(kept.folder), olderNote),
    newer: /^publishes/,
    older: /^publishes/,
  },
  {
    name: 'nothing can be written into the folder',
    // A part of /proc: unwritable for root too, as a read-only disk is.
    harm: () => {
      removeFolder()
      symlinkSync('/proc/self/fdinfo', kept.folder)
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
    const life = await openLife()
    await one.harm(life)
    expect((await lifeOn(life[which])).end).toMatch(one[which])
  })
})

describe('a ledger that is switched off, given another key, or started on two machines', () => {
  it('signs what came in while it was off, and is held against the note again', async () => {
    const { newer, older } = await openLife()
    for (const database of [newer, older]) {
      const db = openDatabase(database.serviceUrl, 2)
      await writeFacts(db, 3)
      await db.pool.end()
    }
    expect((await lifeOn(older)).end).toMatch(/^BEHIND: .*11 were published/)
    expect((await lifeOn(newer)).end).toBe('publishes')
    expect((await readLedger(newer.ownerUrl)).entries.length).toBe(11 + 3 + 2)
  })

  it('takes another key into the record and signs with it, and lets nobody forget what the old one signed', async () => {
    const { newer, older } = await openLife()
    const signer = createKeySigner([testKey(8)])
    expect((await lifeOn(older, { signer })).end).toMatch(/^BEHIND: .*11 were published/)
    const { end, lines } = await lifeOn(newer, { signer })
    expect({ end, lines }).toEqual({ end: 'publishes', lines: expect.stringMatching(/signs with a new key/) as string })
    // The database of before does not know the key that has signed the note.
    expect((await lifeOn(older)).end).toMatch(/^BEHIND: .*cannot be trusted/)
    expect((await lifeOn(older, { signer })).end).toMatch(/^BEHIND: .*13 were published|14 were published/)
  })

  it('is held back on the machine that remembers, while one that does not goes on: each needs its note', async () => {
    const { older } = await openLife()
    const db = openDatabase(older.serviceUrl, 2)
    const behind = await runLedger({ url: older.serviceUrl, folder: kept.folder })
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

describe('a database that came out of a backup beside no note', () => {
  const witness = (isRequired: boolean, ...witnessed: readonly Witnessed[]): { witnesses: Cosigner } => ({
    witnesses: {
      isRequired,
      cosign: async () => ({ lines: [], isQuorumMet: true, dissenting: [] }),
      follow: () => undefined,
      readWitnessed: async () => witnessed,
      report: () => [],
      close: async () => undefined,
    },
  })
  const seen = (size: number, note: string): Witnessed => {
    const root = Buffer.from(note.split('\n')[2] ?? '', 'base64')
    return { name: 'w1', state: 'SEEN', size, root, note }
  }
  const silent: Witnessed = { name: 'w2', state: 'UNKNOWN', reason: 'it is away' }
  const none: Witnessed = { name: 'w2', state: 'NONE' }
  const BEHIND = /^BEHIND: .*came out of a backup/

  interface Proof {
    readonly name: string
    readonly given: (life: Life) => Options
    readonly end: RegExp
  }
  const keep = (note: string): Options => {
    writeFileSync(path.join(kept.folder, 'checkpoint-as-it-was-saved.note'), note)
    return {}
  }
  const PROOFS: readonly Proof[] = [
    { name: 'nothing', given: () => ({}), end: BEHIND },
    { name: 'the note of the backup itself', given: ({ olderNote }) => keep(olderNote), end: BEHIND },
    {
      name: 'a newer note that it does not hold',
      given: ({ newerNote }) => keep(newerNote),
      end: /^BEHIND: .*11 were/,
    },
    {
      name: 'a witness that is needed and has seen no more',
      given: ({ olderNote }) => witness(true, seen(6, olderNote)),
      end: /^publishes/,
    },
    {
      name: 'a witness that has seen more',
      given: ({ newerNote }) => witness(true, seen(11, newerNote)),
      end: /^BEHIND: .*w1 says that 11/,
    },
    {
      name: 'a witness that only follows, and may have missed what was published last',
      given: ({ olderNote }) => witness(false, seen(6, olderNote)),
      end: BEHIND,
    },
    {
      name: 'one witness of two that is silent',
      given: ({ olderNote }) => witness(true, seen(6, olderNote), silent),
      end: BEHIND,
    },
    {
      name: 'one witness of two that was named since and has seen nothing',
      given: ({ olderNote }) => witness(true, seen(6, olderNote), none),
      end: BEHIND,
    },
  ]
  it.each(PROOFS)('is held back until it is known how far the log had come: $name', async ({ given, end }) => {
    const life = await openLife()
    rmSync(kept.folder, { recursive: true })
    mkdirSync(kept.folder)
    writeFileSync(path.join(kept.folder, RESTORED_MARK), formatRestoredMark([life.olderNote]))
    expect((await lifeOn(life.older, given(life))).end).toMatch(end)
  })

  it('goes on with a newer note that it holds, and forgets the mark', async () => {
    const { newer, olderNote } = await openLife()
    const mark = path.join(kept.folder, RESTORED_MARK)
    writeFileSync(mark, formatRestoredMark([olderNote]))
    expect((await lifeOn(newer)).end).toBe('publishes')
    expect(existsSync(mark)).toBe(false)
  })
})
