import type { LedgerSettings } from '../config-ledger.ts'
import type { Config } from '../config.ts'
import { ed25519Verifier, parseVkey } from '../domain/ledger/note-keys.ts'
import type { Cosigner } from '../ledger/cosigner.ts'
import { createCosigner } from '../ledger/create-cosigner.ts'
import { growthProof } from '../ledger/growth-proof.ts'
import { createLedger, type Ledger } from '../ledger/run-ledger.ts'
import { createKeySigner, type LedgerSigner, loadLedgerKeys } from '../ledger/signer.ts'
import { createSocketSigner } from '../ledger/signer-socket.ts'
import { ANYONE } from '../store/anyone.ts'
import { keepCosignatures } from '../store/cosignatures.ts'
import { type Database, inTransaction } from '../store/db.ts'
import type { AppOptions } from './app-options.ts'

/** What signs, by the settings; undefined where nothing does. Throws where a key cannot be read. */
export function openSigner({ keyFiles, mayMakeKey, signerSocket }: LedgerSettings): LedgerSigner | undefined {
  if (signerSocket !== undefined) return createSocketSigner(signerSocket)
  return keyFiles.length === 0 ? undefined : createKeySigner(loadLedgerKeys(keyFiles, mayMakeKey))
}

interface OpenTools {
  readonly db: Database
  /** Of the service's login. */
  readonly url: string
  readonly tell: (line: string) => void
}

/** The ledger of a process by its settings, not yet started, and what the application may know of it. */
export function openLedger(
  config: Pick<Config, 'ledger' | 'witness'>,
  { db, url, tell }: OpenTools,
): { readonly ledger: Ledger; readonly reader: NonNullable<AppOptions['ledger']> } {
  const signer = openSigner(config.ledger)
  const cosigner = openCosigner(config, { db, tell, logs: () => ledger.status().vkeys })
  const { origin, folder, intervalMs } = config.ledger
  const ledger = createLedger({ url, gate: db.gate, origin, folder, signer, witnesses: cosigner, intervalMs, tell })
  return { ledger, reader: { status: ledger.status, witnesses: () => cosigner?.report() ?? [] } }
}

/** How this log is witnessed, by the settings; undefined where nobody does it. */
export function openCosigner(
  { witness }: Pick<Config, 'witness'>,
  { db, tell, logs }: Omit<OpenTools, 'url'> & { readonly logs: () => readonly string[] },
): Cosigner | undefined {
  const policy = witness.trustPolicy
  if (policy === undefined || policy.witnesses.length === 0) return undefined
  return createCosigner({
    policy,
    logs: () => logs().map((key) => ed25519Verifier(parseVkey(key))),
    proveGrowth: (oldSize, size) => inTransaction(db, ANYONE, (tx) => growthProof(tx, oldSize, size)),
    keepLines: (size, lines) => inTransaction(db, ANYONE, (tx) => keepCosignatures(tx, size, lines)),
    tell: (line) => tell(`ledger: ${line}`),
  })
}
