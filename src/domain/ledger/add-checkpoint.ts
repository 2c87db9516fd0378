import { excerpt } from './base64.ts'
import { type Checkpoint, parseCheckpoint } from './checkpoint.ts'
import { readDecimal } from './decimal.ts'
import { type LedgerFormatCode, LedgerFormatError } from './ledger-format-error.ts'
import { EMPTY_ROOT, verifyConsistency } from './merkle.ts'
import type { NoteVerifier } from './note-keys.ts'
import { openNote, readNote } from './signed-note.ts'
import { formatHashes, readHashes } from './tlog-proof.ts'

/** What a log asks of a witness (C2SP tlog-witness). */
export interface AddCheckpoint {
  /** The size that the log believes the witness to have seen last; 0 where it does not know. */
  readonly oldSize: number
  /** From the old size to that of the checkpoint. */
  readonly proof: readonly Uint8Array[]
  /** The signed note. */
  readonly checkpoint: string
}

export function formatAddCheckpoint({ oldSize, proof, checkpoint }: AddCheckpoint): string {
  return `old ${oldSize}\n${formatHashes(proof)}\n${checkpoint}`
}

/**
 * Reads the body of a request; nothing in it is verified here. What it throws is answered by 400.
 *
 * @throws LedgerFormatError `add-checkpoint-malformed`, `add-checkpoint-size-not-canonical`, `proof-too-long`, `hash-not-32-bytes`, `base64-not-canonical`, and as `readNote`
 */
export function parseAddCheckpoint(body: string): AddCheckpoint {
  const end = body.indexOf('\n\n')
  const [old = '', ...hashes] = body.slice(0, Math.max(end, 0)).split('\n')
  if (!old.startsWith('old ')) {
    const message = `The request begins with "old" and a size, and has an empty line before its checkpoint, not ${excerpt(body)}.`
    throw new LedgerFormatError('add-checkpoint-malformed', message)
  }
  const checkpoint = body.slice(end + 2)
  readNote(checkpoint)
  return {
    oldSize: readDecimal(old.slice('old '.length), 'add-checkpoint-size-not-canonical', 'The old size'),
    proof: readHashes(hashes),
    checkpoint,
  }
}

export interface AddCheckpointCase {
  readonly request: AddCheckpoint
  /** The latest that was cosigned for this origin; undefined for none. Read under the lock under which the answer is stored. */
  readonly known: { readonly size: number; readonly root: Uint8Array } | undefined
  /** The keys of the logs that are witnessed, each under the name of its log. */
  readonly logs: readonly NoteVerifier[]
}

export type AddCheckpointVerdict =
  /** To be stored, and `text` to be cosigned. */
  | { readonly status: 200; readonly checkpoint: Checkpoint; readonly text: string }
  /** The body is this size and a newline, as `text/x.tlog.size`. */
  | { readonly status: 409; readonly size: number; readonly detail: string }
  | { readonly status: 400 | 403 | 404 | 422; readonly detail: string; readonly code?: LedgerFormatCode }

/** What a witness answers, in the order in which C2SP tlog-witness has it check. Pure: that nothing comes between the check and its storing is the caller's care. */
export function judgeAddCheckpoint({ request, known, logs }: AddCheckpointCase): AddCheckpointVerdict {
  const opened = openOfKnownLog(request.checkpoint, logs)
  if (opened.status !== 200) return opened
  const { size, root } = opened.checkpoint
  if (request.oldSize > size) {
    return { status: 400, detail: `The old size ${request.oldSize} is larger than the checkpoint's, ${size}.` }
  }
  const last = known ?? { size: 0, root: EMPTY_ROOT }
  if (request.oldSize !== last.size) {
    return { status: 409, size: last.size, detail: `The latest checkpoint seen here has the size ${last.size}.` }
  }
  const claim = { oldSize: last.size, oldRoot: last.root, size, root, proof: request.proof }
  if (verifyConsistency(claim)) return opened
  return { status: 422, detail: `The tree of ${size} entries is not shown to continue the one of ${last.size}.` }
}

function openOfKnownLog(note: string, logs: readonly NoteVerifier[]): AddCheckpointVerdict {
  try {
    const checkpoint = parseCheckpoint(readNote(note).unverifiedText, { allowExtensions: true })
    const ofThisLog = logs.filter(({ name }) => name === checkpoint.origin)
    if (ofThisLog.length === 0) {
      return { status: 404, detail: `The log ${excerpt(checkpoint.origin)} is not witnessed here.` }
    }
    const { text } = openNote(note, ofThisLog)
    return { status: 200, checkpoint, text }
  } catch (error) {
    if (!(error instanceof LedgerFormatError)) throw error
    const isUnsigned = ['note-signature-invalid', 'note-signed-by-no-known-key'].includes(error.code)
    return { status: isUnsigned ? 403 : 400, detail: error.message, code: error.code }
  }
}
