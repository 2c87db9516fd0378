import { DomainError } from '../../domain/errors.ts'
import { outcomeOf } from '../../domain/traces/outcome.ts'
import { refuseStep, type RequestStep } from '../../domain/traces/request-states.ts'
import { recordAudit } from '../../store/audit.ts'
import { readClock } from '../../store/clock.ts'
import type { TraceRequest } from '../../tracing/request-schemas.ts'
import { projectTraces } from '../../tracing/trace-state.ts'
import type { Stored, VerbWrite } from '../storing.ts'
import { answerNothing, restrictAnswer } from './answer-decided.ts'
import type { NewTraceResponse } from './decision-schemas.ts'
import { type LockedRequest, lockRequest, stateOf } from './load-request.ts'
import { replyWithRequest } from './reply-request.ts'
import { storeStep, tellAsker } from './store-step.ts'

/** Refuses a step that the request's status does not allow (409), or that lacks what a step of its kind must say (422): all of it at once. */
export function refuseStepNow({ state }: LockedRequest, step: RequestStep, now: string): void {
  const errors = refuseStep(state, step, now.slice(0, 10))
  if (errors.length === 0) return
  const isState = errors.some(({ pointer }) => pointer === '#/action')
  const detail = errors[0]?.detail ?? 'This step cannot be taken.'
  throw new DomainError(isState ? 'conflict' : 'unprocessable', detail, { errors })
}

function stepOf({ action, grounds, reviewOn, countries, outcome }: NewTraceResponse): RequestStep {
  return { side: 'REGISTRY', action, grounds, reviewOn, countries, outcome }
}

function detailsOf({ grounds, reviewOn, countries, outcome }: NewTraceResponse): Record<string, unknown> {
  return { grounds, reviewOn, countries, outcome }
}

/** An outcome that a person states names no weapon. Where a weapon was released before, its answer stands, and the statement beside it. */
async function conclude(
  write: VerbWrite,
  locked: LockedRequest,
  { outcome }: NewTraceResponse,
  now: string,
): Promise<void> {
  if (outcome === undefined || locked.row.weaponId !== null) return
  const candidates = locked.row.identification.candidates.length
  const found = { kind: 'UNCONFIRMED' as const, candidates: Math.min(candidates, 1) }
  await answerNothing(write, locked, outcomeOf({ found, duplicate: false, stated: outcome }), now)
}

/** What the registry does with a request beside deciding it (ITI 19 to 23): acknowledge, ask for more, delay, restrict, refuse, forward, clarify, conclude, close. */
export async function respondToRequest(
  write: VerbWrite,
  traceId: string,
  wanted: NewTraceResponse,
): Promise<Stored<TraceRequest>> {
  const { tx } = write
  const locked = await lockRequest(tx, traceId)
  const now = await readClock(tx)
  const step = stepOf(wanted)
  refuseStepNow(locked, step, now)
  if (write.dryRun) return { body: {} as TraceRequest, location: '', findings: [] }
  const { id, text } = wanted
  const stored = await storeStep(write, locked, step, { id, text, details: detailsOf(wanted) }, now)
  const { row } = locked
  await projectTraces(tx, [{ ...stateOf(row), status: stored.status }])
  if (wanted.action === 'CONCLUDE') await conclude(write, locked, wanted, now)
  if (wanted.action === 'RESTRICT') await restrictAnswer(write, locked, now)
  const kind = wanted.action === 'REQUEST_MORE_INFO' ? 'MORE_INFO_REQUESTED' : 'REQUEST_UPDATED'
  await tellAsker(write, locked, kind, stored.id, now)
  await recordAudit(write, now, `trace.${wanted.action.toLowerCase().replaceAll('_', '-')}`, [traceId])
  return replyWithRequest(write, traceId)
}
