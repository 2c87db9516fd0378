import { findComponentsIn } from '../store/assemblies.ts'
import { loadRecords, projectCustody } from '../store/custody-history.ts'
import type { Tx } from '../store/db.ts'
import { currentStatesOf } from './states-of.ts'

/** Writes what others look up of weapons, by all that is recorded of them and of those whose life they share. They are locked, or new. */
export async function projectAnew(tx: Tx, weaponIds: readonly string[], now: string): Promise<void> {
  const records = await loadRecords(tx, weaponIds)
  const states = [...records.values()].flatMap((record) => currentStatesOf(record, now))
  await projectCustody(tx, [...new Map(states.map((state) => [state.weaponId, state] as const)).values()])
}

/** Lets the components that are in some weapons follow their custody: whoever holds the rifle now holds its barrel, and may read its record. */
export async function followHosts(tx: Tx, weaponIds: readonly string[], now: string): Promise<void> {
  const inside = await findComponentsIn(tx, weaponIds)
  if (inside.length > 0) await projectAnew(tx, inside, now)
}
