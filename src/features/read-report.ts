import type { Channel } from '../domain/custody/event-kind-rules.ts'
import { ruleOf } from '../domain/custody/event-kinds.ts'
import { refuseImpossible } from '../domain/custody/report.ts'
import { DomainError, type ErrorEntry } from '../domain/errors.ts'
import {
  isTooFarInFuture,
  type Occurred,
  type OccurredAtInput,
  type OccurredResult,
  resolveOccurredAt,
} from '../domain/time/occurred-at.ts'
import { zonesOf } from '../domain/time/zones.ts'
import { readClock } from '../store/clock.ts'
import type { SharedEvent } from './report-custody.ts'
import type { VerbWrite } from './storing.ts'

interface ReportedDates {
  readonly occurredAt: OccurredAtInput
  readonly knownSince?: OccurredAtInput | undefined
  readonly place?: { readonly country: string } | undefined
}

/** The dates of a report, read in the zone of its place; every date that cannot be read is refused at once. */
export function readDates(wanted: ReportedDates, base = '#'): { occurred: Occurred; knownSince: Occurred | null } {
  const zones = wanted.place === undefined ? [] : zonesOf(wanted.place.country)
  const occurred = resolveOccurredAt(wanted.occurredAt, { zones, pointer: `${base}/occurredAt` })
  const knownSince: OccurredResult | null =
    wanted.knownSince === undefined
      ? null
      : resolveOccurredAt(wanted.knownSince, { zones, pointer: `${base}/knownSince` })
  const errors: ErrorEntry[] = [occurred, knownSince].flatMap((read) =>
    read === null || read.ok ? [] : [...read.errors],
  )
  if (!occurred.ok || errors.length > 0) throw new DomainError('unprocessable', 'A date cannot be read.', { errors })
  return { occurred: occurred.occurred, knownSince: knownSince?.ok === true ? knownSince.occurred : null }
}

/** When a mark was put on, or since when a description holds: read in UTC, since neither names a place. Refused where it lies ahead. */
export function readMoment(input: OccurredAtInput | undefined, pointer: string, now: string): Occurred | null {
  if (input === undefined) return null
  const read = resolveOccurredAt(input, { zones: [], pointer })
  if (!read.ok) throw new DomainError('unprocessable', 'A date cannot be read.', { errors: read.errors })
  if (!isTooFarInFuture(read.occurred, now)) return read.occurred
  const detail = 'This lies more than 24 hours ahead.'
  throw new DomainError('unprocessable', detail, { errors: [{ pointer, code: 'IN_THE_FUTURE', detail }] })
}

/** Only an authority takes a weapon into State custody; of a party that is none a registrar may report it, with a finding. */
function refuseNoAuthority(
  { requester }: VerbWrite,
  channel: Channel,
  { kind, to }: SharedEvent,
  base: string,
): ErrorEntry[] {
  const { control, receivers } = ruleOf(kind)
  if (control !== 'RECOVERED' || to === null || receivers === 'ANY' || receivers.includes(to.kind)) return []
  if (requester.scopes.has('registry:write-any')) return []
  const pointer = `${base}/${channel === 'TRANSFER' || channel === 'EXHIBIT' ? 'toPartyId' : 'partyId'}`
  return [{ pointer, code: 'party-no-authority', detail: `${kind} is done by ${receivers.join(', ')}.` }]
}

/** Refuses what cannot be true of any weapon: a date to come, a side that the kind does not have, a recovery by who is no authority. */
export async function refuseIfImpossible(
  write: VerbWrite,
  channel: Channel,
  shared: SharedEvent,
  base = '#',
): Promise<void> {
  const now = write.begun ?? (await readClock(write.tx))
  const impossible = refuseImpossible({ ...shared, channel }, now, base)
  const errors = [...impossible, ...refuseNoAuthority(write, channel, shared, base)]
  if (errors.length > 0) throw new DomainError('unprocessable', 'This report cannot be true.', { errors })
}
