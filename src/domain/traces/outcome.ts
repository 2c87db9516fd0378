import type { Custody, CustodyEvent } from '../custody/types.ts'
import { type End, endOf } from './records-end.ts'

/** What was searched and not found, as far as it decides which failure it is. */
export interface NothingFound {
  /** Some mark could be searched. */
  readonly searched: boolean
  /** A serial is impossible for the maker named. */
  readonly serialImpossible: boolean
  readonly craftMade: boolean
  /** Every mark is gone, and restoring failed or was not possible. */
  readonly obliterated: boolean
  /** Made before records were kept (`isTooOld`). */
  readonly tooOld: boolean
}

/** What a request came to: no candidate; one weapon whose custody is released; or candidates of which none is confirmed. */
export type Found =
  | { readonly kind: 'NOTHING'; readonly nothing: NothingFound }
  | {
      readonly kind: 'RELEASED'
      readonly custody: Pick<Custody, 'links' | 'lastLicitHolder'>
      readonly events: readonly CustodyEvent[]
    }
  | { readonly kind: 'UNCONFIRMED'; readonly candidates: number }

export interface OutcomeFacts {
  readonly found: Found
  /** Asked already: the same agency, case, and weapon or item, and open (`relateRequests`). */
  readonly duplicate: boolean
  /** What a registrar states by CONCLUDE. It never changes what a released custody says. */
  readonly stated: StatedOutcome | null
}

/** The facts as the rows ask for them. */
interface Judged {
  readonly duplicate: boolean
  readonly nothing: NothingFound | null
  readonly end: End | null
  readonly candidates: number
  readonly stated: string | null
}

const isEnd =
  (wanted: End) =>
  ({ end }: Judged) =>
    end === wanted
const byStatementAlone = () => false

/**
 * The one precedence table of outcomes (domain vocabulary 8.11): the first row that fits, or that a registrar states, is the outcome.
 *
 * - FAILED_INSUFFICIENT_ID leaves out gone marks and craft-made weapons: nobody could have sent more of a mark that is ground off or never was.
 * - FAILED_HOLDER_CLOSED, FAILED_RECORDS_LOST, FAILED_RECORDS_DESTROYED and FAILED_UNREGISTERED_SALE are stated by a person alone: where a chain ends with a firm
 *   that has closed, a row above says how far the records lead, and what became of its books no record tells.
 * - FAILED_NOT_FOUND waits for nobody: where a State that was asked stays silent, that there is no record is not known, and NO_REPLY remains.
 */
const ROWS = {
  DUPLICATE_REQUEST: ({ duplicate }) => duplicate,
  FAILED_INSUFFICIENT_ID: ({ nothing }) =>
    nothing !== null && !nothing.searched && !nothing.craftMade && !nothing.obliterated,
  FAILED_INVALID_SERIAL: ({ nothing }) => nothing !== null && nothing.searched && nothing.serialImpossible,
  AMBIGUOUS_CANDIDATES: ({ candidates }) => candidates > 1,
  MATCH_LOST_STOLEN: isEnd('LOST_OR_STOLEN'),
  TRACED_TO_DIVERSION: isEnd('OTHER_LOSS_OF_CONTROL'),
  TRACED_LAST_LICIT: isEnd('LICIT_HOLDER'),
  TRACED_TO_FIRST_RETAIL: isEnd('FIRST_RETAIL'),
  TRACED_EXPORTED_TO: isEnd('EXPORT'),
  TRACED_TO_IMPORTER: isEnd('IMPORTER'),
  TRACED_TO_MANUFACTURER_ONLY: isEnd('MANUFACTURER'),
  ORIGIN_ESTABLISHED_OTHER: byStatementAlone,
  FAILED_CRAFT_MADE: ({ nothing }) => nothing?.craftMade === true,
  FAILED_OBLITERATED: ({ nothing }) => nothing?.obliterated === true,
  FAILED_TOO_OLD: ({ nothing }) => nothing?.tooOld === true,
  FAILED_RECORDS_LOST: byStatementAlone,
  FAILED_RECORDS_DESTROYED: byStatementAlone,
  FAILED_HOLDER_CLOSED: byStatementAlone,
  FAILED_UNREGISTERED_SALE: byStatementAlone,
  FAILED_NOT_FOUND: ({ stated }) => stated !== 'NO_REPLY',
  NO_REPLY: () => true,
} as const satisfies Record<string, (facts: Judged) => boolean>

export type Outcome = keyof typeof ROWS

/** In the order in which they are tried. */
export const OUTCOMES = Object.keys(ROWS) as [Outcome, ...Outcome[]]

/** What a registrar may state of a request by CONCLUDE; everything else follows from records alone. */
export const STATED_OUTCOMES = [
  'FAILED_INSUFFICIENT_ID',
  'FAILED_INVALID_SERIAL',
  'AMBIGUOUS_CANDIDATES',
  'ORIGIN_ESTABLISHED_OTHER',
  'FAILED_CRAFT_MADE',
  'FAILED_OBLITERATED',
  'FAILED_TOO_OLD',
  'FAILED_RECORDS_LOST',
  'FAILED_RECORDS_DESTROYED',
  'FAILED_HOLDER_CLOSED',
  'FAILED_UNREGISTERED_SALE',
  'FAILED_NOT_FOUND',
  'NO_REPLY',
] as const satisfies readonly Outcome[]
export type StatedOutcome = (typeof STATED_OUTCOMES)[number]

// MOSAIC 05.31 leaves out what was made before: few registers reach back so far.
const FIRST_TRACEABLE_YEAR = 1946

/** True for a weapon made before records were kept, by the year observed on it. */
export function isTooOld(yearOfManufacture: number | undefined): boolean {
  return yearOfManufacture !== undefined && yearOfManufacture < FIRST_TRACEABLE_YEAR
}

function judge({ found, duplicate, stated }: OutcomeFacts): Judged {
  const none = { duplicate, nothing: null, end: null, candidates: 0, stated }
  if (found.kind === 'NOTHING') return { ...none, nothing: found.nothing }
  if (found.kind === 'UNCONFIRMED') return { ...none, candidates: found.candidates }
  return { ...none, end: endOf(found.custody, found.events), stated: null }
}

/**
 * The outcome of a request that is answered. Candidates of which none was confirmed come to AMBIGUOUS_CANDIDATES, a single one that was rejected to
 * FAILED_NOT_FOUND: until a person has rejected or concluded there is a status, and this is not to be asked.
 */
export function outcomeOf(facts: OutcomeFacts): Outcome {
  const judged = judge(facts)
  return OUTCOMES.find((outcome) => judged.stated === outcome || ROWS[outcome](judged)) ?? 'NO_REPLY'
}

/** The outcome where the search had no candidate and nobody stated another. */
export function outcomeOfNothing(nothing: NothingFound): Outcome {
  return outcomeOf({ found: { kind: 'NOTHING', nothing }, duplicate: false, stated: null })
}

/** The outcome for an identified weapon whose custody was released. */
export function outcomeOfCustody(
  custody: Pick<Custody, 'links' | 'lastLicitHolder'>,
  events: readonly CustodyEvent[],
): Outcome {
  return outcomeOf({ found: { kind: 'RELEASED', custody, events }, duplicate: false, stated: null })
}
