import { hash } from 'node:crypto'
import { mkdir, readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { type Checkpoint, openCheckpoint } from '../domain/ledger/checkpoint.ts'
import { ed25519Verifier, parseVkey } from '../domain/ledger/note-keys.ts'
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

/** One file for each name of a log: a registry that goes on under a new name keeps the last word of the old one. */
export function noteFile(folder: string, origin: string): string {
  return path.join(folder, `checkpoint-${hash('sha256', origin, 'hex').slice(0, 16)}.note`)
}

/** The files of all names that a log had, those being written left out; none where nothing was ever kept. */
export async function listNoteFiles(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    throw error
  })
  return names.filter((name) => /^checkpoint-[0-9a-f]{16}\.note$/.test(name)).map((name) => path.join(folder, name))
}

/**
 * Reads the note; undefined where none was ever kept.
 *
 * @param vkeys of the log; one of them must have signed it
 * @throws KeptNoteError where it was changed or is of another log: it is then no proof that nothing was published
 */
export async function readKeptNote(
  folder: string,
  origin: string,
  vkeys: readonly string[],
): Promise<KeptNote | undefined> {
  const file = noteFile(folder, origin)
  let note: string
  try {
    note = await readFile(file, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
  try {
    const verifiers = vkeys.map((key) => ed25519Verifier(parseVkey(key)))
    return { checkpoint: openCheckpoint(note, verifiers).checkpoint, note }
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new KeptNoteError(`The checkpoint kept outside the database, ${file}, cannot be trusted: ${reason}`, cause)
  }
}

/** Puts the note in the place of an older one, as `replaceFile` does. */
export async function keepNote(folder: string, origin: string, note: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  await replaceFile(noteFile(folder, origin), note)
}
