import type { Tx } from './db.ts'

const LOCK = {
  name: 'weapon_lock_one',
  text: 'select last_mark, last_description from lock_weapons(array[$1::uuid], 0, $2::integer, $3::integer)',
}

/** Locks the weapon and gives the numbers of its new mark or description. */
export async function lockForDescription(
  tx: Tx,
  weaponId: string,
  add: { marks: number; descriptions: number },
): Promise<{ lastMark: number; lastDescription: number }> {
  const [row] = await tx.rows<{ last_mark: number; last_description: number }>(LOCK, [
    weaponId,
    add.marks,
    add.descriptions,
  ])
  if (row === undefined) throw new Error('a visible weapon has no state row')
  return { lastMark: row.last_mark, lastDescription: row.last_description }
}
