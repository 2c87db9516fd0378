import { recordAudit } from '../../store/audit.ts'
import { readClock } from '../../store/clock.ts'
import { queueNotices } from '../../tracing/notices.ts'
import type { TraceRequest } from '../../tracing/request-schemas.ts'
import { projectTraces } from '../../tracing/trace-state.ts'
import type { SearchStop } from '../search-limit.ts'
import type { Stored, VerbWrite } from '../storing.ts'
import type { NewFollowUp } from './decision-schemas.ts'
import { type LockedRequest, lockRequest, stateOf } from './load-request.ts'
import { replyWithRequest } from './reply-request.ts'
import { refuseStepNow } from './respond-to-request.ts'
import { resubmit } from './resubmit.ts'
import { storeStep } from './store-step.ts'

/** Who acted for the registry is told: whoever decided or answered last. */
async function tellRegistry(
  { tx }: VerbWrite,
  { row, steps }: LockedRequest,
  factId: string,
  now: string,
): Promise<void> {
  const last = steps.findLast(({ agencyId }) => agencyId !== row.agencyId)
  if (last === undefined) return
  const notice = { toAgencyId: last.agencyId, kind: 'FOLLOW_UP_RECEIVED' as const, subjectId: row.id, factId }
  await queueNotices(tx, now, [notice])
}

/** What the asker does with a request of his agency: send more, ask for a clarification, withdraw, close (ITI 21, 23). */
export async function followUpRequest(
  write: VerbWrite,
  traceId: string,
  wanted: NewFollowUp,
  searchStop: SearchStop,
): Promise<Stored<TraceRequest>> {
  const { tx } = write
  const locked = await lockRequest(tx, traceId)
  const now = await readClock(tx)
  const step = { side: 'ASKER' as const, action: wanted.action }
  refuseStepNow(locked, step, now)
  const { id, text, observation } = wanted
  if (observation !== undefined) return resubmit(write, locked, { id, text, observation }, searchStop)
  if (write.dryRun) return { body: {} as TraceRequest, location: '', findings: [] }
  const stored = await storeStep(write, locked, step, { id, text, details: {} }, now)
  await projectTraces(tx, [{ ...stateOf(locked.row), status: stored.status }])
  await tellRegistry(write, locked, stored.id, now)
  await recordAudit(write, now, `trace.${wanted.action.toLowerCase().replaceAll('_', '-')}`, [traceId])
  return replyWithRequest(write, traceId)
}
