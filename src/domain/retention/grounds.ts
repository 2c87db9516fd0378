/**
 * By which right something is erased. `RETENTION_ENDED` waits for the floor; the others do not ask for it, because the record itself, or having it, is against the
 * law: a court says so, it was recorded without any right to (Regulation (EU) 2016/679 art. 17(1)(d), Directive (EU) 2016/680 art. 16(2)), or a law other than those
 * on retention demands it (art. 17(1)(e)). That a person asks is no ground of its own while a law demands the record (art. 17(3)(b)).
 */
export const ERASURE_GROUNDS = ['RETENTION_ENDED', 'COURT_ORDER', 'UNLAWFULLY_RECORDED', 'LEGAL_OBLIGATION'] as const
export type ErasureGround = (typeof ERASURE_GROUNDS)[number]

/** An order of erasure, as far as it is decided on. */
export interface ErasureOrder {
  readonly ground: ErasureGround
  readonly orderedBy: string
  readonly confirmedBy: string | undefined
  /** The judgment, the decision, the entry in the records of the agency: what the order can be traced to. */
  readonly reference: string
}

/** Until when a record must be kept: a day, or no day that is known yet, because what begins the time has not happened. */
export interface Floor {
  /** `YYYY-MM-DD`, the first day on which it may go; null where the time has not begun. */
  readonly until: string | null
  /** The provisions that the day is from. */
  readonly basis: readonly string[]
}

/**
 * Why an order is refused; undefined where it may be carried out. What goes before its floor goes by the word of two persons: nothing brings it back, and it is
 * what a crime would be hidden by.
 *
 * @param today `YYYY-MM-DD`
 */
export function refuseErasure(order: ErasureOrder, floor: Floor, today: string): string | undefined {
  if (order.reference.trim() === '') return 'The order names nothing that it can be traced to.'
  if (order.orderedBy.trim() === '') return 'The order names nobody who gave it.'
  if (order.ground === 'RETENTION_ENDED') {
    const basis = floor.basis.join(', ')
    if (floor.until === null)
      return `It must be kept: the time of ${basis} has not begun, since the weapon is not destroyed.`
    return floor.until <= today ? undefined : `It must be kept until ${floor.until} (${basis}).`
  }
  if (order.confirmedBy === undefined || order.confirmedBy.trim() === '') {
    return `On the ground ${order.ground} a second person must confirm the order.`
  }
  return order.confirmedBy.trim() === order.orderedBy.trim()
    ? 'Who gave the order cannot be the one who confirms it.'
    : undefined
}
