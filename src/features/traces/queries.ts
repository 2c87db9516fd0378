import type { Decision } from '../../domain/corrections/declaration.ts'
import type { Occurred } from '../../domain/time/occurred-at.ts'
import type { TraceDecision } from '../../domain/traces/weigh-decisions.ts'
import type { RequestStatus } from '../../domain/vocabulary/traces.ts'
import type { Tx } from '../../store/db.ts'
import type { Superseded } from '../../tracing/answer-schemas.ts'
import type { Identification } from '../../tracing/identification-schemas.ts'
import type { NewTraceRequest, TraceRequest } from '../../tracing/request-schemas.ts'

const UTC = (column: string) => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`

/** A request as it stands now: what was asked, what was found, the current answer. */
export interface RequestRow {
  readonly id: string
  readonly agencyId: string
  readonly actorId: string
  readonly status: RequestStatus
  readonly priority: NewTraceRequest['priority']
  readonly illicitGrounds: string[]
  readonly purpose: NewTraceRequest['purpose']
  readonly intendedUse: NewTraceRequest['intendedUse']
  readonly canGuaranteeConfidentiality: boolean
  readonly circumstances: NewTraceRequest['circumstances'] & { readonly occurred: Occurred | null }
  /** As it was last sent. */
  readonly observation: NewTraceRequest['observation']
  readonly identification: Identification
  readonly flags: TraceRequest['flags']
  readonly findings: TraceRequest['findings']
  /** For the asker's agency and registrars; null to others. */
  readonly caseReference: string | null
  readonly legalBasis: string | null
  readonly seizureItemId: string | null
  readonly itemWeaponId: string | null
  readonly recordedAt: string
  readonly weaponId: string | null
  readonly outcome: string | null
  readonly answerId: string | null
  readonly answeredAt: string | null
  readonly keyId: string | null
  readonly sealed: Buffer | null
  readonly superseded: Superseded | null
}

const BY_ID = {
  name: 'trace_request_by_id',
  // Served by trace_request_pk, trace_state_pk, trace_answer_pk (request_id, id), trace_step_pk, answer_supersession_pk and seizure_item_by_id.
  text: `
    select q.id, q.agency_id as "agencyId", q.actor_id as "actorId", s.status, q.priority, q.illicit_grounds as "illicitGrounds", q.purpose,
      q.intended_use as "intendedUse", q.can_guarantee_confidentiality as "canGuaranteeConfidentiality", q.circumstances,
      coalesce(n.observation, q.observation) as observation, coalesce(n.identification, q.identification) as identification,
      case when n.id is null then q.flags else n.details -> 'flags' end as flags,
      case when n.id is null then q.findings else n.details -> 'findings' end as findings,
      t.body ->> 'caseReference' as "caseReference", t.body ->> 'legalBasis' as "legalBasis",
      q.seizure_item_id as "seizureItemId", i.weapon_id as "itemWeaponId", ${UTC('q.recorded_at')} as "recordedAt",
      s.weapon_id as "weaponId", s.outcome, s.answer_id as "answerId", ${UTC('s.answered_at')} as "answeredAt", a.key_id as "keyId", a.sealed,
      case when s.superseded and u.id is not null
        then jsonb_build_object('recordedAt', ${UTC('u.recorded_at')}, 'differences', u.differences) end as superseded
    from trace_request q
      join trace_state s on s.request_id = q.id
      left join trace_answer a on a.request_id = q.id and a.id = s.answer_id
      left join personal_record t on t.id = q.text_id
      left join seizure_item i on i.id = q.seizure_item_id
      left join lateral (
        select p.id, p.observation, p.identification, p.details from trace_step p
        where p.request_id = q.id and p.identification is not null order by p.recorded_at desc limit 1) n on true
      left join lateral (
        select d.id, d.recorded_at, d.differences from answer_supersession d
        where d.request_id = q.id order by d.recorded_at desc limit 1) u on true
    where q.id = $1::uuid`,
}

/** A request of the asker's agency, or any for the registry's readers, with its current answer, sealed. */
export async function findRequest(tx: Tx, id: string): Promise<RequestRow | undefined> {
  const [row] = await tx.rows<RequestRow>(BY_ID, [id])
  return row
}

/** A decision with what only the registry's readers are told of it. */
export interface DecisionRow extends TraceDecision {
  readonly id: string
  readonly decision: Decision
  readonly tier: string
  readonly reason: string | null
}

const DECISIONS = {
  name: 'trace_decisions_of',
  // Served by trace_decision_pk (request_id, id).
  text: `
    select d.id, d.weapon_id as "weaponId", d.decision, d.tier, d.actor_id as "actorId", ${UTC('d.recorded_at')} as "recordedAt", t.body ->> 'reason' as reason
    from trace_decision d left join personal_record t on t.id = d.reason_id
    where d.request_id = $1::uuid order by d.recorded_at, d.id`,
}

/** What persons decided of a request's candidates, oldest first. */
export async function findDecisions(tx: Tx, requestId: string): Promise<DecisionRow[]> {
  return tx.rows<DecisionRow>(DECISIONS, [requestId])
}

export interface StepRow {
  readonly id: string
  readonly action: string
  readonly status: RequestStatus
  readonly details: Readonly<Record<string, unknown>>
  readonly text: string | null
  readonly agencyId: string
  readonly recordedAt: string
}

const STEPS = {
  name: 'trace_steps_of',
  // Served by trace_step_pk (request_id, id).
  text: `
    select p.id, p.action, p.status, p.details, p.agency_id as "agencyId", t.body ->> 'text' as text, ${UTC('p.recorded_at')} as "recordedAt"
    from trace_step p left join personal_record t on t.id = p.text_id
    where p.request_id = $1::uuid order by p.recorded_at, p.id`,
}

/** What was done with a request, oldest first. */
export async function findSteps(tx: Tx, requestId: string): Promise<StepRow[]> {
  return tx.rows<StepRow>(STEPS, [requestId])
}
