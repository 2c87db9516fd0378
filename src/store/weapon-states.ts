import type { Tx } from './db.ts'

const OPEN = { name: 'weapons_open_state', text: 'select open_weapon_states($1::uuid[], $2::integer[])' }

/** Gives new weapons their row of state, in one statement. */
export async function openWeaponStates(tx: Tx, weapons: readonly { id: string; marks: number }[]): Promise<void> {
  await tx.rows(OPEN, [weapons.map(({ id }) => id), weapons.map(({ marks }) => marks)])
}
