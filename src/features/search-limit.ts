import { DomainError } from '../domain/errors.ts'
import type { Tx } from '../store/db.ts'

const RECENT = {
  name: 'searches_last_hour',
  // Served by trace_request_by_agency and audit_entry_by_agency, both (agency_id, recorded_at).
  text: `
    select recent_control_data() + (
      select count(*)::integer from trace_request
      where agency_id = current_agency() and recorded_at > clock_timestamp() - interval '1 hour') as count`,
}

const WAIT_SECONDS = 600

/**
 * The abnormal-use stop: many questions in an hour are a fishing expedition, whoever asks them. Trace requests count, and each weapon that was looked for by
 * control data, since its answer too tells what exists.
 */
export async function refuseFishing(tx: Tx, limitPerHour: number, asked: number): Promise<void> {
  const [row] = await tx.rows<{ count: number }>(RECENT, [])
  if ((row?.count ?? 0) + asked <= limitPerHour) return
  throw new DomainError('abnormal-usage-detected', 'Your agency has asked unusually often in the last hour.', {
    retryAfterSeconds: WAIT_SECONDS,
  })
}
