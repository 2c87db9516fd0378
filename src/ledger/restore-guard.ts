import type { LedgerSession } from '../store/ledger-session.ts'
import { readLogKeys } from '../store/ledger-log.ts'
import { findLatestCheckpoint } from '../store/published-ledger.ts'
import type { Cosigner } from './cosigner.ts'
import { judgeTree, type RememberedHead, rememberPublished } from './judge-tree.ts'
import { KeptNoteError, readKeptNote } from './published-note.ts'

export interface GuardOptions {
  /** Where the note lies that was kept outside the database. */
  readonly folder: string
  readonly witnesses: Pick<Cosigner, 'readWitnessed'> | undefined
  readonly tell: (line: string) => void
}

/** A log's name, and the keys under it that this registry knows. */
export interface KnownLog {
  readonly origin: string
  readonly vkeys: readonly string[]
}

/** The log that this database holds; undefined before it has signed anything. The newest name counts: another is given only by `marktrace ledger resume`. */
export async function readKnownLog(session: LedgerSession): Promise<KnownLog | undefined> {
  const keys = await session.transact(readLogKeys)
  const origin = keys.at(-1)?.origin
  if (origin === undefined) return undefined
  return { origin, vkeys: keys.filter((key) => key.origin === origin).map(({ vkey }) => vkey) }
}

interface Remembered {
  readonly heads: readonly RememberedHead[]
  /** Of a note that was changed: it is then no proof that nothing more was signed. What the others remember counts all the same. */
  readonly noteTrouble: string | undefined
}

/**
 * What was signed under this name before, by all who remember: the note outside the database, the last checkpoint in it, and witnesses. A witness that does not
 * answer is told and holds up nothing: else whoever can silence one could stop the registry.
 */
async function gatherHeads(
  session: LedgerSession,
  log: KnownLog,
  { folder, witnesses, tell }: GuardOptions,
): Promise<Remembered> {
  const heads: RememberedHead[] = []
  const kept = await readKeptNote(folder, log.origin, log.vkeys).catch((error: unknown) => {
    if (error instanceof KeptNoteError) return error
    throw error
  })
  const noteTrouble = kept instanceof KeptNoteError ? kept.message : undefined
  if (kept !== undefined && !(kept instanceof KeptNoteError)) {
    heads.push({ ...kept.checkpoint, where: 'the note kept outside the database' })
  }
  for (const witnessed of (await witnesses?.readWitnessed(log.origin)) ?? []) {
    if (witnessed.state === 'SEEN') heads.push({ ...witnessed, where: `the witness ${witnessed.name}` })
    if (witnessed.state === 'UNKNOWN')
      tell(`ledger: the witness ${witnessed.name} could not be asked: ${witnessed.reason}`)
  }
  const own = rememberPublished(await session.transact(findLatestCheckpoint), log.origin)
  return { heads: own === undefined ? heads : [...heads, own], noteTrouble }
}

/** What the guard found. */
export interface Verdict {
  /** One sentence for the operator that forbids to sign and to record; undefined where all is well. */
  readonly trouble: string | undefined
  /** The largest head that anybody remembers. */
  readonly largest: RememberedHead | undefined
}

/** Compares the tree with all that was signed before: it must hold each of these heads still. */
export async function judgeLog(session: LedgerSession, log: KnownLog, options: GuardOptions): Promise<Verdict> {
  const { heads, noteTrouble } = await gatherHeads(session, log, options)
  const largest = heads.toSorted((a, b) => a.size - b.size).at(-1)
  return { trouble: noteTrouble ?? (await session.transact((tx) => judgeTree(tx, heads))), largest }
}
