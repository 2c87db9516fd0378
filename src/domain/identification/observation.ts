import {
  FRAME_COMPONENTS,
  type MarkingCondition,
  type MarkingKind,
  PRIMARY_SERIAL_KINDS,
  SECONDARY_SERIAL_KINDS,
} from '../vocabulary/markings.ts'
import { NOTHING_LEARNED } from './alphabet.ts'
import { certainYearOf } from './date-codes.ts'
import { makerOfSymbol } from './factory-symbol.ts'
import { isNotOnlyMaker, resolveMake } from './maker.ts'
import { planWhole } from './plan-whole.ts'
import { parseReading, type Reading, type ReadingError } from './reading.ts'
import { searchKeys } from './search-keys.ts'

/** One mark as it was read. Kinds, components and conditions are codes of the vocabulary; codes that are not known are not searched. */
export interface ObservedMarking {
  readonly kind: string
  readonly text: string
  readonly component?: string | null | undefined
  readonly condition?: string | null | undefined
  /** How sure the reader is of the whole mark: `HIGH`, `MEDIUM` or `LOW`. */
  readonly confidence?: string | null | undefined
  readonly country?: string | null | undefined
  readonly year?: number | null | undefined
}

/** What was seen on a weapon, as the API's `observation` (design, section 8). */
export interface ObservedWeapon {
  readonly type?: string | undefined
  readonly make?: string | undefined
  readonly model?: string | undefined
  readonly calibre?: string | undefined
  readonly countryOfManufacture?: string | undefined
  readonly importer?: string | undefined
  readonly yearOfManufacture?: number | string | undefined
  readonly markings?: readonly ObservedMarking[] | undefined
  readonly noMarkingsVisible?: boolean | undefined
}

/** An observed mark that may be the serial, with one way to read it. */
export interface ObservedMark {
  /** Its place in `observation.markings`. */
  readonly index: number
  readonly kind: string
  readonly reading: Reading
  /** True where a match through it never reaches T1. */
  readonly isSecondary: boolean
  /** True for the second reading of a mark that begins with a token, in which the token is letters of the serial. */
  readonly keepsToken: boolean
}

export const PRIMARY: readonly string[] = PRIMARY_SERIAL_KINDS
const SEARCHED: readonly string[] = [...PRIMARY_SERIAL_KINDS, ...SECONDARY_SERIAL_KINDS]
const FRAME: readonly string[] = FRAME_COMPONENTS
// What is read under these conditions is not, or not wholly, what the maker struck: an altered number may be another weapon's.
const DOUBTFUL: readonly string[] = [
  'PARTIALLY_LEGIBLE',
  'OVERSTAMPED',
  'ALTERED',
  'OBLITERATED',
  'RESTORED_PARTIAL',
  'RESTORATION_FAILED',
  'ABSENT_NEVER_MARKED',
  'ABSENT_UNKNOWN',
] satisfies MarkingCondition[]

/** Whether a mark may be the weapon's serial at all (domain vocabulary 8.3): a rack, patent or lot number is never searched. */
export function mayBeSerial(kind: string): boolean {
  return SEARCHED.includes(kind)
}

/** Whether a match with this mark can only support, not carry, an identification (ITI 10, MOSAIC 05.30: the frame's number is the weapon's). */
export function isSecondaryMark(
  mark: Pick<ObservedMarking, 'kind' | 'component' | 'condition' | 'confidence'>,
): boolean {
  return !PRIMARY.includes(mark.kind) || !isOfWhole(mark)
}

/** True for a mark of which it was told that it stands on another part than frame or receiver. */
export function isOnPart({ component }: Pick<ObservedMarking, 'component'>): boolean {
  return component !== undefined && component !== null && !FRAME.includes(component)
}

/** True for a mark that stands on the frame, or nobody said where, is as it was struck, and of which its reader is sure. */
function isOfWhole(mark: Pick<ObservedMarking, 'component' | 'condition' | 'confidence'>): boolean {
  const { condition, confidence } = mark
  if (isOnPart(mark) || confidence === 'LOW') return false
  return condition === undefined || condition === null || !DOUBTFUL.includes(condition)
}

// One search asks several times, and an observation does not change.
const OBSERVED = new WeakMap<ObservedWeapon, readonly ObservedMark[]>()

/** The marks that may be the serial, each read without its token, and again with it: an integrator may have registered `No. 123` as it stands. */
export function observedMarks(observation: ObservedWeapon): readonly ObservedMark[] {
  const known = OBSERVED.get(observation)
  if (known !== undefined) return known
  const marks = readMarks(observation)
  OBSERVED.set(observation, marks)
  return marks
}

