import { type OpenedCheckpoint, openCheckpoint } from '../domain/ledger/checkpoint.ts'
import { verifierOf } from '../domain/ledger/cosignature.ts'
import { LedgerFormatError } from '../domain/ledger/ledger-format-error.ts'
import { type NoteKey, type NoteVerifier, parseVkey } from '../domain/ledger/note-keys.ts'
import type { DatabaseClient } from '../store/connect.ts'
import { type Cursor, openCursor } from './cursor.ts'
import { type FormerKeys, formerKeys, type KeyOnRecord } from './former-keys.ts'
import type { GrowingTree } from './growing-tree.ts'
import type { Problems } from './problem.ts'
import { CHECKPOINTS, LOG_KEYS } from './queries.ts'

/** A checkpoint from elsewhere to hold the tree against: a witness's, an older one, the note kept outside the database. */
export interface OutsideNote {
  /** Its file, for the report. */
  readonly name: string
  readonly note: string
}

export interface CheckpointSettings {
  readonly notes: readonly OutsideNote[]
  /** Those that this service kept outside the database, read before the snapshot began. All count, whatever name the database gives the log today. */
  readonly kept: readonly OutsideNote[]
  /** Keys that the reader trusts, of logs and of witnesses. Without them the keys in the database count, which who rewrites it may have put there. */
  readonly trusted: readonly NoteKey[] | undefined
}

/** Holds a growing tree against checkpoints, each when the tree has its size. */
export interface CheckpointChecks {
  readonly at: (tree: GrowingTree) => Promise<void>
  /** What is left when the tree has ended: checkpoints of a tree that is larger. */
  readonly end: (tree: GrowingTree) => Promise<number>
}

interface CheckpointRow {
  readonly size: string
  readonly root: Buffer
  readonly note: string
}

interface Reading {
  readonly problems: Problems
  readonly verifiers: readonly NoteVerifier[]
  readonly former: FormerKeys
  /** The size of the last checkpoint that agreed: what is wrong with the next lies after it. */
  lastGood: number
  isAmiss: boolean
}

const BY_OTHER_KEYS = new Set(['note-signed-by-no-known-key', 'checkpoint-not-signed-by-its-log'])

function openNote({ problems, verifiers, former }: Reading, place: string, note: string): OpenedCheckpoint | undefined {
  try {
    return openCheckpoint(note, verifiers)
  } catch (error) {
    if (!(error instanceof LedgerFormatError)) throw error
    const opened = BY_OTHER_KEYS.has(error.code) ? former.open(note) : undefined
    if (opened !== undefined) return opened
    const isUnsigned = /^(note-sign|checkpoint-not-signed)/.test(error.code)
    problems.add(isUnsigned ? 'CHECKPOINT_NOT_SIGNED' : 'CHECKPOINT_MALFORMED', place, error.message)
    return undefined
  }
}

function checkRow(reading: Reading, { size, root, note }: CheckpointRow, tree: GrowingTree): void {
  const place = `checkpoint ${size}`
  const opened = openNote(reading, place, note)
  if (opened !== undefined && String(opened.checkpoint.size) !== size) {
    reading.problems.add('CHECKPOINT_MALFORMED', place, `The note is of a tree of ${opened.checkpoint.size} entries.`)
  }
  if (opened !== undefined && Buffer.compare(opened.checkpoint.root, root) !== 0) {
    reading.problems.add('CHECKPOINT_MALFORMED', place, 'The column root is not the root in the note.')
  }
  compareRoot(reading, place, opened?.checkpoint.root ?? root, tree)
}

function compareRoot(reading: Reading, place: string, root: Uint8Array, tree: GrowingTree): void {
  if (Buffer.compare(root, tree.root()) === 0) {
    if (!reading.isAmiss) reading.lastGood = tree.size()
    return
  }
  const from = reading.lastGood
  const where = `What was changed lies from entry ${from} on, before entry ${tree.size()}.`
  const detail = `The entries of today give another root than was signed. ${reading.isAmiss ? '' : where}`
  reading.isAmiss = true
  reading.problems.add('CHECKPOINT_ROOT_DIFFERS', place, detail.trim())
}

/** Those of the notes that can be read, smallest first. */
function readNotes(reading: Reading, notes: readonly OutsideNote[]) {
  return notes
    .flatMap(({ name, note }) => {
      const opened = openNote(reading, `note ${name}`, note)
      return opened === undefined ? [] : [{ name, size: opened.checkpoint.size, root: opened.checkpoint.root }]
    })
    .sort((a, b) => a.size - b.size)
}

/** The keys on record. What is none is told, and so is a key under another name than its own: the name decides which checkpoints are this log's. */
async function readLogKeys(client: DatabaseClient, problems: Problems): Promise<readonly KeyOnRecord[]> {
  const { rows } = await client.query<{ origin: string; vkey: string }>(LOG_KEYS)
  return rows.flatMap(({ origin, vkey }) => {
    const amiss = (detail: string) => problems.add('LOG_KEY_INVALID', `ledger_log ${vkey}`, detail)
    try {
      const key = parseVkey(vkey)
      if (key.name !== origin) amiss(`The key is of ${key.name}, and is on record for the log ${origin}.`)
      return [{ vkey, key }]
    } catch (error) {
      if (!(error instanceof LedgerFormatError)) throw error
      amiss(error.message)
      return []
    }
  })
}

export async function checkCheckpoints(
  client: DatabaseClient,
  { notes, kept, trusted }: CheckpointSettings,
  problems: Problems,
): Promise<CheckpointChecks> {
  const onRecord = await readLogKeys(client, problems)
  const verifiers = (trusted ?? onRecord.map(({ key }) => key)).map(verifierOf)
  const former = formerKeys(onRecord, verifiers, problems)
  const reading: Reading = { problems, verifiers, former, lastGood: 0, isAmiss: false }
  const outside = readNotes(reading, [...notes, ...kept])
  const rows: Cursor<CheckpointRow> = await openCursor(client, CHECKPOINTS)
  let next = await rows.next()
  let checked = 0

  const at = async (tree: GrowingTree): Promise<void> => {
    while (next !== undefined && Number(next.size) === tree.size()) {
      checkRow(reading, next, tree)
      checked++
      next = await rows.next()
    }
    while (outside[0]?.size === tree.size()) {
      const note = outside.shift()
      if (note !== undefined) compareRoot(reading, `note ${note.name}`, note.root, tree)
      checked++
    }
  }
  const end = async (tree: GrowingTree): Promise<number> => {
    const beyond = (place: string, size: string | number) => {
      const detail = `It is of a tree of ${size} entries, and the ledger has ${tree.size()}: entries are missing.`
      problems.add('CHECKPOINT_BEYOND_LEDGER', place, detail)
    }
    for (; next !== undefined; next = await rows.next()) beyond(`checkpoint ${next.size}`, next.size)
    for (const { name, size } of outside) beyond(`note ${name}`, size)
    former.end()
    return checked
  }
  return { at, end }
}
