import type { Finding } from '../findings.ts'
import type { Component, MarkingKind } from '../vocabulary/markings.ts'
import type { WeaponType } from '../vocabulary/weapons.ts'
import { yearInSerial, resolveMake } from '../identification/maker.ts'
import type { Assessment } from './assessment.ts'
import { isUniqueMark, type Mark } from './marked-weapon.ts'
import { finding, type RuleTable } from './rule.ts'

/** What the ITI encourages and the European Union demands: year, model and calibre, and marks on the parts that matter. */
export const ENCOURAGED_MARK_RULES = {
  ENCOURAGED_MARKS_NOT_RECORDED: {
    severity: 'INFO',
    paragraph: 'ITI 8(a)',
    detail: 'Encouraged, and no such mark is recorded:',
    hint: 'Record what stands on the weapon as YEAR, MODEL or CALIBRE.',
  },
  PARTS_NOT_MARKED: {
    severity: 'INFO',
    paragraph: 'ITI 10; MOSAIC 05.30',
    detail: 'Marks are encouraged on these parts, and none is recorded:',
    hint: 'Record the number of a part as SERIAL_COMPONENT with its component.',
  },
  ESSENTIAL_COMPONENT_NOT_MARKED: {
    severity: 'WARNING',
    paragraph: 'Directive (EU) 2021/555, art. 4(1) and (2)',
    detail:
      'Each essential component must bear a mark of its own, at least a serial or a code, and none is recorded on:',
    hint: 'Record it as SERIAL_COMPONENT with its component.',
  },
  YEAR_NOT_MARKED: {
    severity: 'WARNING',
    paragraph: 'Directive (EU) 2021/555, art. 4(2)',
    detail: 'The year of manufacture must be marked where it is not part of the serial.',
    hint: 'Record it as YEAR, or as YEAR_CODE where it is coded.',
  },
} as const satisfies RuleTable

type Part = readonly [name: string, on: readonly Component[]]

const BARREL: Part = ['barrel', ['BARREL', 'CHAMBER']]
const SLIDE: Part = ['slide', ['SLIDE']]
const CYLINDER: Part = ['cylinder', ['CYLINDER']]
const BOLT: Part = ['bolt or breech block', ['BOLT', 'BOLT_CARRIER', 'BREECH_BLOCK']]

/** The essential components beside frame or receiver that every weapon of a type has; of other types it cannot be told. */
const PARTS_OF_TYPE: Readonly<Partial<Record<WeaponType, readonly Part[]>>> = {
  REVOLVER: [BARREL, CYLINDER],
  PISTOL_SELF_LOADING: [BARREL, SLIDE],
  PISTOL_OTHER: [BARREL],
  RIFLE: [BARREL, BOLT],
  CARBINE: [BARREL, BOLT],
  SUB_MACHINE_GUN: [BARREL, BOLT],
  ASSAULT_RIFLE: [BARREL, BOLT],
  LIGHT_MACHINE_GUN: [BARREL, BOLT],
  GENERAL_PURPOSE_MACHINE_GUN: [BARREL, BOLT],
  HEAVY_MACHINE_GUN: [BARREL, BOLT],
  SHOTGUN: [BARREL],
  COMBINATION_GUN: [BARREL],
}

const KINDS: readonly (readonly [string, readonly MarkingKind[]])[] = [
  ['year', ['YEAR', 'YEAR_CODE']],
  ['model', ['MODEL']],
  ['calibre', ['CALIBRE']],
]

const NUMBERS: readonly MarkingKind[] = [
  'SERIAL_PRIMARY',
  'SERIAL_COMPONENT',
  'SERIAL_FORCED_MATCH',
  'SERIAL_IMPORT_ASSIGNED',
  'SERIAL_STATE_ASSIGNED',
  'QR_OR_2D_CODE',
]

function bareParts(type: WeaponType | undefined, markings: readonly Mark[], kinds?: readonly MarkingKind[]): string[] {
  const marked = markings.filter(({ kind }) => kinds === undefined || kinds.includes(kind))
  const parts = type === undefined ? [] : (PARTS_OF_TYPE[type] ?? [])
  return parts.flatMap(([name, on]) =>
    marked.some(({ component }) => on.some((one) => one === component)) ? [] : [name],
  )
}

/** What is missing of what is encouraged, told once for the weapon; under the chosen profile of the EU, what it demands, told for each part. */
export function assessEncouragedMarks({ weapon, profile }: Assessment, whole: string | null): Finding[] {
  if (whole === null || profile.code === 'STATE_FORCES') return []
  const { type, make, markings } = weapon
  const isDemanded = profile.code === 'EU' && profile.isChosen
  const found: Finding[] = []
  const maker = resolveMake(make).entry
  const serialTellsYear = markings.some((mark) => isUniqueMark(mark) && yearInSerial(maker, mark.text) !== undefined)
  const missing = KINDS.filter(([, kinds]) => !markings.some(({ kind }) => kinds.includes(kind))).flatMap(([name]) =>
    name === 'year' && serialTellsYear ? [] : [name],
  )
  if (isDemanded && missing.includes('year')) found.push(finding(ENCOURAGED_MARK_RULES, 'YEAR_NOT_MARKED', whole))
  const encouraged = missing.filter((name) => !(isDemanded && name === 'year'))
  if (encouraged.length > 0)
    found.push(finding(ENCOURAGED_MARK_RULES, 'ENCOURAGED_MARKS_NOT_RECORDED', whole, ` ${encouraged.join(', ')}.`))
  if (isDemanded) {
    return found.concat(
      bareParts(type, markings, NUMBERS).map((part) =>
        finding(ENCOURAGED_MARK_RULES, 'ESSENTIAL_COMPONENT_NOT_MARKED', whole, ` ${part}.`),
      ),
    )
  }
  const bare = bareParts(type, markings)
  if (bare.length > 0) found.push(finding(ENCOURAGED_MARK_RULES, 'PARTS_NOT_MARKED', whole, ` ${bare.join(', ')}.`))
  return found
}
