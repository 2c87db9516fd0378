import { type CustodyRecord, custodyOf, eventsKnownAt } from '../domain/custody/record.ts'
import type { Custody, CustodyEvent } from '../domain/custody/types.ts'
import { TRANSIT_DAYS } from '../domain/policy.ts'
import { loadShownRecords } from '../store/custody-history.ts'
import type { Tx } from '../store/db.ts'

/** What is recorded of a weapon's custody, and what it means now. */
export interface LoadedWeapon {
  readonly record: CustodyRecord
  readonly events: readonly CustodyEvent[]
  readonly custody: Custody
}

// The number of a part names the part: the holders of a weapon that it was in are not told by it.
const NO_OTHER_WEAPON: ReadonlySet<string> = new Set()

/** The custody of some weapons with all records joined to each, registry-wide, in one statement: for deciding what may be told, never to be sent as it is. */
export async function loadWeapons(
  tx: Tx,
  weaponIds: readonly string[],
  time: string | Promise<string>,
): Promise<Map<string, LoadedWeapon>> {
  if (weaponIds.length === 0) return new Map()
  const [records, now] = await Promise.all([loadShownRecords(tx, weaponIds), time])
  return new Map(
    [...records].map(([weaponId, record]) => {
      const events = eventsKnownAt(record, undefined, NO_OTHER_WEAPON)
      const custody = custodyOf(record, { now, transitDays: TRANSIT_DAYS }, NO_OTHER_WEAPON)
      return [weaponId, { record, events, custody }]
    }),
  )
}
