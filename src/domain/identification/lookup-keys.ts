import { dropLeadingZeros, foldSkeleton, foldVisual, SKELETON_ALPHABET } from './folds.ts'
import type { Reading, ReadingUnit } from './reading.ts'
import { searchKeys } from './search-keys.ts'

/** Keys by the kind they are stored under. Equal `exact`, `visual` and `skeleton` imply equal `noZero`, so one index finds all four. */
export interface KeySets {
  readonly noZero: readonly string[]
  readonly phonetic: readonly string[]
  readonly ncic: readonly string[]
  readonly core: readonly string[]
}

export interface LookupKeys extends KeySets {
  /** The readings whose keys are all here. Only of these can it be known how many weapons they fit. */
  readonly searched: readonly Reading[]
  /** True where a reading was left out because it could mean too much: `*`, more than two unreadable characters, or most of it unread. */
  readonly tooWide: boolean
}

// Two unreadable characters over the alphabet of 52 are 2,704 keys; a b-tree answers that many in milliseconds, and a third would be 140,000.
const READING_KEYS_MAX = 3_000
// Several uncertain marks in one observation share this bound, so that one call cannot ask for any number of probes.
const OBSERVATION_KEYS_MAX = 6_000
// A number of one or two digits fits thousands of weapons and would only crowd out better candidates.
const CORE_DIGITS_MIN = 3

/** The strings to probe for an observation. Wildcards and alternatives are expanded over the folded alphabet and probed in `noZero` only. */
export function lookupKeys(readings: readonly Reading[]): LookupKeys {
  const sets = {
    noZero: new Set<string>(),
    phonetic: new Set<string>(),
    ncic: new Set<string>(),
    core: new Set<string>(),
  }
  const searched: Reading[] = []
  // Certain readings come first, so that no pattern crowds them out.
  for (const reading of [...readings.filter(isCertain), ...readings.filter((one) => !isCertain(one))]) {
    const keys = keysToProbe(reading)
    if (keys === undefined || sets.noZero.size + keys.noZero.length > OBSERVATION_KEYS_MAX) continue
    searched.push(reading)
    for (const name of KEY_SET_NAMES) for (const key of keys[name]) if (key !== '') sets[name].add(key)
  }
  return {
    noZero: Array.from(sets.noZero),
    phonetic: Array.from(sets.phonetic),
    ncic: Array.from(sets.ncic),
    core: Array.from(sets.core),
    searched,
    tooWide: searched.length < readings.length,
  }
}

const KEY_SET_NAMES = ['noZero', 'phonetic', 'ncic', 'core'] as const satisfies readonly (keyof KeySets)[]

function isCertain(reading: Reading): boolean {
  return reading.certain
}

function keysToProbe(reading: Reading): KeySets | undefined {
  if (!reading.certain) return keysOfUncertain(reading)
  const keys = searchKeys(reading)
  return {
    noZero: [keys.noZero, ...withOneUnreadable(keys.skeleton)],
    phonetic: keys.phonetic,
    ncic: [keys.ncic],
    core: keys.core.length >= CORE_DIGITS_MIN ? [keys.core] : [],
  }
}

function keysOfUncertain(reading: Reading): KeySets | undefined {
  const readable = reading.units.filter((unit) => unit.kind !== 'UNREADABLE').length
  // A pattern of which less than half was read (`?`, `A??`) fits so much that a single fit would still prove nothing.
  if (readable * 2 < reading.units.length) return undefined
  const choices = reading.units.map(possibleCharacters)
  const count = choices.reduce((product, characters) => product * characters.length, 1)
  if (choices.some((characters) => characters.length === 0) || count > READING_KEYS_MAX) return undefined
  const texts = choices.reduce<string[]>(
    (heads, characters) => heads.flatMap((head) => characters.map((c) => head + c)),
    [''],
  )
  return { noZero: Array.from(new Set(texts.map(dropLeadingZeros))), phonetic: [], ncic: [], core: [] }
}

/** What a position may be in a skeleton; nothing for a run, which has no bound. */
function possibleCharacters(unit: ReadingUnit): readonly string[] {
  if (unit.kind === 'UNREADABLE_RUN') return []
  if (unit.kind === 'UNREADABLE') return SKELETON_ALPHABET
  const characters = unit.kind === 'CHARACTER' ? [unit.character] : unit.characters
  return Array.from(new Set(characters.map((character) => foldSkeleton(foldVisual(character)))))
}

/** Finds a registered mark of which one character was not readable when it was registered. */
function withOneUnreadable(skeleton: string): string[] {
  const characters = Array.from(skeleton)
  return characters.map((_, at) => dropLeadingZeros(characters.with(at, '?').join('')))
}
