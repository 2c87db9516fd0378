import { mkdir, readFile, rm } from 'node:fs/promises'
import path from 'node:path'
import { formerName, isFormerName, isNoteNameOf } from '../domain/ledger/kept-files.ts'
import { listFolder, originOf, readNoteFiles } from './published-note.ts'
import { replaceFile } from './replace-file.ts'

/**
 * The names that the log had before, and what each went on as: the mark of `marktrace ledger resume`. It lies outside the database, since a row in it, which whoever
 * has the database can write, must not make anybody forget what was published.
 */
export interface FormerNames {
  /** What the log of this name goes on as; undefined where it never ended. */
  readonly successorOf: (origin: string) => string | undefined
  readonly successors: readonly string[]
}

export async function readFormerNames(folder: string): Promise<FormerNames> {
  const names = (await listFolder(folder)).filter(isFormerName)
  const texts = await Promise.all(
    names.map(async (name) => [name, originOf(await readFile(path.join(folder, name), 'utf8'))] as const),
  )
  const marks = new Map(texts)
  return { successorOf: (origin) => marks.get(formerName(origin)), successors: [...marks.values()] }
}

/** The name that the log has by these marks, from one that it had. */
export function lastName({ successorOf, successors }: FormerNames, origin: string): string {
  let name = origin
  // No name is given twice, so that this ends; a folder that somebody made up must not hold the command.
  for (let n = 0; n < successors.length; n++) name = successorOf(name) ?? name
  return name
}

/** What speaks against a log of this name by the marks; undefined where nothing does. */
export function judgeName({ successorOf, successors }: FormerNames, origin: string): string | undefined {
  const successor = successorOf(origin)
  if (successor !== undefined) {
    return `The log ${origin} went on as ${successor} and never signs again, and by the database it has its old name: this database is older than that.`
  }
  if (successors.length > 0 && !successors.includes(origin)) {
    return `By the database the log has the name ${origin}, which by the marks outside it was never given.`
  }
  return undefined
}

/** The mark: the new name, and below it the last word under the old one, whose notes go. */
export async function markFormer(folder: string, origin: string, successor: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const files = (await readNoteFiles(folder)).filter(
    ({ file, note }) => originOf(note) === origin || isNoteNameOf(path.basename(file), origin),
  )
  await replaceFile(path.join(folder, formerName(origin)), [successor, '', ...files.map(({ note }) => note)].join('\n'))
  for (const { file } of files) await rm(file, { force: true })
}
