/** How sure one link of a chain is, from the surest to the least; DISPUTED stands apart: one side denies it. */
export const CONFIDENCE_LEVELS = ['CONFIRMED', 'PROBABLE', 'POSSIBLE', 'UNCONFIRMED', 'DISPUTED'] as const
export type ConfidenceLevel = (typeof CONFIDENCE_LEVELS)[number]

/** What a level rests on. */
export const CONFIDENCE_BASES = [
  'ACCEPTED_BY_OTHER_SIDE',
  'REPORTED_BY_TWO',
  'ACT_OF_AUTHORITY',
  'SAID_BY_ONE_SIDE',
  'PAPER_AUTHENTICATED',
  'PAPER_NAMED',
  'NO_PAPER_WANTED',
  'PAPER_MISSING',
  'PAPER_REJECTED',
  'REPORTED_PROMPTLY',
  'REPORTED_LATE',
  'REPORTED_YEARS_LATER',
  'FROM_OLDER_REGISTER',
  'DENIED_BY_A_SIDE',
  'STEP_MISSING',
  'RECORDS_CONTRADICT',
] as const
export type ConfidenceBasis = (typeof CONFIDENCE_BASES)[number]

/** Each list from the best to the worst. */
export const VOICES = ['TWO', 'AUTHORITY', 'ONE'] as const
export const PAPERS = ['AUTHENTICATED', 'NAMED', 'NOT_WANTED', 'MISSING', 'REJECTED'] as const
export const DELAYS = ['PROMPT', 'LATE', 'YEARS'] as const

/** What decides how sure a recorded event is. */
export interface ConfidenceFacts {
  readonly voices: (typeof VOICES)[number]
  readonly papers: (typeof PAPERS)[number]
  readonly delay: (typeof DELAYS)[number]
}

type Graded = Exclude<ConfidenceLevel, 'DISPUTED'>
type Row = readonly [prompt: Graded, late: Graded, years: Graded]

/**
 * Nothing is CONFIRMED by one voice: papers say that a hand-over was allowed, not that it took place. A paper that its issuer does not know leaves of one voice
 * nothing, since it may have been made with the report.
 */
const TABLE: Readonly<Record<ConfidenceFacts['voices'], Readonly<Record<ConfidenceFacts['papers'], Row>>>> = {
  TWO: {
    AUTHENTICATED: ['CONFIRMED', 'CONFIRMED', 'CONFIRMED'],
    NAMED: ['CONFIRMED', 'CONFIRMED', 'PROBABLE'],
    NOT_WANTED: ['CONFIRMED', 'CONFIRMED', 'PROBABLE'],
    MISSING: ['PROBABLE', 'PROBABLE', 'POSSIBLE'],
    REJECTED: ['POSSIBLE', 'POSSIBLE', 'POSSIBLE'],
  },
  AUTHORITY: {
    AUTHENTICATED: ['CONFIRMED', 'CONFIRMED', 'CONFIRMED'],
    NAMED: ['CONFIRMED', 'CONFIRMED', 'PROBABLE'],
    NOT_WANTED: ['CONFIRMED', 'PROBABLE', 'PROBABLE'],
    MISSING: ['PROBABLE', 'PROBABLE', 'POSSIBLE'],
    REJECTED: ['POSSIBLE', 'POSSIBLE', 'POSSIBLE'],
  },
  ONE: {
    AUTHENTICATED: ['PROBABLE', 'PROBABLE', 'PROBABLE'],
    NAMED: ['PROBABLE', 'PROBABLE', 'POSSIBLE'],
    NOT_WANTED: ['PROBABLE', 'POSSIBLE', 'POSSIBLE'],
    MISSING: ['POSSIBLE', 'POSSIBLE', 'UNCONFIRMED'],
    REJECTED: ['UNCONFIRMED', 'UNCONFIRMED', 'UNCONFIRMED'],
  },
}

/** The level of a recorded event that nobody denies. */
export function levelOf({ voices, papers, delay }: ConfidenceFacts): Graded {
  return TABLE[voices][papers][DELAYS.indexOf(delay)] ?? 'UNCONFIRMED'
}
