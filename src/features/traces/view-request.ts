import type { Requester } from '../../domain/requester.ts'
import { relateRequests } from '../../domain/traces/related-requests.ts'
import type { Tx } from '../../store/db.ts'
import { findRequestsOf } from '../../tracing/requests-of.ts'
import type { OpenedTrace } from '../../tracing/open-traces.ts'
import type { TraceRequest } from '../../tracing/request-schemas.ts'
import { type DecisionRow, findDecisions, findSteps, type RequestRow, type StepRow } from './queries.ts'

/** A request as its POST answers it. */
export function viewOpened({
  requestId,
  wanted,
  identification,
  findings,
  concluded,
  related,
  recordedAt,
}: OpenedTrace): TraceRequest {
  const { priority, illicitGrounds, purpose, intendedUse, caseReference, seizureItemId } = wanted
  const { evidenceIds = [] } = wanted.observation
  const asked = { priority, illicitGrounds, purpose, intendedUse, caseReference }
  return {
    id: requestId,
    status: concluded.status,
    ...asked,
    ...(seizureItemId === undefined ? {} : { seizureItemId }),
    identification,
    flags: [...concluded.flags],
    findings: [...findings],
    recordedAt,
    ...(evidenceIds.length === 0 ? {} : { evidenceIds }),
    ...(related.length === 0 ? {} : { relatedRequests: related.map((other) => ({ id: other })) }),
    ...(concluded.answer === null ? {} : { answer: concluded.answer.sent }),
  }
}

/** What was decided is told to the asker; who decided, and why, to the registry's readers. */
function viewDecision({ id, weaponId, decision, tier, recordedAt, actorId, reason }: DecisionRow, isReader: boolean) {
  const within = { actorId, ...(reason === null ? {} : { reason }) }
  return { id, weaponId, decision, tier, recordedAt, ...(isReader ? within : {}) }
}

/** What was found by a new observation stands in the request itself, and is not told twice. */
function viewStep({ id, action, status, details, text, agencyId, recordedAt }: StepRow, asker: string) {
  const { flags: _flags, findings: _findings, ...told } = details
  const by = agencyId === asker ? ('ASKER' as const) : ('REGISTRY' as const)
  return { id, action, status, by, ...told, ...(text === null ? {} : { text }), recordedAt }
}

/** A request as it stands now, with what was done with it; its answer is opened apart. */
export async function viewRequest(
  tx: Tx,
  row: RequestRow,
  { agencyId, scopes }: Pick<Requester, 'agencyId' | 'scopes'>,
): Promise<TraceRequest> {
  const steps = await findSteps(tx, row.id)
  const decisions = await findDecisions(tx, row.id)
  const wanted = {
    weaponIds: row.weaponId === null ? [] : [row.weaponId],
    itemIds: row.seizureItemId === null ? [] : [row.seizureItemId],
  }
  const others = agencyId === row.agencyId ? await findRequestsOf(tx, wanted) : []
  const related = relateRequests(row, others).own.filter((other) => other !== row.id)
  const { id, status, priority, illicitGrounds, purpose, intendedUse, caseReference, seizureItemId } = row
  const { identification, flags, findings, recordedAt } = row
  const { evidenceIds = [] } = row.observation
  const isReader = scopes.has('registry:read-any')
  return {
    id,
    status,
    priority,
    illicitGrounds,
    purpose,
    intendedUse,
    ...(caseReference === null ? {} : { caseReference }),
    ...(seizureItemId === null ? {} : { seizureItemId }),
    identification,
    flags,
    findings,
    recordedAt,
    ...(evidenceIds.length === 0 ? {} : { evidenceIds }),
    ...(related.length === 0 ? {} : { relatedRequests: related.map((other) => ({ id: other })) }),
    ...(decisions.length === 0 ? {} : { decisions: decisions.map((one) => viewDecision(one, isReader)) }),
    ...(steps.length === 0 ? {} : { steps: steps.map((step) => viewStep(step, row.agencyId)) }),
  }
}
