/** How many there are of a code. */
export interface Tally {
  readonly code: string
  readonly count: number
}

/**
 * Sums groups by a code of theirs, in the order of its list, codes that no list knows last. A code of which there is none is told with 0; a group without the code counts nowhere.
 */
export function tally<Group>(
  groups: readonly Group[],
  {
    codes,
    codeOf,
    countOf,
  }: {
    readonly codes: readonly string[]
    readonly codeOf: (group: Group) => string | null
    readonly countOf: (group: Group) => number
  },
): Tally[] {
  const counts = new Map<string, number>(codes.map((code) => [code, 0]))
  for (const group of groups) {
    const code = codeOf(group)
    if (code !== null) counts.set(code, (counts.get(code) ?? 0) + countOf(group))
  }
  return [...counts].map(([code, count]) => ({ code, count }))
}
