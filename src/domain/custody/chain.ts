import type { Finding } from '../findings.ts'
import { compareInstants, earliestInstant } from '../time/instants.ts'
import type { Occurred } from '../time/occurred-at.ts'
import { BREAK_REASONS } from './breaks.ts'
import { lastLicitIn } from './last-licit.ts'
import { deadlineOf } from './overdue.ts'
import { orderEvents } from './order.ts'
import type { Custody, CustodyEvent, Link } from './types.ts'
import { walkEvents } from './walk.ts'
import type { OpenExport, WalkState } from './walk-state.ts'
import { note } from './walk-state.ts'

/** Instants are ISO 8601 UTC text; `knownAt` may carry microseconds, as `recordedAt` does. */
export interface ChainOptions {
  /** The chain as of this moment: events whose range begins by then, straddlers marked. */
  readonly at?: string
  /** The chain as known at this moment: events recorded by then. */
  readonly knownAt?: string
  readonly now: string
  /** Days after which an export without an import is a gap, where its licence ends no sooner. */
  readonly transitDays: number
}

/**
 * What one weapon's events say of its custody (design 4): who holds, who owns, who last did so licitly, and where the records break.
 * Pure, and independent of the order in which events arrive. Events of other weapons must not be among them.
 */
export function buildCustody(weaponId: string, events: readonly CustodyEvent[], options: ChainOptions): Custody {
  const ordered = orderEvents(selectEvents(events, options))
  const state = walkEvents(ordered)
  markOverdueExport(state, options)
  const isContended = state.contenders.size > 0
  const lastLicit = lastLicitIn(state)
  return {
    weaponId,
    links: markStraddlers(state.links, options.at),
    holder: isContended ? null : state.holder,
    owner: isContended ? null : state.owner,
    lastLicitHolder: lastLicit.holder,
    lastLicitOwner: lastLicit.owner,
    contenders: lastLicit.contenders,
    consignee: state.openExport?.consignee ?? null,
    diversion: lastLicit.diversion,
    diversions: lastLicit.diversions,
    status: state.status,
    chainBroken: state.chainBroken,
    findings: findingsOf(state),
  }
}

/** The events that had begun by `at` and were recorded by `knownAt`. */
function selectEvents(
  events: readonly CustodyEvent[],
  { at, knownAt }: Pick<ChainOptions, 'at' | 'knownAt'>,
): readonly CustodyEvent[] {
  const atMs = at === undefined ? Number.POSITIVE_INFINITY : Date.parse(at)
  return events.filter(
    ({ occurred, recordedAt }) =>
      Date.parse(occurred.from) <= atMs && (knownAt === undefined || compareInstants(recordedAt, knownAt) <= 0),
  )
}

function markStraddlers(links: readonly Link[], at: string | undefined): readonly Link[] {
  if (at === undefined) return links
  const atMs = Date.parse(at)
  const straddles = note('MAY_BE_LATER', 'INFO', 'This may have happened after the moment asked for.')
  return links.map((link) =>
    link.occurred.precision !== 'INSTANT' && Date.parse(link.occurred.to) > atMs
      ? { ...link, findings: [...link.findings, straddles] }
      : link,
  )
}

/**
 * An export still open when its licence has expired or the days have passed is a GAP. The moment is the earliest of those asked for,
 * since what time alone will show must not leak into a chain as it was known before.
 */
function markOverdueExport(state: WalkState, { at, knownAt, now, transitDays }: ChainOptions): void {
  const sent = state.openExport
  if (sent === null || state.contenders.size > 0) return
  const moments = [at, knownAt, now].filter((moment) => moment !== undefined)
  const deadline = deadlineOf(sent.event, transitDays)
  if (compareInstants(earliestInstant(moments) ?? now, deadline) < 0) return
  state.chainBroken = true
  state.links.push(overdueLink(state, sent, deadline))
}

function overdueLink(state: WalkState, { event, exporter, consignee }: OpenExport, deadline: string): Link {
  const kind = 'EXPORT_WITHOUT_IMPORT'
  const occurred: Occurred = {
    value: deadline,
    precision: 'INSTANT',
    from: deadline,
    to: new Date(Date.parse(deadline) + 1).toISOString(),
    zone: 'UTC',
  }
  return {
    type: 'GAP',
    eventId: event.id,
    kind,
    from: exporter,
    to: consignee,
    owner: state.owner,
    occurred,
    recordedAt: event.recordedAt,
    place: null,
    documents: [],
    licit: 'UNKNOWN',
    findings: [note(kind, 'WARNING', BREAK_REASONS[kind])],
  }
}

function findingsOf(state: WalkState): readonly Finding[] {
  const findings: Finding[] = []
  if (state.chainBroken) findings.push(note('CHAIN_BROKEN', 'WARNING', 'A step of this chain is not recorded.'))
  if (state.contenders.size > 0 || state.links.some(({ type }) => type === 'CONFLICT')) {
    findings.push(
      note('HOLDER_CONFLICT', 'WARNING', 'Records contradict each other about the holder; an analyst decides.'),
    )
  }
  return findings
}
