import type { Reading, ReadingUnit } from '../reading.ts'
import { codeOf } from './confusions.ts'
import type { LikelihoodModel } from './model.ts'

/** One way to read an observed mark, ready to be aligned with many registered texts. */
export interface ObservedText {
  readonly length: number
  /** Probabilities by registered character, for each position; undefined where it could not be read. */
  readonly rows: readonly (Float64Array | undefined)[]
  /** The character's code; `NO_CODE` where it is not one character, `RUN` for an unreadable run. */
  readonly codes: readonly number[]
  /** Letters at the beginning and the end. */
  readonly prefix: number
  readonly suffix: number
  /** The logarithm of the probability that any number of this shape reads so. */
  readonly density: number
  /** The logarithm of the probability of this way to read it. */
  readonly cost: number
}

/** A registered text, ready to be aligned with many readings. */
export interface RegisteredText {
  readonly length: number
  /** `NO_CODE` where it was not readable when it was registered; an unreadable run is left out and told by `hasRun`. */
  readonly codes: readonly number[]
  readonly prefix: number
  readonly suffix: number
  readonly zeros: number
  /** Where the digits begin and end: a letter in between stands between digits. Both 0 where there is no digit. */
  readonly from: number
  readonly to: number
  readonly hasRun: boolean
}

export const NO_CODE = -1
export const RUN = -2
const ZERO = codeOf('0')
const NINE = codeOf('9')
const LETTER_O = codeOf('O')
const DIGIT_DENSITY = Math.log(1 / 10)
const LETTER_DENSITY = Math.log(1 / 24)

export function isDigitCode(code: number): boolean {
  return code >= ZERO && code <= NINE
}

export function isZeroCode(code: number): boolean {
  return code === ZERO || code === LETTER_O
}

export function readObserved(
  units: readonly ReadingUnit[],
  wear: number,
  cost: number,
  model: LikelihoodModel,
): ObservedText {
  const codes = codesOf(units)
  const rows = units.map((unit) => {
    if (unit.kind === 'CHARACTER') return model.rowOf(unit.character, wear)
    return unit.kind === 'ONE_OF' ? rowOfSeveral(unit.characters, wear, model) : undefined
  })
  const { prefix, suffix } = endsOf(codes)
  const density = units.reduce((sum, unit) => sum + densityOf(unit), 0)
  return { length: codes.length, rows, codes, prefix, suffix, density, cost }
}

export function readRegistered({ units }: Pick<Reading, 'units'>): RegisteredText {
  const codes: number[] = []
  let hasRun = false
  for (const unit of units) {
    if (unit.kind === 'UNREADABLE_RUN') hasRun = true
    else codes.push(unit.kind === 'CHARACTER' ? codeOf(unit.character) : NO_CODE)
  }
  const { length } = codes
  const { prefix, suffix, isNumber } = endsOf(codes)
  let zeros = 0
  while (zeros < length - 1 && isZeroCode(codes[zeros] as number)) zeros++
  return { length, codes, prefix, suffix, zeros, from: prefix, to: isNumber ? length - suffix : 0, hasRun }
}

function codesOf(units: readonly ReadingUnit[]): readonly number[] {
  return units.map((unit) => {
    if (unit.kind === 'CHARACTER') return codeOf(unit.character)
    return unit.kind === 'UNREADABLE_RUN' ? RUN : NO_CODE
  })
}

/** How many letters stand before the first digit and after the last; none where there is no digit. */
function endsOf(codes: readonly number[]): {
  readonly prefix: number
  readonly suffix: number
  readonly isNumber: boolean
} {
  let prefix = 0
  while (prefix < codes.length && (codes[prefix] as number) > NINE) prefix++
  if (prefix === codes.length) return { prefix: 0, suffix: 0, isNumber: false }
  let suffix = 0
  while ((codes[codes.length - 1 - suffix] as number) > NINE) suffix++
  return { prefix, suffix, isNumber: true }
}

function rowOfSeveral(characters: readonly string[], wear: number, model: LikelihoodModel): Float64Array {
  const rows = characters.map((character) => model.rowOf(character, wear))
  const { oneOfHolds } = model.values
  const mixed = new Float64Array(rows[0]?.length ?? 0)
  for (let code = 0; code < mixed.length; code++) {
    const best = Math.max(...rows.map((row) => row[code] as number))
    // Above this the character is one of those given; below it all of them were read wrong.
    mixed[code] =
      best > Math.log(0.2) ? best + Math.log(oneOfHolds / characters.length) : best + Math.log(1 - oneOfHolds)
  }
  return mixed
}

function densityOf(unit: ReadingUnit): number {
  if (unit.kind === 'UNREADABLE' || unit.kind === 'UNREADABLE_RUN') return 0
  const character = unit.kind === 'CHARACTER' ? unit.character : (unit.characters[0] ?? '')
  return isDigitCode(codeOf(character)) ? DIGIT_DENSITY : LETTER_DENSITY
}
