import { DomainError } from '../../domain/errors.ts'
import { isPhoto } from '../../domain/evidence/media-type.ts'
import type { Finding } from '../../domain/findings.ts'
import type { Requester } from '../../domain/requester.ts'
import { assessSeen, refuseUnmarked } from '../../domain/traces/check-request.ts'
import type { TraceFlag } from '../../domain/traces/flags.ts'
import { relateRequests } from '../../domain/traces/related-requests.ts'
import { actorIdOf } from '../../store/actors.ts'
import { readClock } from '../../store/clock.ts'
import { type Database, inTransaction, type Tx } from '../../store/db.ts'
import { describeIdentification } from '../../tracing/describe-search.ts'
import { findOffices, showFlag, type ShownFlag } from '../../tracing/offices.ts'
import { findRequestsOf } from '../../tracing/requests-of.ts'
import { type Identified, identifyWeapon } from '../identify-weapon.ts'
import { nameEvidence } from '../name-evidence.ts'
import { refuseTogether } from '../refuse-together.ts'
import type { SearchStop } from '../search-limit.ts'
import type { MarkingSearch, MarkingSearchResult } from './schemas.ts'
import { storeSearch } from './store-search.ts'

export interface SearchQuestion {
  readonly requester: Requester
  readonly requestId: string
  readonly asked: MarkingSearch
  /** The rank of the first candidate of the page, from 0. */
  readonly startRank: number
}

/** A page of candidates, and the rank at which the next one begins. */
export interface SearchPage {
  readonly result: Omit<MarkingSearchResult, 'next'>
  readonly nextRank: number | undefined
}

const AT = '#/observation'

/** Refuses what cannot be searched, and tells what would help. */
async function check(tx: Tx, { observation }: MarkingSearch): Promise<Finding[]> {
  const named = [{ pointer: `${AT}/evidenceIds`, ids: observation.evidenceIds }]
  const [, evidence] = await refuseTogether(
    () => {
      const errors = refuseUnmarked(observation, AT)
      if (errors.length > 0) throw new DomainError('unprocessable', 'The search lacks what to search for.', { errors })
    },
    () => nameEvidence({ tx }, named),
  )
  return assessSeen(observation, [...evidence.values()].some(isPhoto), AT)
}

/** What must be known of the one weapon that fits beyond doubt: that another bears its number, and who else seeks it. Its custody is not asked for here. */
async function flagsOf(
  tx: Tx,
  agencyId: string,
  { identification, duplicateSerial }: Identified,
): Promise<ShownFlag[]> {
  const { weaponId, releasable } = identification
  if (weaponId === null || !releasable) return []
  const others = await findRequestsOf(tx, { weaponIds: [weaponId] })
  const { soughtBy } = relateRequests({ agencyId, weaponId, seizureItemId: null }, others)
  const flags: TraceFlag[] = soughtBy.map((reporterAgencyId) => {
    return { code: 'SOUGHT_BY_ANOTHER_AGENCY', blocking: false, reporterAgencyId }
  })
  if (duplicateSerial) flags.unshift({ code: 'DUPLICATE_SERIAL_IN_REGISTRY', blocking: true })
  const offices = await findOffices(tx, soughtBy)
  return flags.map((flag) => showFlag(flag, offices))
}

async function search(tx: Tx, question: SearchQuestion, searchStop: SearchStop): Promise<SearchPage> {
  const { requester, requestId, asked, startRank } = question
  const seen = await check(tx, asked)
  await searchStop.refuseFishing({ tx, requester }, 1)
  const found = await identifyWeapon(tx, asked.observation)
  const { tier, candidates: all } = describeIdentification(found.identification)
  const candidates = all.slice(startRank, startRank + asked.limit)
  const flags = await flagsOf(tx, requester.agencyId, found)
  const write = { tx, requester, requestId, actorId: await actorIdOf(tx, requester) }
  const shown = candidates.map(({ weaponId }) => weaponId)
  const id = await storeSearch(write, await readClock(tx), { asked, tier, startRank, shown })
  const nextRank = startRank + candidates.length
  return {
    result: { id, tier, candidates, flags, findings: [...seen, ...found.identification.findings] },
    nextRank: nextRank < all.length ? nextRank : undefined,
  }
}

/**
 * Which registered weapons the marks could be, ranked and explained, without holders: for who wants to know whether a number is known before he asks for a trace. What
 * was asked and each weapon shown is recorded and committed before the answer leaves. Throws `unprocessable` where there is nothing to search for,
 * `abnormal-usage-detected` where the agency has asked too often.
 */
export async function searchMarks(db: Database, question: SearchQuestion, searchStop: SearchStop): Promise<SearchPage> {
  return inTransaction(db, question.requester, (tx) => search(tx, question, searchStop))
}
