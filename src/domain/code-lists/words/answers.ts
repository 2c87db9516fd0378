import type { Licit } from '../../custody/event-kind-rules.ts'
import type { KeyRelation } from '../../identification/tier.ts'
import type { MaterialField } from '../../traces/material-differences.ts'
import type { BLOCKING_FLAGS } from '../../vocabulary/traces.ts'

// How an answer says what it holds, for those who read it on paper. English alone.

export const LICIT_WORDS: Record<Licit, string> = {
  LICIT: 'Licit by what is recorded',
  ILLICIT: 'Illicit',
  STATE_CUSTODY: 'In the custody of the State',
  UNKNOWN: 'Not known whether licit',
}

/** How the number that was read and the number on record agree. */
export const KEY_WORDS: Record<KeyRelation, string> = {
  exact: 'the same number',
  visual: 'the same number where letters of two alphabets look alike',
  skeleton: 'the same number where characters are taken for one another that are easily confused',
  phonetic: 'the same number where letters of another alphabet are written by their sound',
  noZero: 'the same number but for zeros at its beginning',
  ncic: 'the same number but for letters between its digits',
  wildcard: 'it fits where characters could not be read',
  edit1: 'it differs by one character',
  wide: 'the same number where characters are taken for one another that are seldom confused',
  affix: 'the same number but for its beginning or its end',
  core: 'the same digits with other letters around them',
}

type NoteCode =
  | 'FRAME_REPLACED'
  | 'STOLEN'
  | 'LOST'
  | 'DEACTIVATED'
  | 'PART_OF_CONSIGNMENT'
  | 'SOUGHT_BY_ANOTHER_AGENCY'
type FlagCode = (typeof BLOCKING_FLAGS)[number] | NoteCode

export const FLAG_WORDS: Record<FlagCode, string> = {
  ALREADY_RECOVERED_ELSEWHERE: 'By the records this weapon was recovered elsewhere already',
  ALREADY_DESTROYED: 'By the records this weapon was destroyed',
  HOLDER_CONFLICT: 'The records contradict one another on who holds or held it',
  DUPLICATE_SERIAL_IN_REGISTRY: 'The registry holds more than one weapon with this number',
  FRAME_REPLACED: 'Its frame or receiver was replaced: the old one may still bear this number',
  STOLEN: 'It is reported stolen',
  LOST: 'It is reported lost',
  DEACTIVATED: 'It is recorded as deactivated',
  PART_OF_CONSIGNMENT: 'By the records it left with a consignment that is not recorded as received',
  SOUGHT_BY_ANOTHER_AGENCY: 'Another agency asks for the same weapon',
}

export const RELATION_WORDS = {
  ASSEMBLED_INTO: 'It is a part of the weapon of record',
  SUCCEEDED_BY: 'It goes on, on another frame or receiver, as the weapon of record',
  SUCCEEDS: 'It goes on, on another frame or receiver, from the weapon of record',
  PART_OF_LOT: 'It belongs to the lot of record',
}

/** What is compared beside the number. */
export const DESCRIPTOR_WORDS = {
  serial: 'Number',
  make: 'Maker',
  makerMarks: 'Marks of the maker',
  mark: 'Another mark',
  model: 'Model',
  calibre: 'Calibre',
  type: 'Type',
  yearOfManufacture: 'Year of manufacture',
  countryOfManufacture: 'Country of manufacture',
}

export const DESCRIPTOR_RELATION_WORDS = {
  agrees: 'agrees',
  alias: 'agrees under another name',
  compatible: 'agrees',
  family: 'agrees in the family of models only',
  importerGiven: 'an importer, and not the maker',
  absent: 'not told, or not on record',
  unknown: 'not told, or not known',
  contradicted: 'does not agree',
}

/** What the other side of a hand-over says of the report, by side and statement. */
export const STATEMENT_WORDS = {
  GIVER: { ACCEPTED: 'The giver confirms it', DISPUTED: 'The giver denies it' },
  RECEIVER: { ACCEPTED: 'The receiver confirms it', DISPUTED: 'The receiver denies it' },
}

/** The fields of an answer that a later record may change. */
export const MATERIAL_FIELD_WORDS: Record<MaterialField, string> = {
  outcome: 'the outcome',
  weapon: 'what the weapon is',
  manufacturer: 'the manufacturer',
  chain: 'the chain of custody',
  lastLicitHolder: 'the last licit holder',
  contenders: 'who may be the holder where records contradict one another',
  diversion: 'when it left licit control',
  diversions: 'when it left licit control before',
  timeToCrimeDays: 'the time to crime',
  timeToDiversionDays: 'the time to diversion',
  nextAuthorities: 'whom to ask next',
  flags: 'what must be known before acting',
}
