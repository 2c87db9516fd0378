import type { Finding } from '../findings.ts'
import { successorsOf } from '../reference/countries.ts'
import type { PartyKind } from '../vocabulary/parties.ts'
import { isDulyMarked } from './duly-marked.ts'
import { includes, isItiWeapon, isReadable, isUniqueMark, mayBeAntique, type MarkedWeapon } from './marked-weapon.ts'
import { isImportMark, yearOfMark } from './mark-dates.ts'
import { finding, type RuleTable } from './rule.ts'

/** Marks that an event asks for: import (ITI 8(b)), release from government stock (8(c)), what was found (9), confiscation and deactivation. */
export const EVENT_MARK_RULES = {
  IMPORT_MARK_NOT_RECORDED: {
    severity: 'WARNING',
    paragraph: 'ITI 8(b)',
    detail: 'No mark of the State of import is recorded.',
    hint: 'Mark the weapon and record IMPORT_COUNTRY with country and year. Museum artefacts and temporary imports are exempt.',
  },
  IMPORT_YEAR_NOT_RECORDED: {
    severity: 'INFO',
    paragraph: 'ITI 8(b)',
    detail: 'The import mark tells no year, which is asked for where possible.',
    hint: 'Record IMPORT_COUNTRY with `year`, or IMPORT_YEAR.',
  },
  IMPORTED_WITHOUT_UNIQUE_MARK: {
    severity: 'WARNING',
    paragraph: 'ITI 8(b)',
    detail: 'The weapon has no unique mark that can be read, and an imported weapon without one must be given one.',
    hint: 'Mark the weapon and record SERIAL_IMPORT_ASSIGNED on frame or receiver.',
  },
  GOV_STOCK_MARK_NOT_RECORDED: {
    severity: 'WARNING',
    paragraph: 'ITI 8(c)',
    detail: 'The weapon leaves government stock for civilian use and is not adequately marked.',
    hint: 'Mark the State whose stock it leaves and record GOV_STOCK_TRANSFER with country.',
  },
  FOUND_WEAPON_NOT_UNIQUELY_MARKED: {
    severity: 'WARNING',
    paragraph: 'ITI 9',
    detail:
      'The weapon has no unique mark that can be read: what was found must be marked and recorded, or destroyed, as soon as possible.',
    hint: 'Mark the weapon and record SERIAL_STATE_ASSIGNED, or report DESTROYED.',
  },
  CONFISCATION_MARK_NOT_RECORDED: {
    severity: 'INFO',
    paragraph: 'MOSAIC 05.30',
    detail: 'No mark of the confiscation is recorded.',
    hint: 'Record it as CONFISCATION.',
  },
  DEACTIVATION_MARK_NOT_RECORDED: {
    severity: 'INFO',
    paragraph: 'Firearms Protocol 9; MOSAIC 05.30',
    detail: 'No mark of the deactivation is recorded.',
    hint: 'Record it as DEACTIVATION.',
  },
} as const satisfies RuleTable
type Code = keyof typeof EVENT_MARK_RULES

/** What the rules look at in the event. */
export interface MarkingOccasion {
  readonly kind: string
  /** The last day on which it may have happened, `YYYY-MM-DD`. */
  readonly lastDay: string
  /** Where the weapon went: the State of import. Null where nobody told. */
  readonly country: string | null
  readonly receiverKind: PartyKind | null
  /** Kinds of the papers named. */
  readonly documentKinds: readonly string[]
}

// The ITI was adopted on 8 December 2005 and asks nothing of what happened before.
const FIRST_DAY = '2005-12-08'
// Papers of a temporary import: the customs carnet, and a temporary licence as States name it.
const TEMPORARY_PAPERS: readonly string[] = ['ATA_CARNET', 'TEMPORARY_IMPORT_LICENCE', 'TEMPORARY_IMPORT_PERMIT']
const FOUND_KINDS: readonly string[] = ['CONFISCATED_PERMANENT', 'RETAINED_FOR_OFFICIAL_USE', 'RETURNED_TO_OWNER']
const EVENT_KINDS_WITH_MARKS: readonly string[] = ['IMPORTED', 'GOV_TO_CIVILIAN', ...FOUND_KINDS, 'DEACTIVATED']

/** True for the kinds of events that ask for a mark: of all others nobody needs to load any. */
export function asksForMarks(kind: string): boolean {
  return EVENT_KINDS_WITH_MARKS.includes(kind)
}

function isExempt({ receiverKind, documentKinds }: MarkingOccasion): boolean {
  return receiverKind === 'MUSEUM' || documentKinds.some((kind) => TEMPORARY_PAPERS.includes(kind))
}

function isOfState(marked: string | undefined, country: string | null): boolean {
  if (marked === undefined || country === null) return true
  const states = successorsOf(country)
  return successorsOf(marked).some((state) => states.includes(state))
}

function forImport({ markings }: MarkedWeapon, occasion: MarkingOccasion, hasUnique: boolean): Code[] {
  if (isExempt(occasion)) return []
  const codes: Code[] = hasUnique ? [] : ['IMPORTED_WITHOUT_UNIQUE_MARK']
  const ofState = markings.filter(
    (mark) =>
      (mark.kind === 'IMPORT_COUNTRY' || (isImportMark(mark) && mark.country !== undefined)) &&
      isOfState(mark.country, occasion.country),
  )
  if (ofState.length === 0) return [...codes, 'IMPORT_MARK_NOT_RECORDED']
  const tellsYear = [...ofState, ...markings.filter(({ kind }) => kind === 'IMPORT_YEAR')].some(
    (mark) => yearOfMark(mark) !== undefined,
  )
  return tellsYear ? codes : [...codes, 'IMPORT_YEAR_NOT_RECORDED']
}

function codesOf(weapon: MarkedWeapon, occasion: MarkingOccasion): Code[] {
  const has = (kind: string) => weapon.markings.some((mark) => mark.kind === kind)
  const hasUnique = weapon.markings.some((mark) => isUniqueMark(mark) && isReadable(mark))
  const { kind } = occasion
  if (kind === 'IMPORTED') return forImport(weapon, occasion, hasUnique)
  if (kind === 'GOV_TO_CIVILIAN')
    return has('GOV_STOCK_TRANSFER') || isDulyMarked(weapon).adequate ? [] : ['GOV_STOCK_MARK_NOT_RECORDED']
  if (kind === 'DEACTIVATED') return has('DEACTIVATION') ? [] : ['DEACTIVATION_MARK_NOT_RECORDED']
  const found: Code[] = includes(FOUND_KINDS, kind) && !hasUnique ? ['FOUND_WEAPON_NOT_UNIQUELY_MARKED'] : []
  return kind === 'CONFISCATED_PERMANENT' && !has('CONFISCATION') ? [...found, 'CONFISCATION_MARK_NOT_RECORDED'] : found
}

/**
 * What an event asks of the marks of a weapon, told at the weapon's place in the report. It tells what is marked, so it is for those only who may see the weapon.
 * Small arms and light weapons only; what may be an antique is left out.
 */
export function assessMarksForEvent(weapon: MarkedWeapon, occasion: MarkingOccasion, pointer: string): Finding[] {
  if (!isItiWeapon(weapon) || mayBeAntique(weapon) || occasion.lastDay < FIRST_DAY) return []
  return codesOf(weapon, occasion).map((code) => finding(EVENT_MARK_RULES, code, pointer))
}
