import type { Decision, DeclarationStatus } from '../../domain/corrections/declaration.ts'
import type { Tx } from '../../store/db.ts'
import type { ErrorDeclaration } from './schemas.ts'

interface Row {
  readonly id: string
  readonly status: DeclarationStatus
  readonly weaponId: string
  readonly subjectKind: string
  readonly subjectId: string
  readonly reason: string
  readonly explanation: string | null
  readonly replacementId: string | null
  readonly agencyId: string
  readonly actorId: string
  readonly recordedAt: string
  readonly decisionId: string | null
  readonly decision: Decision | null
  readonly decisionReason: string | null
  readonly decidedAt: string | null
  readonly answers: string[] | null
}

const UTC = (column: string) => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`

// Each probe is by error_declaration_pk or registrar_decision_pk (weapon_id first): a weapon has few declarations.
const WITHDRAWN = `exists (
  select from error_declaration w
  where w.weapon_id = d.weapon_id and w.subject_id = d.id and (not w.needs_decision or exists (
    select from registrar_decision x where x.weapon_id = w.weapon_id and x.subject_id = w.id and x.decision = 'CONFIRM')))`

const STATUS = `case
  when ${WITHDRAWN} then 'WITHDRAWN'
  when not d.needs_decision or r.decision = 'CONFIRM' then 'EFFECTIVE'
  when r.decision = 'REJECT' then 'REJECTED'
  else 'PENDING' end`

const ANSWERS = `case when reads_registry() then (
  select jsonb_agg(a.request_id order by a.recorded_at) from trace_answer a where a.weapon_id = d.weapon_id and a.recorded_at <= d.recorded_at) end`

const SELECT = `
  select d.id, ${STATUS} as status, d.weapon_id as "weaponId", d.subject_kind as "subjectKind", d.subject_id as "subjectId", d.reason,
    e.body ->> 'note' as explanation, d.replacement_id as "replacementId", d.agency_id as "agencyId", d.actor_id as "actorId",
    ${UTC('d.recorded_at')} as "recordedAt", r.id as "decisionId", r.decision, m.body ->> 'note' as "decisionReason",
    ${UTC('r.recorded_at')} as "decidedAt", ${ANSWERS} as answers
  from error_declaration d
    left join registrar_decision r on r.weapon_id = d.weapon_id and r.subject_id = d.id
    left join personal_record e on e.id = d.explanation_id
    left join personal_record m on m.id = r.reason_id`

// Served by error_declaration_by_id; answers by trace_answer_by_weapon.
const BY_ID = { name: 'error_declaration_by_id', text: `${SELECT} where d.id = $1::uuid` }

// Served by error_declaration_to_decide, newest first: what was decided or withdrawn is left out on the way.
const PENDING = {
  name: 'error_declarations_pending',
  text: `
    ${SELECT}
    where d.needs_decision and r.id is null and not ${WITHDRAWN} and ($1::uuid is null or d.weapon_id = $1::uuid)
      and (d.recorded_at, d.id) < ($2::timestamptz, $3::uuid) and ($4::boolean or d.agency_id = current_agency())
    order by d.recorded_at desc, d.id desc limit $5`,
}

// Served by error_declaration_by_time; an agency's own by error_declaration_by_agency.
const LIST = {
  name: 'error_declarations_list',
  text: `
    ${SELECT}
    where ($6::text is null or ${STATUS} = $6::text) and ($1::uuid is null or d.weapon_id = $1::uuid)
      and (d.recorded_at, d.id) < ($2::timestamptz, $3::uuid) and ($4::boolean or d.agency_id = current_agency())
    order by d.recorded_at desc, d.id desc limit $5`,
}

function toView(row: Row): ErrorDeclaration {
  const { id, status, reason, replacementId, agencyId, recordedAt, explanation, decision, answers } = row
  return {
    id,
    status,
    subject: { kind: row.subjectKind, id: row.subjectId, weaponId: row.weaponId },
    reason,
    ...(explanation === null ? {} : { explanation }),
    ...(replacementId === null ? {} : { replacementId }),
    agencyId,
    ...(decision === null
      ? {}
      : {
          decision: {
            id: row.decisionId ?? '',
            decision,
            ...(row.decisionReason === null ? {} : { reason: row.decisionReason }),
            recordedAt: row.decidedAt ?? '',
          },
        }),
    ...(answers === null ? {} : { affectedAnswers: answers }),
    recordedAt,
  }
}

/** A declaration of the caller's agency, or any for the registry's readers. */
export async function findDeclaration(
  tx: Tx,
  id: string,
): Promise<{ weaponId: string; agencyId: string; actorId: string; view: ErrorDeclaration } | undefined> {
  const [row] = await tx.rows<Row>(BY_ID, [id])
  if (row === undefined) return undefined
  const { weaponId, agencyId, actorId } = row
  return { weaponId, agencyId, actorId, view: toView(row) }
}

export interface DeclarationPosition {
  readonly recordedAt: string
  readonly id: string
}

const LATEST: DeclarationPosition = { recordedAt: 'infinity', id: 'ffffffff-ffff-ffff-ffff-ffffffffffff' }

/** Newest first; one more than `limit` where there are more. */
export async function listDeclarations(
  tx: Tx,
  wanted: {
    status: DeclarationStatus | undefined
    weaponId: string | undefined
    after: DeclarationPosition | undefined
    anyAgency: boolean
    limit: number
  },
): Promise<ErrorDeclaration[]> {
  const { recordedAt, id } = wanted.after ?? LATEST
  const values = [wanted.weaponId ?? null, recordedAt, id, wanted.anyAgency, wanted.limit + 1]
  const rows =
    wanted.status === 'PENDING'
      ? await tx.rows<Row>(PENDING, values)
      : await tx.rows<Row>(LIST, [...values, wanted.status ?? null])
  return rows.map(toView)
}
