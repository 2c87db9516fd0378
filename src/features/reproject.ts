import { custodyOf, joinedRecords } from '../domain/custody/record.ts'
import { TRANSIT_DAYS } from '../domain/policy.ts'
import { loadRecords, projectCustody } from '../store/custody-history.ts'
import type { Tx } from '../store/db.ts'
import { projectStanding } from '../store/standing.ts'
import { statesOf } from './report-custody.ts'

/** Writes anew what others look up of a weapon, from all that is recorded of it by now. The weapon is locked. */
export async function reproject(tx: Tx, weaponId: string, now: string): Promise<void> {
  const record = (await loadRecords(tx, [weaponId])).get(weaponId)
  if (record === undefined) throw new Error('a locked weapon has no record')
  await projectStanding(tx, record.declarations)
  const custody = custodyOf(record, { now, transitDays: TRANSIT_DAYS })
  await projectCustody(tx, statesOf(custody, joinedRecords(record)))
}
