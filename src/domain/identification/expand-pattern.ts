import { type Alphabet, unreadable } from './alphabet.ts'
import { foldSkeleton, foldVisual } from './folds.ts'
import type { ReadingUnit } from './reading.ts'

/** What one position of a skeleton may be: some characters, or null for any. */
export type Position = readonly string[] | null

/** A registered character that was not readable when it was registered stands for any. */
const UNREAD = '?'

/** The positions of a reading, folded; undefined where it holds a run, which has no length. */
export function positionsOf(units: readonly ReadingUnit[]): readonly Position[] | undefined {
  if (units.some((unit) => unit.kind === 'UNREADABLE_RUN')) return undefined
  return units.map(positionOf)
}

export function positionOf(unit: ReadingUnit): Position {
  if (unit.kind === 'CHARACTER') return [fold(unit.character)]
  return unit.kind === 'ONE_OF' ? Array.from(new Set(unit.characters.map(fold))) : null
}

function fold(character: string): string {
  return foldSkeleton(foldVisual(character))
}

/** Every length that a key of such a mark may have, or of one that is one error away: a first character misread for a zero uncovers the zeros behind it. */
export function lengthsOf(units: readonly ReadingUnit[]): readonly number[] {
  const others = units.flatMap((unit, at) => (mayBeZero(positionOf(unit)) ? [] : [at]))
  const zeros = others[1] ?? units.length
  const shortest = Math.max(1, units.length - zeros - 1)
  return Array.from({ length: units.length + 2 - shortest }, (_, n) => shortest + n)
}

/** D is a zero in the wider confusions. */
function mayBeZero(position: Position): boolean {
  return position === null || position.includes('0') || position.includes('D')
}

/** How many keys `expandPattern` would give, without making one; an upper bound, since two lengths may share none. */
export function countKeys(positions: readonly Position[], alphabet: Alphabet): number {
  return choicesByZeros(positions, alphabet).reduce((sum, choices) => sum + countOf(choices), 0)
}

/**
 * The NO_ZERO keys of every registered mark with as many characters that a pattern fits; undefined where they are more than `max`. A key has lost the leading zeros
 * of its mark, so a first position that may be zero stands for keys of two lengths. A registered `?` fits whatever was read there.
 */
export function expandPattern(
  positions: readonly Position[],
  alphabet: Alphabet,
  max: number,
): readonly string[] | undefined {
  const lengths = choicesByZeros(positions, alphabet)
  if (lengths.reduce((sum, choices) => sum + countOf(choices), 0) > max) return undefined
  return lengths.flatMap(write)
}

/** What the positions may be, for each number of leading zeros that the mark may have had. */
function choicesByZeros(positions: readonly Position[], alphabet: Alphabet): (readonly string[])[][] {
  const lengths: (readonly string[])[][] = []
  for (let zeros = 0; zeros < positions.length; zeros++) {
    const length = positions.length - zeros
    const choices: (readonly string[])[] = []
    for (let at = 0; at < length; at++) {
      const chosen = choose(positions[zeros + at] ?? null, alphabet, length, at)
      if (chosen.length === 0) break
      choices.push(chosen)
    }
    if (choices.length === length) lengths.push(choices)
    if (positions[zeros]?.includes('0') === false) break
  }
  return lengths
}

function choose(position: Position, alphabet: Alphabet, length: number, at: number): readonly string[] {
  const learned = alphabet(length, at)
  const known = position === null ? unreadable(alphabet, length, at) : withUnread(position, learned)
  // A key begins with a zero only where it is nothing else.
  return at === 0 && length > 1 && known.includes('0') ? known.filter((character) => character !== '0') : known
}

/** A character that no registered key has there leads to none. */
function withUnread(position: readonly string[], learned: readonly string[] | undefined): readonly string[] {
  if (learned === undefined) return position
  const known = position.filter((character) => learned.includes(character))
  return learned.includes(UNREAD) && !known.includes(UNREAD) ? [...known, UNREAD] : known
}

function countOf(choices: readonly (readonly string[])[]): number {
  return choices.reduce((product, characters) => product * characters.length, 1)
}

function write(choices: readonly (readonly string[])[]): readonly string[] {
  return choices.reduce<readonly string[]>(
    (heads, characters) =>
      characters.length === 1
        ? heads.map((head) => head + characters[0])
        : heads.flatMap((head) => characters.map((character) => head + character)),
    [''],
  )
}
