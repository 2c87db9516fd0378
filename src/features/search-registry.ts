import { setImmediate as letOthersRun } from 'node:timers/promises'
import { type Alphabets, ANY_MAKE } from '../domain/identification/alphabet.ts'
import { lengthsOf } from '../domain/identification/expand-pattern.ts'
import { makeKeysOf } from '../domain/identification/make-keys.ts'
import { type ObservedMark, type ObservedWeapon, observedMarks } from '../domain/identification/observation.ts'
import { type ErrorPlan, planErrors } from '../domain/identification/plan-errors.ts'
import { planWhole, type WholePlan } from '../domain/identification/plan-whole.ts'
import { placesOf } from '../domain/identification/search-parts.ts'
import type { Tx } from '../store/db.ts'
import { recallAlphabets } from '../store/alphabet-memory.ts'
import type { CandidateRow } from '../store/marking-candidates.ts'
import { findRegistered, type RegistryFindings } from '../store/registry-search.ts'

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
const SCANNED_MAX = 5_000
// Of ten million weapons the largest makers have some 130 for each last four digits.
const RANGE_MAX = 300
// Weapons with only a number in common, where nothing else is near: of a lost prefix three digits may be all that is left.
const CORE_MAX = 300
const LIMITS = { whole: WHOLE_MAX + 1, near: NEAR_MAX, scanned: SCANNED_MAX, range: RANGE_MAX, core: CORE_MAX }
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

/** Where what is near is looked up: under the make that was told, or under any. */
type Near = 'MAKER' | 'ANY'

/** What one search looks up in a statement, made by the alphabets of the makes it needs. */
interface Step {
  readonly search: Search
  /** True to look up what can set a tier. */
  readonly whole: boolean
  /** Whose what is near is looked up of; undefined for nobody's. */
  readonly near: Near | undefined
}

interface Planned {
  readonly whole: WholePlan | undefined
  readonly near: ErrorPlan | undefined
}

function makesOf({ search: { marks, makeKeys, wholeMakeKeys }, whole, near }: Step): readonly string[] {
  const isUncertain = whole && marks.some(({ reading }) => !reading.certain)
  return [
    ...(isUncertain ? (wholeMakeKeys ?? [ANY_MAKE]) : []),
    ...(near === 'MAKER' ? (makeKeys ?? []) : near === 'ANY' ? [ANY_MAKE] : []),
  ]
}

async function recall(tx: Tx, steps: readonly Step[], isFresh: boolean) {
  const asking = steps.map((step) => ({ step, makes: makesOf(step) })).filter(({ makes }) => makes.length > 0)
  const lengths = asking.flatMap(({ step }) => step.search.marks.flatMap(({ reading }) => lengthsOf(reading.units)))
  const makes = asking.flatMap((one) => one.makes)
  return recallAlphabets(tx, Array.from(new Set(makes)), Array.from(new Set(lengths)), { isFresh })
}

function planOf({ search, whole, near }: Step): Planned {
  const { marks, makeKeys, wholeMakeKeys, alphabets } = search
  const sets = whole ? planWhole(marks, wholeMakeKeys, alphabets) : undefined
  const searched = sets?.searched ?? search.searched
  const places = near === 'ANY' ? [null] : placesOf(makeKeys, alphabets)
  return { whole: sets, near: near && planErrors({ marks, searched }, places, alphabets) }
}

const numbered = <Part>(parts: readonly Part[] | undefined, n: number) => (parts ?? []).map((part) => ({ ...part, n }))

