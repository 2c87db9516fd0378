import { notFound } from '../../domain/errors.ts'
import { type Database, inTransaction, type Tx } from '../../store/db.ts'
import type { Look } from '../../store/looks.ts'
import { recordReading } from '../../store/record-reading.ts'
import type { Superseded, TraceAnswer } from '../../tracing/answer-schemas.ts'
import { looksAtRequest, openAnswer, type TraceQuestion } from './open-answer.ts'
import { findRequest } from './queries.ts'
import type { AnswerVersion } from './schemas.ts'

interface Row {
  readonly answerId: string
  readonly outcome: string
  readonly answeredAt: string
  readonly supersedes: string | null
  readonly superseded: Superseded | null
  readonly isCurrent: boolean
  readonly isWithdrawn: boolean
  readonly keyId: string
  readonly sealed: Buffer
}

const UTC = (column: string) => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`

const VERSIONS = {
  name: 'trace_answer_versions',
  // Served by trace_answer_pk, answer_supersession_pk (both begin with request_id), trace_state_pk and fallen_fact_pk.
  text: `
    select a.id as "answerId", a.outcome, ${UTC('a.recorded_at')} as "answeredAt", a.supersedes, a.key_id as "keyId", a.sealed,
      a.id = s.answer_id as "isCurrent",
      exists (select from fallen_fact f where f.weapon_id = a.weapon_id and f.fact_id = a.id) as "isWithdrawn",
      (select jsonb_build_object('recordedAt', ${UTC('d.recorded_at')}, 'differences', d.differences) from answer_supersession d
        where d.request_id = a.request_id and d.answer_id = a.id order by d.recorded_at limit 1) as superseded
    from trace_answer a join trace_state s on s.request_id = a.request_id
    where a.request_id = $1::uuid order by a.recorded_at, a.id`,
}

async function findVersions(
  tx: Tx,
  question: TraceQuestion,
  source: string,
): Promise<{ readonly versions: readonly Row[]; readonly looks: readonly Look[] }> {
  const { traceId } = question
  const request = await findRequest(tx, traceId)
  if (request === undefined) throw notFound('trace request')
  return { versions: await tx.rows<Row>(VERSIONS, [traceId]), looks: looksAtRequest(request, question, source) }
}

function toVersion({
  answerId,
  outcome,
  answeredAt,
  supersedes,
  superseded,
  isCurrent,
  isWithdrawn,
}: Row): AnswerVersion {
  return {
    answerId,
    outcome,
    answeredAt,
    current: isCurrent,
    withdrawn: isWithdrawn,
    ...(supersedes === null ? {} : { supersedes }),
    ...(superseded === null ? {} : { superseded }),
  }
}

/** Every answer that was given to a request, oldest first: none is ever lost by a later one. */
export async function listAnswers(db: Database, question: TraceQuestion): Promise<{ answers: AnswerVersion[] }> {
  return inTransaction(db, question.requester, async (tx) => {
    const { versions, looks } = await findVersions(tx, question, 'trace-answer-list')
    await recordReading(tx, question, looks)
    return { answers: versions.map(toVersion) }
  })
}

/** One of them, as it was given. One that named the wrong weapon is for the registry's readers only from then on. */
export async function readAnswerVersion(db: Database, question: TraceQuestion, answerId: string): Promise<TraceAnswer> {
  return inTransaction(db, question.requester, (tx) => readAnswerVersionIn(tx, question, answerId))
}

/** The same within a transaction that reads more. */
export async function readAnswerVersionIn(
  tx: Tx,
  question: TraceQuestion,
  answerId: string,
  source = 'trace-answer-version',
): Promise<TraceAnswer> {
  const { versions, looks } = await findVersions(tx, question, source)
  const row = versions.find((version) => version.answerId === answerId)
  const isClosed = row?.isWithdrawn === true && !question.requester.scopes.has('registry:read-any')
  if (row === undefined || isClosed) throw notFound('answer')
  const answer = await openAnswer(tx, row, question, source, looks)
  if (answer === undefined) throw notFound('answer')
  return answer
}
