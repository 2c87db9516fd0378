import { type DayRange, localDaysOf } from '../time/local-days.ts'
import type { Occurred } from '../time/occurred-at.ts'
import type { EventKind } from './event-kinds.ts'
import { orderEvents } from './order.ts'
import type { CustodyEvent } from './types.ts'

export type TimeBasis = 'RETAIL_SALE' | 'IMPORTED' | 'MANUFACTURED'

/** A span in whole days. `days` is null unless both ends are a DAY or finer; the bounds stand beside it either way. */
export interface TimeSpan {
  readonly days: number | null
  readonly minDays: number
  readonly maxDays: number
  readonly basis: TimeBasis
}

/** Time to crime: recovery minus the latest RETAIL_SALE before it, or null where there is none (design 4). Dates are read as written, without zones. */
export function timeToCrimeDays(events: readonly CustodyEvent[], recovery: Occurred): TimeSpan | null {
  return spanBetween(events, 'RETAIL_SALE', recovery)
}

/** Time to diversion: `diversion.notAfter` minus the last RETAIL_SALE, else the last import, else the manufacture; null where there is none of them. */
export function timeToDiversionDays(events: readonly CustodyEvent[], notAfter: Occurred): TimeSpan | null {
  return (
    spanBetween(events, 'RETAIL_SALE', notAfter) ??
    spanBetween(events, 'IMPORTED', notAfter) ??
    spanBetween(events, 'MANUFACTURED', notAfter)
  )
}

function spanBetween(events: readonly CustodyEvent[], basis: TimeBasis & EventKind, end: Occurred): TimeSpan | null {
  const last = localDaysOf(end)
  const started = orderEvents(events.filter(({ kind }) => kind === basis))
    .map(({ occurred }) => ({ occurred, days: localDaysOf(occurred) }))
    .filter(({ days }) => days.first <= last.last)
    .at(-1)
  if (started === undefined) return null
  const minDays = Math.max(0, last.first - started.days.last)
  const maxDays = last.last - started.days.first
  const isExact = isDayOrFiner(started.days, started.occurred) && isDayOrFiner(last, end)
  return { days: isExact ? minDays : null, minDays, maxDays, basis }
}

function isDayOrFiner({ first, last }: DayRange, { precision }: Occurred): boolean {
  return precision === 'DAY' || precision === 'INSTANT' || (precision === 'INTERVAL' && first === last)
}
