import type { Decision } from '../corrections/declaration.ts'
import type { Tier } from '../vocabulary/traces.ts'

/** What one person said of one candidate. `actorId` is the person, not the agency: two officers of one office are two persons. */
export interface TraceDecision {
  readonly weaponId: string
  readonly decision: Decision
  readonly actorId: string
  readonly recordedAt: string
}

/** A request that waits for persons, and all they have said of it, oldest first. */
export interface DecidedRequest {
  readonly askerId: string
  readonly candidates: readonly { readonly weaponId: string; readonly tier: Tier }[]
  readonly decisions: readonly TraceDecision[]
}

/** How one candidate stands: by how many persons, counting the newest word of each. */
export interface CandidateStanding {
  readonly weaponId: string
  readonly confirmedBy: number
  readonly rejectedBy: number
  readonly needed: 1 | 2
}

/** What all the words come to. Only CONFIRMED releases anything; `decidedAt` is when the last word that it needed was recorded. */
export type Verdict =
  | { readonly state: 'WAITING' | 'ALL_REJECTED' }
  | { readonly state: 'WAITING_SECOND' | 'WITHDRAWN_CONFIRMATION'; readonly weaponId: string }
  | { readonly state: 'CONFIRMED'; readonly weaponId: string; readonly persons: number; readonly decidedAt: string }

/** The newest word of each person on each candidate. */
export type Words = ReadonlyMap<string, ReadonlyMap<string, Decision>>

/** How many different persons must confirm (design 3.5): at T4 and T5 something is missing or contradicts, and one may overlook it. */
export function personsNeeded(tier: Tier): 1 | 2 {
  return tier === 'T4' || tier === 'T5' ? 2 : 1
}

/** The words that count: not the asker's, who may not decide his own request, and none on a weapon that is no candidate any more. */
export function standingWords({ askerId, candidates, decisions }: DecidedRequest): Words {
  const words = new Map(candidates.map(({ weaponId }) => [weaponId, new Map<string, Decision>()]))
  for (const { weaponId, decision, actorId } of decisions) {
    if (actorId !== askerId) words.get(weaponId)?.set(actorId, decision)
  }
  return words
}

function standingsOf({ candidates }: DecidedRequest, words: Words): CandidateStanding[] {
  return candidates.map(({ weaponId, tier }) => {
    const said = [...(words.get(weaponId)?.values() ?? [])]
    const confirmedBy = said.filter((word) => word === 'CONFIRM').length
    return { weaponId, confirmedBy, rejectedBy: said.length - confirmedBy, needed: personsNeeded(tier) }
  })
}

/**
 * The candidate that is confirmed: by as many persons as its tier needs, against nobody's word. Who holds another candidate for the weapon speaks against this
 * one as much as who rejects it: the weapon on the table is one of them.
 */
function confirmedIn(standings: readonly CandidateStanding[]): CandidateStanding | null {
  const [only, ...others] = standings.filter(({ confirmedBy }) => confirmedBy > 0)
  if (only === undefined || others.length > 0) return null
  return only.rejectedBy === 0 && only.confirmedBy >= only.needed ? only : null
}

/** The weapon that the words confirm, or null. */
export function confirmedWeapon(request: DecidedRequest): string | null {
  return confirmedIn(standingsOf(request, standingWords(request)))?.weaponId ?? null
}

/** Each confirmation that began, and the word that brought it; `weaponId` null where a word ended one. */
function turnsOf(request: DecidedRequest): { readonly weaponId: string | null; readonly at: string }[] {
  let current: string | null = null
  return request.decisions.flatMap(({ recordedAt }, index) => {
    const weaponId = confirmedWeapon({ ...request, decisions: request.decisions.slice(0, index + 1) })
    if (weaponId === current) return []
    current = weaponId
    return [{ weaponId, at: recordedAt }]
  })
}

function verdictOf(request: DecidedRequest, standings: readonly CandidateStanding[]): Verdict {
  const turns = turnsOf(request)
  const confirmed = confirmedIn(standings)
  if (confirmed !== null) {
    const { weaponId, confirmedBy: persons } = confirmed
    return { state: 'CONFIRMED', weaponId, persons, decidedAt: turns.at(-1)?.at ?? '' }
  }
  if (standings.length > 0 && standings.every(({ confirmedBy, rejectedBy }) => rejectedBy > 0 && confirmedBy === 0)) {
    return { state: 'ALL_REJECTED' }
  }
  const withdrawn = turns.findLast(({ weaponId }) => weaponId !== null)?.weaponId
  if (withdrawn !== undefined && withdrawn !== null) return { state: 'WITHDRAWN_CONFIRMATION', weaponId: withdrawn }
  const [half, ...others] = standings.filter(({ confirmedBy }) => confirmedBy > 0)
  const isHalf = half !== undefined && others.length === 0 && half.rejectedBy === 0
  return isHalf ? { state: 'WAITING_SECOND', weaponId: half.weaponId } : { state: 'WAITING' }
}

/**
 * What the decisions of persons mean for a request that waits (design 3.5). ALL_REJECTED wants each candidate rejected and none held by anybody: where two
 * persons disagree nothing is decided. WITHDRAWN_CONFIRMATION is a weapon that was confirmed and is not any more: its answer no longer stands.
 */
export function weighDecisions(request: DecidedRequest): {
  readonly weapons: readonly CandidateStanding[]
  readonly verdict: Verdict
} {
  const weapons = standingsOf(request, standingWords(request))
  return { weapons, verdict: verdictOf(request, weapons) }
}
