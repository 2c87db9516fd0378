import { randomBytes } from 'node:crypto'
import { linkSync, readFileSync, renameSync, rmSync, unlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { readStartMark } from './processes.ts'

export interface FolderLock {
  release(): void
}

/** Another live process works on the data folder. Nothing was touched. */
export class DataFolderBusyError extends Error {
  readonly pid: number

  constructor(dataDir: string, pid: number) {
    super(
      `The data folder ${dataDir} is in use by process ${pid}. ` +
        'Stop that process first, or give this one another folder (DATA_DIR) and port (PORT).',
    )
    this.name = 'DataFolderBusyError'
    this.pid = pid
  }
}

interface Holder {
  readonly pid: number
  readonly startMark: string
}

/**
 * Takes the data folder for this process. The lock names its holder by pid and start time, so a crash releases it, whatever program has the pid now.
 * PostgreSQL's own postmaster.pid stays the last arbiter: this one exists to refuse at once and in words.
 *
 * @param dataDir an existing, absolute folder
 * @throws DataFolderBusyError when a live process holds it
 */
export function lockFolder(dataDir: string): FolderLock {
  const file = path.join(dataDir, 'lock.json')
  const mine: Holder = { pid: process.pid, startMark: readStartMark(process.pid) ?? '' }
  const text = `${JSON.stringify(mine)}\n`
  for (let attempt = 0; attempt < 20; attempt++) {
    if (placeLock(file, text)) return { release: () => releaseLock(file, text) }
    const found = readText(file)
    if (found === undefined) continue
    const holder = parseHolder(found)
    if (holder !== undefined && readStartMark(holder.pid) === holder.startMark) {
      throw new DataFolderBusyError(dataDir, holder.pid)
    }
    removeStale(file, found)
  }
  throw new Error(`The lock ${file} could not be taken: other processes keep taking and leaving it.`)
}

/** The pid of the live process that holds the folder, if there is one. */
export function readLockHolder(dataDir: string): number | undefined {
  const text = readText(path.join(dataDir, 'lock.json'))
  const holder = text === undefined ? undefined : parseHolder(text)
  return holder !== undefined && readStartMark(holder.pid) === holder.startMark ? holder.pid : undefined
}

/** A hard link appears whole or not at all, so no reader sees a lock without its holder. */
function placeLock(file: string, text: string): boolean {
  const draft = `${file}.${randomBytes(6).toString('hex')}`
  writeFileSync(draft, text, { mode: 0o600, flag: 'wx' })
  try {
    linkSync(draft, file)
    return true
  } catch (error) {
    if (isCode(error, 'EEXIST')) return false
    throw error
  } finally {
    unlinkSync(draft)
  }
}

function releaseLock(file: string, text: string): void {
  if (readText(file) === text) rmSync(file, { force: true })
}

/** Moves the dead holder's lock away. If another starter had replaced it in between, what was moved is a live lock and goes back. */
function removeStale(file: string, stale: string): void {
  const aside = `${file}.${randomBytes(6).toString('hex')}`
  try {
    renameSync(file, aside)
  } catch (error) {
    if (isCode(error, 'ENOENT')) return
    throw error
  }
  try {
    if (readText(aside) !== stale) linkSync(aside, file)
  } catch (error) {
    if (!isCode(error, 'EEXIST')) throw error
  } finally {
    unlinkSync(aside)
  }
}

function readText(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    if (isCode(error, 'ENOENT')) return undefined
    throw error
  }
}

function parseHolder(text: string): Holder | undefined {
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value !== 'object' || value === null || !('pid' in value) || !('startMark' in value)) return undefined
    const { pid, startMark } = value
    return typeof pid === 'number' && typeof startMark === 'string' && startMark !== '' ? { pid, startMark } : undefined
  } catch {
    return undefined
  }
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code
}
