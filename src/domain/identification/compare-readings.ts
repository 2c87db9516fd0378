import { asciiKeys } from './ascii-keys.ts'
import {
  agreeByAffix,
  agreeWidely,
  canBeOne,
  fitsRuns,
  hasRun,
  isSkeletonOne,
  isVisualOne,
  isWidelyOne,
} from './compare-widely.ts'
import type { Reading, ReadingUnit } from './reading.ts'
import { type SearchKeys, searchKeys } from './search-keys.ts'
import type { KeyRelation } from './tier.ts'

// Of shorter numbers, half are one error from each other.
export const EDIT_CHARACTERS_MIN = 4

/**
 * By which key two readings agree, the strongest that does; undefined where none does. A reading with unreadable characters or alternatives agrees as
 * `wildcard` at best, whatever its keys look like; where it agrees only after confusable characters are folded, no better than one error away. Which
 * side was read and which is on record matters to `wide` alone.
 */
export function compareReadings(observed: Reading, registered: Reading): KeyRelation | undefined {
  if (!observed.certain || !registered.certain) return compareUncertain(observed, registered)
  const [one, other] = [keysOf(observed), keysOf(registered)]
  if (one.exact === '' || other.exact === '') return undefined
  if (one.exact === other.exact) return 'exact'
  if (one.visual === other.visual) return 'visual'
  if (one.skeleton === other.skeleton) return 'skeleton'
  if (one.phonetic.some((text) => other.phonetic.includes(text))) return 'phonetic'
  if (one.noZero === other.noZero) return 'noZero'
  if (one.ncic === other.ncic) return 'ncic'
  if (isOneErrorAway(one, other)) return 'edit1'
  if (agreeWidely(one.visual, other.visual)) return 'wide'
  if (agreeByAffix(one.skeleton, other.skeleton)) return 'affix'
  return one.core !== '' && one.core === other.core ? 'core' : undefined
}

interface ComparedKeys extends SearchKeys {
  /** True where a character may take two code units. */
  readonly isAstral: boolean
}

// Each reading is compared with many others; computing its keys once made a request of 50 marks against 300 weapons six times faster.
const KEYS = new WeakMap<Reading, ComparedKeys>()
const SURROGATE = /[\ud800-\udfff]/

function keysOf(reading: Reading): ComparedKeys {
  const known = KEYS.get(reading)
  if (known !== undefined) return known
  const keys = asciiKeys(exactOf(reading)) ?? otherKeys(reading)
  KEYS.set(reading, keys)
  return keys
}

function otherKeys(reading: Reading): ComparedKeys {
  const keys = searchKeys(reading)
  return { ...keys, isAstral: SURROGATE.test(keys.skeleton) }
}

/** Only of a reading that is certain. */
function exactOf({ units }: Reading): string {
  let exact = ''
  for (const unit of units) if (unit.kind === 'CHARACTER') exact += unit.character
  return exact
}

function compareUncertain(observed: Reading, registered: Reading): KeyRelation | undefined {
  const [one, other] = [observed.units, registered.units]
  // A run has no length, so it agrees no better than by what stands round it; both readings empty is no agreement either.
  if (hasRun(observed) || hasRun(registered)) return fitsRuns(observed, registered) ? 'affix' : undefined
  if (one.length !== other.length || one.length === 0) return undefined
  if (fit(one, other, isVisualOne)) return 'wildcard'
  if (fit(one, other, isSkeletonOne)) return 'edit1'
  return fit(one, other, isWidelyOne) ? 'wide' : undefined
}

function fit(
  one: readonly ReadingUnit[],
  other: readonly ReadingUnit[],
  isOne: (text: string, own: string) => boolean,
): boolean {
  for (let at = 0; at < one.length; at++) {
    if (!canBeOne(one[at] as ReadingUnit, other[at] as ReadingUnit, isOne)) return false
  }
  return true
}

/** One character more, less or other, or two neighbours exchanged: the errors of copying from paper. */
function isOneErrorAway(one: ComparedKeys, other: ComparedKeys): boolean {
  const [a, b] = one.skeleton.length >= other.skeleton.length ? [one, other] : [other, one]
  // No list of characters is made where code units are characters.
  if (!a.isAstral && !b.isAstral) return isOneErrorApart(a.skeleton, b.skeleton)
  const [long, short] = [Array.from(a.skeleton), Array.from(b.skeleton)]
  return long.length >= short.length ? isOneErrorApart(long, short) : isOneErrorApart(short, long)
}

function isOneErrorApart(long: ArrayLike<string>, short: ArrayLike<string>): boolean {
  const longer = long.length - short.length
  if (short.length < EDIT_CHARACTERS_MIN || longer > 1) return false
  let from = 0
  while (from < short.length && long[from] === short[from]) from++
  if (from === short.length) return longer === 1
  if (longer === 1) return isRestEqual(long, from + 1, short, from)
  if (isRestEqual(long, from + 1, short, from + 1)) return true
  const isExchanged = long[from] === short[from + 1] && long[from + 1] === short[from]
  return isExchanged && isRestEqual(long, from + 2, short, from + 2)
}

function isRestEqual(long: ArrayLike<string>, from: number, short: ArrayLike<string>, at: number): boolean {
  for (let n = 0; at + n < short.length; n++) if (long[from + n] !== short[at + n]) return false
  return true
}
