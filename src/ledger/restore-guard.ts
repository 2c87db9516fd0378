import type { LedgerSession } from '../store/ledger-session.ts'
import { readLogKeys } from '../store/ledger-log.ts'
import { findLatestCheckpoint } from '../store/published-ledger.ts'
import type { Cosigner } from './cosigner.ts'
import { judgeTree, type RememberedHead, rememberPublished } from './judge-tree.ts'
import { readKeptNote } from './published-note.ts'

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

/**
 * What forbids to sign and to record: a tree that is shorter than what was signed under this name, or another one. It is compared with the note outside the
 * database, with the last checkpoint in it, and with what witnesses saw. A witness that does not answer is told and holds up nothing: else whoever can silence one
 * could stop the registry.
 *
 * @returns one sentence for the operator; undefined where all is well
 */
export async function findTrouble(
  session: LedgerSession,
  log: KnownLog,
  options: GuardOptions,
): Promise<string | undefined> {
  const heads: RememberedHead[] = []
  try {
    const kept = await readKeptNote(options.folder, log.origin, log.vkeys)
    if (kept !== undefined) heads.push({ ...kept.checkpoint, where: 'the note kept outside the database' })
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
  for (const witnessed of (await options.witnesses?.readWitnessed(log.origin)) ?? []) {
    if (witnessed.state === 'SEEN') heads.push({ ...witnessed, where: `the witness ${witnessed.name}` })
    if (witnessed.state === 'UNKNOWN')
      options.tell(`ledger: the witness ${witnessed.name} could not be asked: ${witnessed.reason}`)
  }
  return session.transact(async (tx) => {
    const own = rememberPublished(await findLatestCheckpoint(tx), log.origin)
    return judgeTree(tx, own === undefined ? heads : [...heads, own])
  })
}
