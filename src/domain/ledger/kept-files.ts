import { hash } from 'node:crypto'

/** How the files are named in which a registry keeps, outside its database, what its log has said. A log's name can hold what no file's can. */
const stemOf = (origin: string): string => `checkpoint-${hash('sha256', origin, 'hex').slice(0, 16)}`

/** The last checkpoint of a log. The size is in the name, so that of two processes neither can put an older one over a newer one. */
export const noteName = (origin: string, size: number): string => `${stemOf(origin)}-${size}.note`

export const isNoteName = (name: string): boolean => name.endsWith('.note')

/** Whether a note's name says that it is of this log; before, it was written without the size. */
export function isNoteNameOf(name: string, origin: string): boolean {
  return isNoteName(name) && (name === `${stemOf(origin)}.note` || name.startsWith(`${stemOf(origin)}-`))
}

/** Says that a log went on under another name, and has the last checkpoint of the old one. */
export const formerName = (origin: string): string => `${stemOf(origin)}.former`

export const isFormerName = (name: string): boolean => name.endsWith('.former')

/** Says that the database beside it came out of a backup, whose own notes were left out: they are as old as it is. */
export const RESTORED_MARK = 'restored.json'

/** What a mark says: how far the notes of the backup itself went, so that they are known when somebody puts them back. */
export interface RestoredMark {
  readonly notes: readonly { readonly origin: string; readonly size: number }[]
}

/** @param notes texts of the notes that were left out; what cannot be read says nothing */
export function formatRestoredMark(notes: readonly string[]): string {
  const heads = notes.map((note) => {
    const [origin = '', size = ''] = note.split('\n', 2)
    return { origin, size: Number(size) }
  })
  const mark: RestoredMark = { notes: heads.filter(({ size }) => Number.isSafeInteger(size)) }
  return `${JSON.stringify(mark)}\n`
}

/** The size that the backup's own note had; 0 where it had none, or where the mark cannot be read. */
export function sizeInBackup(mark: string, origin: string): number {
  try {
    const { notes } = JSON.parse(mark) as RestoredMark
    return Math.max(0, ...notes.filter((one) => one.origin === origin).map(({ size }) => size))
  } catch {
    return 0
  }
}
