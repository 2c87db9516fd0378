import type { Tx } from '../../store/db.ts'

const OWN_ITEM = {
  name: 'seizure_item_own',
  // Served by seizure_item_by_id.
  text: `select id, weapon_id as "weaponId" from seizure_item where id = $1::uuid and agency_id = current_agency()`,
}

/** An item that the asking agency recovered itself. */
export async function findOwnItem(tx: Tx, id: string): Promise<{ id: string; weaponId: string } | undefined> {
  const [row] = await tx.rows<{ id: string; weaponId: string }>(OWN_ITEM, [id])
  return row
}
