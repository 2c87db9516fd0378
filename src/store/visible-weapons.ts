import type { Tx } from './db.ts'

const VISIBLE = {
  name: 'weapons_visible',
  // Served by weapon_pk; row security is the visibility predicate. The inner select keeps the length of the array from the planner, which would plan anew for each.
  text: 'select id from weapon where id = any (array(select unnest($1::uuid[])))',
}

/** Of these weapons, those that the asker may see. */
export async function findVisibleWeapons(tx: Tx, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set()
  const rows = await tx.rows<{ id: string }>(VISIBLE, [ids])
  return new Set(rows.map((row) => row.id))
}
