import type { ErrorEntry } from '../errors.ts'
import type { Finding } from '../findings.ts'
import { TYPES_OF_CATEGORY, type WeaponCategory, type WeaponType } from '../vocabulary/weapons.ts'
import type { Assessment, PlacedMark } from './assessment.ts'
import { assessComponent } from './component-marks.ts'
import { assessContradictions, assessNewDescription } from './contradictions.ts'
import { assessDescriptors } from './descriptors.ts'
import { assessEncouragedMarks } from './encouraged-marks.ts'
import { assessCondition } from './mark-condition.ts'
import { assessMarkDates } from './mark-dates.ts'
import { includes, isItiWeapon, type Mark, type MarkedWeapon, mayBeAntique } from './marked-weapon.ts'
import { type AppliedProfile, ITI_ALONE } from './marking-profile.ts'
import { assessOriginMarks } from './origin-marks.ts'
import { assessSerialEntry } from './serial-entry.ts'
import { assessFigures } from './technical-figures.ts'
import { assessUniqueMark } from './unique-mark.ts'

/** What a description says of the weapon. */
export interface DescribedWeapon {
  readonly category: WeaponCategory
  readonly type: WeaponType
  readonly calibre?: string | undefined
  readonly yearOfManufacture?: number | string | undefined
}

const MORTAR_LIMIT_MM = 100

/** What cannot be true of any weapon: the type of another category, a mortar beyond ITI 4(b), a year that has not come (`currentYear` + 1 is a marketing year). */
export function refuseImpossibleDescription(weapon: DescribedWeapon, currentYear: number): ErrorEntry[] {
  const entries: ErrorEntry[] = []
  if (weapon.type !== 'UNKNOWN' && !includes(TYPES_OF_CATEGORY[weapon.category], weapon.type)) {
    const hint = `Types of ${weapon.category}: ${TYPES_OF_CATEGORY[weapon.category].join(', ')}, UNKNOWN.`
    entries.push({
      pointer: '#/type',
      code: 'type-not-of-category',
      detail: 'This type belongs to another category.',
      hint,
    })
  }
  const millimetres = Number(/^\s*(\d+(?:[.,]\d+)?)\s*mm\b/i.exec(weapon.calibre ?? '')?.[1]?.replace(',', '.'))
  if (weapon.type === 'MORTAR_UNDER_100MM' && millimetres >= MORTAR_LIMIT_MM) {
    entries.push({
      pointer: '#/calibre',
      code: 'calibre-out-of-scope',
      detail: 'A mortar of 100 mm or more is no light weapon (ITI 4(b)).',
    })
  }
  if (typeof weapon.yearOfManufacture === 'number' && weapon.yearOfManufacture > currentYear + 1) {
    entries.push({ pointer: '#/yearOfManufacture', code: 'year-in-future', detail: 'This year has not come yet.' })
  }
  return entries
}

/** Marks that cannot be true: a year that has not come. `at` is the place of the mark. */
export function refuseImpossibleMark({ year }: Pick<Mark, 'year'>, at: string, currentYear: number): ErrorEntry[] {
  if (year === undefined || year <= currentYear + 1) return []
  return [{ pointer: `${at}/year`, code: 'year-in-future', detail: 'This year has not come yet.' }]
}

/** What cannot be true of a new weapon or of any of its marks. */
export function refuseImpossibleWeapon(
  weapon: DescribedWeapon & { readonly markings: readonly Pick<Mark, 'year'>[] },
  currentYear: number,
): ErrorEntry[] {
  const ofMarks = weapon.markings.flatMap((mark, n) => refuseImpossibleMark(mark, `#/markings/${n}`, currentYear))
  return [...refuseImpossibleDescription(weapon, currentYear), ...ofMarks]
}

/** Small arms, light weapons and their essential components; related items of resolution 2370 have no marking rules. */
function hasRules({ category }: MarkedWeapon): boolean {
  return category === 'SMALL_ARM' || category === 'LIGHT_WEAPON' || category === 'ESSENTIAL_COMPONENT'
}

/** What is judged of each mark by itself, whether it comes with its weapon or later. */
function assessEach(assessment: Assessment): Finding[] {
  return [
    ...assessCondition(assessment),
    ...assessMarkDates(assessment),
    ...assessContradictions(assessment.weapon, assessment.placed),
    ...(isItiWeapon(assessment.weapon) ? assessSerialEntry(assessment) : []),
  ]
}

/** What the instruments demand and encourage. `whole` is where the marks as a whole stand, null where the body is one mark. */
function assessDemands(assessment: Assessment, whole: string | null): Finding[] {
  const { weapon } = assessment
  if (mayBeAntique(weapon)) return []
  const figures = assessFigures(assessment, isItiWeapon(weapon) ? whole : null)
  if (!isItiWeapon(weapon)) return [...assessComponent(assessment, whole), ...figures]
  return [
    ...assessUniqueMark(assessment, whole),
    ...assessOriginMarks(assessment, whole),
    ...assessEncouragedMarks(assessment, whole),
    ...figures,
  ]
}

/** Findings on how a new weapon is marked (ITI 7 to 10, and the profile's own rules), each at its place in the body of the registration. */
export function assessMarkings(weapon: MarkedWeapon, profile: AppliedProfile = ITI_ALONE): Finding[] {
  if (!hasRules(weapon)) return []
  const placed = weapon.markings.map((mark, n): PlacedMark => ({ mark, at: `#/markings/${n}` }))
  const assessment = { weapon, placed, onRecord: [], profile }
  return [...assessDemands(assessment, '#/markings'), ...assessDescriptors(weapon, '#'), ...assessEach(assessment)]
}

/** Findings on a mark that is added to a weapon: of that mark alone, held against the description and the marks on record. */
export function assessNewMark(
  weapon: MarkedWeapon,
  mark: Mark,
  profile: AppliedProfile = ITI_ALONE,
  at = '#',
): Finding[] {
  if (!hasRules(weapon)) return []
  const placed = [{ mark, at }]
  const assessment = {
    weapon: { ...weapon, markings: [...weapon.markings, mark] },
    placed,
    onRecord: weapon.markings,
    profile,
  }
  return [...assessDemands(assessment, null), ...assessEach(assessment)]
}

/** Findings on a new description of a weapon, whose `markings` are those on record. `isChange` where the weapon was changed and not only described better. */
export function assessDescription(weapon: MarkedWeapon, isChange: boolean): Finding[] {
  if (!hasRules(weapon)) return []
  return [...assessDescriptors(weapon, '#'), ...assessNewDescription(weapon, '#', isChange)]
}
