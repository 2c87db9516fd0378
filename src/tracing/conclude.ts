import { partyToday } from '../domain/custody/record.ts'
import type { Occurred } from '../domain/time/occurred-at.ts'
import { concludeTrace } from '../domain/traces/conclude.ts'
import { nextAfterNothing } from '../domain/traces/next-authorities.ts'
import { type Outcome, outcomeOfNothing } from '../domain/traces/outcome.ts'
import type { RequestStatus } from '../domain/vocabulary/traces.ts'
import type { CandidateRow } from '../store/marking-candidates.ts'
import type { Identified } from '../features/identify-weapon.ts'
import type { TraceAnswer } from './answer-schemas.ts'
import type { AnswerContext } from './answer-context.ts'
import { describeNothing, describeOrigin } from './describe-search.ts'
import type { LoadedWeapon } from './load-weapons.ts'
import type { ShownFlag } from './offices.ts'
import { withoutStale } from './relations.ts'
import { type AnswerHead, renderNothing, renderReleased } from './render-answer.ts'
import type { NewTraceRequest } from './request-schemas.ts'

/** What of a request the conclusion depends on. */
export type Asked = Pick<NewTraceRequest, 'observation' | 'circumstances' | 'canGuaranteeConfidentiality'>

/** An answer in the form that is sent, and in the form without names that is proved and compared. */
export interface Given {
  readonly sent: TraceAnswer
  readonly nameless: TraceAnswer
  readonly names: boolean
}

/** Where a request stands once it was decided what may be told: with an answer, or waiting for a person. */
export interface Concluded {
  readonly status: RequestStatus
  readonly flags: readonly ShownFlag[]
  readonly weaponId: string | null
  readonly answer: Given | null
}

/** The weapon whose custody may be told: identified beyond doubt, or confirmed by persons. */
export interface Released {
  readonly candidate: CandidateRow
  readonly loaded: LoadedWeapon
  readonly flags: readonly ShownFlag[]
  /** Where the same agency asked in the same case before: that request has the answer already. */
  readonly duplicateOf: string | null
}

/** Concludes for one weapon. Names are told where the asker can guarantee confidentiality and nothing restricts them (ITI 15, 22). */
export function concludeReleased(
  head: AnswerHead,
  asked: Asked,
  occurred: Occurred | null,
  { candidate, loaded, flags, duplicateOf }: Released,
  context: AnswerContext,
): Concluded {
  const { custody, events, record } = loaded
  const then = withoutStale(
    concludeTrace(custody, events, { country: asked.circumstances.country, occurred }, context.asker.country),
    custody,
  )
  const concluded = {
    ...then,
    outcome: duplicateOf === null ? then.outcome : ('DUPLICATE_REQUEST' as const),
    lastLicitHolder: partyToday(record, then.lastLicitHolder, head.answeredAt),
  }
  const names = !head.restrictions.some(({ code }) => code === 'NAMES_WITHHELD')
  const told = { ...head, flags, relations: context.relations.get(candidate.weaponId) ?? [], duplicateOf }
  const sent = renderReleased(told, candidate, loaded, concluded, names ? context : { ...context, names: new Map() })
  const nameless = renderReleased(told, candidate, loaded, concluded, { ...context, names: new Map() })
  const status = names ? 'ANSWERED_FULL' : 'ANSWERED_RESTRICTED'
  return { status, flags, weaponId: candidate.weaponId, answer: { sent, nameless, names } }
}

/** Nothing was told of any weapon: an answer all the same, with why, and whom to ask. */
export function concludeNothing(head: AnswerHead, outcome: Outcome, asked: Asked, ownCountry: string): Concluded {
  const answer = renderNothing(head, outcome, nextAfterNothing(describeOrigin(asked.observation), ownCountry))
  const status = outcome === 'DUPLICATE_REQUEST' ? 'CLOSED' : 'ANSWERED_NO_RECORD'
  return { status, flags: [], weaponId: null, answer: { sent: answer, nameless: answer, names: false } }
}

/** What was searched in vain, as an outcome. */
export function outcomeOfSearch(asked: Asked, found: Identified): Outcome {
  return outcomeOfNothing(describeNothing(asked.observation, found))
}
