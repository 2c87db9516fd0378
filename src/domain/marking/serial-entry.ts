import type { Finding } from '../findings.ts'
import { resolveCalibre } from '../identification/calibre.ts'
import { fitsSerialShape, resolveMake, yearInSerial } from '../identification/maker.ts'
import { resolveModel } from '../identification/model.ts'
import type { MarkingKind } from '../vocabulary/markings.ts'
import { compareForm } from './compare-form.ts'
import type { Assessment, PlacedMark } from './assessment.ts'
import { includes, isReadable, isUniqueMark, type MarkedWeapon } from './marked-weapon.ts'
import { finding, type RuleTable } from './rule.ts'

const CHECK = 'Check the number on the weapon itself, and whether another stands on frame or receiver.'

/** Numbers that are taken for the serial and are not. */
export const SERIAL_ENTRY_RULES = {
  SERIAL_LOOKS_LIKE_PATENT: {
    severity: 'WARNING',
    paragraph: 'ITI 8(a)',
    detail: 'This looks like the number of a patent.',
    hint: CHECK,
  },
  SERIAL_EQUALS_MODEL: {
    severity: 'WARNING',
    paragraph: 'ITI 8(a)',
    detail: 'This is the number of the model.',
    hint: CHECK,
  },
  SERIAL_EQUALS_YEAR: {
    severity: 'WARNING',
    paragraph: 'ITI 8(a)',
    detail: 'This is the year of manufacture.',
    hint: CHECK,
  },
  SERIAL_EQUALS_CALIBRE: {
    severity: 'WARNING',
    paragraph: 'ITI 8(a)',
    detail: 'This is the calibre.',
    hint: CHECK,
  },
  SERIAL_EQUALS_OTHER_MARK: {
    severity: 'WARNING',
    paragraph: 'ITI 8(a)',
    detail:
      'The same number is recorded as a mark that is no serial (patent, part, mould, lot, assembly, rack or unit).',
    hint: CHECK,
  },
  SERIAL_LOOKS_LIKE_RACK_NUMBER: {
    severity: 'INFO',
    detail: 'So short a number is more often one of a rack, a part or an assembly.',
    hint: CHECK,
  },
  SERIAL_SHAPE_UNUSUAL: {
    severity: 'INFO',
    detail: 'This maker is not known to number its weapons so; its numbers of other years may differ.',
    hint: 'Check the number and the maker on the weapon itself.',
  },
  SERIAL_YEAR_DIFFERS: {
    severity: 'INFO',
    detail: 'By the maker’s way of numbering, the serial tells another year than the description.',
    hint: 'Check the year, and whether all digits belong to the serial.',
  },
  SERIAL_SCRIPTS_MIXED: {
    severity: 'INFO',
    detail: 'The serial has letters of two scripts; some look alike, and one may have been typed for the other.',
    hint: 'Type all letters in the script that stands on the weapon.',
  },
} as const satisfies RuleTable
type Code = keyof typeof SERIAL_ENTRY_RULES

const NO_SERIALS: readonly MarkingKind[] = [
  'PATENT',
  'PART_OR_DRAWING_NO',
  'MOULD_NO',
  'LOT_NO',
  'ASSEMBLY_NO',
  'UNIT_RACK',
]
// The shortest serials of listed makers have five signs; numbers of up to three are those of racks and assembly.
const RACK_SIGNS = 3
const LOOK_ALIKE_SCRIPTS = [/\p{Script=Latin}/u, /\p{Script=Cyrillic}/u, /\p{Script=Greek}/u]

function looksLikePatent(text: string): boolean {
  return /\bPAT\b|PATENT/iu.test(text) || /^\D*[0-9]{1,2}[.,'][0-9]{3}[.,'][0-9]{3}\D*$/u.test(text)
}

function modelNumbers(model: string | undefined): readonly string[] {
  const { status, forms } = resolveModel(model)
  return status === 'NAMED' ? forms.flatMap((form) => [form, ...(form.match(/[0-9]{2,}/g) ?? [])]) : []
}

function codesOf(text: string, weapon: MarkedWeapon): Code[] {
  const form = compareForm(text)
  const maker = resolveMake(weapon.make).entry
  const year = weapon.yearOfManufacture
  const codes: Code[] = []
  if (looksLikePatent(text)) codes.push('SERIAL_LOOKS_LIKE_PATENT')
  if (modelNumbers(weapon.model).includes(form)) codes.push('SERIAL_EQUALS_MODEL')
  if (form === String(year)) codes.push('SERIAL_EQUALS_YEAR')
  if (/[x×.]|mm/iu.test(text) && resolveCalibre(text).known) codes.push('SERIAL_EQUALS_CALIBRE')
  if (codes.length > 0) return codes
  if (form.length <= RACK_SIGNS) codes.push('SERIAL_LOOKS_LIKE_RACK_NUMBER')
  else if (fitsSerialShape(maker, text) === false) codes.push('SERIAL_SHAPE_UNUSUAL')
  const told = yearInSerial(maker, text)
  if (told !== undefined && typeof year === 'number' && told !== year) codes.push('SERIAL_YEAR_DIFFERS')
  if (LOOK_ALIKE_SCRIPTS.filter((script) => script.test(text)).length > 1) codes.push('SERIAL_SCRIPTS_MIXED')
  return codes
}

function equalsOther({ mark, at }: PlacedMark, { weapon, onRecord }: Assessment): Finding[] {
  const isSerial = isUniqueMark(mark)
  // Of two marks in one body the serial is told of; a number of another kind only where it meets a serial on record.
  const others = isSerial
    ? weapon.markings.filter((other) => includes(NO_SERIALS, other.kind))
    : onRecord.filter(isUniqueMark)
  if (!isSerial && !includes(NO_SERIALS, mark.kind)) return []
  const form = compareForm(mark.text)
  const isEqual = others.some((other) => isReadable(other) && compareForm(other.text) === form)
  return isEqual ? [finding(SERIAL_ENTRY_RULES, 'SERIAL_EQUALS_OTHER_MARK', `${at}/text`)] : []
}

/** What is odd about the serials that the body brings. Shapes are known of some makers and years only, so that an odd one is a note. */
export function assessSerialEntry(assessment: Assessment): Finding[] {
  return assessment.placed.flatMap((placed) => {
    const { mark, at } = placed
    if (!isReadable(mark)) return []
    // A shape is the maker's; a number that an importer or a State put on has its own. What was only partly read has none.
    const isMakers = mark.kind === 'SERIAL_PRIMARY' && (mark.condition ?? 'INTACT') === 'INTACT'
    const codes = isMakers ? codesOf(mark.text, assessment.weapon) : []
    return [...codes.map((code) => finding(SERIAL_ENTRY_RULES, code, `${at}/text`)), ...equalsOther(placed, assessment)]
  })
}
