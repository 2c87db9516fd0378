import type { Occurred } from '../../domain/time/occurred-at.ts'
import type { Tx } from '../../store/db.ts'
import type { Asked } from './conclude-request.ts'
import type { NewTraceRequest, TraceSummary } from './schemas.ts'

export interface RequestRow {
  readonly id: string
  readonly status: string
  readonly priority: string
  readonly illicitGrounds: string[]
  readonly purpose: string
  readonly intendedUse: string
  readonly evidenceIds: string[] | null
  readonly identification: unknown
  readonly flags: unknown
  readonly findings: unknown
  readonly recordedAt: string
  readonly keyId: string | null
  readonly sealed: Buffer | null
}

const BY_ID = {
  name: 'trace_request_by_id',
  // Served by trace_request_pk and trace_answer_pk (request_id, id).
  text: `
    select q.id, q.status, q.priority, q.illicit_grounds as "illicitGrounds", q.purpose, q.intended_use as "intendedUse",
      q.observation -> 'evidenceIds' as "evidenceIds", q.identification, q.flags, q.findings, a.key_id as "keyId", a.sealed,
      to_char(q.recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as "recordedAt"
    from trace_request q left join trace_answer a on a.request_id = q.id
    where q.id = $1::uuid
    order by a.recorded_at desc limit 1`,
}

/** A request of the asker's agency, or any for the registry's readers, with its sealed answer if there is one. */
export async function findRequest(tx: Tx, id: string): Promise<RequestRow | undefined> {
  const [row] = await tx.rows<RequestRow>(BY_ID, [id])
  return row
}

const ASKED = {
  name: 'trace_request_asked',
  // Served by trace_request_pk.
  text: `
    select observation, circumstances, can_guarantee_confidentiality as "canGuaranteeConfidentiality", intended_use as "intendedUse"
    from trace_request where id = $1::uuid`,
}

/** What a request asked, as it came in; the day of recovery as it was read then. */
export interface AskedRow extends Asked {
  readonly circumstances: NewTraceRequest['circumstances'] & { readonly occurred: Occurred | null }
  readonly intendedUse: NewTraceRequest['intendedUse']
}

/** What a request of the asker's agency asked, or of any for the registry's readers. */
export async function findAsked(tx: Tx, id: string): Promise<AskedRow | undefined> {
  const [row] = await tx.rows<AskedRow>(ASKED, [id])
  return row
}

export interface ListPosition {
  readonly recordedAt: string
  readonly id: string
}

const SUMMARY = `
  q.id, q.status, q.priority, q.identification ->> 'tier' as tier, a.outcome,
  to_char(q.recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as "recordedAt"`

const LIST = {
  name: 'trace_requests_list',
  // Served by trace_request_by_time (recorded_at desc, id desc); an agency's own by row security on trace_request_by_agency's order.
  text: `
    select ${SUMMARY} from trace_request q left join trace_answer a on a.request_id = q.id
    where ($1::text is null or q.status = $1::text) and (q.recorded_at, q.id) < ($2::timestamptz, $3::uuid)
      and ($4::boolean or q.agency_id = current_agency())
    order by q.recorded_at desc, q.id desc limit $5`,
}

const LATEST: ListPosition = { recordedAt: 'infinity', id: 'ffffffff-ffff-ffff-ffff-ffffffffffff' }

/** Newest first; one more than `limit` where there are more. */
export async function listRequests(
  tx: Tx,
  wanted: { status: string | undefined; after: ListPosition | undefined; anyAgency: boolean; limit: number },
): Promise<TraceSummary[]> {
  const { recordedAt, id } = wanted.after ?? LATEST
  const values = [wanted.status ?? null, recordedAt, id, wanted.anyAgency, wanted.limit + 1]
  const rows = await tx.rows<Omit<TraceSummary, 'outcome'> & { outcome: string | null }>(LIST, values)
  return rows.map(({ outcome, ...row }) => ({ ...row, ...(outcome === null ? {} : { outcome }) }))
}
