import { openCheckpoint } from '../domain/ledger/checkpoint.ts'
import { LedgerFormatError } from '../domain/ledger/ledger-format-error.ts'
import { ed25519Verifier, parseVkey } from '../domain/ledger/note-keys.ts'
import { readLogKeys } from '../store/ledger-log.ts'
import type { LedgerSession } from '../store/ledger-session.ts'
import { findLatestCheckpoint, type Published } from '../store/published-ledger.ts'
import type { Cosigner, Witnessed } from './cosigner.ts'
import { judgeName, readFormerNames } from './former-names.ts'
import { judgeTree, type RememberedHead, rememberPublished } from './judge-tree.ts'
import { KeptNoteError, originOf, readKeptNotes } from './published-note.ts'
import { isEndKnown, readRestoredMark } from './restored-mark.ts'

export interface GuardOptions {
  /** Where the note lies that was kept outside the database. */
  readonly folder: string
  readonly witnesses: Pick<Cosigner, 'readWitnessed' | 'isRequired'> | undefined
  readonly tell: (line: string) => void
}

/** A log's name, and the keys under it that this registry knows. */
export interface KnownLog {
  readonly origin: string
  readonly vkeys: readonly string[]
  /** What is wrong with the keys on record. */
  readonly amiss?: string | undefined
}

/** What is wrong with a row of keys; undefined where it is a key under its own name. */
function keyTrouble({ origin, vkey }: { readonly origin: string; readonly vkey: string }): string | undefined {
  try {
    if (parseVkey(vkey).name === origin) return undefined
    return `The key ${vkey} is on record under another name, ${origin}.`
  } catch (error) {
    if (!(error instanceof LedgerFormatError)) throw error
    return `What is on record as a key of ${origin} is none. ${error.message}`
  }
}

/**
 * The log that this database holds; undefined before it has signed anything. The newest name counts, and is believed no further than what lies outside the database
 * allows: another name is given only by `marktrace ledger resume`, which leaves its mark there.
 *
 * @param name of which the keys are wanted, where it is another
 */
export async function readKnownLog(session: LedgerSession, name?: string): Promise<KnownLog | undefined> {
  const keys = await session.transact(readLogKeys)
  const troubles = keys.map(keyTrouble)
  const origin = name ?? keys.at(-1)?.origin
  if (origin === undefined) return undefined
  const vkeys = keys.filter((key, n) => troubles[n] === undefined && key.origin === origin).map(({ vkey }) => vkey)
  return { origin, vkeys, amiss: troubles.find((trouble) => trouble !== undefined) }
}

/** Why nothing may be signed or recorded: the name of the log, a note that proves nothing, the tree, or that nobody knows where the log had ended. */
export interface Trouble {
  readonly kind: 'NAME' | 'NOTE' | 'TREE' | 'RESTORED'
  /** One sentence or two, for the operator. */
  readonly text: string
}

/** What was signed under this name before, by those on this machine who remember. */
interface Memory {
  readonly heads: readonly RememberedHead[]
  readonly keptSizes: readonly number[]
  /** In the database, under this name. */
  readonly published: Published | undefined
  /** Beside it, what the others remember counts all the same. */
  readonly trouble: Trouble | undefined
}

const NOTHING: Memory = { heads: [], keptSizes: [], published: undefined, trouble: undefined }

async function recallOutside(folder: string, { origin, vkeys }: KnownLog): Promise<Memory> {
  const kept = await readKeptNotes(folder, origin, vkeys).catch((error: unknown) => {
    if (error instanceof KeptNoteError) return error
    throw error
  })
  if (kept instanceof KeptNoteError) return { ...NOTHING, trouble: { kind: 'NOTE', text: kept.message } }
  const heads = kept.own.map(({ checkpoint }) => ({ ...checkpoint, where: 'the note kept outside the database' }))
  const [foreign] = kept.foreign
  const name =
    foreign === undefined
      ? judgeName(await readFormerNames(folder), origin)
      : `By the database the log has the name ${origin}, and ${foreign.file} is a checkpoint of ${originOf(foreign.note) || 'nothing that has a name'}.`
  const trouble = name === undefined ? undefined : { kind: 'NAME' as const, text: name }
  return { ...NOTHING, heads, keptSizes: heads.map(({ size }) => size), trouble }
}

