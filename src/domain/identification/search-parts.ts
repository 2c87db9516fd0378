import { type Alphabets, ANY_MAKE } from './alphabet.ts'

/** Keys of one kind to probe; `makeKey` null for weapons of any make. */
export interface KeyPart {
  readonly kind: 'NO_ZERO' | 'PHONETIC' | 'NCIC' | 'CORE'
  readonly makeKey: string | null
  readonly keys: readonly string[]
}

/** The registered keys that begin (or, of reversed keys, end) with what was read; `pattern` in LIKE's signs holds for the whole key. */
export interface RangePart {
  readonly isEnd: boolean
  readonly makeKey: string | null
  /** First text of the range, reversed where it is an end. */
  readonly from: string
  readonly pattern: string
}

export interface SearchPlan {
  readonly keys: readonly KeyPart[]
  readonly ranges: readonly RangePart[]
}

/** Where to look: the makes that are registered at all, or all of them together. */
export function placesOf(makeKeys: readonly string[] | undefined, alphabets: Alphabets): readonly (string | null)[] {
  return makeKeys === undefined ? [null] : makeKeys.filter((makeKey) => alphabets.has(makeKey))
}

/** The alphabet of a place. */
export function alphabetAt(makeKey: string | null, alphabets: Alphabets) {
  return alphabets.get(makeKey ?? ANY_MAKE) ?? (() => [])
}
