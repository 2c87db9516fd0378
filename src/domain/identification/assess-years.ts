import type { Finding } from '../findings.ts'
import { successorsOf } from '../reference/countries.ts'
import { referenceInUse } from '../reference/in-use.ts'
import { readYears, type YearReading } from './date-codes.ts'
import { resolveMake } from './maker.ts'
import { firstYearOf } from './model.ts'
import { contradiction, info, leastSure, MODEL, restsOn, textOf, YEAR } from './observation-notes.ts'
import { effectiveMake, effectiveYear, isOnPart, type ObservedMarking, type ObservedWeapon } from './observation.ts'

const CODED: readonly string[] = ['YEAR_CODE', 'PROOF', 'REPROOF']
// Barrels are proofed before the weapon is put together, and weapons early in the next year.
const APART_YEARS = 1

/** What is odd about the years that are told: by the model, and by codes of years and of proof. */
export function assessYears(observation: ObservedWeapon): Finding[] {
  const { make, markings = [] } = observation
  if (markings.length === 0 && observation.yearOfManufacture === undefined) return []
  const maker = effectiveMake(make, markings)
  const year = effectiveYear(observation)
  const isGiven = typeof observation.yearOfManufacture === 'number' || markings.some(({ kind }) => kind === 'YEAR')
  const ofCodes = markings.flatMap((mark, index) =>
    CODED.includes(mark.kind) ? ofCode(mark, index, { maker, year, isGiven }) : [],
  )
  return [...ofModel(observation, resolveMake(maker).key, year), ...ofCodes]
}

function ofModel(
  { model, yearOfManufacture: given }: ObservedWeapon,
  makerKey: string,
  year: number | undefined,
): Finding[] {
  const earliest = firstYearOf(model, makerKey)
  if (year === undefined || earliest === undefined || year >= earliest.year) return []
  const detail = `This model was not made before ${earliest.year}.`
  const hint = 'Check the model and the year on the weapon: the year may be one of a part, of a patent or of a proof.'
  const rests = { list: 'models', code: earliest.id, certainty: earliest.certainty }
  return [contradiction(rests, 'YEAR_BEFORE_MODEL', given === undefined ? MODEL : YEAR, detail, hint)]
}

interface Dated {
  readonly maker: string | undefined
  readonly year: number | undefined
  /** True where the year is not itself one of a code. */
  readonly isGiven: boolean
}

function ofCode(mark: ObservedMarking, index: number, { maker, year, isGiven }: Dated): Finding[] {
  const readings = readYears({ ...mark, maker })
  const [first, ...others] = readings
  if (first === undefined) return mark.kind === 'YEAR_CODE' ? ofUnknownCode(mark, index, maker) : []
  const least = leastSure<YearReading>([first, ...others])
  const told = { list: 'date-codes', code: least.system, certainty: least.certainty }
  const grounds = least.isStateKnown
    ? restsOn(told)
    : `Nothing tells whose mark it is, so that this is no more than a hint (date-codes ${told.code}).`
  const years = [...new Set(readings.map((one) => one.year))].toSorted((one, other) => one - other)
  const tables = [...new Set(readings.map(({ name }) => name))].join('; ')
  // A year in full says itself what it is, and no detail repeats a mark.
  const isInFull = /[0-9]{4}/.test(mark.text)
  if (year !== undefined && isGiven && isApart(mark.kind, years, year)) {
    const stands = isInFull ? 'another year than the one given' : `${years.join(' or ')}, which is not the year given`
    const detail = `By its table (${tables}) this stands for ${stands}.`
    const hint = 'Check both; a later code may be one of a second proof, and an earlier one that of an older part.'
    if (!isOnPart(mark) && least.isStateKnown)
      return [contradiction(told, 'DATE_CODE_DIFFERS', textOf(index), detail, hint)]
    const more = isOnPart(mark) ? `It stands on a part, which may be of another year. ${grounds}` : grounds
    return [info('DATE_CODE_DIFFERS', textOf(index), `${detail} ${more}`, hint)]
  }
  if (isGiven || isInFull) return []
  const detail = `By its table (${tables}) this code stands for ${years.join(' or ')}. ${grounds}`
  const hint =
    'Give the State of the proof mark (`country`) where several tables may be meant; a proof year is no more than near the year of manufacture.'
  return [info('DATE_CODE_TELLS_YEAR', textOf(index), detail, hint)]
}

/** A second proof is later by any number of years; it only cannot be earlier. */
function isApart(kind: string, years: readonly number[], year: number): boolean {
  if (kind === 'REPROOF') return years.every((one) => one + APART_YEARS < year)
  const apart = kind === 'PROOF' ? APART_YEARS : 0
  return years.every((one) => Math.abs(one - year) > apart)
}

/** A code that its State's tables do not hold: told only where there is such a table. */
function ofUnknownCode(mark: ObservedMarking, index: number, maker: string | undefined): Finding[] {
  const states = successorsOf(mark.country ?? resolveMake(maker).entry?.country ?? '')
  if (!referenceInUse().lists.dateCodes.some(({ country }) => states.includes(country))) return []
  const hint =
    'Check the letters: tables leave some out (no J in the German one, no CH or LL with a number in the Spanish one), and end before today.'
  return [info('DATE_CODE_NOT_LISTED', textOf(index), 'No table of this State holds this code of a year.', hint)]
}
