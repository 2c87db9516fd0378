import { type OpenedCheckpoint, openCheckpoint } from '../domain/ledger/checkpoint.ts'
import { verifierOf } from '../domain/ledger/cosignature.ts'
import { LedgerFormatError } from '../domain/ledger/ledger-format-error.ts'
import type { NoteKey, NoteVerifier } from '../domain/ledger/note-keys.ts'
import type { Problems } from './problem.ts'

/** A key that the database calls one of this log. */
export interface KeyOnRecord {
  readonly vkey: string
  readonly key: NoteKey
}

/** Keys that the database calls the log's, and the reader does not name: retired ones, or those of who rewrote it. Which of the two, only the reader can know. */
export interface FormerKeys {
  /** The note, where one of these keys signed it; undefined where none did. */
  readonly open: (note: string) => OpenedCheckpoint | undefined
  /** Tells of each of these keys once, however many checkpoints it signed. */
  readonly end: () => void
}

interface Use {
  readonly vkey: string
  readonly verifier: NoteVerifier
  notes: number
  first: number
  last: number
}

function usesOf(onRecord: readonly KeyOnRecord[], trusted: readonly NoteKey[]): Use[] {
  const isTrusted = (key: NoteKey): boolean =>
    trusted.some(({ name, publicKey }) => name === key.name && publicKey.equals(key.publicKey))
  return onRecord
    .filter(({ key }) => !isTrusted(key))
    .map(({ vkey, key }) => ({ vkey, verifier: verifierOf(key), notes: 0, first: Infinity, last: 0 }))
}

/**
 * A log that changed its key has checkpoints from before, whose key a policy of today does not name. They are told apart from checkpoints that nobody signed, and count
 * as amiss all the same: the database alone makes no key one that was ever trusted.
 */
export function formerKeys(
  onRecord: readonly KeyOnRecord[],
  trusted: readonly NoteKey[],
  problems: Problems,
): FormerKeys {
  const uses = usesOf(onRecord, trusted)

  const openWith = (note: string, use: Use): OpenedCheckpoint | undefined => {
    try {
      const opened = openCheckpoint(note, [use.verifier])
      use.notes++
      use.first = Math.min(use.first, opened.checkpoint.size)
      use.last = Math.max(use.last, opened.checkpoint.size)
      return opened
    } catch (error) {
      if (!(error instanceof LedgerFormatError)) throw error
      return undefined
    }
  }
  return {
    open: (note) => {
      for (const use of uses) {
        const opened = openWith(note, use)
        if (opened !== undefined) return opened
      }
      return undefined
    },
    end: () => {
      for (const { vkey, verifier, notes, first, last } of uses.filter((use) => use.notes > 0)) {
        const signed = `${notes} checkpoints of ${first} to ${last} entries are signed by it, which the database calls a key of this log, and no key that was given is it.`
        const how = `If you trusted it once, by what you kept from then and not by the database, give it: --key '${vkey}'`
        problems.add('KEY_NOT_TRUSTED', `key ${verifier.name}+${verifier.keyId.toString('hex')}`, `${signed} ${how}`)
      }
    },
  }
}
