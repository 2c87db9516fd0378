import { decodeBase64, decodeHash, encodeBase64, excerpt } from './base64.ts'
import { readDecimal } from './decimal.ts'
import { LedgerFormatError } from './ledger-format-error.ts'
import { PROOF_LIMIT } from './merkle.ts'
import { readNote } from './signed-note.ts'

const FIRST_LINE = 'c2sp.org/tlog-proof@v1'

/** That an entry stands in a log, to be checked without the log (C2SP tlog-proof). */
export interface TlogProof {
  readonly index: number
  /** 32 bytes each, the leaf's sibling first. */
  readonly proof: readonly Uint8Array[]
  /** The signed note, as it was published. */
  readonly checkpoint: string
  /** NOT AUTHENTICATED: no signature covers it. */
  readonly extra?: Uint8Array
}

/** The lines of a list of hashes. */
export function formatHashes(hashes: readonly Uint8Array[]): string {
  return hashes.map((hash) => `${encodeBase64(hash)}\n`).join('')
}

/** @throws LedgerFormatError `proof-too-long`, `base64-not-canonical`, `hash-not-32-bytes` */
export function readHashes(lines: readonly string[]): Buffer[] {
  if (lines.length > PROOF_LIMIT) {
    const message = `The proof has ${lines.length} hashes, more than the ${PROOF_LIMIT} that any tree needs.`
    throw new LedgerFormatError('proof-too-long', message)
  }
  return lines.map((line, at) => decodeHash(line, `Hash ${at + 1} of the proof`))
}

export function formatProof({ index, proof, checkpoint, extra }: TlogProof): string {
  const extraLine = extra === undefined || extra.length === 0 ? '' : `extra ${encodeBase64(extra)}\n`
  return `${FIRST_LINE}\n${extraLine}index ${index}\n${formatHashes(proof)}\n${checkpoint}`
}

/**
 * Reads a proof; what it claims is not verified here.
 *
 * @throws LedgerFormatError `proof-malformed`, `proof-index-not-canonical`, `proof-too-long`, `hash-not-32-bytes`, `base64-not-canonical`, and as `readNote`
 */
export function parseProof(text: string): TlogProof {
  const end = text.indexOf('\n\n')
  const [first, ...rest] = text.slice(0, Math.max(end, 0)).split('\n')
  if (first !== FIRST_LINE) {
    const message = `A proof begins with ${FIRST_LINE} and has an empty line before its checkpoint, not ${excerpt(text)}.`
    throw new LedgerFormatError('proof-malformed', message)
  }
  const extra = rest[0]?.startsWith('extra ') === true ? readExtra(rest[0]) : undefined
  const [indexLine = '', ...hashes] = extra === undefined ? rest : rest.slice(1)
  if (!indexLine.startsWith('index ')) {
    throw new LedgerFormatError('proof-malformed', `The proof has no index line where it says ${excerpt(indexLine)}.`)
  }
  const checkpoint = text.slice(end + 2)
  readNote(checkpoint)
  return {
    index: readDecimal(indexLine.slice('index '.length), 'proof-index-not-canonical', 'The index of the entry'),
    proof: readHashes(hashes),
    checkpoint,
    ...(extra === undefined ? {} : { extra }),
  }
}

function readExtra(line: string): Buffer {
  const extra = decodeBase64(line.slice('extra '.length), 'The extra data of the proof')
  // Where there is none, the line is left out: one text for one proof.
  if (extra.length === 0) throw new LedgerFormatError('proof-malformed', 'The proof has an empty line of extra data.')
  return extra
}
