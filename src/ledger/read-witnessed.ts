import { openCheckpoint } from '../domain/ledger/checkpoint.ts'
import { verifierOf } from '../domain/ledger/cosignature.ts'
import { LedgerFormatError } from '../domain/ledger/ledger-format-error.ts'
import type { NoteVerifier } from '../domain/ledger/note-keys.ts'
import { getWitnessed } from './call-witness.ts'
import type { AskedWitness } from './ask-witness.ts'
import type { Witnessed } from './cosigner.ts'

/**
 * What a witness saw last of a log: proof only where a key of the log and the key of the witness have both signed it. A witness that lies can say nothing that the
 * log has not signed; one that is silent is told as such, and the caller decides.
 */
export async function readWitnessedBy(
  { name, url, key }: AskedWitness,
  origin: string,
  logs: readonly NoteVerifier[],
  signal: AbortSignal,
): Promise<Witnessed> {
  const { status, text } = await getWitnessed(url, origin, signal)
  if (status === undefined) return { name, state: 'UNKNOWN', reason: `it does not answer: ${text}` }
  if (status === 404) return { name, state: 'NONE' }
  if (status !== 200) return { name, state: 'UNKNOWN', reason: `it answers ${status}` }
  try {
    const { checkpoint, cosignatures } = openCheckpoint(text, [...logs, verifierOf(key)], { allowExtensions: true })
    if (checkpoint.origin !== origin) return { name, state: 'UNKNOWN', reason: 'it answers for another log' }
    if (cosignatures.length === 0) return { name, state: 'UNKNOWN', reason: 'it has not signed what it answers' }
    return { name, state: 'SEEN', size: checkpoint.size, root: checkpoint.root, note: text }
  } catch (error) {
    if (!(error instanceof LedgerFormatError)) throw error
    return { name, state: 'UNKNOWN', reason: error.message }
  }
}
