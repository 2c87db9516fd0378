/** The demo data is the same on every machine: all chance in it comes from this number. */
export const DEMO_SEED = 2370

/** Chance that can be repeated. */
export interface Chance {
  /** A whole number from `min` to `max`, both included. */
  int(min: number, max: number): number
  pick<T>(from: readonly [T, ...T[]]): T
}

/** The mulberry32 generator: 32 bits of state are plenty for invented records, and it is the same everywhere, which Math.random is not. */
export function createChance(seed: number): Chance {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const int = (min: number, max: number): number => min + Math.floor(next() * (max - min + 1))
  return { int, pick: (from) => from[int(0, from.length - 1)] ?? from[0] }
}
