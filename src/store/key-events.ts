import { appendFacts } from './append-fact.ts'
import { readClock } from './clock.ts'
import { type Database, inTransaction, type Statement } from './db.ts'
import { derivedId } from './derived-id.ts'
import { REGISTRY_AGENCY_ID } from './ledger-session.ts'

const REGISTRY = { agencyId: REGISTRY_AGENCY_ID, scopes: new Set<never>() }

export interface PublicKeyOnRecord {
  /** Thumbprint of its JWK (RFC 7638). */
  readonly kid: string
  /** base64url of the 32 bytes of an Ed25519 key. */
  readonly publicKey: string
}

const EXISTS: Statement = { name: 'fact_exists', text: 'select from fact where id = $1::uuid' }

/** The fact by which a key was taken into use for answers: one for each key, whichever process records it. */
export function keyFactId(kid: string): string {
  return derivedId(`key-event ADDED ANSWER ${kid}`)
}

/** Puts the keys of signed answers on record that are not yet, so that a reader of the ledger knows when each began to sign. */
export async function recordAnswerKeys(db: Database, keys: readonly PublicKeyOnRecord[]): Promise<void> {
  for (const { kid, publicKey } of keys) {
    const id = keyFactId(kid)
    const isRecorded = (): Promise<boolean> =>
      inTransaction(db, REGISTRY, async (tx) => (await tx.rows(EXISTS, [id])).length > 0)
    if (await isRecorded()) continue
    try {
      await inTransaction(db, REGISTRY, async (tx) => {
        const from = await readClock(tx)
        const body = { event: 'ADDED', use: 'ANSWER', kid, publicKey, from }
        await appendFacts(tx, REGISTRY_AGENCY_ID, from, [{ id, kind: 'key-event', body }])
      })
    } catch (error) {
      // Another process of this registry was first.
      if (!(await isRecorded())) throw error
    }
  }
}
