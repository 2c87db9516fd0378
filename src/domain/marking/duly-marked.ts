import { isItiWeapon, isOnFrame, isReadable, isUniqueMark, mayBeAntique, type MarkedWeapon } from './marked-weapon.ts'
import { type MarkingScheme, nameMarks, namesMaker, schemeOf, tellsCountry } from './scheme.ts'

/** Why a weapon is not, or not adequately, marked. */
export type MarkingLack =
  | 'NO_UNIQUE_MARK'
  | 'UNIQUE_MARK_NOT_READABLE'
  | 'UNIQUE_MARK_NOT_ON_FRAME'
  | 'MAKER_NOT_MARKED'
  | 'COUNTRY_NOT_MARKED'

/** How far a weapon is marked as ITI 8 to 10 ask. */
export interface DulyMarked {
  /** It bears a mark by which it can be told from every other: ITI 8(d) asks a State's forces for no more. */
  readonly marked: boolean
  /** Its marks, or its description where the record lists only the serial, also tell maker and country, and the unique mark is where ITI 10 wants it. */
  readonly adequate: boolean
  readonly reasons: readonly MarkingLack[]
}

function isToldCode(code: string | undefined): boolean {
  return code !== undefined && code !== 'UNKNOWN' && code !== 'NOT_APPLICABLE'
}

/**
 * Whether a weapon counts as marked and as adequately marked, for shares of a stock. A maker or country that only the description tells is taken as marked:
 * registers of forces list serials and seldom legends. Antiques (to 1899) and what is no small arm or light weapon need no such marks; they count by their unique mark alone.
 */
export function isDulyMarked(weapon: MarkedWeapon): DulyMarked {
  const unique = weapon.markings.filter(isUniqueMark)
  const readable = unique.filter(isReadable)
  if (unique.length === 0) return { marked: false, adequate: false, reasons: ['NO_UNIQUE_MARK'] }
  if (readable.length === 0) return { marked: false, adequate: false, reasons: ['UNIQUE_MARK_NOT_READABLE'] }
  if (!isItiWeapon(weapon) || mayBeAntique(weapon)) return { marked: true, adequate: true, reasons: [] }
  const reasons: MarkingLack[] = []
  if (!readable.some((mark) => mark.component === undefined || isOnFrame(mark)))
    reasons.push('UNIQUE_MARK_NOT_ON_FRAME')
  const isBySymbol = schemeOf(weapon.markings) === 'SYMBOL_CODE'
  if (!isBySymbol && nameMarks(weapon.markings).length === 0 && !namesMaker(weapon.make))
    reasons.push('MAKER_NOT_MARKED')
  if (!isToldCode(weapon.countryOfManufacture) && !tellsCountry(weapon.markings)) reasons.push('COUNTRY_NOT_MARKED')
  return { marked: true, adequate: reasons.length === 0, reasons }
}

/** What a list of marked and unmarked weapons shows of one. */
export interface MarkingQuality {
  readonly scheme: MarkingScheme
  readonly unique: boolean
  readonly adequate: boolean
  /** The States that import marks name. */
  readonly importMarks: readonly string[]
}

/** The marks of a weapon in one line. */
export function markingQuality(weapon: MarkedWeapon): MarkingQuality {
  const { marked, adequate } = isDulyMarked(weapon)
  const imports = weapon.markings.filter(({ kind, country }) => kind === 'IMPORT_COUNTRY' && country !== undefined)
  return {
    scheme: schemeOf(weapon.markings),
    unique: marked,
    adequate,
    importMarks: [...new Set(imports.flatMap(({ country }) => country ?? []))],
  }
}
