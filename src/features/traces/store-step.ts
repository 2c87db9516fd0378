import { type RequestStep, statusAfter } from '../../domain/traces/request-states.ts'
import type { RequestStatus } from '../../domain/vocabulary/traces.ts'
import type { NoticeKind } from '../../domain/vocabulary/notices.ts'
import { appendFacts } from '../../store/append-fact.ts'
import { insertRows } from '../../store/insert-rows.ts'
import { newId } from '../../store/new-id.ts'
import { keepPersonal } from '../../store/personal.ts'
import { traceStep } from '../../store/tables/traces.ts'
import type { Identification } from '../../tracing/identification-schemas.ts'
import { queueNotices } from '../../tracing/notices.ts'
import type { NewTraceRequest } from '../../tracing/request-schemas.ts'
import { plain } from '../../tracing/store-traces.ts'
import type { VerbWrite } from '../storing.ts'
import type { LockedRequest } from './load-request.ts'

/** What a step tells beside its kind. A new observation brings what was found by it. */
export interface StepContent {
  readonly id?: string | undefined
  readonly details: Readonly<Record<string, unknown>>
  readonly text?: string | undefined
  readonly observation?: NewTraceRequest['observation']
  readonly identification?: Identification
}

/** Records a step as a fact. Where the request then stands is projected by who takes the step. */
export async function storeStep(
  write: VerbWrite,
  { row, state }: LockedRequest,
  step: RequestStep,
  content: StepContent,
  recordedAt: string,
): Promise<{ readonly id: string; readonly status: RequestStatus }> {
  const { tx, requester, actorId } = write
  const { agencyId } = requester
  const status = statusAfter(state, step)
  const id = content.id ?? newId()
  const { text, details } = content
  const textId =
    text === undefined
      ? null
      : await keepPersonal(write, recordedAt, { kind: 'TRACE_TEXT', subjectId: id, body: { text } })
  const said = { requestId: row.id, action: step.action, status, details: plain(details), textId, actorId }
  const seen = {
    observation: content.observation === undefined ? null : plain(content.observation),
    identification: content.identification === undefined ? null : plain(content.identification),
  }
  await insertRows(tx, traceStep, [{ id, ...said, ...seen, agencyId, recordedAt }])
  await appendFacts(tx, agencyId, recordedAt, [{ id, kind: 'trace-step', body: { ...said, ...seen } }])
  return { id, status }
}

/** Tells the asker's agency, unless it acted itself. */
export async function tellAsker(
  { tx, requester }: VerbWrite,
  { row }: LockedRequest,
  kind: NoticeKind,
  factId: string,
  recordedAt: string,
): Promise<void> {
  if (requester.agencyId === row.agencyId) return
  await queueNotices(tx, recordedAt, [{ toAgencyId: row.agencyId, kind, subjectId: row.id, factId }])
}
