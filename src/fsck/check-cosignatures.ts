import { verifierOf } from '../domain/ledger/cosignature.ts'
import { LedgerFormatError } from '../domain/ledger/ledger-format-error.ts'
import { ED25519_COSIGNATURE, type NoteKey } from '../domain/ledger/note-keys.ts'
import { makeNote, openNote, readNote } from '../domain/ledger/signed-note.ts'
import type { DatabaseClient } from '../store/connect.ts'
import { rowsOf } from './cursor.ts'
import type { Problems } from './problem.ts'
import { COSIGNATURES } from './queries.ts'

interface CosignatureRow {
  readonly size: string
  readonly witness: string
  readonly line: string
  readonly note: string | null
}

/**
 * Verifies what witnesses have signed, where the trust policy names them: without it nobody can tell a witness from the operator, and lines are not looked at.
 * Gives the number of lines that verify.
 */
export async function checkCosignatures(
  client: DatabaseClient,
  trusted: readonly NoteKey[] | undefined,
  problems: Problems,
): Promise<number> {
  const verifiers = (trusted ?? []).filter(({ type }) => type === ED25519_COSIGNATURE).map(verifierOf)
  if (verifiers.length === 0) return 0
  let verified = 0
  for await (const { size, witness, line, note } of rowsOf<CosignatureRow>(client, COSIGNATURES)) {
    const place = `cosignature ${size} ${witness}`
    if (note === null) {
      problems.add('COSIGNATURE_INVALID', place, 'There is no checkpoint of this size.')
      continue
    }
    try {
      openNote(makeNote(readNote(note).unverifiedText, [line]), verifiers)
      verified++
    } catch (error) {
      if (!(error instanceof LedgerFormatError)) throw error
      // A witness whom the policy does not name, or no longer.
      if (error.code === 'note-signed-by-no-known-key') continue
      problems.add('COSIGNATURE_INVALID', place, error.message)
    }
  }
  return verified
}
