import { isKnown } from '../corrections/declaration.ts'
import type { Occurred } from '../time/occurred-at.ts'

export const ASSEMBLY_ACTIONS = ['ASSEMBLED', 'REMOVED'] as const
export type AssemblyAction = (typeof ASSEMBLY_ACTIONS)[number]

/** One report that a component was put into a weapon, or taken from it. */
export interface Assembly {
  readonly id: string
  readonly componentId: string
  readonly hostId: string
  readonly action: AssemblyAction
  readonly occurred: Occurred
  /** The database's clock, UTC text with microseconds. */
  readonly recordedAt: string
}

/** A time in which the same weapons held the component: one of them, or several by records that contradict each other. */
export interface Stay {
  readonly hostIds: readonly string[]
  readonly since: Occurred
  /** Null while it lasts. */
  readonly until: Occurred | null
}

/** Why a report does not fit those before it; it is kept all the same. */
export const ASSEMBLY_NOTES = {
  COMPONENT_IN_TWO_WEAPONS:
    'By the records the component is in two weapons at one time; a removal is missing, or one of them is wrong.',
  REMOVED_FROM_ANOTHER_WEAPON: 'By the records the component was in another weapon at this time.',
  ASSEMBLY_NOT_RECORDED: 'It is not recorded that the component was put into this weapon.',
  REPORTED_TWICE: 'Another record tells of the same.',
} as const
export type AssemblyNote = keyof typeof ASSEMBLY_NOTES

export interface ThreadedAssemblies {
  /** In the order of time, each beginning where the one before ends or later. */
  readonly stays: readonly Stay[]
  /** By the id of the report. */
  readonly notes: ReadonlyMap<string, AssemblyNote>
}

/**
 * What the reports about one component say of where it was, as known at `knownAt`. Pure, and independent of the order of arrival: reports whose times overlap
 * are ordered by fit (out of where it is, into one weapon when it is in none), then by their first instant and id.
 */
export function threadAssemblies(reports: readonly Assembly[], knownAt?: string): ThreadedAssemblies {
  const stays: Stay[] = []
  const notes = new Map<string, AssemblyNote>()
  const hosts = new Set<string>()
  let since: Occurred | undefined
  for (const report of inOrder(reports, hosts, knownAt)) {
    const note = noteOn(report, hosts)
    if (note !== undefined) notes.set(report.id, note)
    if (report.action === 'ASSEMBLED' ? hosts.has(report.hostId) : !hosts.has(report.hostId)) continue
    if (since !== undefined && hosts.size > 0) stays.push({ hostIds: [...hosts].sort(), since, until: report.occurred })
    if (report.action === 'ASSEMBLED') hosts.add(report.hostId)
    else hosts.delete(report.hostId)
    since = report.occurred
  }
  if (since !== undefined && hosts.size > 0) stays.push({ hostIds: [...hosts].sort(), since, until: null })
  return { stays, notes }
}

function noteOn({ action, hostId }: Assembly, hosts: ReadonlySet<string>): AssemblyNote | undefined {
  if (action === 'ASSEMBLED') {
    if (hosts.has(hostId)) return 'REPORTED_TWICE'
    return hosts.size > 0 ? 'COMPONENT_IN_TWO_WEAPONS' : undefined
  }
  if (hosts.has(hostId)) return undefined
  return hosts.size > 0 ? 'REMOVED_FROM_ANOTHER_WEAPON' : 'ASSEMBLY_NOT_RECORDED'
}

/** Yields the reports one by one; `hosts` is what the reader has made of those before, and decides which of several at one time comes next. */
function* inOrder(
  reports: readonly Assembly[],
  hosts: ReadonlySet<string>,
  knownAt: string | undefined,
): Generator<Assembly> {
  const waiting = reports
    .filter(({ recordedAt }) => isKnown(recordedAt, knownAt))
    .map((report) => ({ report, fromMs: Date.parse(report.occurred.from), toMs: Date.parse(report.occurred.to) }))
    .sort(byTime)
  while (waiting.length > 0) {
    // Sorted by their beginning, those that may have come first stand together, before the first that began when one of them was over.
    const endMs = waiting.reduce((earliest, { toMs }) => Math.min(earliest, toMs), Number.POSITIVE_INFINITY)
    const fits = ({ action, hostId }: Assembly): boolean =>
      action === 'ASSEMBLED' ? hosts.size === 0 : hosts.has(hostId)
    const fitting = waiting.findIndex(({ report, fromMs }) => fromMs < endMs && fits(report))
    const [next] = waiting.splice(Math.max(fitting, 0), 1)
    if (next !== undefined) yield next.report
  }
}

interface Timed {
  readonly report: Assembly
  readonly fromMs: number
  readonly toMs: number
}

function byTime(a: Timed, b: Timed): number {
  return a.fromMs - b.fromMs || a.toMs - b.toMs || (a.report.id < b.report.id ? -1 : 1)
}

/** Where the component is now, or was as of `at`; undefined where it is in no weapon. A stay that may have begun by then counts. */
export function stayAt(stays: readonly Stay[], at?: string): Stay | undefined {
  if (at === undefined) return stays.findLast(({ until }) => until === null)
  const atMs = Date.parse(at)
  return stays.findLast(
    ({ since, until }) => Date.parse(since.from) <= atMs && (until === null || Date.parse(until.from) > atMs),
  )
}
