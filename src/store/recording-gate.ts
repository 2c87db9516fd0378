import { DomainError } from '../domain/errors.ts'

/** Why nothing may be recorded at this time; undefined while all is well. The ledger's guard sets it, for this process. */
export interface RecordingGate {
  closedBecause: string | undefined
}

const RETRY_SECONDS = 60

/** Throws `ledger-behind` while the gate is closed. */
export function refuseWhileClosed({ closedBecause }: RecordingGate): void {
  if (closedBecause === undefined) return
  throw new DomainError('ledger-behind', closedBecause, { retryAfterSeconds: RETRY_SECONDS })
}
