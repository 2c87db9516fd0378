import { type Alphabets, charactersOf } from './alphabet.ts'
import { expandPattern, positionsOf } from './expand-pattern.ts'
import { dropLeadingZeros } from './folds.ts'
import type { ObservedMark } from './observation.ts'
import type { Reading } from './reading.ts'
import { searchKeys } from './search-keys.ts'
import { alphabetAt, type KeyPart, placesOf } from './search-parts.ts'

/** What can set a tier, and so is looked up whole or not counted. */
export interface WholePlan {
  readonly keys: readonly KeyPart[]
  /** The marks of which every weapon is looked up that could be more than T5 by them. */
  readonly searched: readonly ObservedMark[]
  /** The marks of which anything is looked up. */
  readonly lookedUp: readonly ObservedMark[]
}

// A b-tree answers so many of one maker in two milliseconds. Three unreadable digits are 1,000; two of any characters some 700.
export const MAKER_KEYS_MAX = 3_000
// Of all makers together two unreadable characters may be anything that anyone registers: 2,700 keys over 52 letters and digits, twice that where others are in use.
export const WIDE_KEYS_MAX = 6_000
// Several uncertain marks in one observation share this bound, so that one call cannot ask for any number of probes.
export const OBSERVATION_KEYS_MAX = 6_000

/** A pattern of which less than half was read (`?`, `A??`) fits so much that a single fit would still prove nothing. */
export function isReadEnough({ units }: Reading): boolean {
  const readable = units.filter(({ kind }) => kind === 'CHARACTER' || kind === 'ONE_OF').length
  return readable * 2 >= units.length
}

/**
 * The probes that can set a tier. Those of a mark that was read without doubt are made in the whole registry, since how many weapons bear a number is counted over
 * all makers. Those of an uncertain one are made under the keys of its maker, where one is known: of a weapon of another maker it says nothing above T5.
 */
export function planWhole(
  marks: readonly ObservedMark[],
  makeKeys: readonly string[] | undefined,
  alphabets: Alphabets,
): WholePlan {
  const parts: KeyPart[] = []
  const searched: ObservedMark[] = []
  const lookedUp: ObservedMark[] = []
  let count = 0
  // Certain readings come first, so that no pattern crowds them out.
  for (const mark of [...marks.filter(isCertain), ...marks.filter((one) => !isCertain(one))]) {
    if (isCertain(mark)) {
      parts.push(...partsOfCertain(mark.reading))
      searched.push(mark)
      lookedUp.push(mark)
      continue
    }
    const { found, isWhole } = partsOfUncertain(mark.reading, makeKeys, alphabets)
    const probes = found.reduce((sum, { keys }) => sum + keys.length, 0)
    if (count + probes > OBSERVATION_KEYS_MAX) continue
    count += probes
    parts.push(...found)
    if (isWhole) searched.push(mark)
    if (isWhole || probes > 0) lookedUp.push(mark)
  }
  return { keys: parts.filter(({ keys }) => keys.length > 0), searched, lookedUp }
}

function isCertain({ reading }: ObservedMark): boolean {
  return reading.certain
}

function partsOfCertain(reading: Reading): KeyPart[] {
  const keys = searchKeys(reading)
  const part = (kind: KeyPart['kind'], texts: readonly string[]) => ({
    kind,
    makeKey: null,
    keys: texts.filter((key) => key !== ''),
  })
  return [
    part('NO_ZERO', [keys.noZero, ...withUnreadable(keys.skeleton)]),
    part('PHONETIC', keys.phonetic),
    part('NCIC', [keys.ncic]),
  ]
}

// Thirty marks of 128 characters would be a quarter of a million pairs, and four seconds in which nobody else is served; a serial has 24 at most.
const PAIRS_CHARACTERS_MAX = 24

/** Finds a registered mark of which one character or two were not readable when it was registered; one, of a text that is longer than any serial. */
export function withUnreadable(skeleton: string): string[] {
  const characters = charactersOf(skeleton)
  const most = characters.length > PAIRS_CHARACTERS_MAX ? 1 : characters.length
  const patterns = characters.flatMap((_, first) =>
    characters.slice(first, first + most).map((__, next) =>
      characters
        .with(first, '?')
        .with(first + next, '?')
        .join(''),
    ),
  )
  return Array.from(new Set(patterns.map(dropLeadingZeros)))
}

function partsOfUncertain(
  reading: Reading,
  makeKeys: readonly string[] | undefined,
  alphabets: Alphabets,
): { found: KeyPart[]; isWhole: boolean } {
  const positions = positionsOf(reading.units)
  if (positions === undefined || !isReadEnough(reading)) return { found: [], isWhole: false }
  const max = makeKeys === undefined ? WIDE_KEYS_MAX : MAKER_KEYS_MAX
  const parts = placesOf(makeKeys, alphabets).map((makeKey) => {
    const keys = expandPattern(positions, alphabetAt(makeKey, alphabets), max)
    return keys === undefined ? undefined : { kind: 'NO_ZERO' as const, makeKey, keys }
  })
  return { found: parts.filter((part) => part !== undefined), isWhole: parts.every((part) => part !== undefined) }
}
