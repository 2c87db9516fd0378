import { notFound } from '../../domain/errors.ts'
import type { RequestState } from '../../domain/traces/request-states.ts'
import type { RequestStatus } from '../../domain/vocabulary/traces.ts'
import type { Tx } from '../../store/db.ts'
import { lockTrace, type TraceState } from '../../tracing/trace-state.ts'
import { findRequest, findSteps, type RequestRow, type StepRow } from './queries.ts'

const STANDING: readonly RequestStatus[] = [
  'ANSWERED_FULL',
  'ANSWERED_RESTRICTED',
  'ANSWERED_NO_RECORD',
  'DELAYED',
  'REFUSED',
]

/** A request that is about to change: nobody else changes it until the commit. */
export interface LockedRequest {
  readonly row: RequestRow
  readonly steps: readonly StepRow[]
  readonly state: RequestState
}

/** What was told last: by the newest step that told something, or by the answer that the request had when it came in. */
function standingOf({ status, answerId }: RequestRow, steps: readonly StepRow[]): RequestStatus | null {
  const last = steps.findLast((step) => STANDING.includes(step.status) || step.action === 'REOPEN')
  if (last !== undefined) return last.action === 'REOPEN' ? null : last.status
  if (STANDING.includes(status)) return status
  return answerId === null ? null : 'ANSWERED_FULL'
}

/** What others look up of a request as it stands; a step changes its status alone. */
export function stateOf({
  id: requestId,
  status,
  outcome,
  weaponId,
  answerId,
  answeredAt,
  superseded,
}: RequestRow): TraceState {
  return { requestId, status, outcome, weaponId, answerId, answeredAt, superseded: superseded !== null }
}

/** Locks a request and reads it; another agency's is the same `not-found` as one that does not exist. */
export async function lockRequest(tx: Tx, traceId: string): Promise<LockedRequest> {
  if (!(await lockTrace(tx, traceId))) throw notFound('trace request')
  const row = await findRequest(tx, traceId)
  if (row === undefined) throw notFound('trace request')
  const steps = await findSteps(tx, traceId)
  return { row, steps, state: { status: row.status, standing: standingOf(row, steps) } }
}
