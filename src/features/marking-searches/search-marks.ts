import { DomainError } from '../../domain/errors.ts'
import { isPhoto } from '../../domain/evidence/media-type.ts'
import type { Finding } from '../../domain/findings.ts'
import { assessSeen, refuseUnmarked } from '../../domain/traces/check-request.ts'
import type { TraceFlag } from '../../domain/traces/flags.ts'
import { type OtherRequest, relateRequests } from '../../domain/traces/related-requests.ts'
import type { Tx } from '../../store/db.ts'
import { newId } from '../../store/new-id.ts'
import type { Asked, Read } from '../../store/read-together.ts'
import { describeIdentification } from '../../tracing/describe-search.ts'
import { findOffices, type Offices, showFlag, type ShownFlag } from '../../tracing/offices.ts'
import { findRequestsOf } from '../../tracing/requests-of.ts'
import { type Identified, identifyWeapons } from '../identify-weapon.ts'
import { nameEvidence } from '../name-evidence.ts'
import { refuseTogether } from '../refuse-together.ts'
import type { SearchStop } from '../search-limit.ts'
import type { MarkingSearch, MarkingSearchResult } from './schemas.ts'
import { storeSearch } from './store-search.ts'

export interface SearchQuestion {
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
// What a person pages through at most; whoever finds the weapon not among them has to read more of it.
const RANKED_MAX = 300

/** Refuses what cannot be searched, and tells what would help. */
async function check(tx: Tx, { observation }: MarkingSearch): Promise<Finding[]> {
  const { evidenceIds: ids = [] } = observation
  const [, hasPhotos] = await refuseTogether(
    () => {
      const errors = refuseUnmarked(observation, AT)
      if (errors.length > 0) throw new DomainError('unprocessable', 'The search lacks what to search for.', { errors })
    },
    async () => {
      if (ids.length === 0) return false
      const evidence = await nameEvidence({ tx }, [{ pointer: `${AT}/evidenceIds`, ids }])
      return [...evidence.values()].some(isPhoto)
    },
  )
  return assessSeen(observation, hasPhotos, AT)
}

type Admitted = { readonly refusal: Error } | { readonly seen: readonly Finding[] }

async function admit(tx: Tx, one: Asked<SearchQuestion>, searchStop: SearchStop): Promise<Admitted> {
  try {
    const seen = await check(tx, one.question.asked)
    await searchStop.refuseFishing({ tx, requester: one.requester }, 1)
    return { seen }
  } catch (error) {
    if (error instanceof DomainError) return { refusal: error }
    throw error
  }
}

/** The one weapon that fits beyond doubt. */
function certainOf({ identification: { weaponId, releasable } }: Identified): string[] {
  return weaponId !== null && releasable ? [weaponId] : []
}

/** What must be known of that weapon: that another bears its number, and who else seeks it. Its custody is not asked for here. */
function flagsOf(agencyId: string, found: Identified, others: readonly OtherRequest[], offices: Offices): ShownFlag[] {
  return certainOf(found).flatMap((weaponId) => {
    const { soughtBy } = relateRequests({ agencyId, weaponId, seizureItemId: null }, others)
    const sought = soughtBy.map((reporterAgencyId): TraceFlag => {
      return { code: 'SOUGHT_BY_ANOTHER_AGENCY', blocking: false, reporterAgencyId }
    })
    const twice: TraceFlag[] = found.duplicateSerial ? [{ code: 'DUPLICATE_SERIAL_IN_REGISTRY', blocking: true }] : []
    return [...twice, ...sought].map((flag) => showFlag(flag, offices))
  })
}

function tell(
  { asked, startRank }: SearchQuestion,
  seen: readonly Finding[],
  found: Identified,
  flags: readonly ShownFlag[],
): Read<SearchPage> {
  const id = newId()
  const { purpose, legalBasis } = asked
  const { tier, candidates } = describeIdentification(found.identification)
  const shown = candidates.map(({ weaponId }) => weaponId)
  const nextRank = startRank + candidates.length
  const look = { ownRecord: false, purpose, legalBasis, shown: ['CANDIDATE'], source: 'marking-search' }
  const findings = [...seen, ...found.identification.findings]
  return {
    answer: {
      result: { id, tier, candidates, flags: [...flags], findings },
      nextRank: nextRank < found.identification.ranked ? nextRank : undefined,
    },
    looks: shown.map((weaponId) => ({ weaponId, ...look })),
    audits: [{ action: 'marking-search', subjectIds: [id] }],
    keep: (write, recordedAt) => storeSearch(write, recordedAt, { id, asked, tier, startRank, shown }),
  }
}

/**
 * Which registered weapons marks could be, ranked and explained, without holders, for some questions of one agency at once: for who wants to know whether a number is
 * known before he asks for a trace. What was asked and each weapon shown is recorded and committed before an answer leaves. Refusals: `unprocessable` where there
 * is nothing to search for, `abnormal-usage-detected` where the agency has asked too often.
 */
export async function searchMarks(
  tx: Tx,
  asked: readonly Asked<SearchQuestion>[],
  searchStop: SearchStop,
): Promise<readonly Read<SearchPage>[]> {
  const admitted: Admitted[] = []
  for (const one of asked) admitted.push(await admit(tx, one, searchStop))
  const open = asked.filter((_, n) => 'seen' in (admitted[n] ?? {}))
  const observations = open.map(({ question }) => question.asked.observation)
  const found = await identifyWeapons(tx, observations, {
    shown: RANKED_MAX,
    pages: open.map(
      ({
        question: {
          asked: { limit: count },
          startRank: from,
        },
      }) => ({ from, count }),
    ),
    near: true,
  })
  const foundFor = new Map(open.map((one, n) => [one, found[n]]))
  const others = await findRequestsOf(tx, { weaponIds: found.flatMap(certainOf) })
  const offices = await findOffices(
    tx,
    others.map(({ agencyId }) => agencyId),
  )
  return asked.map((one, n) => {
    const [its, search] = [admitted[n], foundFor.get(one)]
    if (its !== undefined && 'refusal' in its) return its
    if (its === undefined || search === undefined) throw new Error('a question was not searched')
    return tell(one.question, its.seen, search, flagsOf(one.requester.agencyId, search, others, offices))
  })
}
