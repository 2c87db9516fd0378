import { decodeHash, encodeBase64, excerpt } from './base64.ts'
import { cosignatureTime } from './cosignature.ts'
import { readDecimal } from './decimal.ts'
import { LedgerFormatError } from './ledger-format-error.ts'
import { EMPTY_ROOT } from './merkle.ts'
import { ED25519_COSIGNATURE, type NoteVerifier } from './note-keys.ts'
import { openNote, type SignatureLine, type VerifiedLine } from './signed-note.ts'

/** What a log says of its tree. */
export interface TreeHead {
  /** The log's name, which is the name of its key too. */
  readonly origin: string
  readonly size: number
  /** 32 bytes. */
  readonly root: Uint8Array
}

export interface Checkpoint extends TreeHead {
  /** Lines after the third. This log writes none. */
  readonly extensions: readonly string[]
}

export interface CheckpointOptions {
  /** For logs of others: a witness accepts lines that he does not understand. */
  readonly allowExtensions?: boolean
}

/** A witness's word for a checkpoint, verified. */
export interface Cosignature extends VerifiedLine {
  /** POSIX seconds. */
  readonly time: number
}

export interface OpenedCheckpoint {
  readonly checkpoint: Checkpoint
  /** What was signed and cosigned. */
  readonly text: string
  /** By keys of the log, one or more. */
  readonly signatures: readonly VerifiedLine[]
  readonly cosignatures: readonly Cosignature[]
  /** Not covered by any signature. */
  readonly unknown: readonly SignatureLine[]
}

/** The text to be signed: three lines (C2SP tlog-checkpoint). */
export function formatCheckpoint({ origin, size, root }: TreeHead): string {
  const text = `${origin}\n${size}\n${encodeBase64(root)}\n`
  parseCheckpoint(text)
  return text
}

/**
 * The three lines of a checkpoint's text.
 *
 * @throws LedgerFormatError `checkpoint-malformed`, `checkpoint-size-not-canonical`, `checkpoint-has-extensions`, `base64-not-canonical`, `hash-not-32-bytes`
 */
export function parseCheckpoint(text: string, { allowExtensions = false }: CheckpointOptions = {}): Checkpoint {
  const [origin = '', size, root, ...extensions] = text.split('\n').slice(0, -1)
  if (!text.endsWith('\n') || size === undefined || root === undefined || [origin, ...extensions].includes('')) {
    const message = `A checkpoint is an origin, a size and a root, each on its line, not ${excerpt(text)}.`
    throw new LedgerFormatError('checkpoint-malformed', message)
  }
  if (extensions.length > 0 && !allowExtensions) {
    throw new LedgerFormatError('checkpoint-has-extensions', 'The checkpoint has lines after its root hash.')
  }
  return {
    origin,
    size: readDecimal(size, 'checkpoint-size-not-canonical', 'The size of the tree'),
    root: decodeHash(root, 'The root hash'),
    extensions,
  }
}

const isCosigner = ({ type }: NoteVerifier): boolean => type === ED25519_COSIGNATURE

/**
 * A checkpoint that its own log has signed: a key counts only under the name that the origin line says, so that no log speaks for another.
 *
 * @param verifiers keys of logs, several of one log while it changes keys, and of witnesses
 * @throws LedgerFormatError `checkpoint-not-signed-by-its-log`, `checkpoint-root-of-empty-tree`, and as `openNote` and `parseCheckpoint`
 */
export function openCheckpoint(
  note: Uint8Array | string,
  verifiers: readonly NoteVerifier[],
  options: CheckpointOptions = {},
): OpenedCheckpoint {
  const { text, signatures, unknown } = openNote(note, verifiers)
  const checkpoint = parseCheckpoint(text, options)
  const byLog = signatures.filter(({ verifier }) => !isCosigner(verifier) && verifier.name === checkpoint.origin)
  if (byLog.length === 0) {
    const message = `No trusted key of ${excerpt(checkpoint.origin)} has signed its checkpoint.`
    throw new LedgerFormatError('checkpoint-not-signed-by-its-log', message)
  }
  if (checkpoint.size === 0 && Buffer.compare(checkpoint.root, EMPTY_ROOT) !== 0) {
    throw new LedgerFormatError('checkpoint-root-of-empty-tree', 'The root of a tree without entries is another one.')
  }
  const cosignatures = signatures.filter(({ verifier }) => isCosigner(verifier)).map(withTime)
  return { checkpoint, text, signatures: byLog, cosignatures, unknown }
}

function withTime(line: VerifiedLine): Cosignature {
  return { ...line, time: cosignatureTime(line.signature) ?? 0 }
}
