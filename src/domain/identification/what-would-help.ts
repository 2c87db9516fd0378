import type { Finding } from '../findings.ts'
import { type Alphabets, DIGITS, unreadable } from './alphabet.ts'
import { countKeys, type Position, positionsOf } from './expand-pattern.ts'
import { type ObservedMark, type ObservedWeapon, observedMarks, searchedMarks } from './observation.ts'
import { alphabetAt, placesOf } from './search-parts.ts'

/** One further detail, and how many serials would be left with it; null where that has no number. */
export interface HelpfulDetail {
  readonly detail: 'MAKE' | 'CHARACTER' | 'LENGTH' | 'MODEL' | 'CALIBRE'
  readonly possibilities: number | null
}

/** A mark of which not every weapon that fits was looked up, so that it identifies none. */
export interface UnsearchedMark {
  /** Its place in `observation.markings`. */
  readonly index: number
  /** True where a part of what fits was looked up. */
  readonly isLookedUp: boolean
  /** How many serials it may stand for; null where its length is not known. */
  readonly possibilities: number | null
}

export interface WhatWouldHelp {
  readonly marks: readonly UnsearchedMark[]
  /** The further details that would narrow the search, the best first; empty where one weapon was found. */
  readonly details: readonly HelpfulDetail[]
}

/** The marks that were not searched whole, each once; a token that may be letters of the serial is no mark of its own. */
export function unsearchedMarks(
  marks: readonly ObservedMark[],
  searched: readonly ObservedMark[],
): readonly ObservedMark[] {
  const whole = new Set(searched.map(({ index }) => index))
  return marks.filter(({ index, keepsToken }) => !keepsToken && !whole.has(index))
}

/** How much a mark that was not searched whole may stand for, by what is registered. */
export function describeUnsearched(
  { index, reading }: ObservedMark,
  makeKeys: readonly string[] | undefined,
  alphabets: Alphabets,
  isLookedUp: boolean,
): UnsearchedMark {
  const positions = positionsOf(reading.units)
  if (positions === undefined) return { index, isLookedUp, possibilities: null }
  const counts = placesOf(makeKeys, alphabets).map((place) => countKeys(positions, alphabetAt(place, alphabets)))
  return { index, isLookedUp, possibilities: counts.reduce((sum, count) => sum + count, 0) }
}

/** Which further details would narrow a search that did not end at one weapon, the best first. */
export function whatWouldHelp(
  observation: ObservedWeapon,
  unsearched: readonly ObservedMark[],
  makeKeys: readonly string[] | undefined,
  alphabets: Alphabets,
): readonly HelpfulDetail[] {
  const ofMarks = unsearched.flatMap((mark) => detailsOf(mark, makeKeys, alphabets))
  const told: HelpfulDetail[] = []
  if (makeKeys === undefined && !ofMarks.some(({ detail }) => detail === 'MAKE')) told.push(noNumber('MAKE'))
  if (observation.model === undefined) told.push(noNumber('MODEL'))
  if (observation.calibre === undefined) told.push(noNumber('CALIBRE'))
  return [...ofMarks, ...told].sort(
    (one, other) => (one.possibilities ?? Infinity) - (other.possibilities ?? Infinity) || 0,
  )
}

function noNumber(detail: HelpfulDetail['detail']): HelpfulDetail {
  return { detail, possibilities: null }
}

function detailsOf(
  { reading }: ObservedMark,
  makeKeys: readonly string[] | undefined,
  alphabets: Alphabets,
): HelpfulDetail[] {
  const positions = positionsOf(reading.units)
  if (positions === undefined) return [noNumber('LENGTH')]
  const widest = Math.max(...placesOf(makeKeys, alphabets).map((place) => widestOf(positions, place, alphabets)), 0)
  const all = placesOf(makeKeys, alphabets).reduce(
    (sum, place) => sum + countKeys(positions, alphabetAt(place, alphabets)),
    0,
  )
  const oneMore: HelpfulDetail = { detail: 'CHARACTER', possibilities: widest === 0 ? null : Math.ceil(all / widest) }
  if (makeKeys !== undefined) return [oneMore]
  // Most makers number in digits, so that is what a maker's name is likely to leave.
  return [{ detail: 'MAKE', possibilities: countKeys(positions, () => DIGITS) }, oneMore]
}

/** How many characters the least certain position may be. */
function widestOf(positions: readonly Position[], place: string | null, alphabets: Alphabets): number {
  const alphabet = alphabetAt(place, alphabets)
  const sizes = positions.flatMap((position, at) =>
    position === null ? [unreadable(alphabet, positions.length, at).length] : [],
  )
  return Math.max(0, ...sizes)
}

const WORDS: Record<HelpfulDetail['detail'], string> = {
  MAKE: 'the make',
  CHARACTER: 'one more character of it',
  LENGTH: 'how many characters are unread (write ? for each)',
  MODEL: 'the model',
  CALIBRE: 'the calibre',
}

/** One finding for each mark that was not searched whole, with what would help most. No detail holds a mark's text. */
export function tellUnsearched({ marks, details }: WhatWouldHelp): readonly Finding[] {
  const best = details.map(({ detail, possibilities }) => {
    return possibilities === null ? WORDS[detail] : `${WORDS[detail]} (some ${possibilities} left)`
  })
  const hint = `Most would help: ${best.length > 0 ? best.join('; ') : WORDS.CHARACTER}.`
  return marks.map(({ index, isLookedUp, possibilities }) => {
    const many = possibilities === null ? '' : ` It may stand for ${possibilities} serials.`
    const detail = isLookedUp
      ? `Too little of this mark is read to know every weapon that it fits, so none is taken for the only one.${many}`
      : `Too little of this mark is read to search for it.${many}`
    const pointer = `#/observation/markings/${index}/text`
    return { code: 'READING_TOO_WIDE', severity: 'WARNING', pointer, detail, hint }
  })
}

/** The same where nothing is known of what is registered. */
export function assumeUnsearched(observation: ObservedWeapon): WhatWouldHelp {
  const marks = unsearchedMarks(observedMarks(observation), searchedMarks(observation))
  return {
    marks: marks.map(({ index }) => ({ index, isLookedUp: false, possibilities: null })),
    details: whatWouldHelp(observation, [], undefined, new Map()),
  }
}
