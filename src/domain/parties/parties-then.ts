import type { CustodyEvent, PartyRef } from '../custody/types.ts'
import { type Day, daysOf } from '../time/days.ts'
import { type PartyVersion, partyAt } from './party.ts'

/** A version with the party that it is of. */
export interface VersionOfParty extends PartyVersion {
  readonly partyId: string
}

/** What was said of the parties of a record; most have no version, and are not in it. */
export type Versions = ReadonlyMap<string, readonly VersionOfParty[]>

export function byParty(versions: readonly VersionOfParty[]): Versions {
  const grouped = new Map<string, VersionOfParty[]>()
  for (const version of versions) {
    const said = grouped.get(version.partyId)
    if (said === undefined) grouped.set(version.partyId, [version])
    else said.push(version)
  }
  return grouped
}

/** A party as it was on a day, as known at a moment; marked where it was closed. `party` is as it was registered. */
export function refAt(party: PartyRef, versions: Versions, at: Day, knownAt?: string): PartyRef {
  const said = versions.get(party.id)
  if (said === undefined) return party
  const { kind, country, status } = partyAt({ ...party, nameId: null, versions: said }, { at, knownAt })
  return { id: party.id, kind, country, ...(status === 'CLOSED' ? { status } : {}) }
}

/** Events with their parties as they were when each happened, or began to (design 3.2): a gunsmith who became a dealer is a gunsmith in what he did before. */
export function eventsWithPartiesThen(
  events: readonly CustodyEvent[],
  versions: Versions,
  knownAt?: string,
): readonly CustodyEvent[] {
  if (versions.size === 0) return events
  return events.map((event) => {
    const at = daysOf(event.occurred).first
    const then = (party: PartyRef | null) => (party === null ? null : refAt(party, versions, at, knownAt))
    return { ...event, from: then(event.from), to: then(event.to), carrier: then(event.carrier) }
  })
}

/** A party of a chain with the mark of whether it is closed on a day: its records are then with the State (ITI 13). Its kind stays that of the event. */
export function withStatusOn(party: PartyRef | null, versions: Versions, at: Day, knownAt?: string): PartyRef | null {
  if (party === null || !versions.has(party.id)) return party
  const { id, kind, country } = party
  const { status } = refAt(party, versions, at, knownAt)
  return { id, kind, country, ...(status === undefined ? {} : { status }) }
}
