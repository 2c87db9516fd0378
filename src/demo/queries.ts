import type { Tx } from '../store/db.ts'
import { PART_OPERATION } from './perform-part.ts'

const PARTS = {
  name: 'demo_parts',
  // Served by idempotency_record_pk (agency_id, …); row security leaves the asking agency's own.
  text: 'select key from idempotency_record where agency_id = current_agency() and operation = $1::text',
}

/** The parts of the demo data that are loaded already. */
export async function findLoadedParts(tx: Tx): Promise<ReadonlySet<string>> {
  const rows = await tx.rows<{ key: string }>(PARTS, [PART_OPERATION])
  return new Set(rows.map(({ key }) => key))
}
