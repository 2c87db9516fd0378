import type { Custody, CustodyEvent } from '../domain/custody/types.ts'
import { assessReport, isWhole } from '../domain/custody/report.ts'
import type { Finding } from '../domain/findings.ts'
import { TRANSIT_DAYS } from '../domain/policy.ts'
import { readClock } from '../store/clock.ts'
import { lockForEvent, loadHistories, type ProjectedState, projectCustody } from '../store/custody-history.ts'
import { insertEvents } from '../store/insert-events.ts'
import { insertRows } from '../store/insert-rows.ts'
import { newId } from '../store/new-id.ts'
import { weaponReader } from '../store/tables/weapons.ts'
import type { VerbWrite } from './storing.ts'

/** One weapon of a report: where the caller named it, and whether he may be told what the registry knows of it. */
export interface ReportedWeapon {
  readonly weaponId: string
  readonly pointer: string
  readonly visible: boolean
  /** The id of its event, where the caller made it. */
  readonly eventId?: string
}

/** What is the same for every weapon of a report. */
export type SharedEvent = Omit<CustodyEvent, 'id' | 'weaponId' | 'seq' | 'recordedAt' | 'reporterAgencyId'>

export interface CustodyReport {
  readonly reportId: string
  readonly shared: SharedEvent
  readonly noteId: string | null
  readonly weapons: readonly ReportedWeapon[]
  /** Where the event stands in the body; the body itself unless told. */
  readonly base?: string
}

export interface ReportedCustody {
  readonly recordedAt: string
  readonly events: readonly { readonly id: string; readonly weaponId: string }[]
  readonly findings: readonly Finding[]
}

interface Decided {
  readonly event: CustodyEvent
  readonly state: ProjectedState
  readonly fits: boolean
  readonly findings: readonly Finding[]
}

/** Out of licit control nobody holds in a way that could open the record to his agency. */
const OUT_OF_CONTROL: readonly Custody['status'][] = ['DIVERTED', 'STOLEN', 'LOST', 'CONFLICT']

function stateOf(custody: Custody): ProjectedState {
  return {
    weaponId: custody.weaponId,
    status: custody.status,
    holderPartyId: custody.holder?.id ?? null,
    consigneePartyId: custody.consignee?.id ?? null,
    chainIntact: isWhole(custody) && !OUT_OF_CONTROL.includes(custody.status),
  }
}

function decide(
  history: readonly CustodyEvent[],
  event: CustodyEvent,
  weapon: ReportedWeapon,
  base: string | undefined,
): Decided {
  const assessed = assessReport(history, event, {
    now: event.recordedAt,
    transitDays: TRANSIT_DAYS,
    pointer: weapon.pointer,
    ...(base === undefined ? {} : { base }),
  })
  // Who does not see the weapon learns only of his own papers and dates: what does not fit would tell him who holds it.
  const findings = assessed.findings.filter((finding) => weapon.visible || !assessed.chainCodes.includes(finding.code))
  return { event, state: stateOf(assessed.custody), fits: assessed.fits, findings }
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
  const numbers = await lockForEvent(tx, weaponIds)
  const recordedAt = await readClock(tx)
  const histories = await loadHistories(tx, weaponIds)
  const decided = report.weapons.map((weapon) => {
    const seq = numbers.get(weapon.weaponId)
    if (seq === undefined) throw new Error('a weapon of the report does not exist')
    const place = {
      id: weapon.eventId ?? newId(),
      weaponId: weapon.weaponId,
      seq,
      recordedAt,
      reporterAgencyId: agencyId,
    }
    return decide(histories.get(weapon.weaponId) ?? [], { ...report.shared, ...place }, weapon, report.base)
  })
  const stored = decided.map(({ event }) => ({ event, reportId: report.reportId, noteId: report.noteId }))
  await insertEvents(tx, agencyId, recordedAt, stored)
  await projectCustody(
    tx,
    decided.map(({ state }) => state),
  )
  const readers = decided
    .filter(({ fits }) => fits)
    .map(({ event }) => ({
      weaponId: event.weaponId,
      agencyId,
      basis: 'REPORTED' as const,
      sourceId: event.id,
      names: false,
      recordedAt,
    }))
  await insertRows(tx, weaponReader, readers)
  return {
    recordedAt,
    events: decided.map(({ event }) => ({ id: event.id, weaponId: event.weaponId })),
    findings: tellOnce(decided.flatMap(({ findings }) => findings)),
  }
}