/** The last checkpoint in the database; one that none of the keys has signed is no checkpoint. */
function recallPublished({ origin, vkeys }: KnownLog, published: Published | undefined): Memory {
  const own = rememberPublished(published, origin)
  if (published === undefined || own === undefined) return NOTHING
  const memory = { ...NOTHING, heads: [own], published }
  try {
    openCheckpoint(
      published.note,
      vkeys.map((key) => ed25519Verifier(parseVkey(key))),
    )
    return memory
  } catch (error) {
    if (!(error instanceof LedgerFormatError)) throw error
    return {
      ...memory,
      trouble: { kind: 'TREE', text: `The last checkpoint in the database cannot be trusted: ${error.message}` },
    }
  }
}

/** Outside first: what is kept there was in the database before. */
async function recall(session: LedgerSession, log: KnownLog, folder: string): Promise<Memory> {
  const outside = await recallOutside(folder, log)
  const inside = recallPublished(log, await session.transact(findLatestCheckpoint))
  const amiss = log.amiss === undefined ? undefined : ({ kind: 'NAME', text: log.amiss } as const)
  return {
    heads: [...outside.heads, ...inside.heads],
    keptSizes: outside.keptSizes,
    published: inside.published,
    trouble: amiss ?? outside.trouble ?? inside.trouble,
  }
}

async function judgeHeads(session: LedgerSession, heads: readonly RememberedHead[]): Promise<Trouble | undefined> {
  const text = await session.transact((tx) => judgeTree(tx, heads))
  return text === undefined ? undefined : { kind: 'TREE', text }
}

/** As `judgeLog`, by what this machine remembers alone. */
export async function judgeHere(
  session: LedgerSession,
  log: KnownLog,
  folder: string,
): Promise<Pick<Memory, 'trouble' | 'published'> & { readonly keptSize: number }> {
  const { heads, keptSizes, published, trouble } = await recall(session, log, folder)
  return { trouble: trouble ?? (await judgeHeads(session, heads)), published, keptSize: Math.max(0, ...keptSizes) }
}

/** What the guard found. */
export interface Verdict {
  /** Forbids to sign and to record; undefined where all is well. */
  readonly trouble: Trouble | undefined
  /** The largest head that anybody remembers. */
  readonly largest: RememberedHead | undefined
}

/**
 * Compares the tree with all that was signed before, by all who remember: it must hold each of these heads still. A witness that does not answer is told and holds up
 * nothing, else whoever can silence one could stop the registry; only where a backup was restored beside no note is its word needed.
 */
export async function judgeLog(session: LedgerSession, log: KnownLog, options: GuardOptions): Promise<Verdict> {
  const { folder, witnesses, tell } = options
  const { heads: own, trouble, keptSizes, published } = await recall(session, log, folder)
  const witnessed = (await witnesses?.readWitnessed(log.origin)) ?? []
  const heads = [...own, ...headsOf(witnessed, tell)]
  const largest = heads.toSorted((a, b) => a.size - b.size).at(-1)
  const found = trouble ?? (await judgeHeads(session, heads))
  if (found !== undefined) return { trouble: found, largest }
  const mark = await readRestoredMark(folder)
  const publishedSize = published?.size ?? 0
  if (mark === undefined || isEndKnown({ mark, origin: log.origin, keptSizes, publishedSize, witnessed, witnesses })) {
    return { trouble: undefined, largest }
  }
  return { trouble: { kind: 'RESTORED', text: RESTORED }, largest }
}

const RESTORED =
  'The data folder came out of a backup, and nothing but the backup says how far the log had come: what was published after it would be forgotten.'

function headsOf(witnessed: readonly Witnessed[], tell: GuardOptions['tell']): readonly RememberedHead[] {
  for (const one of witnessed) {
    if (one.state === 'UNKNOWN') tell(`ledger: the witness ${one.name} could not be asked: ${one.reason}`)
  }
  return witnessed.flatMap((one) => (one.state === 'SEEN' ? [{ ...one, where: `the witness ${one.name}` }] : []))
}
