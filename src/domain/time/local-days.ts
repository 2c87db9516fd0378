import { parseDateText } from './date-text.ts'
import type { Occurred } from './occurred-at.ts'

/** Calendar days as written, numbered from 1 January 1970; `last` is included. */
export interface DayRange {
  readonly first: number
  readonly last: number
}

const DAY_MS = 86_400_000

/**
 * The calendar days a date may mean, as its reporter wrote them. Counting days between the dates on two papers must not depend on the zones of
 * the places, as a difference of instants would.
 */
export function localDaysOf({ value, precision, from, to }: Occurred): DayRange {
  const slash = value.indexOf('/')
  const first = dayRangeOfText(slash < 0 ? value : value.slice(0, slash), precision)
  const last = slash < 0 ? first : dayRangeOfText(value.slice(slash + 1), precision)
  if (first === null || last === null)
    return { first: dayNumber(Date.parse(from)), last: dayNumber(Date.parse(to) - 1) }
  return { first: first.first, last: last.last }
}

function dayRangeOfText(text: string, stated: Occurred['precision']): DayRange | null {
  const date = parseDateText(text)
  if (!date.ok) return null
  const precision = stated === 'INTERVAL' ? date.precision : stated
  const { year, month, day } = date
  if (precision === 'YEAR') return { first: dayNumber(Date.UTC(year, 0, 1)), last: dayNumber(Date.UTC(year, 11, 31)) }
  if (precision === 'MONTH') {
    return { first: dayNumber(Date.UTC(year, month - 1, 1)), last: dayNumber(Date.UTC(year, month, 0)) }
  }
  const only = dayNumber(Date.UTC(year, month - 1, day))
  return { first: only, last: only }
}

function dayNumber(ms: number): number {
  return Math.floor(ms / DAY_MS)
}
