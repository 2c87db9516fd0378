import { canonicalJson, type JsonValue } from '../../domain/ledger/canonical-json.ts'
import type { Finding } from '../../domain/findings.ts'
import type { Occurred } from '../../domain/time/occurred-at.ts'
import { appendFacts, type NewFact } from '../../store/append-fact.ts'
import { recordAudit } from '../../store/audit.ts'
import { insertEvidenceUses } from '../../store/evidence-uses.ts'
import { insertRows } from '../../store/insert-rows.ts'
import { recordLook } from '../../store/looks.ts'
import { newId } from '../../store/new-id.ts'
import { keepPersonal } from '../../store/personal.ts'
import { seal } from '../../store/seal.ts'
import { traceAnswer, traceRequest } from '../../store/tables/traces.ts'
import { weaponReader } from '../../store/tables/weapons.ts'
import type { VerbWrite } from '../storing.ts'
import type { Identification } from './identification-schemas.ts'
import type { Concluded } from './conclude-request.ts'
import type { NewTraceRequest } from './schemas.ts'

/** Everything that one request leaves in the registry. */
export interface TraceToStore {
  readonly requestId: string
  readonly recordedAt: string
  readonly wanted: NewTraceRequest
  readonly occurred: Occurred | null
  readonly identification: Identification
  readonly findings: readonly Finding[]
  readonly concluded: Concluded
}

/** A fact's body must be JSON without undefined; going through text drops what is absent. */
function plain(value: unknown): JsonValue {
  return JSON.parse(JSON.stringify(value)) as JsonValue
}

async function storeRequest(write: VerbWrite, trace: TraceToStore): Promise<void> {
  const { requestId: id, recordedAt, wanted, occurred, identification, findings, concluded } = trace
  const { priority, illicitGrounds, purpose, intendedUse, canGuaranteeConfidentiality, observation } = wanted
  const { caseReference, legalBasis } = wanted
  const text = { kind: 'REQUEST_TEXT' as const, subjectId: id, body: { caseReference, legalBasis } }
  const textId = await keepPersonal(write, recordedAt, text)
  const circumstances = { ...wanted.circumstances, occurred }
  const shared = { priority, illicitGrounds, purpose, intendedUse, canGuaranteeConfidentiality, textId }
  const { agencyId } = write.requester
  const { status, flags } = concluded
  const seen = { circumstances, observation, identification, flags, findings, status }
  await insertRows(write.tx, traceRequest, [
    { id, actorId: write.actorId, ...shared, ...seen, agencyId, recordedAt, seizureItemId: null },
  ])
  const body = { actorId: write.actorId, ...shared, ...(plain(seen) as object) }
  await appendFacts(write.tx, agencyId, recordedAt, [{ id, kind: 'trace-request', body }])
  const naming = { subjectKind: 'TRACE_REQUEST' as const, subjectId: id, weaponId: null }
  await insertEvidenceUses(write.tx, recordedAt, [{ ...naming, evidenceIds: observation.evidenceIds ?? [] }])
}

async function storeAnswer(write: VerbWrite, trace: TraceToStore): Promise<void> {
  const { answer } = trace.concluded
  if (answer === null) return
  const { requestId, recordedAt } = trace
  const { agencyId } = write.requester
  const id = newId()
  const weaponId = answer.sent.weapon?.id ?? null
  const sealed = await seal(write.tx, canonicalJson(plain(answer.sent)))
  const { outcome, identification } = answer.sent
  const row = {
    requestId,
    id,
    outcome,
    tier: identification.tier,
    weaponId,
    names: answer.names,
    ...sealed,
    agencyId,
    recordedAt,
    told: plain(answer.nameless),
    supersedes: null,
  }
  await insertRows(write.tx, traceAnswer, [row])
  // The fact holds the answer without names: what can be proved for ever must not keep a person for ever.
  const fact: NewFact = { id, kind: 'trace-answer', body: { requestId, answer: plain(answer.nameless) } }
  await appendFacts(write.tx, agencyId, recordedAt, [fact])
  if (weaponId === null) return
  const sight = { weaponId, agencyId, basis: 'RELEASED' as const, sourceId: id, names: answer.names, recordedAt }
  await insertRows(write.tx, weaponReader, [sight])
}

/** Each weapon that was shown, as candidate or with its custody, is a look (design 3.10). */
async function storeLooks(write: VerbWrite, trace: TraceToStore): Promise<void> {
  const { purpose, legalBasis } = trace.wanted
  const released = trace.concluded.answer?.sent.weapon?.id
  const shownOf = (weaponId: string): string[] => {
    if (weaponId !== released) return ['CANDIDATE']
    return trace.concluded.answer?.names === true ? ['CHAIN', 'NAMES'] : ['CHAIN']
  }
  const looks = trace.identification.candidates.map(({ weaponId }) => ({
    weaponId,
    ownRecord: false,
    purpose,
    legalBasis,
    shown: shownOf(weaponId),
    source: 'trace-request',
  }))
  await recordLook(write, trace.recordedAt, looks)
}

/** Records the request, its answer if there is one, the sight it gives, and the looks, in the caller's transaction. */
export async function storeTrace(write: VerbWrite, trace: TraceToStore): Promise<void> {
  await storeRequest(write, trace)
  await storeAnswer(write, trace)
  await storeLooks(write, trace)
  await recordAudit(write, trace.recordedAt, 'trace.request', [trace.requestId])
}
