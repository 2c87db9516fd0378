import type { Config } from '../config.ts'
import type { WitnessReport } from '../ledger/cosigner.ts'
import type { LedgerStatus } from '../ledger/ledger-status.ts'
import type { Database } from '../store/db.ts'
import type { Lifecycle } from './lifecycle.ts'

/** What the HTTP application, the demo data and the banner are given. */
export interface AppOptions {
  readonly config: Config
  readonly db: Database
  readonly lifecycle: Lifecycle
  /** What this process does for the ledger; absent where nothing does anything for it. */
  readonly ledger?: {
    readonly status: () => LedgerStatus
    readonly witnesses: () => readonly WitnessReport[]
  }
  /** True in tests: each response is checked against its schema before it is printed, and one that breaks it is a 500. */
  readonly checkResponses?: boolean
  /** The lag of the event loop at which load is shed; tests share theirs with what they test. */
  readonly maxEventLoopDelayMs?: number
}
