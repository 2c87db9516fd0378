import { ed25519Verifier, type NoteKey } from '../../domain/ledger/note-keys.ts'
import { loadWitnessSigner } from '../../ledger/witness-signer.ts'
import type { Database } from '../../store/db.ts'
import type { Witness } from './witness-log.ts'

export interface WitnessingOptions {
  readonly name: string
  readonly keyFile: string
  readonly mayMakeKey: boolean
  readonly logs: readonly NoteKey[]
}

/** The witness that the settings describe; undefined for none. Throws where its key cannot be used. */
export function witnessOf(
  db: Database,
  settings: WitnessingOptions | undefined,
): (Witness & { readonly vkey: string }) | undefined {
  if (settings === undefined) return undefined
  const signer = loadWitnessSigner({ ...settings, logKeys: settings.logs.map(({ publicKey }) => publicKey) })
  const clock = () => Math.floor(Date.now() / 1000)
  return { db, signer, vkey: signer.vkey, logs: settings.logs.map(ed25519Verifier), clock }
}
