import { loadRecords, projectCustody } from '../store/custody-history.ts'
import type { Tx } from '../store/db.ts'
import { projectStanding } from '../store/standing.ts'
import { followHosts } from './follow-hosts.ts'
import { currentStatesOf } from './states-of.ts'

/** Writes anew what others look up of a weapon, from all that is recorded of it by now. The weapon is locked. */
export async function reproject(tx: Tx, weaponId: string, now: string): Promise<void> {
  const record = (await loadRecords(tx, [weaponId])).get(weaponId)
  if (record === undefined) throw new Error('a locked weapon has no record')
  await projectStanding(tx, record.declarations)
  const states = currentStatesOf(record, now)
  await projectCustody(tx, states)
  const joined = states.map((state) => state.weaponId)
  await followHosts(tx, joined, now)
}
