import type { Finding } from '../findings.ts'
import { readYears, yearsInSerial } from '../identification/date-codes.ts'
import { fitsSerialShape, resolveMake } from '../identification/maker.ts'
import { isShortNumber, otherNumbers } from '../identification/not-the-serial.ts'
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
  SERIAL_LOOKS_LIKE_PART_NUMBER: {
    severity: 'WARNING',
    paragraph: 'ITI 8(a)',
    detail: 'This looks like the number of a part, a drawing or a kind of equipment.',
    hint: CHECK,
  },
  SERIAL_LOOKS_LIKE_LOT_NUMBER: {
    severity: 'WARNING',
    paragraph: 'ITI 8(a)',
    detail: 'This looks like the number of a lot.',
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
  SERIAL_EQUALS_PROOF_YEAR: {
    severity: 'WARNING',
    paragraph: 'ITI 8(a)',
    detail: 'This is the year that a code of years or of proof on the weapon stands for.',
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
const LOOK_ALIKE_SCRIPTS = [/\p{Script=Latin}/u, /\p{Script=Cyrillic}/u, /\p{Script=Greek}/u]

/** The years that codes of years and of proof on the weapon may stand for. */
function codedYears({ make, markings }: MarkedWeapon): readonly string[] {
  return markings.flatMap((mark) =>
    isUniqueMark(mark) ? [] : readYears({ ...mark, maker: make }).map(({ year }) => String(year)),
  )
}

function codesOf(text: string, weapon: MarkedWeapon): Code[] {
  const form = compareForm(text)
  const maker = resolveMake(weapon.make).entry
  const year = weapon.yearOfManufacture
  const codes: Code[] = [...otherNumbers(text, form, { model: weapon.model, year })]
  if (codes.length === 0 && codedYears(weapon).includes(form)) codes.push('SERIAL_EQUALS_PROOF_YEAR')
  if (codes.length > 0) return codes
  if (isShortNumber(form)) codes.push('SERIAL_LOOKS_LIKE_RACK_NUMBER')
  else if (fitsSerialShape(maker, text) === false) codes.push('SERIAL_SHAPE_UNUSUAL')
  const told = yearsInSerial(maker, text).map((one) => one.year)
  if (told.length > 0 && typeof year === 'number' && !told.includes(year)) codes.push('SERIAL_YEAR_DIFFERS')
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
