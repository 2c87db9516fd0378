import { DomainError } from '../domain/errors.ts'
import type { Tx } from '../store/db.ts'

const RECENT = {
  name: 'searches_last_hour',
  // Served by trace_request_by_agency, audit_entry_by_agency and seizure_item_by_agency, each by (agency_id, recorded_at). A request that was opened with the search for
  // its item is one question and not two.
  text: `
    select recent_control_data() + recent_item_searches() + (
      select count(*)::integer from trace_request q
      where q.agency_id = current_agency() and q.recorded_at > clock_timestamp() - interval '1 hour'
        and not exists (select from seizure_item i where i.id = q.seizure_item_id and i.searched and i.trace_request_id = q.id)) as count`,
}

const WAIT_SECONDS = 600

/** True where so many more questions stay within what an agency may ask in an hour. */
export async function mayAsk(tx: Tx, limitPerHour: number, asked: number): Promise<boolean> {
  const [row] = await tx.rows<{ count: number }>(RECENT, [])
  return (row?.count ?? 0) + asked <= limitPerHour
}

/**
 * The abnormal-use stop: many questions in an hour are a fishing expedition, whoever asks them. Trace requests count, each weapon that was looked for by control
 * data, and each recovered item that was searched for, since their answers too tell what exists.
 */
export async function refuseFishing(tx: Tx, limitPerHour: number, asked: number): Promise<void> {
  if (await mayAsk(tx, limitPerHour, asked)) return
  throw new DomainError('abnormal-usage-detected', 'Your agency has asked unusually often in the last hour.', {
    retryAfterSeconds: WAIT_SECONDS,
  })
}
