import type { Alphabet } from './alphabet.ts'
import { skeletonOf, WIDE } from './character-folds.ts'
import { ARABIC_MISREADINGS, SHARED_MIN } from './compare-widely.ts'
import { EDIT_CHARACTERS_MIN } from './compare-readings.ts'
import { expandPattern, type Position } from './expand-pattern.ts'

// One error in a serial of eight characters is some 500 keys over an alphabet of 27, 190 over digits (measured); more is no serial.
const EDIT_CHARACTERS_MAX = 24
const KEYS_MAX = 2_000
/** What may stand on the weapon where a character of a skeleton was read, each other one. */
const WIDELY = groupByRead(
  Object.entries(WIDE).flatMap(([one, other]) => [[one, other] as const, [other, one] as const]),
)
const ARABIC = groupByRead(
  Object.entries(ARABIC_MISREADINGS).flatMap(([digit, looks]) =>
    looks.map((look) => [skeletonOf(look), digit] as const),
  ),
)

function groupByRead(pairs: readonly (readonly [read: string, registered: string])[]): ReadonlyMap<string, string[]> {
  const groups = new Map<string, string[]>()
  for (const [read, registered] of pairs) groups.set(read, [...new Set([...(groups.get(read) ?? []), registered])])
  return groups
}

// Each character that may be another doubles the keys.
const FOLDED_MAX = 8

/** The keys of every mark one substitution, insertion, deletion or exchange of neighbours away, its own among them; empty for short marks, of which half are. */
export function expandEdits(skeleton: readonly string[], alphabet: Alphabet): readonly string[] {
  const { length } = skeleton
  if (length < EDIT_CHARACTERS_MIN || length > EDIT_CHARACTERS_MAX) return []
  const read = skeleton.map((character): Position => [character])
  const places = Array.from({ length: length + 1 }, (_, at) => at)
  const patterns = places.flatMap((at) => {
    const [here, next] = [read[at], read[at + 1]]
    const inserted = read.toSpliced(at, 0, null)
    if (here === undefined) return [inserted]
    const edited = [inserted, read.with(at, null), read.toSpliced(at, 1)]
    return next === undefined ? edited : [...edited, read.toSpliced(at, 2, next, here)]
  })
  return unite(patterns, alphabet)
}

/** The keys of marks that differ in wider confusions only, and of those in Arabic-Indic digits that were read as what they look like; empty for short marks, which agree with none by them. */
export function expandFolds(skeleton: readonly string[], alphabet: Alphabet): readonly string[] {
  // What is found and then compares as nothing would keep the bare number from being asked for.
  if (skeleton.length < SHARED_MIN) return []
  return unite(
    [WIDELY, ARABIC].flatMap((folds) => {
      const positions = skeleton.map((character) => [character, ...(folds.get(character) ?? [])])
      const folded = positions.filter(({ length }) => length > 1).length
      if (folded === 0) return []
      return folded <= FOLDED_MAX ? [positions] : oneByOne(skeleton, folds)
    }),
    alphabet,
  )
}

/** A mark of too many such characters is searched with one of them at a time. */
function oneByOne(skeleton: readonly string[], folds: ReadonlyMap<string, readonly string[]>): Position[][] {
  const read = skeleton.map((character): Position => [character])
  return skeleton.flatMap((character, at) => {
    const others = folds.get(character)
    return others === undefined ? [] : [read.with(at, others)]
  })
}

function unite(patterns: readonly (readonly Position[])[], alphabet: Alphabet): readonly string[] {
  return Array.from(new Set(patterns.flatMap((pattern) => expandPattern(pattern, alphabet, KEYS_MAX) ?? [])))
}
