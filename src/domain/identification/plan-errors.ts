import { type Alphabets, charactersOf, DIGITS } from './alphabet.ts'
import { expandEdits, expandFolds } from './expand-errors.ts'
import { expandPattern, positionsOf } from './expand-pattern.ts'
import { dropLeadingZeros } from './folds.ts'
import type { ObservedMark } from './observation.ts'
import { isReadEnough, MAKER_KEYS_MAX, OBSERVATION_KEYS_MAX, WIDE_KEYS_MAX } from './plan-whole.ts'
import { rangesOf } from './read-ends.ts'
import type { Reading } from './reading.ts'
import { searchKeys } from './search-keys.ts'
import { alphabetAt, type KeyPart, type RangePart, type SearchPlan } from './search-parts.ts'

// A number of one or two digits fits thousands of weapons and would only crowd out better candidates. Leading zeros count: `086` is one in a thousand.
const CORE_DIGITS = /[0-9]{3}/
// Letters that were read beside the number and are not registered with it: a country, a model, a letter block.
const AFFIX_MAX = 4
const AFFIXED_MIN = 4

/** What is looked up near to what was read. */
export interface ErrorPlan extends SearchPlan {
  /** The bare numbers, for where nothing else is near. */
  readonly cores: readonly KeyPart[]
  /** The marks of which anything is looked up. */
  readonly lookedUp: readonly ObservedMark[]
}

/**
 * What only finds: everything one error away, wider confusions, and what fits the ends that were read. All of it ends at T5, so it may be cut. `places` are makes,
 * or null for all.
 */
export function planErrors(
  { marks, searched }: { readonly marks: readonly ObservedMark[]; readonly searched: readonly ObservedMark[] },
  places: readonly (string | null)[],
  alphabets: Alphabets,
): ErrorPlan {
  const lookedUp = new Set<ObservedMark>()
  const keys: KeyPart[] = []
  const ranges: RangePart[] = []
  let count = 0
  for (const mark of marks) {
    const { reading } = mark
    for (const makeKey of places) {
      const parts = reading.certain
        ? keysNear(reading, makeKey, alphabets)
        : keysOfPattern(reading, makeKey, alphabets, searched.includes(mark))
      const probes = parts.reduce((sum, part) => sum + part.keys.length, 0)
      if (count + probes <= OBSERVATION_KEYS_MAX) keys.push(...parts)
      count += probes
      const own = rangesOf(reading, makeKey)
      ranges.push(...own)
      if (probes + own.length > 0) lookedUp.add(mark)
    }
  }
  const probed = keys.filter((part) => part.keys.length > 0)
  return {
    keys: probed.filter(({ kind }) => kind !== 'CORE'),
    ranges,
    cores: probed.filter(({ kind }) => kind === 'CORE'),
    lookedUp: Array.from(lookedUp),
  }
}

function keysNear(reading: Reading, makeKey: string | null, alphabets: Alphabets): KeyPart[] {
  const { visual, skeleton, core } = searchKeys(reading)
  const alphabet = alphabetAt(makeKey, alphabets)
  const characters = charactersOf(skeleton)
  const near = [...expandEdits(characters, alphabet), ...expandFolds(characters, alphabet), ...withoutAffix(characters)]
  // Only among weapons of one maker does a bare number say anything.
  const bare = makeKey !== null && CORE_DIGITS.test(visual) ? [core] : []
  return [
    { kind: 'NO_ZERO', makeKey, keys: Array.from(new Set(near)) },
    { kind: 'CORE', makeKey, keys: bare },
  ]
}

/**
 * A pattern that was not searched whole, and one that was, of any make, for when its maker has nothing that fits. Where it stands for too much, only digits
 * are tried.
 */
function keysOfPattern(reading: Reading, makeKey: string | null, alphabets: Alphabets, isSearched: boolean): KeyPart[] {
  const positions = positionsOf(reading.units)
  if ((isSearched && makeKey !== null) || positions === undefined || !isReadEnough(reading)) return []
  const alphabet = alphabetAt(makeKey, alphabets)
  const keys =
    expandPattern(positions, alphabet, makeKey === null ? WIDE_KEYS_MAX : MAKER_KEYS_MAX) ??
    expandPattern(
      positions.map((position) => position ?? DIGITS),
      alphabet,
      MAKER_KEYS_MAX,
    )
  return [{ kind: 'NO_ZERO', makeKey, keys: keys ?? [] }]
}

/** The mark without some characters at one end: what was read may be more than the serial. */
function withoutAffix(characters: readonly string[]): string[] {
  const most = Math.min(AFFIX_MAX, characters.length - AFFIXED_MIN)
  return Array.from({ length: Math.max(0, most) }, (_, n) => n + 1).flatMap((n) => [
    dropLeadingZeros(characters.slice(n).join('')),
    dropLeadingZeros(characters.slice(0, -n).join('')),
  ])
}
