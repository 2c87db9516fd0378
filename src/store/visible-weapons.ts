import type { Tx } from './db.ts'

const VISIBLE = {
  name: 'weapons_visible',
  // Served by weapon_pk; row security is the visibility predicate.
  text: 'select id from weapon where id = any ($1::uuid[])',
}

/** Of these weapons, those that the asker may see. */
export async function findVisibleWeapons(tx: Tx, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set()
  const rows = await tx.rows<{ id: string }>(VISIBLE, [ids])
  return new Set(rows.map((row) => row.id))
}
