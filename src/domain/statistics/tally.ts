/** How many there are of a code. */
export interface Tally {
  readonly code: string
  readonly count: number
}

/**
 * Sums groups by a code of theirs, in the order of its list, codes that no list knows last; a group without the code counts nowhere, a code of which there is none is left out.
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
  return [...counts].filter(([, count]) => count > 0).map(([code, count]) => ({ code, count }))
}
