import { actorIdOf } from '../../store/actors.ts'
import { readClock } from '../../store/clock.ts'
import type { Tx } from '../../store/db.ts'
import { askerOf } from '../../tracing/answer-context.ts'
import { lockTrace, projectTraces } from '../../tracing/trace-state.ts'
import type { TraceQuestion } from './open-answer.ts'
import { stateOf } from './load-request.ts'
import { prepareAgain } from './prepare-again.ts'
import { findRequest, type RequestRow } from './queries.ts'

async function waitForPerson(tx: Tx, row: RequestRow): Promise<void> {
  await projectTraces(tx, [{ ...stateOf(row), status: 'IN_PROGRESS_DOMESTIC' }])
}

/**
 * Gives a new answer in the place of one that a later fact changed, to who asked, when he reads: names are told where and when he looks. Where the identification does
 * not stand any more, or a new flag blocks, the old answer stays, marked, and a person decides. True where there is a new one.
 */
export async function refreshAnswer(tx: Tx, row: RequestRow, question: TraceQuestion): Promise<boolean> {
  const { requester, requestId } = question
  const isAsker = requester.agencyId === row.agencyId && requester.scopes.has('traces:request')
  if (row.superseded === null || !isAsker || row.status === 'IN_PROGRESS_DOMESTIC') return false
  await lockTrace(tx, row.id)
  const locked = await findRequest(tx, row.id)
  if (locked === undefined || locked.superseded === null) return locked !== undefined
  const write = { tx, requester, actorId: await actorIdOf(tx, requester), requestId, dryRun: false }
  const now = await readClock(tx)
  const prepared = await prepareAgain(tx, locked, askerOf(requester), now)
  if (prepared === null) await waitForPerson(tx, locked)
  else await prepared.release(write)
  return true
}
