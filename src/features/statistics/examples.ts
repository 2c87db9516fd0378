import { FIGURES_DISCLAIMER } from '../../domain/statistics/disclaimer.ts'
import { tally } from '../../domain/statistics/tally.ts'
import { OUTCOMES } from '../../domain/traces/outcome.ts'
import { RECOVERY_CLASSES, TRACEABILITIES } from '../../domain/vocabulary/seizures.ts'
import { PRIORITIES, REQUEST_STATUSES, TIERS } from '../../domain/vocabulary/traces.ts'
import type { Example } from '../../http/examples.ts'
import { DEMO_AGENCY_IDS } from '../example-ids.ts'

const NONE = { traced: 0, denominator: 0, share: null }

/** Every code of a list, with these counts. */
const counted = (codes: readonly string[], counts: Readonly<Record<string, number>> = {}) =>
  tally(Object.entries(counts), { codes, codeOf: ([code]) => code, countOf: ([, count]) => count })

export const traceStatisticsExample: Example = {
  role: 'officer',
  status: 200,
  response: {
    agencyId: DEMO_AGENCY_IDS.police,
    from: '2025-11-27',
    to: '2026-11-26',
    countedAt: '2026-11-26T12:03:41.125904Z',
    requests: {
      received: 5,
      byStatus: counted(REQUEST_STATUSES, { IN_PROGRESS_DOMESTIC: 2, ANSWERED_FULL: 2, WITHDRAWN: 1 }),
      byOutcome: counted(OUTCOMES, { MATCH_LOST_STOLEN: 2 }),
      byTier: counted([...TIERS, 'NONE'], { T1: 2, T2: 1, T4: 2 }),
      byPriority: counted(PRIORITIES, { URGENT: 5 }),
      answered: {
        total: 2,
        atOnce: 1,
        later: 1,
        seconds: { median: 2700, p90: 4860, max: 5400 },
        secondsLater: { median: 5400, p90: 5400, max: 5400 },
      },
      open: {
        total: 2,
        byAge: [
          { fromDays: 0, belowDays: 1, count: 2 },
          { fromDays: 1, belowDays: 7, count: 0 },
          { fromDays: 7, belowDays: 30, count: 0 },
          { fromDays: 30, belowDays: 90, count: 0 },
          { fromDays: 90, belowDays: null, count: 0 },
        ],
      },
      supersededNow: 0,
      supersededAnswers: 0,
      withdrawn: 1,
      refused: 0,
      delayed: 0,
    },
    sdg1642: {
      traceable: NONE,
      all: NONE,
      tracePending: 0,
      notAsked: 0,
      outsideScope: 0,
      byRecoveryClass: counted(RECOVERY_CLASSES),
      byTraceability: counted(TRACEABILITIES),
      byOutcome: counted(OUTCOMES),
    },
    disclaimer: FIGURES_DISCLAIMER,
  },
}
