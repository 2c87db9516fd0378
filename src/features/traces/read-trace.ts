import { DomainError, notFound } from '../../domain/errors.ts'
import { type Database, inTransaction, type Tx } from '../../store/db.ts'
import type { Look } from '../../store/looks.ts'
import type { TraceAnswer } from '../../tracing/answer-schemas.ts'
import type { TraceRequest } from '../../tracing/request-schemas.ts'
import { looksAtRequest, openAnswer, openIfThere, type TraceQuestion } from './open-answer.ts'
import { findRequest, type RequestRow } from './queries.ts'
import { refreshAnswer } from './refresh-answer.ts'
import { viewRequest } from './view-request.ts'

/** The request with its current answer: a new one first, where a later fact changed the old one and the reader is who asked. */
async function findCurrent(tx: Tx, question: TraceQuestion): Promise<RequestRow> {
  const row = await findRequest(tx, question.traceId)
  if (row === undefined) throw notFound('trace request')
  return (await refreshAnswer(tx, row, question)) ? ((await findRequest(tx, question.traceId)) ?? row) : row
}

/** A request shows which registered weapons it could be about, beside the one of its answer. */
function looksAtView(
  { identification, decisions = [] }: TraceRequest,
  row: RequestRow,
  question: TraceQuestion,
): Look[] {
  const named = [...identification.candidates, ...decisions].map(({ weaponId }) => weaponId)
  const look = { ownRecord: false, shown: ['CANDIDATE'], source: 'trace-request' }
  const candidates = [...new Set(named)].map((weaponId) => ({ weaponId, ...look }))
  return [...looksAtRequest(row, question, 'trace-request'), ...candidates]
}

/** A request as its reader may have it, with its answer; what it shows of others' records is recorded. */
export async function showRequest(tx: Tx, row: RequestRow, question: TraceQuestion): Promise<TraceRequest> {
  const view = await viewRequest(tx, row, question.requester)
  const seen = looksAtView(view, row, question)
  const { answer, isErased } = await openIfThere(tx, row, question, 'trace-answer', seen)
  return { ...view, ...(answer === undefined ? {} : { answer }), ...(isErased ? { answerErased: true } : {}) }
}

/** A request as it stands, with the answer if there is one by now. Another agency's is `not-found`. */
export async function readTrace(db: Database, question: TraceQuestion): Promise<TraceRequest> {
  return inTransaction(db, question.requester, async (tx) => {
    return showRequest(tx, await findCurrent(tx, question), question)
  })
}

/** The answer alone; `answer-not-ready` while a person has still to decide. `source` names the form in which it is shown, for the record of the look. */
export async function readAnswer(db: Database, question: TraceQuestion, source?: string): Promise<TraceAnswer> {
  return inTransaction(db, question.requester, (tx) => readAnswerIn(tx, question, source))
}

/** The same within a transaction that reads more. */
export async function readAnswerIn(tx: Tx, question: TraceQuestion, source = 'trace-answer'): Promise<TraceAnswer> {
  const row = await findCurrent(tx, question)
  const seen = looksAtRequest(row, question, source)
  const answer = await openAnswer(tx, row, question, source, seen)
  if (answer !== undefined) return answer
  throw new DomainError('answer-not-ready', 'This request has no answer yet: a person has to decide.')
}
