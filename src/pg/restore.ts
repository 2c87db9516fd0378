import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { formatRestoredMark, isNoteName, RESTORED_MARK } from '../domain/ledger/kept-files.ts'
import type { Manifest } from './archive/manifest.ts'
import { unpackArchive } from './archive/read-archive.ts'
import { own } from './cluster.ts'
import { openDataFolder } from './embedded.ts'
import { lockFolder } from './folder-lock.ts'
import { chooseIdentity } from './identity.ts'

export interface RestoreOptions {
  readonly dataDir: string
  readonly file: string
  /** Replaces what the data folder holds. */
  readonly force: boolean
  readonly onProgress: (bytes: number) => void
}

/**
 * What was published last lies here, outside the database. It stays as it is: the note of the backup is as old as its database, and would let the ledger forget what
 * it has said since. So do the keys, which sign under it. Where there is no note, that of the backup is left out, and a mark says so.
 */
const KEPT = 'ledger'
const LEFTOVER = /^(restoring-|replaced-|pg-making-|lock\.json)/

/**
 * Puts a backup into the data folder. It is unpacked and checked aside first, so a damaged one changes nothing; then the contents are exchanged.
 *
 * @throws DataFolderBusyError while a service runs on the folder; Error when the folder holds data and `force` is not given, or the backup is damaged
 */
export async function restore(options: RestoreOptions): Promise<Manifest> {
  if (!existsSync(options.file)) throw new Error(`There is no file ${options.file}.`)
  const dataDir = openDataFolder(options.dataDir)
  const lock = lockFolder(dataDir)
  try {
    const present = (await readdir(dataDir)).filter((name) => !LEFTOVER.test(name))
    // With the ledger's folder alone, saved from a machine that was lost, it is empty.
    if (present.some((name) => name !== KEPT) && !options.force) {
      throw new Error(
        `The data folder ${dataDir} is not empty. Restore into another (DATA_DIR), or replace it with --force.`,
      )
    }
    const fresh = await mkdtemp(path.join(dataDir, 'restoring-'))
    try {
      const manifest = await unpackInto(fresh, dataDir, options)
      await leaveOutNotes(path.join(fresh, KEPT), path.join(dataDir, KEPT))
      await exchange(dataDir, present, fresh)
      return manifest
    } finally {
      await rm(fresh, { recursive: true, force: true })
    }
  } finally {
    lock.release()
  }
}

async function unpackInto(fresh: string, dataDir: string, options: RestoreOptions): Promise<Manifest> {
  const who = chooseIdentity(path.join(dataDir, 'pg'))
  const onMade = (made: string, name: string): void => {
    if (name === 'pg' || name.startsWith('pg/')) own(made, who)
  }
  const manifest = await unpackArchive(options.file, fresh, { onMade, onProgress: options.onProgress })
  if (!existsSync(path.join(fresh, 'pg', 'PG_VERSION'))) throw new Error('The backup holds no database.')
  return manifest
}

async function listNotes(folder: string): Promise<readonly string[]> {
  return existsSync(folder) ? (await readdir(folder)).filter(isNoteName) : []
}

/** Before anything is exchanged: a database is never there without the mark. */
async function leaveOutNotes(fresh: string, present: string): Promise<void> {
  const notes = await listNotes(fresh)
  const texts = await Promise.all(notes.map((name) => readFile(path.join(fresh, name), 'utf8')))
  for (const name of notes) await rm(path.join(fresh, name))
  if ((await listNotes(present)).length > 0) return
  const folder = existsSync(present) ? present : fresh
  await mkdir(folder, { recursive: true, mode: 0o700 })
  await writeFile(path.join(folder, RESTORED_MARK), formatRestoredMark(texts), { mode: 0o600 })
}

/** The old contents are removed only after the new ones are in their place. */
async function exchange(dataDir: string, present: readonly string[], fresh: string): Promise<void> {
  const aside = path.join(dataDir, `replaced-${process.pid}`)
  await mkdir(aside, { mode: 0o700 })
  const isKept = (name: string): boolean => name === KEPT && present.includes(KEPT)
  for (const name of present) if (!isKept(name)) await rename(path.join(dataDir, name), path.join(aside, name))
  for (const name of await readdir(fresh))
    if (!isKept(name)) await rename(path.join(fresh, name), path.join(dataDir, name))
  await rm(aside, { recursive: true, force: true })
}
