import type { Finding } from '../domain/findings.ts'
import { canonicalJson, type JsonValue } from '../domain/ledger/canonical-json.ts'
import type { Occurred } from '../domain/time/occurred-at.ts'
import { appendFacts, type NewFact } from '../store/append-fact.ts'
import { recordAudit } from '../store/audit.ts'
import { insertEvidenceUses } from '../store/evidence-uses.ts'
import { insertRows } from '../store/insert-rows.ts'
import { recordLook } from '../store/looks.ts'
import { keepPersonalTexts } from '../store/personal.ts'
import { sealTexts } from '../store/seal.ts'
import { traceAnswer, traceRequest, traceState } from '../store/tables/traces.ts'
import { weaponReader } from '../store/tables/weapons.ts'
import type { VerbWrite } from '../features/storing.ts'
import type { Concluded, Given } from './conclude.ts'
import type { Identification } from './identification-schemas.ts'
import type { NewTraceRequest } from './request-schemas.ts'

/** Everything that one request leaves in the registry. */
export interface TraceToStore {
  readonly requestId: string
  readonly wanted: NewTraceRequest
  readonly occurred: Occurred | null
  readonly identification: Identification
  readonly findings: readonly Finding[]
  readonly concluded: Concluded
}

/** An answer on its way to an asker, who is not always the agency that gives it. */
export interface AnswerToStore {
  readonly requestId: string
  readonly toAgencyId: string
  readonly given: Given
}

/** A fact's body must be JSON without undefined; going through text drops what is absent. */
export function plain(value: unknown): JsonValue {
  return JSON.parse(JSON.stringify(value)) as JsonValue
}

function requestRow(write: VerbWrite, recordedAt: string, textId: string, trace: TraceToStore) {
  const { requestId: id, wanted, occurred, identification, findings, concluded } = trace
  const { priority, illicitGrounds, purpose, intendedUse, canGuaranteeConfidentiality, observation } = wanted
  const { actorId } = write
  const asked = { priority, illicitGrounds, purpose, intendedUse, canGuaranteeConfidentiality, textId }
  const circumstances = { ...wanted.circumstances, occurred }
  const { status, flags } = concluded
  const seen = { circumstances, observation, identification, flags, findings, status }
  const seizureItemId = wanted.seizureItemId ?? null
  return { id, actorId, ...asked, ...seen, seizureItemId, agencyId: write.requester.agencyId, recordedAt }
}

function stateRow(recordedAt: string, agencyId: string, { requestId, concluded }: TraceToStore) {
  const { status, weaponId, answer } = concluded
  const answered =
    answer === null
      ? { outcome: null, answerId: null, answeredAt: null }
      : { outcome: answer.sent.outcome, answerId: answer.sent.answerId, answeredAt: recordedAt }
  return { requestId, agencyId, status, weaponId, ...answered, superseded: false, receivedAt: recordedAt }
}

async function storeRequests(write: VerbWrite, recordedAt: string, traces: readonly TraceToStore[]): Promise<void> {
  const { tx, requester } = write
  const { agencyId } = requester
  const texts = traces.map(({ requestId, wanted: { caseReference, legalBasis } }) => ({
    kind: 'REQUEST_TEXT' as const,
    subjectId: requestId,
    body: { caseReference, legalBasis },
  }))
  const textIds = await keepPersonalTexts(write, recordedAt, texts)
  const rows = traces.map((trace, n) => requestRow(write, recordedAt, textIds[n] ?? '', trace))
  await insertRows(tx, traceRequest, rows)
  await insertRows(
    tx,
    traceState,
    traces.map((trace) => stateRow(recordedAt, agencyId, trace)),
  )
  const facts = rows.map(({ id, agencyId: _agency, recordedAt: _at, ...body }): NewFact => {
    return { id, kind: 'trace-request', body: plain(body) as NewFact['body'] }
  })
  await appendFacts(tx, agencyId, recordedAt, facts)
  const naming = { subjectKind: 'TRACE_REQUEST' as const, weaponId: null }
  const namings = traces.map(({ requestId, wanted }) => ({
    ...naming,
    subjectId: requestId,
    evidenceIds: wanted.observation.evidenceIds ?? [],
  }))
  await insertEvidenceUses(tx, recordedAt, namings)
}

/**
 * Stores answers, sealed, with their facts and the sight they give, in a fixed number of statements. The fact holds the answer without names: what can be
 * proved for ever must not keep a person for ever.
 */
export async function storeAnswers(
  write: VerbWrite,
  recordedAt: string,
  answers: readonly AnswerToStore[],
): Promise<void> {
  if (answers.length === 0) return
  const { tx, requester } = write
  const { agencyId } = requester
  const sealed = await sealTexts(
    tx,
    answers.map(({ given }) => canonicalJson(plain(given.sent))),
  )
  const rows = answers.map(({ requestId, given }, n) => {
    const { answerId: id, outcome, identification, weapon, supersedes = null } = given.sent
    const key = sealed[n]
    if (key === undefined) throw new Error('an answer was not sealed')
    const concluded = {
      outcome,
      tier: identification.tier,
      weaponId: weapon?.id ?? null,
      names: given.names,
      supersedes,
    }
    return { requestId, id, ...concluded, told: plain(given.nameless), ...key, agencyId, recordedAt }
  })
  await insertRows(tx, traceAnswer, rows)
  const facts = rows.map(
    ({ id, requestId, told }): NewFact => ({ id, kind: 'trace-answer', body: { requestId, answer: told } }),
  )
  await appendFacts(tx, agencyId, recordedAt, facts)
  const sights = rows.flatMap(({ id: sourceId, weaponId, names }, n) => {
    const to = answers[n]?.toAgencyId
    if (weaponId === null || to === undefined) return []
    return [{ weaponId, agencyId: to, basis: 'RELEASED' as const, sourceId, names, recordedAt }]
  })
  await insertRows(tx, weaponReader, sights)
}

/** Each weapon that was shown, as candidate or with its custody, is a look (design 3.10). */
function looksOf({ wanted, identification, concluded }: TraceToStore) {
  const { purpose, legalBasis } = wanted
  const released = concluded.answer?.sent.weapon?.id
  const shownOf = (weaponId: string): string[] => {
    if (weaponId !== released) return ['CANDIDATE']
    return concluded.answer?.names === true ? ['CHAIN', 'NAMES'] : ['CHAIN']
  }
  return identification.candidates.map(({ weaponId }) => {
    return { weaponId, ownRecord: false, purpose, legalBasis, shown: shownOf(weaponId), source: 'trace-request' }
  })
}

/** Records requests, their answers, the sight these give, and the looks, in the caller's transaction and a fixed number of statements. */
export async function storeTraces(
  write: VerbWrite,
  recordedAt: string,
  traces: readonly TraceToStore[],
): Promise<void> {
  const { agencyId } = write.requester
  await storeRequests(write, recordedAt, traces)
  const answers = traces.flatMap(({ requestId, concluded: { answer: given } }) =>
    given === null ? [] : [{ requestId, toAgencyId: agencyId, given }],
  )
  await storeAnswers(write, recordedAt, answers)
  await recordLook(write, recordedAt, traces.flatMap(looksOf))
  const ids = traces.map(({ requestId }) => requestId)
  await recordAudit(write, recordedAt, 'trace.request', ids, ids.length)
}
