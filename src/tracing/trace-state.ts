import type { RequestStatus } from '../domain/vocabulary/traces.ts'
import type { Tx } from '../store/db.ts'

/** Where a request stands, as others look it up. */
export interface TraceState {
  readonly requestId: string
  readonly status: RequestStatus
  readonly outcome: string | null
  readonly weaponId: string | null
  readonly answerId: string | null
  readonly superseded: boolean
  readonly answeredAt: string | null
}

const PROJECT = { name: 'project_traces', text: 'select project_traces($1::jsonb) as touched' }

/** Writes where requests stand now, in one statement. The requests were found before. */
export async function projectTraces(tx: Tx, states: readonly TraceState[]): Promise<void> {
  const rows = states.map((state) => ({
    request_id: state.requestId,
    status: state.status,
    outcome: state.outcome,
    weapon_id: state.weaponId,
    answer_id: state.answerId,
    superseded: state.superseded,
    answered_at: state.answeredAt,
  }))
  const [result] = await tx.rows<{ touched: number }>(PROJECT, [JSON.stringify(rows)])
  if (result?.touched !== states.length) throw new Error('a request that was found has no state row')
}

const LOCK = {
  name: 'lock_trace',
  // Served by trace_state_pk.
  text: 'select lock_trace($1::uuid) as found',
}

/** Locks a request until the transaction ends, so that what is decided of it is decided one after another; false where the caller may not see it. */
export async function lockTrace(tx: Tx, requestId: string): Promise<boolean> {
  const [row] = await tx.rows<{ found: boolean }>(LOCK, [requestId])
  return row?.found === true
}
