import { DomainError } from '../../domain/errors.ts'
import { openCheckpoint } from '../../domain/ledger/checkpoint.ts'
import { ed25519Verifier, type NoteKey, parseVkey } from '../../domain/ledger/note-keys.ts'
import { formatTrustPolicy, type TrustPolicy } from '../../domain/ledger/trust-policy.ts'
import { ANYONE } from '../../store/anyone.ts'
import { type Database, inTransaction } from '../../store/db.ts'
import { readLogKeys } from '../../store/ledger-log.ts'
import { findLatestCheckpoint } from '../../store/published-ledger.ts'

export interface PolicySource {
  readonly db: Database
  /** The operator's file; undefined where nobody witnesses this log. */
  readonly policy: TrustPolicy | undefined
  /** Where the log is served. */
  readonly logUrl: string
}

/**
 * What a verifier of this log may start from (C2SP tlog-policy): the keys that signed its last checkpoint, and the witnesses. A key that has been retired is not in
 * it. Throws `not-found` while the log has no key.
 */
export async function readTrustPolicy({ db, policy, logUrl }: PolicySource): Promise<string> {
  const keys = await inTransaction(db, ANYONE, async (tx) => {
    const known = (await readLogKeys(tx)).map(({ vkey }) => parseVkey(vkey))
    const head = await findLatestCheckpoint(tx)
    return head === undefined ? known : signersOf(head.note, known)
  })
  if (keys.length === 0) throw new DomainError('not-found', 'This ledger has signed nothing yet.')
  const logs = keys.map((key) => ({ key, url: logUrl }))
  return formatTrustPolicy({ ...(policy ?? { witnesses: [], groups: [], quorum: 'none' }), logs })
}

/** By their ids, in which the name is: of a log that went on under a new name with the key that it had, the new name alone. */
function signersOf(note: string, known: readonly NoteKey[]): readonly NoteKey[] {
  const { signatures } = openCheckpoint(note, known.map(ed25519Verifier))
  return known.filter((key) => signatures.some(({ verifier }) => verifier.keyId.equals(key.keyId)))
}
