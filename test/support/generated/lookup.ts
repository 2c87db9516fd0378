import type { Candidate } from '../../../src/domain/identification/candidate.ts'
import { compareReadings } from '../../../src/domain/identification/compare-readings.ts'
import { wideOf } from '../../../src/domain/identification/character-folds.ts'
import { expandPattern, positionsOf } from '../../../src/domain/identification/expand-pattern.ts'
import {
  observedMarks,
  type ObservedMark,
  type ObservedWeapon,
} from '../../../src/domain/identification/observation.ts'
import type { Reading } from '../../../src/domain/identification/reading.ts'
import { type RegisteredMark, registeredMarks } from '../../../src/domain/identification/registered-mark.ts'
import { searchKeys } from '../../../src/domain/identification/search-keys.ts'

/** What a search of a registry in memory found, as `identify` wants it. */
export interface LookedUp {
  readonly candidates: readonly Candidate[]
  readonly searched: readonly ObservedMark[]
  readonly isComplete: boolean
}

const CANDIDATES_MAX = 500
const TAIL = 5
const PATTERN_KEYS_MAX = 6_000

/** A registry in memory that finds every record which shares any key with an observed mark, or is one error or one lost end away. */
export function indexRegistry(records: readonly Candidate[]): (observation: ObservedWeapon) => LookedUp {
  const index = new Map<string, Set<number>>()
  const own = records.map((record) => registeredMarks(record))
  for (const [n, marks] of own.entries()) {
    for (const key of new Set(marks.flatMap(({ reading }) => keysToStore(reading)))) {
      const held = index.get(key)
      if (held === undefined) index.set(key, new Set([n]))
      else held.add(n)
    }
  }
  return (observation) => {
    const marks = observedMarks(observation)
    const found = new Set<number>()
    const probe = (keys: readonly string[]) => {
      for (const key of keys) for (const n of index.get(key) ?? []) found.add(n)
    }
    for (const { reading } of marks) probe(keysToProbe(reading).filter((key) => !isWeak(key)))
    for (const { reading } of marks.filter(isPattern)) scan(reading, own, found)
    // What only begins or ends alike sets no tier, so it may be cut.
    const isComplete = found.size <= CANDIDATES_MAX
    for (const { reading } of marks) probe(keysToProbe(reading).filter(isWeak))
    const candidates = Array.from(found, (n) => records[n] as Candidate).slice(0, CANDIDATES_MAX)
    return { candidates, searched: marks.filter((mark) => !isPattern(mark) || isNarrow(mark)), isComplete }
  }
}

function keysToStore(reading: Reading): string[] {
  const { noZero, phonetic, ncic, core, skeleton } = searchKeys(reading)
  const deletions = Array.from(skeleton, (_, at) => `d${skeleton.slice(0, at)}${skeleton.slice(at + 1)}`)
  const wide = `w${Array.from(skeleton, wideOf).join('')}`
  return [
    `z${noZero}`,
    `n${ncic}`,
    `k${core}`,
    `d${skeleton}`,
    `t${skeleton.slice(-TAIL)}`,
    `h${skeleton.slice(0, TAIL)}`,
    wide,
    ...phonetic.map((text) => `p${text}`),
    ...deletions,
  ]
}

function keysToProbe(reading: Reading): readonly string[] {
  return reading.certain ? keysToStore(reading) : (keysOfPattern(reading) ?? []).map((key) => `z${key}`)
}

/** Every key that a pattern may stand for; undefined where they are too many, or where it holds a run. */
function keysOfPattern({ units }: Reading): readonly string[] | undefined {
  const positions = positionsOf(units)
  return positions === undefined ? undefined : expandPattern(positions, () => undefined, PATTERN_KEYS_MAX)
}

function isWeak(key: string): boolean {
  return 'kth'.includes(key[0] ?? '')
}

function isPattern({ reading }: ObservedMark): boolean {
  return !reading.certain
}

function isNarrow({ reading }: ObservedMark): boolean {
  return !reading.units.some((unit) => unit.kind === 'UNREADABLE_RUN')
}

/** More unreadable characters than keys can be made for: every record is compared, as an alphabet learned from the registry would find them. */
function scan(reading: Reading, own: readonly (readonly RegisteredMark[])[], found: Set<number>): void {
  if (keysOfPattern(reading) !== undefined) return
  for (const [n, marks] of own.entries()) {
    if (marks.some((mark) => compareReadings(reading, mark.reading) !== undefined)) found.add(n)
  }
}
