import { successorsOf } from '../reference/countries.ts'
import { LAST_YEAR } from '../reference/date-codes.ts'
import type { Certainty, Maker, Sourced } from '../reference/entries.ts'
import { referenceInUse } from '../reference/in-use.ts'
import type { DateCodeSystem } from '../reference/mark-entries.ts'
import { type CodedYear, type CompiledFormat, dateCodeForm } from '../reference/mark-indexes.ts'
import { remembering } from '../reference/remembering.ts'
import { resolveMake, shapeText, yearInSerial } from './maker.ts'

/** A mark that may tell a year. `country` is the State of the mark, where it was told; `maker` any name of the weapon's. */
export interface DatedMark {
  readonly kind: string
  readonly text: string
  readonly country?: string | null | undefined
  readonly maker?: string | null | undefined
}

/** One year that a mark may stand for, and the entry that says so. */
export interface YearReading extends Sourced {
  readonly year: number
  /** Code of the table or of the way of numbering. */
  readonly system: string
  readonly name: string
  /** The State of the table; null for a serial. */
  readonly country: string | null
  /** False where nothing tells that it is a mark of this State: then `certainty` is `LOW`, whatever the table's. */
  readonly isStateKnown: boolean
}

/** What a mark says of a year, in short. */
export interface MarkedYear {
  /** Every year it may stand for, the earliest first; none where no table knows it. */
  readonly years: readonly number[]
  /** The table, where it can be one only. */
  readonly system: string | null
  /** `LOW` also where several tables or years may be meant. */
  readonly certainty: Certainty
}

const PROOFS: readonly string[] = ['PROOF', 'REPROOF']
const SERIALS: readonly string[] = ['SERIAL_PRIMARY', 'SERIAL_COMPONENT', 'SERIAL_STATE_ASSIGNED']
const CENTURY = 100
// Letters of most marks that say that a weapon was proofed, and not when.
const PROOF_LETTERS = 2

/**
 * Every year that a mark may stand for (domain reference, date and proof codes): codes of years by the table of the mark's State, else by that of the maker's
 * State, else, at `LOW` certainty, by any; a serial by the maker's way of numbering. A proof house strikes its own table only, a maker's code is never a proof mark.
 */
export function readYears({ kind, text, country, maker }: DatedMark): readonly YearReading[] {
  return isDated(kind) ? yearsOf(kind, text, country, maker) : []
}

function isDated(kind: string): boolean {
  return kind === 'YEAR_CODE' || PROOFS.includes(kind) || SERIALS.includes(kind)
}

type Told = string | null | undefined

// A search asks for the year of one observation with each of hundreds of candidates.
const yearsOf = remembering((kind: Told, told: Told, country: Told, maker: Told): readonly YearReading[] => {
  const [text, { entry }] = [told ?? '', resolveMake(maker)]
  if (SERIALS.includes(kind ?? '')) return yearsInSerial(entry, text)
  const isProof = PROOFS.includes(kind ?? '')
  const form = dateCodeForm(text)
  const known = referenceInUse().yearsByCode.get(form) ?? []
  const possible = known.filter(({ system: { makers } }) => {
    if (makers.length === 0) return true
    return !isProof && (entry === undefined || makers.includes(entry.id))
  })
  const ofState = possible.filter(({ system }) => isOfState(system, country, entry))
  if (ofState.length > 0 || successorsOf(country ?? '').length > 0) return ofState.map((one) => toReading(one, true))
  return possible.filter(() => isTelling(form, entry)).map((one) => toReading(one, false))
})

function toReading({ year, system }: CodedYear, isStateKnown: boolean): YearReading {
  const { code, name, country, source, certainty } = system
  return { year, system: code, name, country, source, certainty: isStateKnown ? certainty : 'LOW', isStateKnown }
}

/** True for a table of the State that was told; where none was, for one of the maker or of the maker's State. */
function isOfState({ country: own, makers }: DateCodeSystem, country: Told, entry: Maker | undefined): boolean {
  const states = successorsOf(country ?? '')
  if (states.length > 0) return states.includes(own)
  return entry !== undefined && (makers.includes(entry.id) || own === entry.country)
}

function hasTwoSigns(text: string): boolean {
  return dateCodeForm(text).length >= PROOF_LETTERS
}

/**
 * Foreign arms are proofed on import, so a code may be any State's. But proof marks are full of letters (N, BP, NP): one that is no code of the maker's State
 * counts only where it is one of the longer ones or holds a digit (XIV, XX8, B1), and a single letter never.
 */
function isTelling(form: string, entry: Maker | undefined): boolean {
  const isLong = form.length > PROOF_LETTERS || /[0-9]/.test(form)
  return entry === undefined ? isLong || form.length === PROOF_LETTERS : isLong
}

const OF_MAKER = { country: null, isStateKnown: true } as const

/** The years that a serial tells by the ways of numbering of its maker. */
export function yearsInSerial(entry: Maker | undefined, text: string): readonly YearReading[] {
  if (entry === undefined) return []
  const { source, certainty } = entry
  const own = yearInSerial(entry, text)
  const told =
    own === undefined ? [] : [{ ...OF_MAKER, year: own, system: entry.id, name: entry.name, source, certainty }]
  const shaped = shapeText(text)
  const shared = (referenceInUse().formatsByMaker.get(entry.id) ?? []).flatMap((format): YearReading[] => {
    const year = yearBy(format, shaped)
    const { code: system, name } = format
    return year === undefined
      ? []
      : [{ ...OF_MAKER, year, system, name, source: format.source, certainty: format.certainty }]
  })
  return [...told, ...shared]
}

function yearBy({ regExp, since, yearCodes }: CompiledFormat, shaped: string): number | undefined {
  const told = regExp.exec(shaped)?.groups?.['year']
  if (told === undefined) return undefined
  if (yearCodes === undefined) return since === undefined ? undefined : withLastDigits(Number(told), since)
  const coded = referenceInUse().yearsByCode.get(dateCodeForm(told)) ?? []
  return coded.find(({ system }) => system.code === yearCodes)?.year
}

/** The first year from `since` on that ends in these two digits; undefined where it has not come. */
function withLastDigits(digits: number, since: number): number | undefined {
  const inCentury = since - (since % CENTURY) + digits
  const year = inCentury < since ? inCentury + CENTURY : inCentury
  return year > LAST_YEAR ? undefined : year
}

/** The same in short: what may be meant, by which table, and how sure that is. Nothing known is no year, and no table. */
export function yearOfMark(mark: DatedMark): MarkedYear {
  const readings = readYears(mark)
  const years = [...new Set(readings.map(({ year }) => year))].toSorted((one, other) => one - other)
  const [first] = readings
  const isOne = first !== undefined && readings.every(({ system }) => system === first.system)
  return {
    years,
    system: isOne ? first.system : null,
    certainty: isOne && years.length === 1 ? first.certainty : 'LOW',
  }
}

/**
 * The year of manufacture that a code tells beyond doubt: one year, of one table that literature or better knows, of the State where the weapon's
 * maker sits. A foreign proof house proofs what is imported, in whatever year.
 */
export function certainYearOf(mark: DatedMark): number | undefined {
  const home = resolveMake(mark.maker).entry?.country
  const readings = readYears(mark)
  const { years, system, certainty } = yearOfMark(mark)
  // A single letter is more often another mark of the proof house.
  const isHome = home !== undefined && readings.every(({ country }) => country === home) && hasTwoSigns(mark.text)
  return years.length === 1 && system !== null && certainty !== 'LOW' && isHome ? years[0] : undefined
}
