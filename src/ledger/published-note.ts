import { mkdir, readdir, readFile, rm } from 'node:fs/promises'
import path from 'node:path'
import { type Checkpoint, openCheckpoint, parseCheckpoint } from '../domain/ledger/checkpoint.ts'
import { isNoteName, isNoteNameOf, noteName } from '../domain/ledger/kept-files.ts'
import { ed25519Verifier, parseVkey } from '../domain/ledger/note-keys.ts'
import { readNote } from '../domain/ledger/signed-note.ts'
import { replaceFile } from './replace-file.ts'

/** The last checkpoint that was signed, as it lies outside the database. */
export interface KeptNote {
  readonly checkpoint: Checkpoint
  readonly note: string
}

/** The note is there and proves nothing. */
export class KeptNoteError extends Error {
  constructor(message: string, cause: unknown) {
    super(message, { cause })
    this.name = 'KeptNoteError'
  }
}

/** The names in the folder; none where nothing was ever kept. */
export async function listFolder(folder: string): Promise<readonly string[]> {
  return readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    throw error
  })
}

export interface NoteFile {
  readonly file: string
  readonly note: string
}

const ATTEMPTS = 20

/** All notes, of whatever name of a log. One that goes while they are read has given way to a newer one, so they are read again. */
export async function readNoteFiles(folder: string): Promise<readonly NoteFile[]> {
  for (let n = 1; ; n++) {
    try {
      const files = (await listFolder(folder)).filter(isNoteName).map((name) => path.join(folder, name))
      return await Promise.all(files.map(async (file) => ({ file, note: await readFile(file, 'utf8') })))
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT' || n >= ATTEMPTS) throw error
    }
  }
}

/** What lies outside the database. */
export interface KeptNotes {
  /** Of the log, smallest first. Usually one; two where a process died between writing and clearing up. */
  readonly own: readonly KeptNote[]
  /** Of other logs. */
  readonly foreign: readonly NoteFile[]
}

export const originOf = (note: string): string => note.split('\n', 1)[0] ?? ''

/**
 * @param vkeys of the log; one of them must have signed its notes
 * @throws KeptNoteError where one was changed: it is then no proof that nothing was published
 */
export async function readKeptNotes(folder: string, origin: string, vkeys: readonly string[]): Promise<KeptNotes> {
  const isOwn = ({ file, note }: NoteFile): boolean =>
    isNoteNameOf(path.basename(file), origin) || originOf(note) === origin
  const files = await readNoteFiles(folder)
  const own = files.filter(isOwn).map((one) => openKept(one, origin, vkeys))
  return {
    own: own.toSorted((a, b) => a.checkpoint.size - b.checkpoint.size),
    foreign: files.filter((one) => !isOwn(one)),
  }
}

function openKept({ file, note }: NoteFile, origin: string, vkeys: readonly string[]): KeptNote {
  try {
    const verifiers = vkeys.map((key) => ed25519Verifier(parseVkey(key)))
    const { checkpoint } = openCheckpoint(note, verifiers)
    if (checkpoint.origin !== origin) throw new Error(`It is of the log ${checkpoint.origin}.`)
    return { checkpoint, note }
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new KeptNoteError(`The checkpoint kept outside the database, ${file}, cannot be trusted: ${reason}`, cause)
  }
}

/**
 * Keeps a note and then removes the smaller ones of its log. Each size is a file of its own, so that whatever processes write into one folder at the same time, the
 * largest stays: it is never written over, and never removed but by who has a larger one on the disk.
 */
export async function keepNote(folder: string, origin: string, note: string): Promise<void> {
  const { size } = parseCheckpoint(readNote(note).unverifiedText)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  await replaceFile(path.join(folder, noteName(origin, size)), note)
  for (const { file, note: other } of await readNoteFiles(folder)) {
    const isOlder = isNoteNameOf(path.basename(file), origin) && sizeOf(other) < size
    if (isOlder) await rm(file, { force: true })
  }
}

/** What cannot be read is left for the guard to tell. */
function sizeOf(note: string): number {
  try {
    return parseCheckpoint(readNote(note).unverifiedText).size
  } catch {
    return Infinity
  }
}