function readMarks(observation: ObservedWeapon): readonly ObservedMark[] {
  return (observation.markings ?? []).flatMap((marking, index) => {
    if (!mayBeSerial(marking.kind)) return []
    const mark = { index, kind: marking.kind, isSecondary: isSecondaryMark(marking), keepsToken: false }
    const read = parseReading(marking.text, { literal: false })
    if (!read.ok || searchKeys(read.reading).exact === '') return []
    if (read.reading.body === marking.text) return [{ ...mark, reading: read.reading }]
    const whole = parseReading(marking.text, { literal: false, keepToken: true })
    const kept = whole.ok ? [{ ...mark, reading: whole.reading, isSecondary: true, keepsToken: true }] : []
    return [{ ...mark, reading: read.reading }, ...kept]
  })
}

/**
 * The marks of which every weapon that fits can be looked up whatever is registered; the others say nothing, since how many weapons they fit is not known. A search
 * that knows what is registered knows of more.
 */
export function searchedMarks(observation: ObservedWeapon): readonly ObservedMark[] {
  const marks = observedMarks(observation)
  const whole = new Set(planWhole(marks, undefined, NOTHING_LEARNED).searched)
  return marks.filter((mark) => whole.has(mark))
}

/** The marks whose pattern cannot be read, with the reason. */
export function malformedMarks(observation: ObservedWeapon): readonly { index: number; error: ReadingError }[] {
  return (observation.markings ?? []).flatMap((marking, index) => {
    if (!mayBeSerial(marking.kind)) return []
    const read = parseReading(marking.text, { literal: false })
    return read.ok ? [] : [{ index, error: read }]
  })
}

/**
 * The make as given, else the one that marks stand for: a maker's name, or a symbol or code that is one maker's alone (ITI 8(a), scheme (ii)). Names of
 * importers give way to a maker's; two makers leave it open.
 */
export function effectiveMake(
  make: string | null | undefined,
  markings: readonly Pick<ObservedMarking, 'kind' | 'text'>[],
): string | undefined {
  const given = resolveMake(make)
  if (given.status !== 'ABSENT') return make ?? undefined
  const marked = markedMakes(markings)
  const makers = marked.filter((name) => !isImporter(name))
  const names = new Map((makers.length > 0 ? makers : marked).map((name) => [resolveMake(name).key, name]))
  return names.size === 1 ? names.values().next().value : undefined
}

/** Every make that marks stand for, importers included. */
export function markedMakes(markings: readonly Pick<ObservedMarking, 'kind' | 'text'>[]): readonly string[] {
  return markings.flatMap(({ kind, text }) => {
    const named = resolveMake(text)
    if (kind === 'MANUFACTURER_NAME') return named.status === 'NAMED' ? [text] : []
    if (kind !== 'FACTORY_SYMBOL' && kind !== 'FACTORY_CODE') return []
    const maker = named.entry?.id ?? makerOfSymbol(text)
    return maker === undefined ? [] : [maker]
  })
}

/**
 * The year as given, else the one that YEAR marks agree on, else the one that codes of years and of proof tell beyond doubt. A year of another calendar
 * (below 1500) is left alone.
 */
export function effectiveYear(observation: ObservedWeapon): number | undefined {
  const { yearOfManufacture: given, markings = [] } = observation
  if (typeof given === 'number') return given
  const years = markings.flatMap(({ kind, text }) => {
    const read = kind === 'YEAR' ? parseReading(text, { literal: true }) : undefined
    return read?.ok === true ? [searchKeys(read.reading).exact] : []
  })
  if (years.length === 0) return codedYear(observation)
  const [year] = years
  return year !== undefined && new Set(years).size === 1 && /^(?:1[5-9]|2[01])[0-9]{2}$/.test(year)
    ? Number(year)
    : undefined
}

// A second proof came later, and an import mark's year is not the maker's.
const CODED: readonly string[] = ['YEAR_CODE', 'PROOF'] satisfies MarkingKind[]

/** The year that all codes tell. Those of a part, or that were altered, may be another weapon's. */
function codedYear({ make, markings = [] }: ObservedWeapon): number | undefined {
  if (!markings.some(({ kind }) => CODED.includes(kind))) return undefined
  const maker = effectiveMake(make, markings)
  const coded = markings.filter((mark) => CODED.includes(mark.kind) && isOfWhole(mark))
  const years = new Set(coded.flatMap((mark) => certainYearOf({ ...mark, maker }) ?? []))
  return years.size === 1 ? years.values().next().value : undefined
}

function isImporter(name: string): boolean {
  const { entry } = resolveMake(name)
  return entry !== undefined && isNotOnlyMaker(entry)
}
