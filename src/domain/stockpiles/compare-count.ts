import { accountUnmarked } from './account-unmarked.ts'
import type { CountedClass } from './codes.ts'
import type { Counted, ExpectedWeapon } from './count.ts'
import { matchBySimilarMark } from './match-similar.ts'
import { matchByMark } from './match-by-mark.ts'
import { prepare, type Prepared } from './prepare.ts'

/** What became of one item that was read. `weaponId` is a weapon of this stock, and absent for a surplus, whatever the registry knows of it. */
export interface ComparedItem {
  /** Its place among the items of the count. */
  readonly index: number
  readonly class: Extract<CountedClass, 'MATCHED' | 'MATCHED_BY_SIMILAR_MARK' | 'SURPLUS' | 'DUPLICATE_READING'>
  readonly weaponId: string | null
  /** Weapons of this stock that were not matched and that a surplus may be; none where they are many. */
  readonly similarTo: readonly string[]
}

export interface ComparedWeapon {
  readonly weaponId: string
  readonly class: Extract<CountedClass, 'MATCHED' | 'MATCHED_BY_SIMILAR_MARK' | 'UNMARKED' | 'MISSING' | 'NOT_COUNTED'>
}

/** A line of unmarked weapons: which expected ones without a mark it accounts for, and how many are left over. */
export interface ComparedLine {
  readonly index: number
  readonly quantity: number
  readonly excess: number
}

export interface Comparison {
  /** In the order of the count. */
  readonly items: readonly ComparedItem[]
  readonly unmarked: readonly ComparedLine[]
  /** In the order of the expected weapons. */
  readonly expected: readonly ComparedWeapon[]
}

/**
 * Compares what was read with what the register puts at the location, and with nothing else. Every item and every expected weapon ends in exactly one class; the
 * order of neither matters. What could be several weapons is matched with none: which of two is missing must not be guessed.
 *
 * A reading that is exactly the mark of a weapon already matched is a duplicate, even where another weapon of like number is missing: reading one twice is the
 * oldest way to hide that one is gone.
 */
export function compareCount(expected: readonly ExpectedWeapon[], counted: Counted): Comparison {
  const prepared = prepare(expected, counted.items)
  const pairs = new Map<number, number>()
  const similar = new Set<number>()
  matchByMark(prepared, pairs)
  const similarTo = matchBySimilarMark(prepared, pairs, similar)
  const owner = new Map([...pairs].map(([item, weapon]) => [weapon, item]))
  const { lines, accounted } = accountUnmarked(expected, owner, counted.unmarked)
  return {
    items: counted.items.map((_item, index) => {
      const weapon = pairs.get(index)
      if (weapon !== undefined) {
        const name = similar.has(index) ? 'MATCHED_BY_SIMILAR_MARK' : 'MATCHED'
        return { index, class: name, weaponId: idOf(expected, weapon), similarTo: [] }
      }
      return classOfRest(expected, prepared, index, owner, similarTo.get(index) ?? [])
    }),
    unmarked: lines,
    expected: expected.map(({ weaponId, certain }, n) => {
      const item = owner.get(n)
      if (item !== undefined) return { weaponId, class: similar.has(item) ? 'MATCHED_BY_SIMILAR_MARK' : 'MATCHED' }
      if (accounted.has(n)) return { weaponId, class: 'UNMARKED' }
      return { weaponId, class: counted.complete && certain ? 'MISSING' : 'NOT_COUNTED' }
    }),
  }
}

function classOfRest(
  expected: readonly ExpectedWeapon[],
  { equal }: Prepared,
  index: number,
  owner: ReadonlyMap<number, number>,
  similarTo: readonly number[],
): ComparedItem {
  const taken = (equal[index] ?? []).filter((weapon) => owner.has(weapon))
  const open = (equal[index] ?? []).filter((weapon) => !owner.has(weapon))
  const [first] = taken
  if (first !== undefined && open.length === 0) {
    const weaponId = taken.length === 1 ? idOf(expected, first) : null
    return { index, class: 'DUPLICATE_READING', weaponId, similarTo: [] }
  }
  const candidates = open.length > 0 ? open.slice(0, MOST_SHOWN) : similarTo
  return { index, class: 'SURPLUS', weaponId: null, similarTo: candidates.map((weapon) => idOf(expected, weapon)) }
}

// More than a handful is no help to whoever looks for the right one.
const MOST_SHOWN = 5

function idOf(expected: readonly ExpectedWeapon[], n: number): string {
  return (expected[n] as ExpectedWeapon).weaponId
}
