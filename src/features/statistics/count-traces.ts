import type { Requester } from '../../domain/requester.ts'
import { FIGURES_DISCLAIMER } from '../../domain/statistics/disclaimer.ts'
import { byAge } from '../../domain/statistics/open-requests.ts'
import { momentsOf, periodOf } from '../../domain/statistics/period.ts'
import { isCovered, type RecoveredItems, sdg1642 } from '../../domain/statistics/sdg1642.ts'
import { tally } from '../../domain/statistics/tally.ts'
import { OUTCOMES } from '../../domain/traces/outcome.ts'
import { RECOVERY_CLASSES, TRACEABILITIES } from '../../domain/vocabulary/seizures.ts'
import { PRIORITIES, REQUEST_STATUSES, TIERS } from '../../domain/vocabulary/traces.ts'
import { readClock } from '../../store/clock.ts'
import { type Database, inTransaction, type Tx } from '../../store/db.ts'
import { refuseOtherAgency } from '../refuse-other-agency.ts'
import {
  type Asked,
  countAges,
  countHappenings,
  countRecovered,
  countRequests,
  readTimes,
  type RequestGroup,
} from './queries.ts'
import type { StatisticsQuery, TraceStatistics } from './schemas.ts'

function spread(seconds: readonly number[] | null): { median: number; p90: number; max: number } | null {
  if (seconds === null) return null
  const [median = 0, p90 = 0, max = 0] = seconds.map((value) => Math.round(value))
  return { median, p90, max }
}

async function answeredOf(tx: Tx, asked: Asked): Promise<TraceStatistics['requests']['answered']> {
  const { answered, atOnce, seconds, secondsLater } = await readTimes(tx, asked)
  const later = answered - atOnce
  return { total: answered, atOnce, later, seconds: spread(seconds), secondsLater: spread(secondsLater) }
}

async function requestsOf(tx: Tx, asked: Asked, now: string): Promise<TraceStatistics['requests']> {
  const groups = await countRequests(tx, asked)
  const countOf = ({ requests }: RequestGroup) => requests
  const by = (codes: readonly string[], codeOf: (group: RequestGroup) => string | null) =>
    tally(groups, { codes, codeOf, countOf })
  const ages = byAge(await countAges(tx, asked, now))
  return {
    received: groups.reduce((sum, group) => sum + countOf(group), 0),
    byStatus: by(REQUEST_STATUSES, ({ status }) => status),
    byOutcome: by(OUTCOMES, ({ outcome }) => outcome),
    byTier: by([...TIERS, 'NONE'], ({ tier }) => tier),
    byPriority: by(PRIORITIES, ({ priority }) => priority),
    answered: await answeredOf(tx, asked),
    open: { total: ages.reduce((sum, { count }) => sum + count, 0), byAge: ages },
    ...(await countHappenings(tx, asked)),
  }
}

async function recoveriesOf(tx: Tx, asked: Asked): Promise<TraceStatistics['sdg1642']> {
  const groups = await countRecovered(tx, asked)
  const covered = groups.filter(isCovered)
  const by = (codes: readonly string[], codeOf: (group: RecoveredItems) => string | null) =>
    tally(covered, { codes, codeOf, countOf: ({ items }) => items })
  return {
    ...sdg1642(groups),
    byRecoveryClass: by(RECOVERY_CLASSES, ({ recoveryClass }) => recoveryClass),
    byTraceability: by(TRACEABILITIES, ({ traceability }) => traceability),
    byOutcome: by(OUTCOMES, ({ outcome }) => outcome),
  }
}

/**
 * The figures of the caller's agency, or of one or all for the registry's readers: counts alone, in a fixed number of statements. Throws `forbidden` for another
 * agency's, `invalid-request` for a period that is empty or too long.
 */
export async function countTraces(
  db: Database,
  requester: Requester,
  query: StatisticsQuery,
): Promise<TraceStatistics> {
  refuseOtherAgency(requester, query.agencyId)
  const agencyId = requester.scopes.has('registry:read-any') ? query.agencyId : requester.agencyId
  return inTransaction(db, requester, async (tx) => {
    const countedAt = await readClock(tx)
    const period = periodOf(query, countedAt.slice(0, 10))
    const asked = { agencyId, ...momentsOf(period) }
    return {
      ...(agencyId === undefined ? {} : { agencyId }),
      ...period,
      countedAt,
      requests: await requestsOf(tx, asked, countedAt),
      sdg1642: await recoveriesOf(tx, asked),
      disclaimer: FIGURES_DISCLAIMER,
    }
  })
}
