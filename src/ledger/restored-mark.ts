import { readFile, rm } from 'node:fs/promises'
import path from 'node:path'
import { RESTORED_MARK, sizeInBackup } from '../domain/ledger/kept-files.ts'
import type { Cosigner, Witnessed } from './cosigner.ts'

/** The mark that `marktrace restore` leaves where it found no note; undefined where there is none. */
export async function readRestoredMark(folder: string): Promise<string | undefined> {
  return readFile(path.join(folder, RESTORED_MARK), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })
}

/** Once something else says how far the log had come. */
export async function forgetRestored(folder: string): Promise<void> {
  await rm(path.join(folder, RESTORED_MARK), { force: true })
}

/** What is known of the end of a log whose database was restored. */
export interface RestoredCase {
  readonly mark: string
  readonly origin: string
  /** Of the notes that lie outside the database. */
  readonly keptSizes: readonly number[]
  /** Of the last checkpoint in the database; 0 for none. */
  readonly publishedSize: number
  readonly witnessed: readonly Witnessed[]
  readonly witnesses: Pick<Cosigner, 'isRequired'> | undefined
}

/**
 * Whether anything but the backup says that nothing was published after it. A note does that is newer than the backup's own. Witnesses do where no checkpoint is
 * published without them and each has told what it saw last: of one that is silent, or that only follows, nobody knows how much more was published.
 */
export function isEndKnown({ mark, origin, keptSizes, publishedSize, witnessed, witnesses }: RestoredCase): boolean {
  const inBackup = sizeInBackup(mark, origin)
  if (keptSizes.some((size) => size > inBackup && size >= publishedSize)) return true
  const seen = witnessed.flatMap((one) => (one.state === 'SEEN' ? [one.size] : []))
  const haveAllSpoken = witnessed.length > 0 && seen.length === witnessed.length
  return witnesses?.isRequired === true && haveAllSpoken && Math.max(...seen) >= publishedSize
}
