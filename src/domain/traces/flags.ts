import { ruleOf } from '../custody/event-kinds.ts'
import type { Custody, CustodyEvent } from '../custody/types.ts'
import { orderEvents } from '../custody/order.ts'
import { localDaysOf } from '../time/local-days.ts'
import { before, type Occurred } from '../time/occurred-at.ts'
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

/** A recovery on record, and when the weapon came back from State custody into licit hands; null while it has not. */
interface RecordedRecovery {
  readonly event: CustodyEvent
  readonly endedBy: Occurred | null
}

function recoveriesOf(events: readonly CustodyEvent[]): RecordedRecovery[] {
  return events.flatMap((event, at) => {
    const { control, from } = ruleOf(event.kind)
    if (control !== 'RECOVERED' || from !== 'FORBIDDEN') return []
    const end = events.slice(at + 1).find((later) => ruleOf(later.kind).control === 'RESTORED')
    return [{ event, endedBy: end?.occurred ?? null }]
  })
}

/** By days as they were written: a zone of the place must not make two days one. */
function isSameDay(a: Occurred, b: Occurred): boolean {
  const [one, other] = [localDaysOf(a), localDaysOf(b)]
  return one.first <= other.last && other.first <= one.last
}

/** The same recovery has the same country and day; where either is not known it may be another, and a person decides. */
function isSameRecovery({ event }: RecordedRecovery, asked: Recovery): boolean {
  const country = event.place?.country ?? event.to?.country
  return country === asked.country && asked.occurred !== null && isSameDay(event.occurred, asked.occurred)
}

/** Judged as of the day asked about: only a recovery whose State custody was over by then is history. */
function isElsewhere(recorded: RecordedRecovery, asked: Recovery): boolean {
  if (isSameRecovery(recorded, asked)) return false
  return recorded.endedBy === null || asked.occurred === null || !before(recorded.endedBy, asked.occurred)
}

/**
 * A recovery that the weapon's own life contradicts: before anything is recorded of it, or with licit hand-overs afterwards and no return on record.
 * Then either the weapon is another, or a record or the day is wrong; each would name somebody who has nothing to do with it.
 */
function contradictsLife(events: readonly CustodyEvent[], asked: Recovery): boolean {
  const { occurred } = asked
  if (occurred === null || recoveriesOf(events).some((recorded) => isSameRecovery(recorded, asked))) return false
  if (events.length > 0 && events.every((event) => before(occurred, event.occurred))) return true
  const later = events.filter((event) => before(occurred, event.occurred))
  return later.some((event) => {
    const { control, licit, possession } = ruleOf(event.kind)
    return control === 'KEPT' && licit === 'LICIT' && (possession === 'TO_RECEIVER' || possession === 'IN_TRANSIT')
  })
}

/** The shipment that a weapon left with and that nobody is on record to have received: where it was lost, its consignment was diverted (ITI 5). */
function openShipment(ordered: readonly CustodyEvent[]): CustodyEvent | undefined {
  const at = ordered.findLastIndex(
    ({ kind }) => ruleOf(kind).possession === 'IN_TRANSIT' && ruleOf(kind).to === 'REQUIRED',
  )
  const arrived = ordered.slice(at + 1).some(({ kind }) => {
    const { control, possession } = ruleOf(kind)
    return control === 'KEPT' && possession === 'TO_RECEIVER'
  })
  return at === -1 || arrived ? undefined : ordered[at]
}

function asConsignment(shipped: CustodyEvent): TraceFlag {
  const country = shipped.destinationCountry ?? shipped.to?.country
  const whom = { reporterAgencyId: shipped.reporterAgencyId }
  return { code: 'PART_OF_CONSIGNMENT', blocking: false, ...(country === undefined ? {} : { country }), ...whom }
}

/** What is known of the identified weapon that an asker must be told, blocking flags first. */
export function flagsOf(
  custody: Custody,
  events: readonly CustodyEvent[],
  asked: Recovery,
  duplicateSerial: boolean,
): TraceFlag[] {
  const ordered = orderEvents(events)
  const flags: TraceFlag[] = []
  const elsewhere = recoveriesOf(ordered).findLast((recorded) => isElsewhere(recorded, asked))
  if (elsewhere !== undefined) flags.push(flag('ALREADY_RECOVERED_ELSEWHERE', elsewhere.event))
  // A weapon whose frame was replaced was not destroyed: its number may be met again on the old frame, and its life up to then is told.
  const replacement = events.find((event) => event.kind === 'FRAME_REPLACED')
  const destruction = events.find((event) => ruleOf(event.kind).ends === 'FOR_GOOD' && event !== replacement)
  if (destruction !== undefined) flags.push(flag('ALREADY_DESTROYED', destruction))
  const isContended = custody.contenders.length > 0 || custody.status === 'CONFLICT'
  if (isContended || contradictsLife(ordered, asked)) flags.push(flag('HOLDER_CONFLICT'))
  if (duplicateSerial) flags.push(flag('DUPLICATE_SERIAL_IN_REGISTRY'))
  if (replacement !== undefined) flags.push({ code: 'FRAME_REPLACED', blocking: false })
  const shipped = openShipment(ordered)
  if (shipped !== undefined) flags.push(asConsignment(shipped))
  if (custody.status === 'STOLEN') flags.push(flag('STOLEN'))
  if (custody.status === 'LOST') flags.push(flag('LOST'))
  if (custody.status === 'DEACTIVATED') flags.push(flag('DEACTIVATED'))
  return flags
}
