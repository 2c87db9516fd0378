import type { Tx } from '../../store/db.ts'
import type { Position } from '../send-page.ts'
import type { TraceSummary } from './schemas.ts'

const UTC = (column: string) => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`

const LIST = {
  name: 'trace_requests_list',
  // Served by trace_state_by_agency or trace_state_by_status, both (…, received_at desc, request_id desc), and trace_request_pk.
  text: `
    select q.id, s.agency_id as "ownerId", s.status, q.priority, q.identification ->> 'tier' as tier, s.outcome, s.superseded, ${UTC('s.received_at')} as "recordedAt",
      ${UTC('s.answered_at')} as "answeredAt", t.body ->> 'caseReference' as "caseReference", q.seizure_item_id as "seizureItemId"
    from trace_state s join trace_request q on q.id = s.request_id left join personal_record t on t.id = q.text_id
    where ($1::text is null or s.status = $1::text) and (s.received_at, s.request_id) < ($2::timestamptz, $3::uuid)
      and ($4::boolean or s.agency_id = current_agency()) and ($6::timestamptz is null or s.received_at >= $6::timestamptz)
    order by s.received_at desc, s.request_id desc limit $5`,
}

interface Row {
  readonly id: string
  readonly ownerId: string
  readonly status: string
  readonly priority: string
  readonly tier: TraceSummary['tier']
  readonly outcome: string | null
  readonly superseded: boolean
  readonly recordedAt: string
  readonly answeredAt: string | null
  readonly caseReference: string | null
  readonly seizureItemId: string | null
}

/** A row of the list, with the agency whose request it is. */
export type ListedRequest = TraceSummary & { readonly ownerId: string }

function toSummary({ outcome, answeredAt, caseReference, seizureItemId, ...row }: Row): ListedRequest {
  return {
    ...row,
    ...(outcome === null ? {} : { outcome }),
    ...(answeredAt === null ? {} : { answeredAt }),
    ...(caseReference === null ? {} : { caseReference }),
    ...(seizureItemId === null ? {} : { seizureItemId }),
  }
}

export interface ListWanted {
  readonly status: string | undefined
  readonly from: string | undefined
  readonly start: Position
  readonly anyAgency: boolean
  readonly limit: number
}

/** Newest first; one more than `limit` where there are more. */
export async function listRequests(tx: Tx, wanted: ListWanted): Promise<ListedRequest[]> {
  const { recordedAt, id } = wanted.start
  const values = [wanted.status ?? null, recordedAt, id, wanted.anyAgency, wanted.limit + 1, wanted.from ?? null]
  return (await tx.rows<Row>(LIST, values)).map(toSummary)
}
