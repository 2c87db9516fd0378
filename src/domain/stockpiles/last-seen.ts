import type { Occurred } from '../time/occurred-at.ts'

/** The last time somebody of the party recorded that a weapon was where it belongs. */
export interface LastSeen {
  readonly by: 'COUNT' | 'PLACEMENT'
  readonly occurred: Occurred
}

/**
 * When a weapon that a stock-taking misses was lost: from when it was last seen to the end of the count. Where the two overlap, or nothing tells when it was last
 * seen, the time of the count is all that is known.
 */
export function intervalOfLoss(lastSeen: LastSeen | null, counted: Occurred): Occurred {
  if (lastSeen === null || lastSeen.occurred.to > counted.from) return counted
  const { from } = lastSeen.occurred
  return { value: `${from}/${counted.to}`, precision: 'INTERVAL', from, to: counted.to, zone: null }
}
