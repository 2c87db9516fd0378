import { coreNumber, dropLeadingZeros, foldNcic, foldSkeleton, foldVisual } from './folds.ts'
import { isLiteral, parseReading, type Reading, type ReadingUnit } from './reading.ts'
import { soundsOf } from './transliterate.ts'

/**
 * The forms under which one mark is compared; the raw text is kept beside them and never overwritten. A text without a letter or a number has no
 * keys: each is empty, and an empty key is neither stored nor probed nor ever equal to another.
 */
export interface SearchKeys {
  /** Letters and numbers only: NFKC, ASCII digits, upper case. */
  readonly exact: string
  /** `exact` with Cyrillic and Greek look-alikes as Latin. */
  readonly visual: string
  /** `exact` with Cyrillic and Greek as they sound: one to four texts. */
  readonly phonetic: readonly string[]
  /** `visual` with characters folded that are taken for one another. */
  readonly skeleton: string
  /** `visual` with O as zero and without letters between digits. */
  readonly ncic: string
  /** `skeleton` without leading zeros. */
  readonly noZero: string
  /** The longest run of digits of `visual`, without leading zeros; empty where there is no digit. */
  readonly core: string
}

/**
 * The keys of one reading. Where it is not certain, `?` stands for an unreadable character and for one of several, and `*` for an unreadable run:
 * such keys can be stored and found, but say nothing about equality (see `compareReadings`).
 */
export function searchKeys(reading: Reading): SearchKeys {
  const exact = reading.units.map(writeUnit).join('')
  const visual = foldVisual(exact)
  const skeleton = foldSkeleton(visual)
  return {
    exact,
    visual,
    phonetic: exact === '' ? [] : soundsOf(exact),
    skeleton,
    ncic: foldNcic(visual),
    noZero: dropLeadingZeros(skeleton),
    core: coreNumber(visual),
  }
}

/**
 * The keys under which a registered mark is stored; null where it holds no letter and no number, or is a pattern that cannot be read. A mark that
 * was not fully readable is stored under its pattern alone, since its parts would mislead. Empty keys are not stored.
 */
export function registeredKeys(text: string, condition: string | null | undefined): SearchKeys | null {
  const parsed = parseReading(text, { literal: isLiteral(condition) })
  if (!parsed.ok) return null
  const keys = searchKeys(parsed.reading)
  if (keys.exact === '') return null
  return parsed.reading.certain ? keys : { ...keys, phonetic: [], ncic: '', core: '' }
}

function writeUnit(unit: ReadingUnit): string {
  if (unit.kind === 'CHARACTER') return unit.character
  return unit.kind === 'UNREADABLE_RUN' ? '*' : '?'
}