/** One statement where all alphabets are remembered as they are; else they are read, and the parts made anew from what was read. */
async function lookUp(
  tx: Tx,
  steps: readonly Step[],
): Promise<{ readonly plans: readonly Planned[]; readonly found: RegistryFindings }> {
  const before = steps.map(({ search }) => search.alphabets)
  for (const isFresh of [false, true]) {
    const { alphabets, beliefs } = await recall(tx, steps, isFresh)
    for (const [n, { search }] of steps.entries()) search.alphabets = new Map([...(before[n] ?? []), ...alphabets])
    const plans = await inTurns(steps, planOf)
    const question = {
      // What was read a moment ago is new enough: what is registered after it was not there when the question came.
      beliefs: isFresh ? [] : beliefs,
      whole: plans.flatMap(({ whole }, n) => numbered(whole?.keys, n)),
      near: plans.flatMap(({ near }, n) => numbered(near?.keys, n)),
      ranges: plans.flatMap(({ near }, n) => numbered(near?.ranges, n)),
      cores: plans.flatMap(({ near }, n) => numbered(near?.cores, n)),
    }
    const found = await findRegistered(tx, question, LIMITS)
    if (found !== undefined) return { plans, found }
  }
  throw new Error('a search that rests on no belief was not answered')
}

function add(search: Search, weaponIds: readonly string[], { described }: RegistryFindings): void {
  const known = new Set(search.rows.map(({ weaponId }) => weaponId))
  const added = weaponIds.filter((weaponId) => !known.has(weaponId))
  search.rows = [...search.rows, ...added.flatMap((weaponId) => described.get(weaponId) ?? [])]
}

function takeWhole(search: Search, { searched, lookedUp }: WholePlan, n: number, found: RegistryFindings): void {
  const weaponIds = found.whole.get(n) ?? []
  search.searched = searched
  for (const mark of lookedUp) search.lookedUp.add(mark)
  add(search, weaponIds.slice(0, WHOLE_MAX + 1), found)
  search.isComplete = weaponIds.length <= WHOLE_MAX
}

function takeNear(search: Search, { lookedUp }: ErrorPlan, n: number, found: RegistryFindings): void {
  for (const mark of lookedUp) search.lookedUp.add(mark)
  const near = [...(found.near.get(n) ?? []).slice(0, NEAR_MAX), ...(found.ranges.get(n) ?? []).slice(0, RANGE_MAX)]
  add(search, near.length > 0 ? Array.from(new Set(near)) : (found.cores.get(n) ?? []).slice(0, CORE_MAX), found)
}

async function take(tx: Tx, steps: readonly Step[]): Promise<void> {
  if (steps.length === 0) return
  const { plans, found } = await lookUp(tx, steps)
  for (const [n, { search }] of steps.entries()) {
    const { whole, near } = plans[n] ?? {}
    if (whole !== undefined) takeWhole(search, whole, n, found)
    // What is near to a number of a crowd was looked up with it, and is not taken.
    if (near !== undefined && search.rows.length <= CROWD) takeNear(search, near, n, found)
  }
}

const nearOf = ({ makeKeys }: Search): Near => (makeKeys === undefined ? 'ANY' : 'MAKER')

/**
 * Every weapon that bears what was read, or what it may stand for, which sets a tier; and where `near` says so, as `searchNear`. One statement, however many
 * observations; one or two more where it was not remembered what is registered.
 */
export async function searchWhole(
  tx: Tx,
  observations: readonly ObservedWeapon[],
  { near }: { readonly near: boolean },
): Promise<Search[]> {
  const searches = observations.map(begin)
  const steps = searches.map((search) => ({ search, whole: true, near: near ? nearOf(search) : undefined }))
  await take(tx, steps)
  return searches
}

/** What is near to what was read, of its maker where one is told and else of any; one statement. */
export async function searchNear(tx: Tx, searches: readonly Search[]): Promise<void> {
  const few = searches.filter(({ rows }) => rows.length <= CROWD)
  const steps = few.map((search) => ({ search, whole: false, near: nearOf(search) }))
  await take(tx, steps)
}

/** What is near to what was read, of any maker, where the one that was told has nothing; one statement. */
export async function searchElsewhere(tx: Tx, searches: readonly Search[]): Promise<void> {
  const lost = searches.filter(({ makeKeys, rows }) => makeKeys !== undefined && rows.length === 0)
  const steps = lost.map((search) => ({ search, whole: false, near: 'ANY' as const }))
  await take(tx, steps)
}
