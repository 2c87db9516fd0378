import type { MarkingCondition, MarkingKind } from '../vocabulary/markings.ts'
import { PRIMARY_SERIAL_KINDS } from '../vocabulary/markings.ts'

/** Conditions in which a mark is on record and no longer on the weapon to be read. */
export const ILLEGIBLE_CONDITIONS = [
  'OBLITERATED',
  'RESTORATION_FAILED',
  'ABSENT_NEVER_MARKED',
  'ABSENT_UNKNOWN',
] as const satisfies readonly MarkingCondition[]

/** Weapons of one location that are alike as far as shares are told: category, type, kinds of legible marks, and whether an import is recorded. */
export interface StockProfile {
  readonly locationId: string | null
  readonly category: string
  readonly type: string
  readonly kinds: readonly string[]
  readonly imported: boolean
  readonly weapons: number
}

/** How many weapons bear what (ITI 8, 9, 11). Related items of resolution 2370 have no such rules and are counted apart. */
export interface MarkingShares {
  /** Small arms and light weapons: what the shares are shares of. */
  readonly weapons: number
  /** With a serial of the weapon itself. */
  readonly withPrimarySerial: number
  /** ITI 8(a): maker, country and serial, or a symbol with a code. */
  readonly adequatelyMarked: number
  readonly imported: number
  /** ITI 8(b): imported, and marked with the country of import. */
  readonly withImportMark: number
  /** With no serial at all, not even of a part. */
  readonly unmarked: number
  readonly outsideMarkingRules: number
}

const ITI_CATEGORIES: readonly string[] = ['SMALL_ARM', 'LIGHT_WEAPON']
const PRIMARY: readonly string[] = PRIMARY_SERIAL_KINDS
const ANY_SERIAL: readonly string[] = [
  ...PRIMARY_SERIAL_KINDS,
  'SERIAL_COMPONENT',
  'SERIAL_FORCED_MATCH',
  'UNCLASSIFIED_NUMBER',
] satisfies MarkingKind[]
const MAKER: readonly string[] = ['MANUFACTURER_NAME', 'MANUFACTURER_LOGO'] satisfies MarkingKind[]
const SYMBOL: readonly string[] = ['FACTORY_SYMBOL', 'FACTORY_CODE'] satisfies MarkingKind[]

/** The shares of a stock, by the kinds of marks recorded. Whether a mark is deep enough or in the right place is the marking rules' business. */
export function markingShares(profiles: readonly StockProfile[]): MarkingShares {
  const bound = profiles.filter(({ category }) => ITI_CATEGORIES.includes(category))
  const sum = (some: (profile: StockProfile) => boolean) => weaponsOf(bound.filter(some))
  return {
    weapons: weaponsOf(bound),
    withPrimarySerial: sum(({ kinds }) => hasAny(kinds, PRIMARY)),
    adequatelyMarked: sum(({ kinds }) => isAdequate(kinds)),
    imported: sum(({ imported }) => imported),
    withImportMark: sum(({ imported, kinds }) => imported && kinds.includes('IMPORT_COUNTRY')),
    unmarked: sum(({ kinds }) => !hasAny(kinds, ANY_SERIAL)),
    outsideMarkingRules: weaponsOf(profiles) - weaponsOf(bound),
  }
}

function isAdequate(kinds: readonly string[]): boolean {
  if (!hasAny(kinds, PRIMARY)) return false
  return hasAny(kinds, SYMBOL) || (hasAny(kinds, MAKER) && kinds.includes('COUNTRY_OF_ORIGIN'))
}

function hasAny(kinds: readonly string[], wanted: readonly string[]): boolean {
  return kinds.some((kind) => wanted.includes(kind))
}

export function weaponsOf(profiles: readonly StockProfile[]): number {
  return profiles.reduce((sum, { weapons }) => sum + weapons, 0)
}
