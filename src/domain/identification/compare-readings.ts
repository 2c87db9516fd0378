import { foldVisual, foldSkeleton } from './folds.ts'
import type { Reading, ReadingUnit } from './reading.ts'
import { type SearchKeys, searchKeys } from './search-keys.ts'
import type { KeyRelation } from './tier.ts'

/** A character that stands otherwise on record than it was read. `position` counts characters of the reading from 0; either side may be empty. */
export interface Substitution {
  readonly observed: string
  readonly registered: string
  readonly position: number
}

// Of shorter numbers, half are one error from each other.
const EDIT_CHARACTERS_MIN = 4

/**
 * By which key two readings agree, the strongest that does; undefined where none does. A reading with unreadable characters or alternatives agrees as
 * `wildcard` at best, whatever its keys look like; where it agrees only after confusable characters are folded, no better than one error away.
 */
export function compareReadings(observed: Reading, registered: Reading): KeyRelation | undefined {
  if (!observed.certain || !registered.certain) return compareUncertain(observed.units, registered.units)
  const [one, other] = [keysOf(observed), keysOf(registered)]
  if (one.exact === '' || other.exact === '') return undefined
  if (one.exact === other.exact) return 'exact'
  if (one.visual === other.visual) return 'visual'
  if (one.skeleton === other.skeleton) return 'skeleton'
  if (one.phonetic.some((text) => other.phonetic.includes(text))) return 'phonetic'
  if (one.noZero === other.noZero) return 'noZero'
  if (one.ncic === other.ncic) return 'ncic'
  if (isOneErrorAway(one.skeleton, other.skeleton)) return 'edit1'
  return one.core !== '' && one.core === other.core ? 'core' : undefined
}

/** Where what was read and what is on record differ: character by character where both are as long, else as a whole. */
export function findSubstitutions(observed: Reading, registered: Reading): readonly Substitution[] {
  const [one, other] = [observed.units.map(writeUnit), registered.units.map(writeUnit)]
  if (one.length !== other.length) return [{ observed: one.join(''), registered: other.join(''), position: 0 }]
  return one.flatMap((text, position) => {
    const onRecord = other[position] ?? ''
    return text === onRecord ? [] : [{ observed: text, registered: onRecord, position }]
  })
}

// Each reading is compared with many others; computing its keys once made a request of 50 marks against 300 weapons six times faster.
const KEYS = new WeakMap<Reading, SearchKeys>()

function keysOf(reading: Reading): SearchKeys {
  const known = KEYS.get(reading)
  if (known !== undefined) return known
  const keys = searchKeys(reading)
  KEYS.set(reading, keys)
  return keys
}

function compareUncertain(one: readonly ReadingUnit[], other: readonly ReadingUnit[]): KeyRelation | undefined {
  // A run has no length, so nothing is known to agree; both readings empty is no agreement either.
  if (one.length !== other.length || one.length === 0) return undefined
  if ([...one, ...other].some((unit) => unit.kind === 'UNREADABLE_RUN')) return undefined
  if (one.every((unit, at) => canBeOne(unit, other[at], foldVisual))) return 'wildcard'
  return one.every((unit, at) => canBeOne(unit, other[at], (text) => foldSkeleton(foldVisual(text))))
    ? 'edit1'
    : undefined
}

function canBeOne(one: ReadingUnit, other: ReadingUnit | undefined, fold: (text: string) => string): boolean {
  const [characters, others] = [possible(one), possible(other)]
  if (characters === undefined || others === undefined) return true
  const folded = others.map(fold)
  return characters.some((character) => folded.includes(fold(character)))
}

/** What a position may be; undefined for anything. */
function possible(unit: ReadingUnit | undefined): readonly string[] | undefined {
  if (unit?.kind === 'CHARACTER') return [unit.character]
  return unit?.kind === 'ONE_OF' ? unit.characters : undefined
}

/** One character more, less or other, or two neighbours exchanged: the errors of copying from paper. */
function isOneErrorAway(one: string, other: string): boolean {
  if (Math.abs(one.length - other.length) > 2) return false
  const [long, short] = [Array.from(one), Array.from(other)].sort((a, b) => b.length - a.length) as [string[], string[]]
  if (short.length < EDIT_CHARACTERS_MIN || long.length - short.length > 1) return false
  const from = short.findIndex((character, at) => character !== long[at])
  if (from === -1) return long.length > short.length
  const rest = (characters: readonly string[], skip: number) => characters.slice(from + skip).join('')
  if (long.length > short.length) return rest(long, 1) === rest(short, 0)
  if (rest(long, 1) === rest(short, 1)) return true
  return long[from] === short[from + 1] && long[from + 1] === short[from] && rest(long, 2) === rest(short, 2)
}

function writeUnit(unit: ReadingUnit): string {
  if (unit.kind === 'CHARACTER') return unit.character
  if (unit.kind === 'ONE_OF') return `[${unit.characters.join('')}]`
  return unit.kind === 'UNREADABLE' ? '?' : '*'
}
