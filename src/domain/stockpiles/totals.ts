import type { Comparison } from './compare-count.ts'

/** A stock-taking in numbers of weapons. `expected` are those that the register puts here for certain, `possible` those that it may (a hand-over of that very day). */
export interface CountTotals {
  readonly expected: number
  readonly possible: number
  readonly counted: number
  readonly matched: number
  readonly matchedBySimilarMark: number
  readonly missing: number
  readonly surplus: number
  readonly duplicateReadings: number
  readonly unmarked: number
  readonly notCounted: number
}

/** `counted` are the weapons that were really there, so that a weapon read twice counts once. */
export function totalsOf(comparison: Comparison, expected: readonly { readonly certain: boolean }[]): CountTotals {
  const items = (name: string) => comparison.items.filter((item) => item.class === name).length
  const weapons = (name: string) => comparison.expected.filter((one) => one.class === name).length
  const unmarked = comparison.unmarked.reduce((sum, line) => sum + line.quantity, 0)
  const duplicateReadings = items('DUPLICATE_READING')
  return {
    expected: expected.filter(({ certain }) => certain).length,
    possible: expected.filter(({ certain }) => !certain).length,
    counted: comparison.items.length - duplicateReadings + unmarked,
    matched: items('MATCHED'),
    matchedBySimilarMark: items('MATCHED_BY_SIMILAR_MARK'),
    missing: weapons('MISSING'),
    surplus: items('SURPLUS'),
    duplicateReadings,
    unmarked,
    notCounted: weapons('NOT_COUNTED'),
  }
}
