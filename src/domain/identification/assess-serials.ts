import type { Finding } from '../findings.ts'
import type { Maker } from '../reference/entries.ts'
import type { MarkingKind } from '../vocabulary/markings.ts'
import { readYears, yearsInSerial } from './date-codes.ts'
import { fitsSerialShape, resolveMake } from './maker.ts'
import { isShortNumber, type OtherNumber, otherNumbers } from './not-the-serial.ts'
import { contradiction, info, restsOn, textOf, warning } from './observation-notes.ts'
import {
  effectiveMake,
  effectiveYear,
  type ObservedMark,
  observedMarks,
  type ObservedWeapon,
  PRIMARY,
} from './observation.ts'
import { canonicalText } from './characters.ts'
import { searchKeys } from './search-keys.ts'

const CHECK_NUMBER =
  'Check the number and the maker on the weapon itself, and whether another number stands on the frame.'
const CHECK_YEAR = 'Check the year, and whether all digits belong to the serial.'

const OTHER_NUMBERS: Readonly<Record<OtherNumber, string>> = {
  SERIAL_LOOKS_LIKE_PATENT: 'This looks like the number of a patent.',
  SERIAL_LOOKS_LIKE_PART_NUMBER: 'This looks like the number of a part, a drawing or a kind of equipment.',
  SERIAL_LOOKS_LIKE_LOT_NUMBER: 'This looks like the number of a lot.',
  SERIAL_EQUALS_MODEL: 'This is the number of the model.',
  SERIAL_EQUALS_YEAR: 'This is the year of manufacture.',
  SERIAL_EQUALS_CALIBRE: 'This is the calibre.',
}

const NO_SERIALS: readonly string[] = [
  'PATENT',
  'PART_OR_DRAWING_NO',
  'MOULD_NO',
  'LOT_NO',
  'ASSEMBLY_NO',
  'UNIT_RACK',
  'PROOF',
  'REPROOF',
] satisfies MarkingKind[]

/** What else is known of the weapon, once for all its numbers. */
interface Known {
  readonly observation: ObservedWeapon
  readonly maker: Maker | undefined
  readonly year: number | undefined
  /** The letters and digits of marks that are no serial. */
  readonly others: readonly string[]
  /** The years that its codes of years and of proof may stand for. */
  readonly codedYears: readonly number[]
}

/** What is odd about the numbers that may be the serial, each told at its mark and never repeated. Numbers that were not fully read are left alone. */
export function assessSerials(observation: ObservedWeapon): Finding[] {
  const known = knownOf(observation)
  return observedMarks(observation).flatMap((mark) =>
    mark.keepsToken || !mark.reading.certain
      ? []
      : [...ofOtherNumber(mark, known), ...ofMaker(mark, known), ...ofYear(mark, known)],
  )
}

function knownOf(observation: ObservedWeapon): Known {
  const { make, markings = [] } = observation
  const maker = effectiveMake(make, markings)
  const others = markings.filter(({ kind }) => NO_SERIALS.includes(kind)).map(({ text }) => formOf(text))
  const codedYears = markings.flatMap((mark) =>
    PRIMARY.includes(mark.kind) ? [] : readYears({ ...mark, maker }).map(({ year }) => year),
  )
  return { observation, maker: resolveMake(maker).entry, year: effectiveYear(observation), others, codedYears }
}

function formOf(text: string): string {
  return canonicalText(text).replace(/[^\p{L}\p{N}]/gu, '')
}

function ofOtherNumber({ index, kind, reading }: ObservedMark, known: Known): Finding[] {
  const { observation, year, others, codedYears } = known
  const { exact } = searchKeys(reading)
  const pointer = textOf(index)
  const codes = otherNumbers(reading.raw, exact, { model: observation.model, year })
  const findings = codes.map((code) => warning(code, pointer, OTHER_NUMBERS[code], CHECK_NUMBER))
  if (others.includes(exact)) {
    const detail = 'The same number is given as a mark that is no serial (patent, part, lot, rack, assembly or proof).'
    findings.push(warning('SERIAL_EQUALS_OTHER_MARK', pointer, detail, CHECK_NUMBER))
  }
  if (codedYears.some((coded) => String(coded) === exact) && !codes.includes('SERIAL_EQUALS_YEAR')) {
    const detail = 'This is the year that a code of years or of proof on the weapon stands for.'
    findings.push(warning('SERIAL_EQUALS_PROOF_YEAR', pointer, detail, CHECK_NUMBER))
  }
  if (findings.length === 0 && PRIMARY.includes(kind) && isShortNumber(exact)) {
    const detail = 'So short a number is more often one of a rack, a part or an assembly.'
    findings.push(info('SERIAL_LOOKS_LIKE_RACK_NUMBER', pointer, detail, CHECK_NUMBER))
  }
  return findings
}

function ofMaker({ index, kind, reading }: ObservedMark, { maker }: Known): Finding[] {
  if (maker === undefined || kind !== 'SERIAL_PRIMARY' || fitsSerialShape(maker, reading.body) !== false) return []
  const detail = `This maker is not known to number its weapons so. ${restsOn({ list: 'serial-formats', code: maker.id, certainty: maker.certainty })}`
  return [warning('SERIAL_IMPOSSIBLE_FOR_MAKER', textOf(index), detail, CHECK_NUMBER)]
}

function ofYear({ index, kind, reading }: ObservedMark, { maker, year }: Known): Finding[] {
  const told = kind === 'SERIAL_PRIMARY' && year !== undefined ? yearsInSerial(maker, reading.body) : []
  const [first] = told
  if (first === undefined || told.some((one) => one.year === year)) return []
  const detail = `By the maker’s way of numbering the serial tells the year ${first.year}, which is not the one given.`
  const rests = { list: 'serial-formats', code: first.system, certainty: first.certainty }
  return [contradiction(rests, 'SERIAL_YEAR_DIFFERS', textOf(index), detail, CHECK_YEAR)]
}
