/** Where a party keeps weapons (MOSAIC 05.20: a stockpile is divided into places that one person can be answerable for). */
export const LOCATION_KINDS = [
  'DEPOT',
  'ARMOURY',
  'UNIT_STORE',
  'ROOM',
  'RACK',
  'EVIDENCE_ROOM',
  'SHOP',
  'WORKSHOP',
  'VEHICLE_OR_VESSEL',
  'OTHER',
] as const
export type LocationKind = (typeof LOCATION_KINDS)[number]

/** How the marks were read at a stock-taking: what is typed is misread most often. */
export const COUNT_METHODS = ['MANUAL_READING', 'SCANNED_CODE', 'RADIO_TAG', 'SEALED_CONTAINER', 'OTHER'] as const
export type CountMethod = (typeof COUNT_METHODS)[number]

/** What becomes of each item read and of each weapon expected: exactly one of these. */
export const COUNTED_CLASSES = [
  'MATCHED',
  'MATCHED_BY_SIMILAR_MARK',
  'MISSING',
  'SURPLUS',
  'DUPLICATE_READING',
  'UNMARKED',
  'NOT_COUNTED',
] as const
export type CountedClass = (typeof COUNTED_CLASSES)[number]

export const DISCREPANCY_KINDS = [
  'MISSING',
  'MATCHED_BY_SIMILAR_MARK',
  'SURPLUS',
  'DUPLICATE_READING',
  'UNMARKED',
] as const satisfies readonly CountedClass[]
export type DiscrepancyKind = (typeof DISCREPANCY_KINDS)[number]

/** What somebody found when he looked into a discrepancy. `SEEN_AGAIN` is the word of a later stock-taking and of nobody else. */
export const REPORTED_OUTCOMES = ['LOSS_REPORTED', 'FOUND_ELSEWHERE', 'MISREAD_CONFIRMED', 'RECORD_WRONG'] as const
export type ReportedOutcome = (typeof REPORTED_OUTCOMES)[number]
export type Outcome = ReportedOutcome | 'SEEN_AGAIN'

/** Which outcomes a discrepancy can have: a loss or a find needs a weapon that was expected, a misreading needs something that was read. */
export const OUTCOMES_OF: Record<DiscrepancyKind, readonly ReportedOutcome[]> = {
  MISSING: ['LOSS_REPORTED', 'FOUND_ELSEWHERE', 'MISREAD_CONFIRMED', 'RECORD_WRONG'],
  MATCHED_BY_SIMILAR_MARK: ['MISREAD_CONFIRMED', 'LOSS_REPORTED', 'FOUND_ELSEWHERE', 'RECORD_WRONG'],
  SURPLUS: ['MISREAD_CONFIRMED', 'RECORD_WRONG'],
  DUPLICATE_READING: ['MISREAD_CONFIRMED', 'RECORD_WRONG'],
  UNMARKED: ['MISREAD_CONFIRMED', 'RECORD_WRONG'],
}
