import { DomainError, type ErrorEntry } from '../../domain/errors.ts'
import { refuseDecision } from '../../domain/traces/refuse-decision.ts'
import { refuseStep } from '../../domain/traces/request-states.ts'
import {
  type DecidedRequest,
  standingWords,
  type Verdict,
  weighDecisions,
} from '../../domain/traces/weigh-decisions.ts'
import { isSamePerson } from '../../store/actors.ts'
import { appendFacts } from '../../store/append-fact.ts'
import { recordAudit } from '../../store/audit.ts'
import { readClock } from '../../store/clock.ts'
import { insertEvidenceUses } from '../../store/evidence-uses.ts'
import { insertRows } from '../../store/insert-rows.ts'
import { newId } from '../../store/new-id.ts'
import { keepPersonal } from '../../store/personal.ts'
import { traceDecision } from '../../store/tables/traces.ts'
import type { TraceRequest } from '../../tracing/request-schemas.ts'
import { conflict } from '../conflict.ts'
import { nameEvidence } from '../name-evidence.ts'
import type { Stored, VerbWrite } from '../storing.ts'
import { answerConfirmed, answerRejected, takeBack } from './answer-decided.ts'
import type { NewTraceDecision } from './decision-schemas.ts'
import { type LockedRequest, lockRequest } from './load-request.ts'
import { type DecisionRow, findDecisions } from './queries.ts'
import { replyWithRequest } from './reply-request.ts'

function refuse(entry: ErrorEntry): never {
  if (entry.code === 'decision-on-own-request') throw new DomainError('forbidden', entry.detail, { errors: [entry] })
  if (entry.pointer === '#/weaponId' && entry.code === 'weapon-not-candidate')
    throw new DomainError('unprocessable', entry.detail, { errors: [entry] })
  throw new DomainError('conflict', entry.detail, { errors: [entry] })
}

/** Words said before a later fact changed the answer were said of other records: they are not counted again. */
function since({ row }: LockedRequest, decisions: readonly DecisionRow[]): DecisionRow[] {
  const from = row.status === 'IN_PROGRESS_DOMESTIC' ? row.superseded?.recordedAt : undefined
  return decisions.filter(({ recordedAt }) => from === undefined || recordedAt > from)
}

/** The candidates that a decision is about: the one named, or all of which this person has said nothing yet. */
function decidedBy(wanted: NewTraceDecision, request: DecidedRequest, actorId: string): string[] {
  if (wanted.weaponId !== undefined) return [wanted.weaponId]
  const words = standingWords(request)
  return request.candidates.map(({ weaponId }) => weaponId).filter((id) => words.get(id)?.has(actorId) !== true)
}

function refuseByStatus({ state }: LockedRequest, now: string): void {
  const [entry] = refuseStep(state, { side: 'REGISTRY', action: 'REOPEN' }, now.slice(0, 10))
  const [answering] = refuseStep(state, { side: 'REGISTRY', action: 'ANSWER_FULL' }, now.slice(0, 10))
  if (entry !== undefined && answering !== undefined) throw conflict('decision-not-possible', answering.detail)
}

async function store(
  write: VerbWrite,
  { row }: LockedRequest,
  wanted: NewTraceDecision,
  weaponIds: readonly string[],
  recordedAt: string,
): Promise<void> {
  const { tx, requester, actorId } = write
  const { agencyId } = requester
  const [id, evidenceIds] = [wanted.id ?? newId(), typeof wanted.evidence === 'string' ? [] : wanted.evidence]
  const evidence = typeof wanted.evidence === 'string' ? { evidence: wanted.evidence } : {}
  const text = { kind: 'TRACE_TEXT' as const, subjectId: id, body: { reason: wanted.reason, ...evidence } }
  const reasonId = await keepPersonal(write, recordedAt, text)
  const tiers = new Map(row.identification.candidates.map(({ weaponId, tier }) => [weaponId, tier]))
  const rows = weaponIds.map((weaponId) => {
    const said = { requestId: row.id, weaponId, decision: wanted.decision, tier: tiers.get(weaponId) ?? 'T5' }
    return { id, ...said, reasonId, actorId, agencyId, recordedAt }
  })
  await insertRows(tx, traceDecision, rows)
  const body = { requestId: row.id, decision: wanted.decision, reasonId, actorId, weaponIds: [...weaponIds] }
  const named = evidenceIds.length === 0 ? {} : { evidenceIds: [...evidenceIds] }
  await appendFacts(tx, agencyId, recordedAt, [{ id, kind: 'trace-decision', body: { ...body, ...named } }])
  await insertEvidenceUses(tx, recordedAt, [
    { subjectKind: 'TRACE_DECISION', subjectId: id, weaponId: null, evidenceIds },
  ])
}

/** What follows from the words of persons: an answer, none, or one that is taken back. */
async function act(
  write: VerbWrite,
  locked: LockedRequest,
  before: Verdict,
  verdict: Verdict,
  now: string,
): Promise<void> {
  const isAnswered = locked.row.answerId !== null && locked.row.superseded === null
  if (verdict.state === 'CONFIRMED') {
    if (isAnswered && before.state === 'CONFIRMED') return
    return answerConfirmed(write, locked, verdict, now)
  }
  if (isAnswered && locked.row.weaponId !== null) await takeBack(write, locked, now)
  if (verdict.state === 'ALL_REJECTED') await answerRejected(write, locked, now)
}

/**
 * A named person, who is not the asker, confirms or rejects a candidate (design 3.5). At T4 and T5 two persons are needed; until then nothing is told. A weapon that was
 * confirmed, or released at once, may be rejected afterwards: its answer is taken back, and the sight it gave ends.
 */
export async function decideRequest(
  write: VerbWrite,
  traceId: string,
  wanted: NewTraceDecision,
): Promise<Stored<TraceRequest>> {
  const { tx, actorId } = write
  const locked = await lockRequest(tx, traceId)
  const now = await readClock(tx)
  refuseByStatus(locked, now)
  const { row } = locked
  const candidates = row.identification.candidates
  const decisions = since(locked, await findDecisions(tx, traceId))
  const askerId = (await isSamePerson(tx, actorId, row.actorId)) ? actorId : row.actorId
  const request = { askerId, candidates, decisions }
  const weaponIds = decidedBy(wanted, request, actorId)
  if (weaponIds.length === 0)
    throw conflict('decision-not-possible', 'There is no candidate that you have not decided.')
  const refusals = weaponIds.flatMap(
    (weaponId) => refuseDecision(request, { weaponId, decision: wanted.decision, actorId }) ?? [],
  )
  if (refusals[0] !== undefined) refuse(refusals[0])
  await nameEvidence(write, [
    { pointer: '#/evidence', ids: typeof wanted.evidence === 'string' ? [] : wanted.evidence },
  ])
  if (write.dryRun) return { body: {} as TraceRequest, location: '', findings: [] }
  await store(write, locked, wanted, weaponIds, now)
  const added = weaponIds.map((weaponId) => ({ weaponId, decision: wanted.decision, actorId, recordedAt: now }))
  const [before, after] = [weighDecisions(request), weighDecisions({ ...request, decisions: [...decisions, ...added] })]
  await act(write, locked, before.verdict, after.verdict, now)
  await recordAudit(write, now, 'trace.decide', [traceId, ...weaponIds])
  return replyWithRequest(write, traceId)
}
