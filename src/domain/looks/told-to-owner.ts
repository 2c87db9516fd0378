import type { Purpose } from '../vocabulary/traces.ts'

/**
 * Looks that their purpose does not defeat when the owner of the record learns of them: these he is told at once. A look for an investigation, an embargo or customs
 * he is told later, and of a look without a purpose nobody can say that it is none of these: whoever holds a weapon could learn from it that he is being watched.
 * Oversight is told of every look at once, so that nothing escapes everybody (Directive (EU) 2016/680 art. 13(3) and 15(1) allow the delay, not the silence).
 */
export const TOLD_AT_ONCE: readonly Purpose[] = ['RETURN_TO_OWNER', 'STATISTICS_SDG', 'STOCKPILE_ACCOUNTABILITY']

/** Days after which the owner of a record is told of every look at it. */
export const LOOK_DELAY_DAYS = 366

const DAY_MS = 86_400_000

/** Looks that were recorded before this moment are told whatever they were for. @param now ISO 8601 */
export function toldWhenBefore(now: string): string {
  return new Date(Date.parse(now) - LOOK_DELAY_DAYS * DAY_MS).toISOString()
}
