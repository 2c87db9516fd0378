import { verifierOf } from '../domain/ledger/cosignature.ts'
import { LedgerFormatError } from '../domain/ledger/ledger-format-error.ts'
import { ED25519_COSIGNATURE, type NoteKey, type NoteVerifier } from '../domain/ledger/note-keys.ts'
import { makeNote, openNote, readNote } from '../domain/ledger/signed-note.ts'
import type { DatabaseClient } from '../store/connect.ts'
import { rowsOf } from './cursor.ts'
import type { Problems } from './problem.ts'
import { COSIGNATURE_AMOUNT, COSIGNATURES } from './queries.ts'

interface CosignatureRow {
  readonly size: string
  readonly vkey: string
  readonly line: string
  readonly note: string | null
}

/** Lines of witnesses that verify, and those of witnesses whom nobody named: they could be anybody's. */
interface Cosigned {
  readonly verified: number
  readonly passedOver: number
}

function checkLine({ vkey, line, note }: CosignatureRow, verifiers: readonly NoteVerifier[]): string | undefined {
  if (note === null) return 'There is no checkpoint of this size.'
  const [name, id] = vkey.split('+')
  const { signatures } = openNote(makeNote(readNote(note).unverifiedText, [line]), verifiers)
  const isOfKey = signatures.every((one) => one.name === name && one.keyId.toString('hex') === id)
  return isOfKey ? undefined : 'It is recorded under the key of another witness.'
}

/** Verifies what witnesses have signed, where the reader names them: without that nobody can tell a witness from the operator, and their lines are only counted. */
export async function checkCosignatures(
  client: DatabaseClient,
  trusted: readonly NoteKey[] | undefined,
  problems: Problems,
): Promise<Cosigned> {
  const verifiers = (trusted ?? []).filter(({ type }) => type === ED25519_COSIGNATURE).map(verifierOf)
  if (verifiers.length === 0) {
    const { rows } = await client.query<{ lines: string }>(COSIGNATURE_AMOUNT)
    return { verified: 0, passedOver: Number(rows[0]?.lines ?? 0) }
  }
  let [verified, passedOver] = [0, 0]
  for await (const row of rowsOf<CosignatureRow>(client, COSIGNATURES)) {
    const place = `cosignature ${row.size} ${row.vkey.split('+', 1)[0]}`
    try {
      const amiss = checkLine(row, verifiers)
      if (amiss === undefined) verified++
      else problems.add('COSIGNATURE_INVALID', place, amiss)
    } catch (error) {
      if (!(error instanceof LedgerFormatError)) throw error
      // A witness whom the policy does not name, or no longer.
      if (error.code === 'note-signed-by-no-known-key') passedOver++
      else problems.add('COSIGNATURE_INVALID', place, error.message)
    }
  }
  return { verified, passedOver }
}
