import { buildCustody } from '../domain/custody/chain.ts'
import { type CustodyRecord, eventsKnownAt, joinedRecords } from '../domain/custody/record.ts'
import { isWhole } from '../domain/custody/report.ts'
import type { Custody } from '../domain/custody/types.ts'
import { TRANSIT_DAYS } from '../domain/policy.ts'
import type { ProjectedState } from '../store/custody-history.ts'

/** Out of licit control nobody holds in a way that could open the record to his agency. */
const OUT_OF_CONTROL: readonly Custody['status'][] = ['DIVERTED', 'STOLEN', 'LOST', 'CONFLICT']

/** What others look up of a weapon, the same for every record that is joined to it. */
export function statesOf(custody: Custody, joined: ReadonlySet<string>): ProjectedState[] {
  const state = {
    status: custody.status,
    holderPartyId: custody.holder?.id ?? null,
    consigneePartyId: custody.consignee?.id ?? null,
    chainIntact: isWhole(custody) && !OUT_OF_CONTROL.includes(custody.status),
    groupId: joined.size === 1 ? null : ([...joined].sort()[0] ?? null),
  }
  return [...joined].map((weaponId) => ({ weaponId, ...state }))
}

/** What others look up of a weapon by all that is recorded of it. Of a component in two weapons at one time the last undisputed holder: he can mend the records. */
export function currentStatesOf(record: CustodyRecord, now: string): ProjectedState[] {
  const custody = buildCustody(record.weaponId, eventsKnownAt(record), { now, transitDays: TRANSIT_DAYS })
  return statesOf(custody, joinedRecords(record))
}
