import { buildCustody } from '../custody/chain.ts'
import { type CustodyRecord, custodyOf, eventsKnownAt, joinedRecords } from '../custody/record.ts'
import type { CustodyStatus } from '../custody/event-kind-rules.ts'
import type { Custody } from '../custody/types.ts'
import type { Occurred } from '../time/occurred-at.ts'
import type { ExpectedMark, ExpectedWeapon } from './count.ts'

/** Where a weapon can lie in a store. In transit the exporter is still its last confirmed holder, but it is on the road. */
const IN_STORE: readonly CustodyStatus[] = ['IN_POSSESSION', 'DEACTIVATED', 'STATE_CUSTODY']

/** A weapon whose placements put it at the location, before the chain was asked. */
export interface PlacedWeapon {
  readonly weaponId: string
  /** By placements that were over before the count began. */
  readonly sure: boolean
  /** By placements that may have been made by its end. */
  readonly possible: boolean
  readonly type: string
  readonly make: string
  readonly model: string
  readonly marks: readonly ExpectedMark[]
}

interface Options {
  readonly partyId: string
  readonly counted: Pick<Occurred, 'from' | 'to'>
  readonly now: string
  readonly transitDays: number
}

/** The last moment of a half-open range: what begins where it ends is not of it. */
export function lastInstantOf({ to }: Pick<Occurred, 'to'>): string {
  return new Date(Date.parse(to) - 1).toISOString()
}

/** True where the weapon is with the party, and not on the road, lost or contended. */
export function isHeldBy({ holder, status }: Pick<Custody, 'holder' | 'status'>, partyId: string): boolean {
  return holder?.id === partyId && IN_STORE.includes(status)
}

/**
 * The stock that a count is held against: placed at the location, and held by its party by the chain. What the records leave open (a sale on the day of the count)
 * may be there and need not be. Records that are one weapon are expected once.
 */
export function expectedStock(
  placed: readonly PlacedWeapon[],
  records: ReadonlyMap<string, CustodyRecord>,
  options: Options,
): ExpectedWeapon[] {
  const expected = new Map<string, ExpectedWeapon>()
  const sorted = [...placed].sort((a, b) => (a.weaponId < b.weaponId ? -1 : 1))
  for (const { sure, possible, ...weapon } of sorted) {
    const record = records.get(weapon.weaponId)
    if (record === undefined) continue
    const [before, after] = [heldBefore(record, options), heldBy(record, options)]
    const certain = sure && possible && before && after
    if (!certain && !((sure || possible) && (before || after))) continue
    const joined = joinedRecords(record)
    const other = [...joined].find((id) => id !== weapon.weaponId && expected.has(id))
    const known = other === undefined ? undefined : expected.get(other)
    if (known === undefined) expected.set(weapon.weaponId, { ...weapon, certain, alsoIds: [] })
    else expected.set(known.weaponId, join(known, { ...weapon, certain }))
  }
  return [...expected.values()]
}

function join(one: ExpectedWeapon, other: Omit<ExpectedWeapon, 'alsoIds'>): ExpectedWeapon {
  return {
    ...one,
    certain: one.certain || other.certain,
    alsoIds: [...one.alsoIds, other.weaponId],
    marks: [...one.marks, ...other.marks],
  }
}

/** By what was over when the count began. */
function heldBefore(record: CustodyRecord, { partyId, counted, now, transitDays }: Options): boolean {
  const over = eventsKnownAt(record).filter(({ occurred }) => Date.parse(occurred.to) <= Date.parse(counted.from))
  return isHeldBy(buildCustody(record.weaponId, over, { now, transitDays }), partyId)
}

/** By what may have happened by its end. */
function heldBy(record: CustodyRecord, { partyId, counted, now, transitDays }: Options): boolean {
  return isHeldBy(custodyOf(record, { at: lastInstantOf(counted), now, transitDays }), partyId)
}
