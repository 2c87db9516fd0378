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

/** The floor by all the rules that bind the registry, and by the fewer ones that an order wants to count. */
export interface Floors {
  readonly binding: Floor
  readonly narrowed?: (Floor & { readonly regimes: readonly string[] }) | undefined
}

/** A person as an order names him. */
export const personOf = (subject: string): string => subject.trim()

const isOver = ({ until }: Floor, today: string): boolean => until !== null && until <= today

function keptWords({ until, basis }: Floor): string {
  const by = basis.join(', ')
  if (until === null) return `It must be kept: the time of ${by} has not begun, since the weapon is not destroyed.`
  return `It must be kept until ${until} (${by}).`
}

/** Why nobody but one person stands behind an order; undefined where two do. */
function refuseOne({ orderedBy, confirmedBy }: ErasureOrder, what: string): string | undefined {
  if (confirmedBy === undefined || personOf(confirmedBy) === '')
    return `${what} a second person must confirm the order.`
  return personOf(confirmedBy) === personOf(orderedBy)
    ? 'Who gave the order cannot be the one who confirms it.'
    : undefined
}

/**
 * Why an order is refused; undefined where it may be carried out. What goes before its floor, or by fewer rules than bind the registry, goes by the word of two
 * persons: nothing brings it back, and it is what a crime would be hidden by.
 *
 * @param today `YYYY-MM-DD`
 */
export function refuseErasure(order: ErasureOrder, { binding, narrowed }: Floors, today: string): string | undefined {
  if (order.reference.trim() === '') return 'The order names nothing that it can be traced to.'
  if (personOf(order.orderedBy) === '') return 'The order names nobody who gave it.'
  if (order.ground !== 'RETENTION_ENDED') return refuseOne(order, `On the ground ${order.ground}`)
  if (isOver(binding, today)) return undefined
  if (narrowed === undefined) return keptWords(binding)
  if (!isOver(narrowed, today)) return keptWords(narrowed)
  return refuseOne(order, `${keptWords(binding)} That only ${narrowed.regimes.join(', ')} counts,`)
}

/** The provisions that an order is recorded with. That some of those which bind the registry were left out is told. */
export function basisOf(order: ErasureOrder, { binding, narrowed }: Floors, today: string): readonly string[] {
  if (order.ground !== 'RETENTION_ENDED' || narrowed === undefined || isOver(binding, today)) return binding.basis
  return [...binding.basis, `NARROWED to ${narrowed.regimes.join(', ')}`]
}
