import type { LedgerFigures } from '../store/ledger-log.ts'

/**
 * What this process does for the ledger: `LEADS` numbers and signs, `FOLLOWS` waits to take over, `BEHIND` holds everything back, `AWAY` has no connection, `OFF`
 * does nothing by its settings.
 */
export type LedgerRole = 'OFF' | 'STARTING' | 'LEADS' | 'FOLLOWS' | 'BEHIND' | 'AWAY'

/** Where the ledger stands, as this process saw it at most a second ago. */
export interface LedgerStatus extends LedgerFigures {
  readonly role: LedgerRole
  /** The log's name; undefined before it has one. */
  readonly origin: string | undefined
  /** The keys under that name, those on record and those of this process. */
  readonly vkeys: readonly string[]
  /** Whether this process has a key, or a signer. */
  readonly hasKey: boolean
  /** Why nothing is recorded or signed; undefined while all is well. */
  readonly behindBecause: string | undefined
}

/** The status, and what the parts of the ledger say of it. */
export interface LedgerRecord {
  readonly read: () => LedgerStatus
  readonly say: (change: Partial<LedgerStatus>) => void
}

export function createLedgerRecord(hasKey: boolean, role: LedgerRole = 'STARTING'): LedgerRecord {
  let saidAt = performance.now()
  let status: LedgerStatus = {
    role,
    origin: undefined,
    vkeys: [],
    hasKey,
    behindBecause: undefined,
    size: 0,
    publishedSize: 0,
    publishedAgoSeconds: undefined,
    waiting: 0,
  }
  return {
    read: () => {
      const { publishedAgoSeconds: ago } = status
      const publishedAgoSeconds = ago === undefined ? undefined : ago + (performance.now() - saidAt) / 1000
      return { ...status, publishedAgoSeconds }
    },
    say: (change) => {
      if ('publishedAgoSeconds' in change) saidAt = performance.now()
      status = { ...status, ...change }
    },
  }
}
