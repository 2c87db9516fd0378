import type { Finding } from '../findings.ts'
import type { MarkingKind } from '../vocabulary/markings.ts'
import type { Assessment } from './assessment.ts'
import { includes, isOnFrame, type Mark } from './marked-weapon.ts'
import { finding, type RuleTable } from './rule.ts'

/** Marks that are older than the weapon they stand on. */
export const MARK_DATE_RULES = {
  MARKED_BEFORE_MANUFACTURE: {
    severity: 'WARNING',
    paragraph: 'ITI 11',
    detail: 'This mark is older than the weapon is said to be.',
    hint: 'Check the year of manufacture, and whether the mark stands on an older part.',
  },
  IMPORT_MARK_BEFORE_MANUFACTURE: {
    severity: 'WARNING',
    paragraph: 'ITI 8(b), 11',
    detail: 'The import mark names a year in which the weapon had not been made.',
    hint: 'Check the year of manufacture and the year of the import mark.',
  },
} as const satisfies RuleTable

const IMPORT_KINDS: readonly MarkingKind[] = [
  'IMPORT_COUNTRY',
  'IMPORT_YEAR',
  'IMPORTER_NAME',
  'SERIAL_IMPORT_ASSIGNED',
]
const TEXT_IS_YEAR: readonly MarkingKind[] = ['YEAR', 'IMPORT_YEAR', 'IMPORT_COUNTRY', 'GOV_STOCK_TRANSFER']
// Barrels are proofed, and parts inspected, before the weapon is put together.
const MADE_AHEAD_YEARS = 1

/** The year that a mark tells: as given, else the one that stands in a text that holds a year by its kind. */
export function yearOfMark({ kind, text, year }: Mark): number | undefined {
  if (year !== undefined) return year
  const read = TEXT_IS_YEAR.includes(kind)
    ? /(?<![\p{L}\p{N}])(?:1[5-9]|2[01])[0-9]{2}(?![\p{L}\p{N}])/u.exec(text)
    : null
  return read === null ? undefined : Number(read[0])
}

/** True for a mark of the State or the importer that brought the weapon in (ITI 8(b)). */
export function isImportMark({ kind }: Pick<Mark, 'kind'>): boolean {
  return includes(IMPORT_KINDS, kind)
}

function isOlder(mark: Mark, made: number): boolean {
  const year = yearOfMark(mark)
  const isImport = isImportMark(mark)
  // A year mark that differs contradicts the description, and is told of as that.
  if (year !== undefined && mark.kind !== 'YEAR' && year + (isImport ? 0 : MADE_AHEAD_YEARS) < made) return true
  return mark.applied !== undefined && Number(mark.applied.to.slice(0, 4)) < made
}

/** What is said of the years of the marks that the body brings. Parts other than the frame may well be older than the weapon. */
export function assessMarkDates({ weapon, placed }: Assessment): Finding[] {
  const made = weapon.yearOfManufacture
  if (typeof made !== 'number') return []
  return placed.flatMap(({ mark, at }) => {
    if (mark.component !== undefined && !isOnFrame(mark) && !isImportMark(mark)) return []
    if (!isOlder(mark, made)) return []
    const code = isImportMark(mark) ? 'IMPORT_MARK_BEFORE_MANUFACTURE' : 'MARKED_BEFORE_MANUFACTURE'
    const place = mark.year !== undefined ? 'year' : yearOfMark(mark) === undefined ? 'appliedAt' : 'text'
    return [finding(MARK_DATE_RULES, code, `${at}/${place}`)]
  })
}
