import { formatCheckpoint, openCheckpoint } from '../domain/ledger/checkpoint.ts'
import { ed25519Verifier, parseVkey } from '../domain/ledger/note-keys.ts'
import { makeNote } from '../domain/ledger/signed-note.ts'
import { keepCosignatures } from '../store/cosignatures.ts'
import { keepCheckpoint, keepSignedSize, readLedgerSize } from '../store/ledger-log.ts'
import type { LedgerSession } from '../store/ledger-session.ts'
import { findLatestCheckpoint } from '../store/published-ledger.ts'
import type { Cosigner } from './cosigner.ts'
import { judgeTree, type RememberedHead, rememberPublished, rootOfSize } from './judge-tree.ts'
import { keepNote } from './published-note.ts'
import type { KnownLog } from './restore-guard.ts'
import type { LedgerSigner } from './signer.ts'

export interface PublisherTools {
  readonly session: LedgerSession
  /** With the keys that sign now. */
  readonly log: KnownLog
  readonly signer: LedgerSigner
  readonly folder: string
  readonly witnesses: Cosigner | undefined
  /** What is done while witnesses are asked, until they have answered: they may be slow, and leaves get their numbers by the clock all the same. */
  readonly meanwhile?: (answered: Promise<unknown>) => Promise<void>
}

export type Publication =
  | { readonly state: 'UNCHANGED' }
  | { readonly state: 'PUBLISHED'; readonly size: number }
  /** Signed, and kept back until enough witnesses sign. `dissenting` say to have seen another tree. */
  | { readonly state: 'UNWITNESSED'; readonly size: number; readonly dissenting: readonly string[] }
  /** Nothing was signed: the tree is not the one that was signed last. */
  | { readonly state: 'REFUSED'; readonly trouble: string }
  /** Nothing was signed: this process was stopped so long that another may have taken over. */
  | { readonly state: 'LATE' }

/** Shorter than the silence after which the server lets another process have the lock: what was read under the lock is signed under the lock. */
const SIGN_WITHIN_MS = 5_000

/**
 * One turn of the publisher: where the tree has grown, signs its head, keeps the note outside the database, has it witnessed, and publishes it with a commit. The
 * order is the guarantee: nothing is published that is not kept outside, and nothing is signed that does not continue what was signed last.
 *
 * @param last what this process signed last
 */
export function createPublisher({ session, log, signer, folder, witnesses, meanwhile }: PublisherTools) {
  const verifiers = log.vkeys.map((key) => ed25519Verifier(parseVkey(key)))
  let last: RememberedHead | undefined

  const readHead = () =>
    session.transact(async (tx) => {
      const size = await readLedgerSize(tx)
      const published = await findLatestCheckpoint(tx)
      if (size <= (published?.size ?? 0)) return 'UNCHANGED' as const
      const before = [last, rememberPublished(published, log.origin)].filter((one) => one !== undefined)
      const trouble = await judgeTree(tx, before)
      return trouble ?? { size, root: await rootOfSize(tx, size) }
    })

  const cosign = async (note: string, size: number) => {
    if (witnesses?.isRequired !== true) return undefined
    // A witness may show it to anybody, who then asks for its tiles.
    await session.transact((tx) => keepSignedSize(tx, size))
    const asked = witnesses.cosign(note, size)
    const answered = asked.catch(() => undefined)
    await meanwhile?.(answered)
    return asked
  }

  return async (): Promise<Publication> => {
    const head = await readHead()
    if (head === 'UNCHANGED') return { state: head }
    if (typeof head === 'string') return { state: 'REFUSED', trouble: head }
    if (session.silentMs() > SIGN_WITHIN_MS) return { state: 'LATE' }
    const { size, root } = head
    const text = formatCheckpoint({ origin: log.origin, size, root })
    const note = makeNote(text, await signer.sign(text))
    // What a signer gives is not believed: a note that nobody can verify would be in the way of the next.
    openCheckpoint(note, verifiers)
    last = { size, root, where: 'what this process signed last' }
    await keepNote(folder, log.origin, note)
    const cosigned = await cosign(note, size)
    if (cosigned?.isQuorumMet === false) return { state: 'UNWITNESSED', size, dissenting: cosigned.dissenting }
    const lines = cosigned?.lines ?? []
    await session.transact(async (tx) => {
      await keepCheckpoint(tx, { size, root, note })
      await keepCosignatures(tx, size, lines)
    })
    witnesses?.follow(note, size)
    return { state: 'PUBLISHED', size }
  }
}
