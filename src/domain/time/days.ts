import { type DayRange, localDaysOf } from './local-days.ts'
import type { Occurred } from './occurred-at.ts'

/** A calendar day, `YYYY-MM-DD`. Such texts are ordered as the days are. */
export type Day = string

const DAY_MS = 86_400_000

/** The day with a number of `localDaysOf`. */
export function dayOf(number: number): Day {
  return new Date(number * DAY_MS).toISOString().slice(0, 10)
}

/** The calendar days that a date may mean, both included, as its reporter wrote them. */
export function daysOf(occurred: Occurred): { readonly first: Day; readonly last: Day } {
  const { first, last }: DayRange = localDaysOf(occurred)
  return { first: dayOf(first), last: dayOf(last) }
}

/** The day so many days after. */
export function daysAfter(day: Day, days: number): Day {
  return dayOf(Date.parse(`${day}T00:00:00Z`) / DAY_MS + days)
}

/** The day after. */
export function dayAfter(day: Day): Day {
  return daysAfter(day, 1)
}
