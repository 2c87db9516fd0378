import type { NoteVerifier } from '../domain/ledger/note-keys.ts'
import type { TrustPolicy } from '../domain/ledger/trust-policy.ts'
import { ANYONE } from '../store/anyone.ts'
import { keepCosignatures } from '../store/cosignatures.ts'
import { type Database, inTransaction } from '../store/db.ts'
import type { Cosigner } from './cosigner.ts'
import { createCosigner } from './create-cosigner.ts'
import { growthProof } from './growth-proof.ts'

export interface LedgerCosignerOptions {
  readonly db: Database
  /** Undefined where nobody witnesses this log. */
  readonly policy: TrustPolicy | undefined
  /** The keys of this log, as it now signs and as it signed. */
  readonly logs: () => readonly NoteVerifier[]
  readonly tell: (line: string) => void
}

const NOBODY: TrustPolicy = { logs: [], witnesses: [], groups: [], quorum: 'none' }

/** The witnesses of this registry's log, with proofs from its database and lines kept there. Without a policy it asks nobody and never stops a checkpoint. */
export function createLedgerCosigner({ db, policy = NOBODY, logs, tell }: LedgerCosignerOptions): Cosigner {
  return createCosigner({
    policy,
    logs,
    tell,
    proveGrowth: (oldSize, size) => inTransaction(db, ANYONE, (tx) => growthProof(tx, oldSize, size)),
    keepLines: (size, lines) => inTransaction(db, ANYONE, (tx) => keepCosignatures(tx, size, lines)),
  })
}
