import { setImmediate as letOthersRun } from 'node:timers/promises'
import { type Alphabets, ANY_MAKE } from '../domain/identification/alphabet.ts'
import { lengthsOf } from '../domain/identification/expand-pattern.ts'
import { makeKeysOf } from '../domain/identification/make-keys.ts'
import { type ObservedMark, type ObservedWeapon, observedMarks } from '../domain/identification/observation.ts'
import { planErrors } from '../domain/identification/plan-errors.ts'
import { planWhole } from '../domain/identification/plan-whole.ts'
import { placesOf } from '../domain/identification/search-parts.ts'
import type { Tx } from '../store/db.ts'
import { type CandidateRow, findDescribed } from '../store/marking-candidates.ts'
import { findAlphabets, findMarkingHits, findNear } from '../store/marking-hits.ts'

/** One observation on its way through the plans. */
export interface Search {
  readonly observation: ObservedWeapon
  readonly marks: readonly ObservedMark[]
  /** The keys of its maker; undefined where none is told. */
  readonly makeKeys: readonly string[] | undefined
  /** The same where a weapon of another maker could not be more than T5. */
  readonly wholeMakeKeys: readonly string[] | undefined
  /** What is registered, as far as a plan had to know. */
  alphabets: Alphabets
  /** The marks of which every weapon was looked up that could be more than T5 by them, and all that something was looked up for. */
  searched: readonly ObservedMark[]
  readonly lookedUp: Set<ObservedMark>
  rows: readonly CandidateRow[]
  /** False where the limit of the plan that sets a tier was reached. */
  isComplete: boolean
}

// Weapons that can share one key: with more, the look-up is not whole, nothing is known to be the only one, and all is T5.
const WHOLE_MAX = 500
// All of these end at T5. Of seven-digit numbers of one maker of which every tenth is in use, 25 are one error away, of a full block of six digits 190.
const NEAR_MAX = 300
// Keys within one range are read in order and thrown away again where the rest does not fit: 5,000 of them are 2 ms.
const RANGES = { scanned: 5_000, limit: 100 }
// Weapons with only a number in common, where nothing else is near; a few are enough to look at.
const CORE_MAX = 100
// Where so many bear the number itself, its neighbours help nobody.
const CROWD = 100

/** Each of some items in turn, with other requests served in between: to judge one with 500 candidates takes milliseconds, and a seizure has 200. */
export async function inTurns<Item, Result>(
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

function begin(observation: ObservedWeapon): Search {
  const marks = observedMarks(observation)
  const make = makeKeysOf(observation)
  return {
    observation,
    marks,
    makeKeys: make?.keys,
    wholeMakeKeys: make?.isWhole === true ? make.keys : undefined,
    alphabets: new Map(),
    searched: [],
    lookedUp: new Set(),
    rows: [],
    isComplete: true,
  }
}

async function learn(tx: Tx, searches: readonly Search[], makesOf: (search: Search) => readonly string[]) {
  const makes = new Set(searches.flatMap(makesOf))
  const lengths = new Set(searches.flatMap(({ marks }) => marks.flatMap(({ reading }) => lengthsOf(reading.units))))
  const found = await findAlphabets(tx, Array.from(makes), Array.from(lengths))
  for (const search of searches) search.alphabets = new Map([...search.alphabets, ...found])
}

async function describe(tx: Tx, searches: readonly Search[], found: readonly (readonly string[])[]): Promise<void> {
  const described = await findDescribed(tx, found.flat())
  for (const [n, search] of searches.entries()) {
    const known = new Set(search.rows.map(({ weaponId }) => weaponId))
    const added = (found[n] ?? []).filter((weaponId) => !known.has(weaponId))
    search.rows = [...search.rows, ...added.flatMap((weaponId) => described.get(weaponId) ?? [])]
  }
}

/** The plan that sets a tier: every weapon that bears what was read, or what it may stand for. Three statements at most, however many observations. */
export async function searchWhole(tx: Tx, observations: readonly ObservedWeapon[]): Promise<Search[]> {
  const searches = observations.map(begin)
  const uncertain = searches.filter(({ marks }) => marks.some(({ reading }) => !reading.certain))
  await learn(tx, uncertain, ({ wholeMakeKeys }) => wholeMakeKeys ?? [ANY_MAKE])
  const parts = await inTurns(searches, (search, n) => {
    const plan = planWhole(search.marks, search.wholeMakeKeys, search.alphabets)
    search.searched = plan.searched
    for (const mark of plan.lookedUp) search.lookedUp.add(mark)
    return plan.keys.map((part) => ({ ...part, n, limit: WHOLE_MAX + 1 }))
  })
  const hits = await findMarkingHits(tx, parts.flat())
  const found = searches.map((_, n) => (hits.get(n) ?? []).slice(0, WHOLE_MAX + 1))
  await describe(tx, searches, found)
  for (const [n, search] of searches.entries()) search.isComplete = (found[n] ?? []).length <= WHOLE_MAX
  return searches
}

/** What is near to what was read, of its maker; three statements at most. */
export async function searchMaker(tx: Tx, searches: readonly Search[]): Promise<void> {
  const known = searches.filter(({ makeKeys, rows }) => makeKeys !== undefined && rows.length <= CROWD)
  await learn(tx, known, ({ makeKeys }) => makeKeys ?? [])
  await searchNear(tx, known, ({ makeKeys, alphabets }) => placesOf(makeKeys, alphabets))
}

/** What is near to what was read, of any maker, where nothing else was found; three statements at most. */
export async function searchAnyMaker(tx: Tx, searches: readonly Search[]): Promise<void> {
  const lost = searches.filter(({ makeKeys, rows }) =>
    makeKeys === undefined ? rows.length <= CROWD : rows.length === 0,
  )
  await learn(tx, lost, () => [ANY_MAKE])
  await searchNear(tx, lost, () => [null])
}

async function searchNear(
  tx: Tx,
  searches: readonly Search[],
  placesFor: (search: Search) => readonly (string | null)[],
): Promise<void> {
  const plans = await inTurns(searches, (search) => {
    const plan = planErrors(search, placesFor(search), search.alphabets)
    for (const mark of plan.lookedUp) search.lookedUp.add(mark)
    return plan
  })
  const keys = plans.flatMap((plan, n) => plan.keys.map((part) => ({ ...part, n, limit: NEAR_MAX })))
  const ranges = plans.flatMap((plan, n) => plan.ranges.map((range) => ({ ...range, n })))
  const cores = plans.flatMap((plan, n) => plan.cores.map((part) => ({ ...part, n, limit: CORE_MAX })))
  const { near, held, bare } = await findNear(tx, { keys, ranges, cores }, RANGES)
  const found = searches.map((_, n) => {
    const ids = [...(near.get(n) ?? []).slice(0, NEAR_MAX), ...(held.get(n) ?? []).slice(0, RANGES.limit)]
    return ids.length > 0 ? Array.from(new Set(ids)) : (bare.get(n) ?? []).slice(0, CORE_MAX)
  })
  await describe(tx, searches, found)
}
