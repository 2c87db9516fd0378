import { skeletonOf, visualOf, wideOf } from './character-folds.ts'
import type { Reading, ReadingUnit } from './reading.ts'

// Fewer characters than these fit thousands of numbers; with them, a shared beginning or end is worth a look (domain reference 10.1, rows 3 and 18).
export const SHARED_MIN = 4
/** What a reader of European digits takes an Arabic-Indic one for, by the digit that stands there (domain reference 10.1, row 15). */
export const ARABIC_MISREADINGS: Readonly<Record<string, readonly string[]>> = {
  '5': ['0', 'O'],
  '6': ['7'],
  '7': ['V'],
  '8': ['Λ'],
}

/** Whether one character may have been read for the other by the widest folds. */
export function isWidelyOne(observed: string, registered: string): boolean {
  if (observed === registered || wideOf(observed) === wideOf(registered)) return true
  return ARABIC_MISREADINGS[visualOf(registered)]?.includes(visualOf(observed)) === true
}

/** Whether two certain readings are one where seldom confused characters are taken for one another, character by character. */
export function agreeWidely(observed: string, registered: string): boolean {
  if (observed.length !== registered.length || observed.length < SHARED_MIN) return false
  for (let at = 0; at < observed.length; at++) {
    if (observed[at] !== registered[at] && !isWidelyOne(observed[at] as string, registered[at] as string)) return false
  }
  return true
}

/**
 * Whether one skeleton is the other without its beginning or its end: at least four characters, and at least half of the whole text or of its digits. Half,
 * since a shorter rest is shared by most weapons of a maker; of the digits too, since a long model prefix (`M92PV`) is the part that is left out.
 */
export function agreeByAffix(one: string, other: string): boolean {
  const [long, short] = one.length >= other.length ? [one, other] : [other, one]
  if (short.length < SHARED_MIN || short.length === long.length) return false
  if (!long.endsWith(short) && !long.startsWith(short)) return false
  return short.length * 2 >= long.length || countDigits(short) * 2 >= countDigits(long)
}

/** Whether a reading with unreadable runs fits the other one, with four readable characters or more. */
export function fitsRuns(one: Reading, other: Reading): boolean {
  const [pattern] = hasRun(one) ? [one] : [other]
  if (pattern.units.filter((unit) => unit.kind === 'CHARACTER').length < SHARED_MIN) return false
  return fitsRunsBy(one, other, isSkeletonOne)
}

/** Whether it fits with nothing but look-alikes folded, however little of it is readable. */
export function fitsRunsAsRead(one: Reading, other: Reading): boolean {
  return fitsRunsBy(one, other, isVisualOne)
}

/** Of two readings with runs nothing is known. */
function fitsRunsBy(one: Reading, other: Reading, isOne: IsOne): boolean {
  const [pattern, text] = hasRun(one) ? [one, other] : [other, one]
  return !hasRun(text) && fitsFrom(pattern.units, 0, text.units, 0, isOne, new Set())
}

type IsOne = (text: string, own: string) => boolean

export function hasRun({ units }: Reading): boolean {
  return units.some((unit) => unit.kind === 'UNREADABLE_RUN')
}

function countDigits(text: string): number {
  let count = 0
  for (const character of text) if (character >= '0' && character <= '9') count++
  return count
}

/** `failed` remembers where it was tried in vain: without it, many runs in one pattern would try every division of the text. */
function fitsFrom(
  pattern: readonly ReadingUnit[],
  p: number,
  text: readonly ReadingUnit[],
  t: number,
  isOne: IsOne,
  failed: Set<number>,
): boolean {
  const unit = pattern[p]
  if (unit === undefined) return t === text.length
  const place = p * (text.length + 1) + t
  if (failed.has(place)) return false
  const fits =
    unit.kind === 'UNREADABLE_RUN'
      ? fitsFrom(pattern, p + 1, text, t, isOne, failed) ||
        (t < text.length && fitsFrom(pattern, p, text, t + 1, isOne, failed))
      : t < text.length &&
        canBeOne(unit, text[t] as ReadingUnit, isOne) &&
        fitsFrom(pattern, p + 1, text, t + 1, isOne, failed)
  if (!fits) failed.add(place)
  return fits
}

export function isVisualOne(one: string, other: string): boolean {
  return one === other || visualOf(one) === visualOf(other)
}

export function isSkeletonOne(one: string, other: string): boolean {
  return one === other || skeletonOf(one) === skeletonOf(other)
}

/** Whether two positions may hold the same character. */
export function canBeOne(one: ReadingUnit, other: ReadingUnit, isOne: IsOne): boolean {
  if (one.kind === 'CHARACTER' && other.kind === 'CHARACTER') return isOne(one.character, other.character)
  const [characters, others] = [possible(one), possible(other)]
  if (characters === undefined || others === undefined) return true
  return characters.some((character) => others.some((own) => isOne(character, own)))
}

/** What a position may be; undefined for anything. */
function possible(unit: ReadingUnit | undefined): readonly string[] | undefined {
  if (unit?.kind === 'CHARACTER') return [unit.character]
  return unit?.kind === 'ONE_OF' ? unit.characters : undefined
}
