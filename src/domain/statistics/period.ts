import { DomainError } from '../errors.ts'
import { type Day, dayAfter, dayOf } from '../time/days.ts'

const DAY_MS = 86_400_000
/** A year, the last day included: indicators are yearly. */
const DEFAULT_DAYS = 365
const MAX_YEARS = 10
/** PostgreSQL knows no year 0, and JavaScript writes years of six digits after 9999. */
const [EARLIEST, LATEST] = ['1000-01-01', '9998-12-31']

/** Whole days in UTC, both included. */
export interface Period {
  readonly from: Day
  readonly to: Day
}

function numberOf(day: Day): number {
  return Date.parse(`${day}T00:00:00Z`) / DAY_MS
}

function refuse(detail: string, hint: string): never {
  throw new DomainError('invalid-request', detail, { errors: [{ pointer: '?from', code: 'period', detail, hint }] })
}

/** The period that figures are asked for: to today, of a year, where nothing is said. Throws `invalid-request` for one that is empty or longer than ten years. */
export function periodOf(
  wanted: { readonly from?: Day | undefined; readonly to?: Day | undefined },
  today: Day,
): Period {
  const { to = today } = wanted
  const { from = dayOf(numberOf(to) - DEFAULT_DAYS + 1) } = wanted
  if (from < EARLIEST || to > LATEST) refuse('No records are of that time.', 'Give days of this age.')
  if (from > to) refuse('The period ends before it begins.', 'Give from and to as days, from first.')
  // Days that are written alike in another year compare as the years do; 29 February stands for 1 March.
  const limit = `${String(Number(from.slice(0, 4)) + MAX_YEARS).padStart(4, '0')}${from.slice(4)}`
  if (to >= limit) refuse(`The period is longer than ${MAX_YEARS} years.`, 'Ask for longer times in parts.')
  return { from, to }
}

/** The period as moments: from its beginning to before its end. */
export function momentsOf({ from, to }: Period): { readonly begin: string; readonly end: string } {
  return { begin: `${from}T00:00:00Z`, end: `${dayAfter(to)}T00:00:00Z` }
}
