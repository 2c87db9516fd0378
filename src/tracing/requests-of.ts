import type { OtherRequest } from '../domain/traces/related-requests.ts'
import type { Tx } from '../store/db.ts'

const REQUESTS = {
  name: 'registry_requests_of',
  // Served by trace_state_by_weapon, trace_request_by_item and personal_record_pk.
  text: `
    select request_id as "requestId", weapon_id as "weaponId", item_id as "seizureItemId", agency_id as "agencyId", status, own_case as "isSameCase",
      received_at as "recordedAt"
    from registry_requests_of($1::uuid[], $2::uuid[], $3::text)`,
}

/** Every request about one of these weapons or items, of whatever agency: for linking and for flags, never to be sent as it is. */
export async function findRequestsOf(
  tx: Tx,
  wanted: { weaponIds: readonly string[]; itemIds?: readonly string[]; caseReference?: string | undefined },
): Promise<OtherRequest[]> {
  const { weaponIds, itemIds = [], caseReference = null } = wanted
  if (weaponIds.length === 0 && itemIds.length === 0) return []
  return tx.rows(REQUESTS, [[...new Set(weaponIds)], [...new Set(itemIds)], caseReference])
}
