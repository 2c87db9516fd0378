import type { Scope } from '../vocabulary/scopes.ts'
import type { Purpose } from '../vocabulary/traces.ts'

/**
 * Looks that their purpose does not defeat when a maker, dealer or holder who owns the record learns of them: these he is told at once. A look for an investigation,
 * an embargo or customs he is told later, and of a look without a purpose nobody can say that it is none of these: whoever holds a weapon could learn from it that he
 * is being watched (Directive (EU) 2016/680 art. 13(3) and 15(1) allow the delay, not the silence).
 */
export const TOLD_AT_ONCE: readonly Purpose[] = ['RETURN_TO_OWNER', 'STATISTICS_SDG', 'STOCKPILE_ACCOUNTABILITY']

/** Days after which he is told of every look at it. */
export const LOOK_DELAY_DAYS = 366

const DAY_MS = 86_400_000

/**
 * Looks that were recorded before this moment are told whatever they were for. To an authority, which is whoever may read trace requests, that is now: it is asked in
 * investigations itself, and must be able to call each look at its records to account. The same agency's token without that scope is told as any owner.
 *
 * @param now ISO 8601
 */
export function toldWhenBefore(now: string, scopes: ReadonlySet<Scope>): string {
  if (scopes.has('traces:read')) return now
  return new Date(Date.parse(now) - LOOK_DELAY_DAYS * DAY_MS).toISOString()
}
