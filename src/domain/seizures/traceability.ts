import { effectiveYear, type ObservedWeapon } from '../identification/observation.ts'
import { isReadable } from '../marking/marked-weapon.ts'
import type { MarkingCondition } from '../vocabulary/markings.ts'
import type { Traceability } from '../vocabulary/seizures.ts'
import type { WeaponCategory } from '../vocabulary/weapons.ts'
import type { Circumstance } from './recovery.ts'

export interface RecoveredItem {
  readonly category: WeaponCategory
  readonly circumstance: Circumstance
  readonly observation: ObservedWeapon
}

/** Related items of resolution 2370: outside the ITI, so that nobody owes a trace of them. */
const NO_WEAPON: readonly WeaponCategory[] = ['UAS', 'UAS_COMPONENT', 'IED_COMPONENT']
const FIRST_YEAR_TRACED = 1946

/** True where something can be read on the item. A pattern such as `??4` is a reading of one character. */
export function bearsReadableMark({ markings = [] }: ObservedWeapon): boolean {
  return markings.some(({ text, condition }) => {
    return isReadable({ text, ...(condition ? { condition: condition as MarkingCondition } : {}) })
  })
}

/**
 * Whether a trace of a recovered item can be expected: the first that fits, from the top. By it the indicator of SDG 16.4.2 is counted over what is potentially
 * traceable; a trace may be asked for all the same.
 */
export function traceabilityOf({ category, circumstance, observation }: RecoveredItem): Traceability {
  if (NO_WEAPON.includes(category)) return 'NOT_A_WEAPON'
  if (!bearsReadableMark(observation)) return 'UNMARKED'
  const year = effectiveYear(observation)
  if (year !== undefined && year < FIRST_YEAR_TRACED) return 'PRE_1946'
  return circumstance === 'AMNESTY_PROGRAMME' ? 'AMNESTY_COLLECTION' : 'TRACEABLE'
}
