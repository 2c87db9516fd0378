import type { Finding } from '../findings.ts'
import type { Component, MarkingKind } from '../vocabulary/markings.ts'
import type { WeaponType } from '../vocabulary/weapons.ts'
import type { Assessment } from './assessment.ts'
import { isReadable } from './marked-weapon.ts'
import { finding, type RuleTable } from './rule.ts'

/** An essential component on its own. The ITI binds whole weapons; the European Union marks components too, and the Protocol counts them as parts. */
export const COMPONENT_RULES = {
  COMPONENT_NOT_MARKED: {
    severity: 'INFO',
    paragraph: 'Firearms Protocol 3(b); Directive (EU) 2021/555, art. 4',
    detail: 'No number of the component is recorded, so it cannot be told from others.',
    hint: 'Record its number as SERIAL_PRIMARY for a frame or receiver, as SERIAL_COMPONENT for another part.',
  },
  EU_COMPONENT_NOT_MARKED: {
    severity: 'WARNING',
    paragraph: 'Directive (EU) 2021/555, art. 4(1) and (2)',
    detail: 'An essential component must bear at least a serial or a code, and none is recorded.',
    hint: 'Record its number as SERIAL_PRIMARY for a frame or receiver, as SERIAL_COMPONENT for another part.',
  },
  COMPONENT_MARK_ELSEWHERE: {
    severity: 'INFO',
    paragraph: 'ITI 11',
    detail: 'The mark is said to be on another component than this one.',
    hint: 'Check the type of the component and where the mark is.',
  },
} as const satisfies RuleTable

const NUMBERS: readonly MarkingKind[] = [
  'SERIAL_PRIMARY',
  'SERIAL_COMPONENT',
  'SERIAL_FORCED_MATCH',
  'SERIAL_IMPORT_ASSIGNED',
  'SERIAL_STATE_ASSIGNED',
  'QR_OR_2D_CODE',
]

const PLACES: Readonly<Partial<Record<WeaponType, readonly Component[]>>> = {
  FRAME_OR_RECEIVER_ONLY: [
    'FRAME',
    'RECEIVER',
    'RECEIVER_UPPER',
    'RECEIVER_LOWER',
    'TRUNNION',
    'RECEIVER_COVER',
    'TRIGGER_GUARD',
    'GRIP',
  ],
  BARREL: ['BARREL', 'CHAMBER'],
  SLIDE: ['SLIDE'],
  CYLINDER: ['CYLINDER'],
  BOLT_OR_BREECH_BLOCK: ['BOLT', 'BOLT_CARRIER', 'BREECH_BLOCK'],
}

/** What is said of the marks of a component; `whole` is null where the body is one mark only. */
export function assessComponent({ weapon, placed, profile }: Assessment, whole: string | null): Finding[] {
  const found: Finding[] = []
  const isMarked = weapon.markings.some((mark) => NUMBERS.includes(mark.kind) && isReadable(mark))
  if (whole !== null && !isMarked) {
    const isDemanded = profile.code === 'EU' && profile.isChosen
    found.push(finding(COMPONENT_RULES, isDemanded ? 'EU_COMPONENT_NOT_MARKED' : 'COMPONENT_NOT_MARKED', whole))
  }
  const places: readonly string[] | undefined = weapon.type === undefined ? undefined : PLACES[weapon.type]
  for (const { mark, at } of placed) {
    if (
      places !== undefined &&
      mark.component !== undefined &&
      mark.component !== 'OTHER' &&
      !places.includes(mark.component)
    )
      found.push(finding(COMPONENT_RULES, 'COMPONENT_MARK_ELSEWHERE', `${at}/component`))
  }
  return found
}
