import { ruleOf } from '../custody/event-kinds.ts'
import type { Custody, CustodyEvent } from '../custody/types.ts'
import { type Occurred, overlaps } from '../time/occurred-at.ts'
import { BLOCKING_FLAGS } from '../vocabulary/traces.ts'

/** Something an asker must know before he acts. Country and contact say whom to ask; another agency's case is never shown (design 3.5). */
export interface TraceFlag {
  readonly code: string
  readonly blocking: boolean
  readonly country?: string
  /** The agency whose record it is: the caller of this module looks up its contact and shows that instead. */
  readonly reporterAgencyId?: string
}

/** Where and when the asker's weapon was recovered. */
export interface Recovery {
  readonly country: string
  readonly occurred: Occurred | null
}

function flag(code: string, event?: CustodyEvent): TraceFlag {
  const blocking = (BLOCKING_FLAGS as readonly string[]).includes(code)
  if (event === undefined) return { code, blocking }
  const country = event.place?.country ?? event.to?.country
  const { reporterAgencyId } = event
  return { code, blocking, ...(country === undefined ? {} : { country }), reporterAgencyId }
}

/** The recovery under which the weapon is in State custody now; one that ended in a return is history and blocks nothing. */
function standingRecovery(custody: Custody, events: readonly CustodyEvent[]): CustodyEvent | undefined {
  const byId = new Map(events.map((event) => [event.id, event]))
  let standing: CustodyEvent | undefined
  for (const link of custody.links) {
    const event = link.type === 'EVENT' && link.eventId !== undefined ? byId.get(link.eventId) : undefined
    if (event === undefined) continue
    const { control } = ruleOf(event.kind)
    if (control === 'RECOVERED') standing ??= event
    else if (control === 'RESTORED' || control === 'LOST') standing = undefined
  }
  return standing
}

/** The same recovery has the same country and an overlapping day; where either is not known it may be another, and a person decides. */
function isSameRecovery(recorded: CustodyEvent, asked: Recovery): boolean {
  const country = recorded.place?.country ?? recorded.to?.country
  return country === asked.country && asked.occurred !== null && overlaps(recorded.occurred, asked.occurred)
}

/** What is known of the identified weapon that an asker must be told, blocking flags first. */
export function flagsOf(
  custody: Custody,
  events: readonly CustodyEvent[],
  asked: Recovery,
  duplicateSerial: boolean,
): TraceFlag[] {
  const recovery = standingRecovery(custody, events)
  const flags: TraceFlag[] = []
  if (recovery !== undefined && !isSameRecovery(recovery, asked)) {
    flags.push(flag('ALREADY_RECOVERED_ELSEWHERE', recovery))
  }
  const destruction = events.find((event) => ruleOf(event.kind).ends === 'FOR_GOOD')
  if (destruction !== undefined) flags.push(flag('ALREADY_DESTROYED', destruction))
  if (custody.contenders.length > 0 || custody.status === 'CONFLICT') flags.push(flag('HOLDER_CONFLICT'))
  if (duplicateSerial) flags.push(flag('DUPLICATE_SERIAL_IN_REGISTRY'))
  if (custody.status === 'STOLEN') flags.push(flag('STOLEN'))
  if (custody.status === 'LOST') flags.push(flag('LOST'))
  if (custody.status === 'DEACTIVATED') flags.push(flag('DEACTIVATED'))
  return flags
}
