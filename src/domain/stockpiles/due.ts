import { STOCK_COUNT_DAYS } from '../policy.ts'

/** When a location was last counted whole, and whether that is too long ago. */
export interface CountDue {
  /** Whole days since the end of the last complete count; null where there was none. */
  readonly daysSinceCompleteCount: number | null
  readonly overdue: boolean
}

const DAY_MS = 86_400_000

/** A place that is in use and was never counted is due from the day it was opened. */
export function countDue(lastCountedTo: string | null, openedAt: string, now: string): CountDue {
  const daysSince = (moment: string) => Math.max(0, Math.floor((Date.parse(now) - Date.parse(moment)) / DAY_MS))
  return {
    daysSinceCompleteCount: lastCountedTo === null ? null : daysSince(lastCountedTo),
    overdue: daysSince(lastCountedTo ?? openedAt) > STOCK_COUNT_DAYS,
  }
}
