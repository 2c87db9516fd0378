import { setImmediate as letOthersRun } from 'node:timers/promises'
import { type Candidate, weaponOf } from '../domain/identification/candidate.ts'
import { isDuplicateSerial } from '../domain/identification/duplicate-serial.ts'
import { identify, type Identification } from '../domain/identification/identify.ts'
import { lookupKeys } from '../domain/identification/lookup-keys.ts'
import { observedReadings, type ObservedWeapon } from '../domain/identification/observation.ts'
import type { Tx } from '../store/db.ts'
import { type CandidateRow, findDescribed, findMarkingHits, writeSearch } from '../store/marking-candidates.ts'

/** What a search found: the decision, and what it was decided on. */
export interface Identified {
  readonly identification: Identification
  readonly rows: readonly CandidateRow[]
  /** Another registered weapon of the same maker bears the same serial as the one identified. */
  readonly duplicateSerial: boolean
  /** At least one mark could be looked up. */
  readonly searched: boolean
}

/** What was looked up for one observation. */
interface Found {
  readonly rows: readonly CandidateRow[]
  /** False where more weapons share its keys than were looked at. */
  readonly isComplete: boolean
  readonly searched: boolean
}

// Weapons that can share one key: with more, the look-up is not whole, nothing is known to be the only one, and all is T5.
const CANDIDATES_MAX = 500
// Weapons with only a number in common end at T5 whatever else agrees; a few are enough to look at.
const CORE_CANDIDATES_MAX = 100

function toCandidate({ weaponId, groupId, category, description, marks }: CandidateRow): Candidate {
  return { weaponId, groupId, category, ...description, marks }
}

/** Each of some items in turn, with other requests served in between: to judge one with 500 candidates takes 15 ms, and a seizure has 200. */
async function inTurns<Item, Result>(
  items: readonly Item[],
  work: (item: Item, n: number) => Result,
): Promise<Result[]> {
  const results: Result[] = []
  for (const [n, item] of items.entries()) {
    if (n > 0) await letOthersRun()
    results.push(work(item, n))
  }
  return results
}

/**
 * The keys that can set a tier are looked up first and whole; the bare number only of those observations for which they found nothing. Three statements at most,
 * however many observations; each has its own limits, so that none crowds out another's weapons.
 */
async function search(tx: Tx, observations: readonly ObservedWeapon[]): Promise<Found[]> {
  const looked = await inTurns(observations, (observation, n) => {
    const { core, searched, ...keys } = lookupKeys(observedReadings(observation))
    return { strong: writeSearch(n, keys), weak: writeSearch(n, { core }), searched: searched.length > 0 }
  })
  const strong = looked.map((one) => one.strong)
  const hits = await findMarkingHits(tx, strong, CANDIDATES_MAX + 1)
  const weak = looked.map((one, n) => (hits.has(n) ? undefined : one.weak))
  const weaker = await findMarkingHits(tx, weak, CORE_CANDIDATES_MAX)
  const described = await findDescribed(tx, [...new Set([...hits.values(), ...weaker.values()].flat())])
  return looked.map(({ searched }, n) => {
    const weaponIds = hits.get(n) ?? weaker.get(n) ?? []
    return {
      rows: weaponIds.flatMap((weaponId) => described.get(weaponId) ?? []),
      isComplete: weaponIds.length <= CANDIDATES_MAX,
      searched,
    }
  })
}

/** Every registered weapon that a mark observed could lead to, registry-wide, before any visibility. */
export async function findCandidates(tx: Tx, observation: ObservedWeapon): Promise<Candidate[]> {
  const [found] = await search(tx, [observation])
  return (found?.rows ?? []).map(toCandidate)
}

function decide(observation: ObservedWeapon, { rows, isComplete, searched }: Found): Identified {
  const candidates = rows.map(toCandidate)
  const identification = identify(observation, candidates, { isComplete })
  const one = candidates.find(({ weaponId }) => weaponId === identification.weaponId)
  const others = candidates.filter((candidate) => weaponOf(candidate) !== (one && weaponOf(one)))
  const duplicateSerial = one !== undefined && others.some((other) => isDuplicateSerial(one, other))
  return { identification, rows, duplicateSerial, searched }
}

/**
 * Searches the whole registry for each weapon observed, before any visibility, and decides each by what its own marks led to. Nothing of it is shown unless the
 * caller decides so. The answers stand in the order of the observations.
 */
export async function identifyWeapons(tx: Tx, observations: readonly ObservedWeapon[]): Promise<Identified[]> {
  const found = await search(tx, observations)
  return inTurns(found, (one, n) => decide(observations[n] ?? {}, one))
}

/** The same for one weapon. */
export async function identifyWeapon(tx: Tx, observation: ObservedWeapon): Promise<Identified> {
  const [identified] = await identifyWeapons(tx, [observation])
  if (identified === undefined) throw new Error('an observation was searched and not decided')
  return identified
}
