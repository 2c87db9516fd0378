import { randomUUID } from 'node:crypto'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { expect } from 'vitest'
import { openCheckpoint } from '../../src/domain/ledger/checkpoint.ts'
import { isNoteNameOf } from '../../src/domain/ledger/kept-files.ts'
import { hashLeaf, rootOf } from '../../src/domain/ledger/merkle.ts'
import { ed25519Verifier, parseVkey } from '../../src/domain/ledger/note-keys.ts'
import { TILE_WIDTH } from '../../src/domain/ledger/tiles.ts'
import { createLedger, type Ledger, type LedgerOptions } from '../../src/ledger/run-ledger.ts'
import { createKeySigner } from '../../src/ledger/signer.ts'
import { appendFacts } from '../../src/store/append-fact.ts'
import { readClock } from '../../src/store/clock.ts'
import { type Database, inTransaction } from '../../src/store/db.ts'
import { testKey } from './grow-ledger.ts'

export const ORIGIN = 'registry.test/ledger'
/** Ten checkpoints a second: what is published by the clock is waited for in tests. */
const INTERVAL_MS = 100

/** A data folder, and the ledger's own in it. */
export function makeFolder(): { readonly dataDir: string; readonly folder: string; readonly remove: () => void } {
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'marktrace-ledger-'))
  const remove = (): void => rmSync(dataDir, { recursive: true, force: true })
  return { dataDir, folder: path.join(dataDir, 'ledger'), remove }
}

/** The one note of this log that lies outside the database. */
export function keptNoteFile(folder: string, origin = ORIGIN): string {
  const files = readdirSync(folder).filter((name) => isNoteNameOf(name, origin))
  expect(files.length).toBe(1)
  return path.join(folder, files[0] ?? '')
}

/** The ledger of one process on this database, started; what it says lands in `lines`. */
export async function runLedger(
  options: Pick<LedgerOptions, 'url' | 'folder'> & Partial<LedgerOptions>,
): Promise<Ledger & { readonly lines: string[]; readonly gate: { closedBecause: string | undefined } }> {
  const lines: string[] = []
  const gate = { closedBecause: undefined }
  const ledger = createLedger({
    gate,
    origin: { name: ORIGIN, isGiven: false },
    signer: createKeySigner([testKey(7)]),
    witnesses: undefined,
    intervalMs: INTERVAL_MS,
    tell: (line) => lines.push(line),
    ...options,
  })
  await ledger.start()
  return { ...ledger, lines, gate: options.gate ?? gate }
}

/** Facts of nothing, in transactions of so many each; returns their ids once they are committed. */
export async function writeFacts(db: Database, count: number, perTransaction = 1): Promise<string[]> {
  const agencyId = randomUUID()
  const written: string[] = []
  while (written.length < count) {
    const ids = Array.from({ length: Math.min(perTransaction, count - written.length) }, () => randomUUID())
    await inTransaction(db, { agencyId, scopes: new Set() }, async (tx) => {
      const facts = ids.map((id) => ({ id, kind: 'weapon' as const, body: { n: written.length } }))
      await appendFacts(tx, agencyId, await readClock(tx), facts)
    })
    written.push(...ids)
  }
  return written
}

export interface StoredLedger {
  readonly entries: readonly {
    readonly index: number
    readonly factId: string
    readonly entry: Buffer
    readonly leaf: Buffer
  }[]
  readonly tiles: readonly {
    readonly level: number
    readonly n: number
    readonly hashes: Buffer
    readonly root: Buffer
  }[]
  readonly notes: readonly string[]
  readonly vkeys: readonly string[]
  /** Facts without a leaf, in the queue or the ledger. */
  readonly leafless: number
  readonly waiting: number
}

export async function readLedger(ownerUrl: string): Promise<StoredLedger> {
  const owner = new pg.Client(ownerUrl)
  await owner.connect()
  try {
    const entries = await owner.query(
      'select idx::float8 as index, fact_id as "factId", entry, leaf from ledger_entry order by idx',
    )
    const tiles = await owner.query('select level, n::float8 as n, hashes, root from ledger_tile order by level, n')
    const notes = await owner.query<{ note: string }>('select note from ledger_checkpoint order by size')
    const keys = await owner.query<{ vkey: string }>('select vkey from ledger_log order by recorded_at')
    const counts = await owner.query(`select
      (select count(*)::int from leaf_queue) as waiting,
      (select count(*)::int from fact f where not exists (select from leaf_queue q where q.fact_id = f.id)
        and not exists (select from ledger_entry e where e.fact_id = f.id)) as leafless`)
    return {
      entries: entries.rows,
      tiles: tiles.rows,
      notes: notes.rows.map(({ note }) => note),
      vkeys: keys.rows.map(({ vkey }) => vkey),
      ...counts.rows[0],
    }
  } finally {
    await owner.end()
  }
}

/** That what is stored is one tree: numbers without a gap, leaves of their entries, and just the tiles that the leaves make, by hashing all of them again. */
export function expectOneTree({ entries, tiles, leafless }: StoredLedger): void {
  expect(leafless).toBe(0)
  expect(entries.map(({ index }) => index)).toEqual(entries.map((_, n) => n))
  expect(new Set(entries.map(({ factId }) => factId)).size).toBe(entries.length)
  expect(entries.filter(({ entry, leaf }) => !hashLeaf(entry).equals(leaf))).toEqual([])
  let level = entries.map(({ leaf }) => leaf)
  const made: { level: number; n: number; hashes: string; root: string }[] = []
  for (let at = 0; level.length >= TILE_WIDTH; at++) {
    const full = Array.from({ length: Math.floor(level.length / TILE_WIDTH) }, (_, n) =>
      level.slice(n * TILE_WIDTH, (n + 1) * TILE_WIDTH),
    )
    const roots = full.map((hashes) => Buffer.from(rootOf(hashes)))
    full.forEach((hashes, n) =>
      made.push({ level: at, n, hashes: Buffer.concat(hashes).toString('hex'), root: roots[n]?.toString('hex') ?? '' }),
    )
    level = roots
  }
  const stored = tiles.map((tile) => ({
    ...tile,
    hashes: tile.hashes.toString('hex'),
    root: tile.root.toString('hex'),
  }))
  expect(stored).toEqual(made)
}

/** That each of these notes is signed by its log, and is of the tree of these entries: any two of them are then consistent. */
export function expectOneHistory(notes: readonly string[], { entries, vkeys }: StoredLedger): void {
  const verifiers = vkeys.map((key) => ed25519Verifier(parseVkey(key)))
  const leaves = entries.map(({ leaf }) => leaf)
  for (const note of new Set(notes)) {
    const { size, root } = openCheckpoint(note, verifiers).checkpoint
    expect(size).toBeLessThanOrEqual(leaves.length)
    expect({ size, root: Buffer.from(root).toString('hex') }).toEqual({
      size,
      root: Buffer.from(rootOf(leaves.slice(0, size))).toString('hex'),
    })
  }
}
