import type { EventKind } from '../custody/event-kinds.ts'
import { isUniqueMark, isReadable } from '../marking/marked-weapon.ts'
import { isLiteral, parseReading } from '../identification/reading.ts'
import { DISPOSITION_DAYS } from '../policy.ts'
import { type Day, daysOf, daysAfter } from '../time/days.ts'
import type { Occurred } from '../time/occurred-at.ts'
import type { MarkingCondition, MarkingKind } from '../vocabulary/markings.ts'
import type { Disposition } from '../vocabulary/seizures.ts'

/** What an event makes of an item that is held; other events leave it where it stands. */
export const DISPOSITION_OF_EVENT = {
  DESTROYED: 'DESTROYED',
  DISMANTLED_END_OF_LIFE: 'DESTROYED',
  RETURNED_TO_OWNER: 'RETURNED',
  RETAINED_FOR_OFFICIAL_USE: 'RETAINED',
  CONFISCATED_PERMANENT: 'CONFISCATED',
  DEACTIVATED: 'DEACTIVATED',
} as const satisfies Partial<Record<EventKind, Disposition>>

/** What is recorded of an item on its own record: the kinds of its events in their order, and whether it was uniquely marked and recorded. */
export interface ItemLife {
  readonly kinds: readonly string[]
  readonly marked: boolean
}

/**
 * Where an item stands (ITI 9): what is destroyed stays so, else its last disposal counts, else that it was marked and recorded; until one of these it is held.
 */
export function dispositionOf({ kinds, marked }: ItemLife): Disposition {
  const table: Readonly<Record<string, Disposition>> = DISPOSITION_OF_EVENT
  const reached = kinds.flatMap((kind) => table[kind] ?? [])
  if (reached.includes('DESTROYED')) return 'DESTROYED'
  return reached.at(-1) ?? (marked ? 'MARKED_AND_RECORDED' : 'SECURED')
}

/** The day by which an item is to be marked or destroyed: as told, else so many days after the last day on which it may have been recovered. */
export function dueOnOf(recovered: Occurred, told?: Day): Day {
  return told ?? daysAfter(daysOf(recovered).last, DISPOSITION_DAYS)
}

export function isOverdue(disposition: Disposition, dueOn: Day, today: Day): boolean {
  return disposition === 'SECURED' && dueOn < today
}

/** One mark as it was read on an item. */
export interface ItemMark {
  readonly kind: MarkingKind
  readonly text: string
  readonly condition?: MarkingCondition | undefined
}

/** The condition of a mark that was read with a pattern: what could not be read is not there to be read. */
export function conditionRead({ text, condition }: ItemMark): MarkingCondition {
  if (!isLiteral(condition)) return condition ?? 'INTACT'
  const read = parseReading(text, { literal: false })
  return read.ok && read.reading.certain ? 'INTACT' : 'PARTIALLY_LEGIBLE'
}

/** True where the item bears a mark by which it can be told from every other, whole and readable (ITI 9: uniquely marked). */
export function isUniquelyMarked(markings: readonly ItemMark[]): boolean {
  return markings.some((mark) => isUniqueMark(mark) && isReadable(mark) && conditionRead(mark) === 'INTACT')
}
