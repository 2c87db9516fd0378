import type { Tx } from '../../store/db.ts'
import { EXPORT_PAGE } from '../send-csv.ts'
import type { Position } from '../send-page.ts'
import type { ExportedRequest } from './schemas.ts'

const UTC = (column: string) => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`

// A case is its agency's: also a registrar, who may read what was asked, is given no list of other agencies' cases.
const pageOf = (whose: string) => `
  select q.id, q.agency_id as "agencyId", ${UTC('q.recorded_at')} as "receivedAt", s.status, q.priority, q.purpose,
    q.identification ->> 'tier' as tier, s.outcome, ${UTC('s.answered_at')} as "answeredAt", s.superseded,
    q.seizure_item_id as "seizureItemId", q.circumstances ->> 'country' as "countryOfRecovery",
    case when q.agency_id = current_agency() then t.body ->> 'caseReference' end as "caseReference"
  from trace_request q join trace_state s on s.request_id = q.id left join personal_record t on t.id = q.text_id
  where ${whose} q.recorded_at >= $1::timestamptz and (q.recorded_at, q.id) < ($2::timestamptz, $3::uuid)
    and ($4::text is null or s.status = $4::text)
  order by q.recorded_at desc, q.id desc limit ${EXPORT_PAGE}`

// Served by trace_request_by_agency, trace_state_pk and personal_record_pk.
const OWN = { name: 'trace_export_own', text: pageOf('q.agency_id = current_agency() and') }
// Served by trace_request_by_time, trace_state_pk and personal_record_pk.
const OF_ANYONE = { name: 'trace_export_of_anyone', text: pageOf('') }

/** A page of the asker's requests, or of anyone's for the registry's readers, newest first. */
export function readExportPage(
  tx: Tx,
  wanted: { anyAgency: boolean; status: string | undefined; from: string; before: Position },
): Promise<ExportedRequest[]> {
  const { anyAgency, status, from, before } = wanted
  return tx.rows(anyAgency ? OF_ANYONE : OWN, [from, before.recordedAt, before.id, status ?? null])
}
