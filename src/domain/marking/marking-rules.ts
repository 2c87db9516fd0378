import type { ErrorEntry } from '../errors.ts'
import type { Finding } from '../findings.ts'
import { FRAME_COMPONENTS, type MarkingKind, PRIMARY_SERIAL_KINDS } from '../vocabulary/markings.ts'
import { TYPES_OF_CATEGORY, type WeaponCategory, type WeaponType } from '../vocabulary/weapons.ts'

/** What a description says of the weapon. */
export interface DescribedWeapon {
  readonly category: WeaponCategory
  readonly type: WeaponType
  readonly calibre?: string | undefined
  readonly yearOfManufacture?: number | string | undefined
}

/** What the rules need to know of a new weapon. */
export interface MarkedWeapon {
  readonly category: WeaponCategory
  readonly markings: readonly {
    readonly kind: MarkingKind
    readonly text: string
    readonly component?: string | undefined
    readonly year?: number | undefined
  }[]
}

const ITI_CATEGORIES: readonly WeaponCategory[] = ['SMALL_ARM', 'LIGHT_WEAPON']
const MORTAR_LIMIT_MM = 100

function includes(codes: readonly string[], code: string | undefined): boolean {
  return code !== undefined && codes.includes(code)
}

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

/** Findings on how a weapon is marked. ITI 7 to 10 bind small arms and light weapons only; related items of resolution 2370 have no such rules. */
export function assessMarkings(weapon: MarkedWeapon): Finding[] {
  if (!ITI_CATEGORIES.includes(weapon.category)) return []
  const primary = weapon.markings.flatMap((mark, n) => (includes(PRIMARY_SERIAL_KINDS, mark.kind) ? [{ mark, n }] : []))
  if (primary.length === 0) {
    return [
      {
        code: 'NO_UNIQUE_MARK',
        severity: 'WARNING',
        pointer: '#/markings',
        detail: 'No mark is a serial of the weapon itself, so it cannot be identified by its marks.',
        hint: 'Record the serial on frame or receiver as SERIAL_PRIMARY, or mark the weapon and record SERIAL_STATE_ASSIGNED.',
        paragraph: 'ITI 8(a), 9',
      },
    ]
  }
  return primary.flatMap(({ mark, n }): Finding[] => {
    if (mark.component === undefined || includes(FRAME_COMPONENTS, mark.component)) return []
    return [
      {
        code: 'SERIAL_NOT_ON_ESSENTIAL_COMPONENT',
        severity: 'WARNING',
        pointer: `#/markings/${n}/component`,
        detail: 'The unique mark is not on an essential component whose destruction makes the weapon inoperable.',
        hint: 'Where it is the number of a part, record it as SERIAL_COMPONENT.',
        paragraph: 'ITI 10',
      },
    ]
  })
}
