import { resolveCalibre } from './calibre.ts'
import { resolveModel } from './model.ts'

/** What a number in the serial's place may be instead, by its own words and shape, and by what else is told of the weapon. */
export type OtherNumber =
  | 'SERIAL_LOOKS_LIKE_PATENT'
  | 'SERIAL_LOOKS_LIKE_PART_NUMBER'
  | 'SERIAL_LOOKS_LIKE_LOT_NUMBER'
  | 'SERIAL_EQUALS_MODEL'
  | 'SERIAL_EQUALS_YEAR'
  | 'SERIAL_EQUALS_CALIBRE'

// Patents of the United States have had seven digits for a century, and stand in groups on the weapons.
const PATENT = /\bPAT\b|PATENT/iu
const PATENT_DIGITS = /^\D*[0-9]{1,2}[.,'][0-9]{3}[.,'][0-9]{3}\D*$/u
const PART = /(?<![\p{L}\p{N}])(?:PART|DWG|DRG|DRAWING|NSN|CAGE|P\/N|ЧЕРТ(?:ЁЖ|ЕЖ)?)(?![\p{L}\p{N}])/iu
// A NATO stock number, and an index of the Soviet artillery directorate (56-А-212): numbers of a kind of thing.
const STOCK_NUMBER = /^\s*(?:NSN\s*)?[0-9]{4}-[0-9]{2}-[0-9]{3}-[0-9]{4}\s*$/iu
const ARTILLERY_INDEX = /^\s*5[2-7]-\p{L}{1,2}-[0-9]{3}\p{L}?\s*$/u
// Three letters and digits without a gap may be a serial (LOT1234).
const LOT = /(?<![\p{L}\p{N}])(?:LOT|LOS|BATCH|ПАРТИЯ|批)(?![\p{L}\p{N}])/iu

/** The numbers that the name of a model is, or holds. */
export function numbersOfModel(model: string | undefined): readonly string[] {
  const { status, forms } = resolveModel(model)
  return status === 'NAMED' ? forms.flatMap((form) => [form, ...(form.match(/[0-9]{2,}/g) ?? [])]) : []
}

/**
 * What a text is more likely than a serial.
 *
 * @param text as it was read
 * @param form the same in the form in which serials are compared
 */
export function otherNumbers(
  text: string,
  form: string,
  { model, year }: { readonly model: string | undefined; readonly year: number | string | undefined },
): readonly OtherNumber[] {
  const found: OtherNumber[] = []
  if (PATENT.test(text) || PATENT_DIGITS.test(text)) found.push('SERIAL_LOOKS_LIKE_PATENT')
  if (PART.test(text) || STOCK_NUMBER.test(text) || ARTILLERY_INDEX.test(text))
    found.push('SERIAL_LOOKS_LIKE_PART_NUMBER')
  if (LOT.test(text)) found.push('SERIAL_LOOKS_LIKE_LOT_NUMBER')
  if (numbersOfModel(model).includes(form)) found.push('SERIAL_EQUALS_MODEL')
  if (year !== undefined && form === String(year)) found.push('SERIAL_EQUALS_YEAR')
  if (/[x×.]|mm/iu.test(text) && resolveCalibre(text).known) found.push('SERIAL_EQUALS_CALIBRE')
  return found
}

// The shortest serials of listed makers have five signs; numbers of up to three are those of racks and assembly.
const RACK_SIGNS = 3

/** True of so short a number that it is more often one of a rack, a part or an assembly. */
export function isShortNumber(form: string): boolean {
  return form.length <= RACK_SIGNS
}
