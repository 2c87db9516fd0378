import { buildCustody } from '../domain/custody/chain.ts'
import { type CustodyRecord, eventsKnownAt, joinedRecords } from '../domain/custody/record.ts'
import { isWhole } from '../domain/custody/report.ts'
import type { Custody, CustodyEvent } from '../domain/custody/types.ts'
import { apartFromItems, isJoinedToItem } from '../domain/identity/recovered-items.ts'
import { TRANSIT_DAYS } from '../domain/policy.ts'
import type { ProjectedState } from '../store/custody-history.ts'

/** Out of licit control nobody holds in a way that could open the record to his agency. */
const OUT_OF_CONTROL: readonly Custody['status'][] = ['DIVERTED', 'STOLEN', 'LOST', 'CONFLICT']

/** What is recorded of a weapon, what it means, and the events of a report that are in the meaning and not yet in the record. */
interface Decided {
  readonly record: CustodyRecord
  readonly custody: Custody
  readonly added: readonly CustodyEvent[]
  readonly now: string
}

/**
 * What others look up of a weapon, the same for every record that is joined to it; but for who may look. While a recovered item is taken for a registered
 * weapon, holding opens a record only to whom that record itself names, and in State custody to nobody: the seizing agency would else read the weapon's life by
 * holding its item.
 */
export function statesOf(decided: Decided): ProjectedState[] {
  const { record, custody } = decided
  const joined = joinedRecords(record)
  const state = {
    status: custody.status,
    holderPartyId: custody.holder?.id ?? null,
    consigneePartyId: custody.consignee?.id ?? null,
    chainIntact: isWhole(custody) && !OUT_OF_CONTROL.includes(custody.status),
    groupId: joined.size === 1 ? null : ([...joined].sort()[0] ?? null),
    ownStatus: null,
  }
  if (!isJoinedToItem(record)) return [...joined].map((weaponId) => ({ weaponId, ...state }))
  return [...joined].map((weaponId) => {
    const own = ownLife(decided, weaponId)
    const named = new Set(own.flatMap(({ from, to }) => [from?.id, to?.id]))
    const isNamed = [state.holderPartyId, state.consigneePartyId].every((id) => id === null || named.has(id))
    const { status: ownStatus } = buildCustody(weaponId, own, { now: decided.now, transitDays: TRANSIT_DAYS })
    const chainIntact = state.chainIntact && isNamed && state.status !== 'STATE_CUSTODY'
    return { weaponId, ...state, chainIntact, ownStatus }
  })
}

/** The events of one of the records as those read it who see no item taken for it. */
function ownLife({ record, added }: Decided, weaponId: string): readonly CustodyEvent[] {
  const own = { ...apartFromItems(record), weaponId }
  const joined = joinedRecords(own)
  return [...eventsKnownAt(own), ...added.filter((event) => joined.has(event.weaponId))]
}

/** What others look up of a weapon by all that is recorded of it. Of a component in two weapons at one time the last undisputed holder: he can mend the records. */
export function currentStatesOf(record: CustodyRecord, now: string): ProjectedState[] {
  const custody = buildCustody(record.weaponId, eventsKnownAt(record), { now, transitDays: TRANSIT_DAYS })
  return statesOf({ record, custody, added: [], now })
}
