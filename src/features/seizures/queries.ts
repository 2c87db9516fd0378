import type { Tx } from '../../store/db.ts'

const CLAIM = {
  name: 'claim_client_ids',
  text: 'select id from claim_client_ids($1::uuid[], $2::uuid, $3::text) as id',
}

const OPERATION = 'POST /v1/seizures#items'

/** Claims ids that the caller made for items; gives those that were free, and says nothing of whose the others are. */
export async function claimItemIds(tx: Tx, actorId: string, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set()
  const rows = await tx.rows<{ id: string }>(CLAIM, [ids, actorId, OPERATION])
  return new Set(rows.map(({ id }) => id))
}
