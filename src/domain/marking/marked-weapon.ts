import {
  FRAME_COMPONENTS,
  type MarkingCondition,
  type MarkingKind,
  PRIMARY_SERIAL_KINDS,
} from '../vocabulary/markings.ts'
import type { WeaponCategory, WeaponType } from '../vocabulary/weapons.ts'

/** One recorded mark, as far as the rules look at it. */
export interface Mark {
  readonly kind: MarkingKind
  readonly text: string
  readonly component?: string | undefined
  readonly side?: string | undefined
  readonly method?: string | undefined
  readonly condition?: MarkingCondition | undefined
  readonly country?: string | undefined
  readonly year?: number | undefined
  readonly heightMm?: number | undefined
  readonly depthMm?: number | undefined
  /** First and last day on which it may have been put on, `YYYY-MM-DD`; absent where it was not told. */
  readonly applied?: { readonly from: string; readonly to: string } | undefined
}

/** A weapon with its marks. What is not told is absent, or `UNKNOWN` as in a stored description. */
export interface MarkedWeapon {
  readonly category: WeaponCategory
  readonly type?: WeaponType | undefined
  readonly make?: string | undefined
  readonly model?: string | undefined
  readonly calibre?: string | undefined
  readonly countryOfManufacture?: string | undefined
  readonly yearOfManufacture?: number | string | undefined
  readonly markings: readonly Mark[]
}

export function includes(codes: readonly string[], code: string | undefined): boolean {
  return code !== undefined && codes.includes(code)
}

const UNREADABLE: readonly MarkingCondition[] = [
  'OBLITERATED',
  'RESTORATION_FAILED',
  'ABSENT_NEVER_MARKED',
  'ABSENT_UNKNOWN',
]

/** True where the mark itself is there, be it a shape without letters. */
export function isThere({ condition = 'INTACT' }: Pick<Mark, 'condition'>): boolean {
  return !UNREADABLE.includes(condition)
}

/** True where something can be read: a letter or a digit, of a mark that is there. */
export function isReadable(mark: Pick<Mark, 'text' | 'condition'>): boolean {
  return isThere(mark) && /[\p{L}\p{N}]/u.test(mark.text)
}

/** True for a serial of the weapon itself, be it the maker's or one that an importer or a State put on. */
export function isUniqueMark({ kind }: Pick<Mark, 'kind'>): boolean {
  return includes(PRIMARY_SERIAL_KINDS, kind)
}

/** True on a component whose destruction makes the weapon inoperable for good (ITI 10). */
export function isOnFrame({ component }: Pick<Mark, 'component'>): boolean {
  return includes(FRAME_COMPONENTS, component)
}

/** ITI 4: only these are small arms and light weapons. Components and the related items of resolution 2370 are outside it. */
export function isItiWeapon({ category }: Pick<MarkedWeapon, 'category'>): boolean {
  return category === 'SMALL_ARM' || category === 'LIGHT_WEAPON'
}

const LAST_ANTIQUE_YEAR = 1899

/** ITI 4 leaves antiques out, and nothing made after 1899 is one; whether an older weapon is, national law decides. */
export function mayBeAntique({ yearOfManufacture: year }: Pick<MarkedWeapon, 'yearOfManufacture'>): boolean {
  return typeof year === 'number' && year <= LAST_ANTIQUE_YEAR
}
