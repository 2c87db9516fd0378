import type { RequestStatus } from '../vocabulary/traces.ts'

/** A request in one of these waits for nobody at the registry; in any other it is open. */
export const SETTLED_STATUSES = [
  'ANSWERED_FULL',
  'ANSWERED_RESTRICTED',
  'ANSWERED_NO_RECORD',
  'REFUSED',
  'CLOSED',
  'WITHDRAWN',
] as const satisfies readonly RequestStatus[]

/** Where the ages of open requests are parted, in days. */
export const AGE_BOUNDS = [1, 7, 30, 90] as const

/** Open requests of an age. */
export interface AgeGroup {
  readonly fromDays: number
  /** Null for the oldest. */
  readonly belowDays: number | null
  readonly count: number
}

/** The open requests by age, every group, from counts by the number of bounds that an age has reached. */
export function byAge(counts: readonly { readonly reached: number; readonly count: number }[]): AgeGroup[] {
  return [0, ...AGE_BOUNDS].map((fromDays, n) => ({
    fromDays,
    belowDays: AGE_BOUNDS[n] ?? null,
    count: counts.find(({ reached }) => reached === n)?.count ?? 0,
  }))
}
