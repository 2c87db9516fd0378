import type { CustodyRecord } from '../custody/record.ts'
import { ruleOf } from '../custody/event-kinds.ts'
import type { CustodyEvent, Link } from '../custody/types.ts'

/** A link as one asker may have it, and as it is recorded. */
export interface LinkForAsker {
  readonly link: Link
  readonly recorded: Link
}

interface Asked {
  readonly record: CustodyRecord
  readonly events: readonly CustodyEvent[]
  readonly agencyId: string
}

/** The records that are recovered items of the weapon: joined by a link that says so, and not also registered twice. */
export function recoveredRecordsOf({ weaponId, links }: CustodyRecord): ReadonlySet<string> {
  const registered = new Set([weaponId])
  const recovered = new Set<string>()
  for (const { basis, weaponId: one, otherWeaponId: other } of links) {
    const into = basis === 'RECOVERED_ITEM' ? recovered : registered
    into.add(one).add(other)
  }
  return new Set([...recovered].filter((id) => !registered.has(id)))
}

/**
 * What another agency recorded of an item that it recovered is its case. Of it an asker is told what moved the weapon (that it was recovered, returned, destroyed),
 * by country and day; exhibit steps, papers and localities are left out (design 3.5).
 */
export function linksForAsker(links: readonly Link[], { record, events, agencyId }: Asked): LinkForAsker[] {
  const recovered = recoveredRecordsOf(record)
  const others = new Map(
    events
      .filter((event) => recovered.has(event.weaponId) && event.reporterAgencyId !== agencyId)
      .map((event) => [event.id, event]),
  )
  return links.flatMap((link): LinkForAsker[] => {
    const { eventId, ...rest } = link
    const event = eventId === undefined ? undefined : others.get(eventId)
    if (event === undefined) return [{ link, recorded: link }]
    const isExhibitStep = ruleOf(event.kind).control === 'RECOVERED' && ruleOf(event.kind).from !== 'FORBIDDEN'
    if (isExhibitStep) return []
    const place = link.place === null ? null : { country: link.place.country }
    return [{ link: { ...rest, place, documents: [], findings: [] }, recorded: link }]
  })
}
