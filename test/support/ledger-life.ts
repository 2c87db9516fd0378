import { readFileSync } from 'node:fs'
import { openDatabase } from '../../src/store/db.ts'
import { copyDatabase, openTestDatabase, type TestDatabase } from './database.ts'
import { expectOneHistory, keptNoteFile, makeFolder, readLedger, runLedger, writeFacts } from './run-ledger.ts'
import { waitUntil } from './service-process.ts'

/** A database of 10 facts and that of the key, what it was after 5 of them, and the notes that were kept outside at both moments; the folder has the newer one. */
export interface LedgerLife {
  readonly newer: TestDatabase
  readonly older: TestDatabase
  readonly newerNote: string
  readonly olderNote: string
  readonly folder: string
  /** Starts on one of the databases, and where it records says whether it publishes what is recorded. */
  readonly startOn: (database: TestDatabase, options?: LifeOptions) => Promise<{ end: string; lines: string }>
  readonly close: () => Promise<void>
}

export type LifeOptions = Partial<Parameters<typeof runLedger>[0]>

async function publish(database: TestDatabase, folder: string, size: number): Promise<string> {
  const db = openDatabase(database.serviceUrl, 4)
  const ledger = await runLedger({ url: database.serviceUrl, folder })
  await writeFacts(db, 5)
  await waitUntil(() => ledger.status().publishedSize >= size)
  await ledger.close()
  await db.pool.end()
  return readFileSync(keptNoteFile(folder), 'utf8')
}

export async function openLedgerLife(): Promise<LedgerLife> {
  const { folder, remove } = makeFolder()
  const newer = await openTestDatabase()
  const olderNote = await publish(newer, folder, 6)
  const older = await copyDatabase(newer)
  const newerNote = await publish(newer, folder, 11)
  return {
    newer,
    older,
    newerNote,
    olderNote,
    folder,
    startOn: (database, options = {}) => startOn(database, { folder, ...options }),
    close: async () => {
      await newer.drop()
      await older.drop()
      remove()
    },
  }
}

async function startOn(
  database: TestDatabase,
  options: LifeOptions & { readonly folder: string },
): Promise<{ end: string; lines: string }> {
  const db = openDatabase(database.serviceUrl, 2)
  const ledger = await runLedger({ url: database.serviceUrl, gate: db.gate, ...options })
  try {
    const { behindBecause, size } = ledger.status()
    if (behindBecause !== undefined) return { end: `BEHIND: ${behindBecause}`, lines: ledger.lines.join('\n') }
    await writeFacts(db, 2)
    const isPublished = (): boolean => ledger.status().publishedSize >= size + 2
    await waitUntil(() => isPublished() || ledger.lines.some((line) => line.includes('trying again')))
    const stored = await readLedger(database.ownerUrl)
    expectOneHistory(stored.notes, stored)
    return { end: isPublished() ? 'publishes' : 'records and publishes nothing', lines: ledger.lines.join('\n') }
  } finally {
    await ledger.close()
    await db.pool.end()
  }
}
