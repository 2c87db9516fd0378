import type { Channel } from '../domain/custody/event-kind-rules.ts'
import type { CustodyEvent } from '../domain/custody/types.ts'
import { assessReport } from '../domain/custody/report.ts'
import type { Finding } from '../domain/findings.ts'
import { TRANSIT_DAYS } from '../domain/policy.ts'
import { type CustodyRecord, eventsKnownAt, joinedRecords } from '../domain/custody/record.ts'
import { findComponentsIn } from '../store/assemblies.ts'
import { type ProjectedState, projectCustody } from '../store/custody-history.ts'
import { type LockedReport, lockReport } from '../store/lock-records.ts'
import { insertEvents } from '../store/insert-events.ts'
import { insertRows } from '../store/insert-rows.ts'
import { newId } from '../store/new-id.ts'
import type { Tx } from '../store/db.ts'
import { weaponReader } from '../store/tables/weapons.ts'
import { assessMarks } from './assess-marks.ts'
import { assessSides } from './assess-sides.ts'
import { projectAnew } from './follow-hosts.ts'
import { statesOf } from './states-of.ts'
import type { VerbWrite } from './storing.ts'
import { answersLocked, findAnswersOf, supersedeThese } from '../tracing/supersede-answers.ts'

/** One weapon of a report: where the caller named it, and whether he may be told what the registry knows of it. */
export interface ReportedWeapon {
  readonly weaponId: string
  readonly pointer: string
  readonly visible: boolean
  /** The id of its event, where the caller made it. */
  readonly eventId?: string
}

/** What is the same for every weapon of a report. */
export type SharedEvent = Omit<
  CustodyEvent,
  'id' | 'weaponId' | 'seq' | 'recordedAt' | 'reporterAgencyId' | 'declarationId'
>

export interface CustodyReport {
  readonly reportId: string
  readonly shared: SharedEvent
  readonly noteId: string | null
  readonly evidenceIds?: readonly string[] | undefined
  readonly weapons: readonly ReportedWeapon[]
  /** Where the event stands in the body; the body itself unless told. */
  readonly base?: string
  /** How it was reported, which says where its parties stand in the body; a hand-over unless told. */
  readonly channel?: Channel
  /** The time of the weapons' own recording, where this report is part of it: their marks and their origin are then one and the same moment. */
  readonly recordedAt?: string
}

export interface ReportedCustody {
  readonly recordedAt: string
  readonly events: readonly { readonly id: string; readonly weaponId: string }[]
  readonly findings: readonly Finding[]
}

interface Decided {
  readonly event: CustodyEvent
  readonly states: readonly ProjectedState[]
  readonly fits: boolean
  readonly findings: readonly Finding[]
}

/** Decides one weapon by its whole record; `before` are the events of this report that come before it, for the case that two of its weapons are one. */
function decide(
  record: CustodyRecord,
  before: readonly CustodyEvent[],
  event: CustodyEvent,
  weapon: ReportedWeapon,
  base: string | undefined,
): Decided {
  const joined = joinedRecords(record)
  const added = before.filter(({ weaponId }) => joined.has(weaponId))
  const history = [...eventsKnownAt(record), ...added]
  const assessed = assessReport(history, event, {
    now: event.recordedAt,
    transitDays: TRANSIT_DAYS,
    pointer: weapon.pointer,
    ...(base === undefined ? {} : { base }),
  })
  // Who does not see the weapon learns only of his own papers and dates: what does not fit would tell him who holds it.
  const findings = assessed.findings.filter((finding) => weapon.visible || !assessed.chainCodes.includes(finding.code))
  const states = statesOf({ record, custody: assessed.custody, added: [...added, event], now: event.recordedAt })
  return { event, states, fits: assessed.fits, findings }
}

/** What depends on the changed weapons: the components in them, and the answers that were given about them. Of joined records that the report does not name it is asked for here. */
async function findDependents(tx: Tx, locked: LockedReport, weaponIds: readonly string[], changed: readonly string[]) {
  if (changed.length > weaponIds.length)
    return Promise.all([findComponentsIn(tx, changed), findAnswersOf(tx, changed)] as const)
  return [locked.inside, answersLocked(locked.answers)] as const
}

/** Lets the reporter read the weapons that his events fit. The sight lasts as long as the event stands. */
export async function openToReporter(
  { tx, requester }: VerbWrite,
  recordedAt: string,
  events: readonly Pick<CustodyEvent, 'id' | 'weaponId'>[],
): Promise<void> {
  const sight = { agencyId: requester.agencyId, basis: 'REPORTED' as const, names: false, recordedAt }
  await insertRows(
    tx,
    weaponReader,
    events.map(({ id, weaponId }) => ({ weaponId, sourceId: id, ...sight })),
  )
}

/** What is said of the report itself (a paper that is missing) is the same for each of its weapons, and is said once. */
function tellOnce(findings: readonly Finding[]): Finding[] {
  return [
    ...new Map(findings.map((finding) => [`${finding.pointer} ${finding.code} ${finding.detail}`, finding])).values(),
  ]
}

/**
 * The one way custody is written. Locks the weapons, reads the clock, decides each weapon by its whole history, and writes all of them in a fixed number
 * of statements. A report that fits its weapon's chain lets its reporter read that weapon; one that does not fit opens nothing to him.
 *
 * Throws an Error where a weapon does not exist: the caller has found them all before.
 */
export async function reportCustody(write: VerbWrite, report: CustodyReport): Promise<ReportedCustody> {
  const { tx, requester } = write
  const { agencyId } = requester
  const weaponIds = report.weapons.map((weapon) => weapon.weaponId)
  const { shared, channel = 'TRANSFER', base, reportId, noteId, evidenceIds = [] } = report
  // In one breath: what is asked behind the lock sees what was committed before it.
  const [locked, onSides, onMarks] = await Promise.all([
    lockReport(tx, weaponIds),
    assessSides(tx, { shared, weaponIds, channel, base }),
    assessMarks(tx, shared, report.weapons),
  ])
  const recordedAt = report.recordedAt ?? locked.recordedAt
  const decided: Decided[] = []
  for (const weapon of report.weapons) {
    const { weaponId } = weapon
    const [seq, record] = [locked.numbers.get(weaponId), locked.records.get(weaponId)]
    if (seq === undefined || record === undefined) throw new Error('a weapon of the report does not exist')
    const place = { weaponId, seq, recordedAt, reporterAgencyId: agencyId, declarationId: null }
    const event = { ...report.shared, ...place, id: weapon.eventId ?? newId() }
    const before = record.links.length === 0 ? [] : decided.map((other) => other.event)
    decided.push(decide(record, before, event, weapon, report.base))
  }
  // Of two weapons that are one, the later decision knows of the earlier.
  const states = new Map(decided.flatMap((one) => one.states.map((state) => [state.weaponId, state] as const)))
  const [inside, answers] = await findDependents(tx, locked, weaponIds, [...states.keys()])
  const stored = decided.map(({ event }) => ({ event, reportId, noteId, evidenceIds }))
  await insertEvents(tx, agencyId, recordedAt, stored)
  await projectCustody(tx, [...states.values()])
  if (inside.length > 0) await projectAnew(tx, inside, recordedAt)
  await supersedeThese(write, answers, recordedAt)
  const fitting = decided.filter(({ fits }) => fits).map(({ event }) => event)
  await openToReporter(write, recordedAt, fitting)
  return {
    recordedAt,
    events: decided.map(({ event }) => ({ id: event.id, weaponId: event.weaponId })),
    findings: tellOnce([...onSides, ...onMarks, ...decided.flatMap(({ findings }) => findings)]),
  }
}
