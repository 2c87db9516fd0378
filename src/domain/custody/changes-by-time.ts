import { ruleOf } from './event-kinds.ts'
import { deadlineOf } from './overdue.ts'
import type { CustodyRecord } from './record.ts'

/**
 * A moment until which the passing of time alone changes nothing of a weapon's chain as it is now: before it no export falls due and no version of a party begins.
 * It may be too early, never too late. Undefined where nothing is to come.
 *
 * @param now ISO 8601 UTC
 */
export function unchangedUntil(record: CustodyRecord, now: string, transitDays: number): string | undefined {
  const nowMs = Date.parse(now)
  const due = record.events
    .filter(({ kind }) => ruleOf(kind).possession === 'IN_TRANSIT')
    .map((event) => Date.parse(deadlineOf(event, transitDays)))
  const begun = record.partyVersions.flatMap(({ validFrom }) =>
    validFrom === null || validFrom === undefined ? [] : [Date.parse(`${validFrom}T00:00:00Z`)],
  )
  const [next] = [...due, ...begun].filter((moment) => moment > nowMs).sort((a, b) => a - b)
  return next === undefined ? undefined : new Date(next).toISOString()
}
