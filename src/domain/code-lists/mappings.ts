import type { Outcome } from '../traces/outcome.ts'
import type { ACTIONS, WeaponType } from '../vocabulary/weapons.ts'
import type { Mapping } from './entry.ts'

/** The schemes that mappings name, with what a code of each is. */
export const MAPPING_SCHEMES = {
  NCIC_TYP: 'Weapon type of NCIC, both characters',
  NCIC_TYP_1: 'First character of the weapon type of NCIC; the second follows from the action',
  NCIC_TYP_2: 'Second character of the weapon type of NCIC; the first follows from the type',
  UNODC_IAFQ: 'Weapon type of the UNODC Illicit Arms Flows Questionnaire, as this registry counts it',
  FEDERATION_OUTCOME: 'Outcome in an answer from registry to registry',
  ISO_3166_1: 'Two-letter code as marked',
  ISO_3166_3: 'Four-letter code of a former State',
} as const
export type Scheme = keyof typeof MAPPING_SCHEMES

const in_ = (scheme: Scheme, codes = ''): Mapping[] =>
  codes
    .split(' ')
    .filter((code) => code !== '')
    .map((code) => ({ scheme, code }))

// NCIC: whole codes; first characters whose second is the action; second characters whose first is the type. Then the type of the questionnaire.
// biome-ignore format: one line is one code
const TYPES: Partial<Record<WeaponType, readonly [string, string, string, string]>> = {
  REVOLVER: ['PR', '', '', 'REVOLVER'],
  PISTOL_SELF_LOADING: ['PI', '', '', 'PISTOL'],
  PISTOL_OTHER: ['PS PD', '', '', 'PISTOL'],
  RIFLE: ['RB RI RL RP RS', '', '', 'RIFLE'],
  CARBINE: ['RC', '', '', 'RIFLE'],
  SUB_MACHINE_GUN: ['', 'B', '', 'SUB_MACHINE_GUN'],
  ASSAULT_RIFLE: ['RA', '', '', 'RIFLE'],
  LIGHT_MACHINE_GUN: ['', 'M', '', 'MACHINE_GUN'],
  SHOTGUN: ['', 'S', '', 'SHOTGUN'],
  COMBINATION_GUN: ['', 'C', '', 'OTHER'],
  GENERAL_PURPOSE_MACHINE_GUN: ['', 'M', '', 'MACHINE_GUN'],
  CONVERTED_BLANK_OR_ALARM: ['', '', 'K', 'NON_CONVENTIONAL'],
  CRAFT_OR_PRIVATELY_MADE: ['', 'Z', '', 'NON_CONVENTIONAL'],
  HEAVY_MACHINE_GUN: ['', 'M', '', 'MACHINE_GUN'],
  GRENADE_LAUNCHER_HAND_HELD: ['', '', 'N', 'OTHER'],
  GRENADE_LAUNCHER_UNDER_BARREL: ['', '', 'N', 'OTHER'],
  GRENADE_LAUNCHER_MOUNTED: ['', '', 'N', 'OTHER'],
  ANTI_AIRCRAFT_GUN_PORTABLE: ['', 'A', '', 'OTHER'],
  ANTI_TANK_GUN_PORTABLE: ['', 'A', '', 'OTHER'],
  RECOILLESS_RIFLE: ['', '', 'T', 'OTHER'],
  LAUNCHER_ANTI_TANK_ROCKET_MISSILE: ['', 'K J', '', 'OTHER'],
  LAUNCHER_MANPADS: ['', 'J', '', 'OTHER'],
  MORTAR_UNDER_100MM: ['', 'O', '', 'OTHER'],
  UNKNOWN: ['', 'Z', '', ''],
}

export function mappingsOfType(type: WeaponType): Mapping[] {
  const [whole, first, second, counted] = TYPES[type] ?? []
  return [
    ...in_('NCIC_TYP', whole),
    ...in_('NCIC_TYP_1', first),
    ...in_('NCIC_TYP_2', second),
    ...in_('UNODC_IAFQ', counted),
  ]
}

const SECOND_CHARACTERS: Partial<Record<(typeof ACTIONS)[number], string>> = {
  MANUAL_SINGLE_SHOT: 'S',
  BOLT: 'B',
  LEVER: 'L',
  PUMP: 'P',
  REVOLVING: 'R',
  SEMI_AUTOMATIC: 'I',
  AUTOMATIC: 'A',
  SELECTIVE_FIRE: 'A',
  RECOILLESS: 'T',
}

export function mappingsOfAction(action: (typeof ACTIONS)[number]): Mapping[] {
  return in_('NCIC_TYP_2', SECOND_CHARACTERS[action])
}

// Empty where another registry is told nothing of it.
const WIRE_OUTCOMES: Record<Outcome, string> = {
  DUPLICATE_REQUEST: '',
  FAILED_INSUFFICIENT_ID: 'marking_insufficient',
  FAILED_INVALID_SERIAL: 'marking_suspected_false',
  AMBIGUOUS_CANDIDATES: 'multiple_candidates',
  MATCH_LOST_STOLEN: 'reported_lost_or_stolen',
  TRACED_TO_DIVERSION: 'last_licit_holder_found',
  TRACED_LAST_LICIT: 'last_licit_holder_found',
  TRACED_TO_FIRST_RETAIL: 'last_licit_holder_found',
  TRACED_EXPORTED_TO: 'exported_to',
  TRACED_TO_IMPORTER: 'imported_from',
  TRACED_TO_MANUFACTURER_ONLY: 'manufacturer_only',
  ORIGIN_ESTABLISHED_OTHER: '',
  FAILED_CRAFT_MADE: 'not_our_weapon',
  FAILED_OBLITERATED: 'marking_insufficient',
  FAILED_TOO_OLD: 'records_out_of_retention',
  FAILED_RECORDS_LOST: 'not_in_records',
  FAILED_RECORDS_DESTROYED: 'not_in_records',
  FAILED_HOLDER_CLOSED: 'not_in_records',
  FAILED_UNREGISTERED_SALE: 'not_in_records',
  FAILED_NOT_FOUND: 'not_in_records',
  NO_REPLY: '',
}

export function mappingsOfOutcome(outcome: Outcome): Mapping[] {
  return in_('FEDERATION_OUTCOME', WIRE_OUTCOMES[outcome])
}
