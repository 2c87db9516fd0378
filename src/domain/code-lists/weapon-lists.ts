import {
  COMPONENTS,
  FRAME_COMPONENTS,
  MARKING_CONDITIONS,
  READING_CONFIDENCES,
  MARKING_KINDS,
  MARKING_METHODS,
  PRIMARY_SERIAL_KINDS,
  SECONDARY_SERIAL_KINDS,
  SIDES,
} from '../vocabulary/markings.ts'
import { ACTIONS, TYPES_OF_CATEGORY, WEAPON_CATEGORIES, WEAPON_TYPES, type WeaponType } from '../vocabulary/weapons.ts'
import { closedList, type CodeEntry, type CodeList, entriesOf } from './entry.ts'
import { mappingsOfAction, mappingsOfType } from './mappings.ts'
import {
  COMPONENT_WORDS,
  CONDITION_WORDS,
  CONFIDENCE_WORDS,
  MARKING_KIND_WORDS,
  METHOD_WORDS,
  SIDE_WORDS,
} from './words/markings.ts'
import { ACTION_WORDS, CATEGORY_WORDS, TYPE_WORDS } from './words/weapons.ts'

// Types that ITI 4 does not name and its "inter alia" covers; the general-purpose machine gun is so in the Small Arms Survey's reading.
const INTER_ALIA: readonly WeaponType[] = [
  'PISTOL_OTHER',
  'SHOTGUN',
  'COMBINATION_GUN',
  'GENERAL_PURPOSE_MACHINE_GUN',
  'CONVERTED_BLANK_OR_ALARM',
]
const DESCRIPTIONS: Partial<Record<WeaponType, string>> = {
  ASSAULT_RIFLE: 'Select-fire.',
  CONVERTED_BLANK_OR_ALARM: 'Covered where it is readily converted to fire (ITI 4).',
  CRAFT_OR_PRIVATELY_MADE: 'Covered where it fires (ITI 4).',
}
// ITI 10 and Directive (EU) 2021/555: the parts that make a weapon.
const ESSENTIAL: readonly string[] = [
  'FRAME',
  'RECEIVER',
  'RECEIVER_UPPER',
  'RECEIVER_LOWER',
  'BARREL',
  'SLIDE',
  'CYLINDER',
  'BOLT',
  'BREECH_BLOCK',
]
const [PRIMARY, SECONDARY, FRAMES]: readonly (readonly string[])[] = [
  PRIMARY_SERIAL_KINDS,
  SECONDARY_SERIAL_KINDS,
  FRAME_COMPONENTS,
]

function describeType(type: WeaponType): Partial<CodeEntry> {
  const parent = WEAPON_CATEGORIES.find((category) => (TYPES_OF_CATEGORY[category] as readonly string[]).includes(type))
  const mappings = mappingsOfType(type)
  if (parent === undefined) return { mappings }
  const isArm = parent === 'SMALL_ARM' || parent === 'LIGHT_WEAPON'
  const covered = INTER_ALIA.includes(type) ? 'INTER_ALIA' : 'LISTED'
  const description = DESCRIPTIONS[type]
  return { parent, mappings, iti: isArm ? covered : 'OUTSIDE', ...(description === undefined ? {} : { description }) }
}

function describeMarkingKind(kind: string): Partial<CodeEntry> {
  if (PRIMARY?.includes(kind) === true) return { asSerial: 'PRIMARY' }
  return { asSerial: SECONDARY?.includes(kind) === true ? 'SECONDARY' : 'NO' }
}

/** What a weapon is, and what is marked on it. */
export function weaponLists(): readonly CodeList[] {
  return [
    closedList('weapon-categories', 'Weapon categories', entriesOf(WEAPON_CATEGORIES, CATEGORY_WORDS)),
    closedList('weapon-types', 'Weapon types', entriesOf(WEAPON_TYPES, TYPE_WORDS, describeType)),
    closedList(
      'actions',
      'Actions',
      entriesOf(ACTIONS, ACTION_WORDS, (action) => ({ mappings: mappingsOfAction(action) })),
    ),
    closedList('marking-kinds', 'Kinds of marks', entriesOf(MARKING_KINDS, MARKING_KIND_WORDS, describeMarkingKind)),
    closedList(
      'components',
      'Components that bear marks',
      entriesOf(COMPONENTS, COMPONENT_WORDS, (code) => ({
        essential: ESSENTIAL.includes(code),
        carriesSerial: FRAMES?.includes(code) === true,
      })),
    ),
    closedList('sides', 'Sides', entriesOf(SIDES, SIDE_WORDS)),
    closedList('marking-methods', 'Methods of marking', entriesOf(MARKING_METHODS, METHOD_WORDS)),
    closedList('marking-conditions', 'Conditions of marks', entriesOf(MARKING_CONDITIONS, CONDITION_WORDS)),
    closedList('reading-confidences', 'How sure a reading is', entriesOf(READING_CONFIDENCES, CONFIDENCE_WORDS)),
  ]
}
