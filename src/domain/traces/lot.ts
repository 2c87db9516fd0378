import type { CustodyStatus } from '../custody/event-kind-rules.ts'
import { ruleOf } from '../custody/event-kinds.ts'
import { orderEvents } from '../custody/order.ts'
import type { Custody, CustodyEvent } from '../custody/types.ts'
import { eventsUntil, walkEvents } from '../custody/walk.ts'
import type { Occurred } from '../time/occurred-at.ts'

/** Why a report makes a lot: the weapon was last handed over lawfully in it, or left licit control by it. */
export const LOT_BASES = ['LAST_LAWFUL_HAND_OVER', 'DIVERSION'] as const
export type LotBasis = (typeof LOT_BASES)[number]

/** An event of the traced weapon whose report tells which other weapons went the same way. */
export interface LotPoint {
  readonly basis: LotBasis
  readonly event: CustodyEvent
}

/** How many of the events came before the latest loss of control; all of them where control was not lost. */
function countBeforeLoss(ordered: readonly CustodyEvent[]): number {
  const whole = walkEvents(ordered)
  if (whole.loss === null) return ordered.length
  const isSameLoss = (count: number): boolean => {
    const state = walkEvents(ordered.slice(0, count))
    return state.loss !== null && state.diversions.length === whole.diversions.length
  }
  let count = ordered.length
  while (count > 0 && isSameLoss(count)) count -= 1
  return count
}

function lastLawfulHandOver(before: readonly CustodyEvent[]): CustodyEvent | undefined {
  const licit = new Set(
    walkEvents(before).links.flatMap((link) => (link.licit === 'LICIT' ? (link.eventId ?? []) : [])),
  )
  return before.findLast(({ id, kind }) => {
    const { channels, possession } = ruleOf(kind)
    return (
      licit.has(id) && channels.includes('TRANSFER') && (possession === 'TO_RECEIVER' || possession === 'IN_TRANSIT')
    )
  })
}

/**
 * Where a weapon left licit control, as the events whose reports tell its lot: its last lawful hand-over before the latest loss at or before the recovery, and the loss
 * itself where a report of it stands. A recovery is the first evidence of a loss and not the loss: what was seized together need not have left together.
 */
export function lotPoints(events: readonly CustodyEvent[], recovery: Occurred | null): LotPoint[] {
  const ordered = recovery === null ? orderEvents(events) : eventsUntil(orderEvents(events), recovery)
  const count = countBeforeLoss(ordered)
  const handOver = lastLawfulHandOver(ordered.slice(0, count))
  const loss = ordered[count]
  const points: LotPoint[] = handOver === undefined ? [] : [{ basis: 'LAST_LAWFUL_HAND_OVER', event: handOver }]
  if (loss !== undefined && ruleOf(loss.kind).control !== 'RECOVERED') points.push({ basis: 'DIVERSION', event: loss })
  return points
}

/** What became of a weapon of the lot. */
export const LOT_FATES = [
  'WITH_RECEIVER',
  'WITH_ANOTHER',
  'UNDER_WAY',
  'OUT_OF_CONTROL',
  'STATE_CUSTODY',
  'ENDED',
  'UNCLEAR',
] as const
export type LotFate = (typeof LOT_FATES)[number]

const FATE_OF_STATUS: Record<Exclude<CustodyStatus, 'IN_POSSESSION'>, LotFate> = {
  IN_TRANSIT: 'UNDER_WAY',
  LOST: 'OUT_OF_CONTROL',
  STOLEN: 'OUT_OF_CONTROL',
  DIVERTED: 'OUT_OF_CONTROL',
  STATE_CUSTODY: 'STATE_CUSTODY',
  DEACTIVATED: 'ENDED',
  DESTROYED: 'ENDED',
  REPLACED: 'ENDED',
  NOT_RECORDED: 'UNCLEAR',
  CONFLICT: 'UNCLEAR',
}

/** What became of a weapon, by its status now and by whether the receiver of the lawful hand-over holds it. */
export function fateOf(status: CustodyStatus, isWithReceiver: boolean): LotFate {
  if (status !== 'IN_POSSESSION') return FATE_OF_STATUS[status]
  return isWithReceiver ? 'WITH_RECEIVER' : 'WITH_ANOTHER'
}

/** True where an authority recovered the weapon, whatever came after. */
export function wasRecovered({ links }: Pick<Custody, 'links'>): boolean {
  return links.some(
    ({ type, kind }) => type === 'EVENT' && ruleOf(kind as CustodyEvent['kind']).control === 'RECOVERED',
  )
}
