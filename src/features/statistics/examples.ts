import { FIGURES_DISCLAIMER } from '../../domain/statistics/disclaimer.ts'
import type { Example } from '../../http/examples.ts'

const NONE = { traced: 0, denominator: 0, share: null }

export const traceStatisticsExample: Example = {
  role: 'auditor',
  status: 200,
  response: {
    from: '2025-11-27',
    to: '2026-11-26',
    countedAt: '2026-11-26T12:03:41.125904Z',
    requests: {
      received: 2,
      byStatus: [
        { code: 'IN_PROGRESS_DOMESTIC', count: 1 },
        { code: 'ANSWERED_FULL', count: 1 },
      ],
      byOutcome: [{ code: 'MATCH_LOST_STOLEN', count: 1 }],
      byTier: [{ code: 'T1', count: 2 }],
      byPriority: [{ code: 'URGENT', count: 2 }],
      answered: { total: 1, atOnce: 1, later: 0, seconds: { median: 0, p90: 0, max: 0 }, secondsLater: null },
      open: {
        total: 1,
        byAge: [
          { fromDays: 0, belowDays: 1, count: 1 },
          { fromDays: 1, belowDays: 7, count: 0 },
          { fromDays: 7, belowDays: 30, count: 0 },
          { fromDays: 30, belowDays: 90, count: 0 },
          { fromDays: 90, belowDays: null, count: 0 },
        ],
      },
      supersededNow: 0,
      supersededAnswers: 0,
      withdrawn: 0,
      refused: 0,
      delayed: 0,
    },
    sdg1642: {
      traceable: NONE,
      all: NONE,
      tracePending: 0,
      notAsked: 0,
      outsideScope: 0,
      byRecoveryClass: [],
      byTraceability: [],
      byOutcome: [],
    },
    disclaimer: FIGURES_DISCLAIMER,
  },
}
