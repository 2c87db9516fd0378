import { DomainError } from '../../domain/errors.ts'

const DAY_MS = 86_400_000
/** What a reader of "the last weeks" wants, without a filter. */
const DEFAULT_DAYS = 31
/** A year in one list. Longer questions are asked year by year, so that no call reads the audit from end to end. */
const MAX_DAYS = 366

/**
 * The range of time that an audit call reads, given the time now. Throws `invalid-request` for a range that is empty or longer than a year.
 */
export function auditRange(
  { from, to }: { readonly from: string | undefined; readonly to: string | undefined },
  now: Date,
): { from: string; to: string } {
  const end = to ?? now.toISOString().replace('Z', '999Z')
  const begin = from ?? new Date(Date.parse(end) - DEFAULT_DAYS * DAY_MS).toISOString()
  const days = (Date.parse(end) - Date.parse(begin)) / DAY_MS
  if (days >= 0 && days <= MAX_DAYS) return { from: begin, to: end }
  const detail = days < 0 ? 'The range ends before it begins.' : `The range is longer than ${MAX_DAYS} days.`
  const hint = `Give from and to, at most ${MAX_DAYS} days apart; ask for longer times year by year.`
  throw new DomainError('invalid-request', detail, {
    errors: [{ pointer: '?from', code: 'audit-range', detail, hint }],
  })
}
