import { custodyOf, eventsKnownAt, partyToday } from '../../domain/custody/record.ts'
import { TRANSIT_DAYS } from '../../domain/policy.ts'
import type { Occurred } from '../../domain/time/occurred-at.ts'
import { concludeTrace } from '../../domain/traces/conclude.ts'
import { flagsOf } from '../../domain/traces/flags.ts'
import { nextAfterNothing } from '../../domain/traces/next-authorities.ts'
import { outcomeOfNothing } from '../../domain/traces/outcome.ts'
import type { RequestStatus } from '../../domain/vocabulary/traces.ts'
import { loadShownRecord } from '../../store/custody-history.ts'
import type { Tx } from '../../store/db.ts'
import { findReleasedNames } from '../../store/parties.ts'
import type { Identified } from '../identify-weapon.ts'
import { partiesOf } from '../render-chain.ts'
import type { TraceAnswer } from './answer-schemas.ts'
import { describeNothing } from './describe-search.ts'
import { findRelations, withoutStale } from './relations.ts'
import { type AnswerHead, renderNothing, renderReleased } from './render-answer.ts'
import type { NewTraceRequest } from './schemas.ts'
import { type ShownFlag, showContacts } from './show-contacts.ts'

/** What of a request the conclusion depends on. */
export type Asked = Pick<NewTraceRequest, 'observation' | 'circumstances' | 'canGuaranteeConfidentiality'>

/** What was concluded: an answer in the form that is sent and in the form without names, or none yet. */
export interface Concluded {
  readonly status: RequestStatus
  readonly flags: readonly ShownFlag[]
  readonly answer: { readonly sent: TraceAnswer; readonly nameless: TraceAnswer; readonly names: boolean } | null
}

const NO_OTHER_WEAPON: ReadonlySet<string> = new Set()

/** Concludes for the one weapon that was identified beyond doubt: released, unless a flag keeps it back for a person. */
async function concludeIdentified(
  tx: Tx,
  head: AnswerHead,
  wanted: Asked,
  occurred: Occurred | null,
  found: Identified,
): Promise<Concluded> {
  const weaponId = found.identification.weaponId ?? ''
  const candidate = found.rows.find((row) => row.weaponId === weaponId)
  if (candidate === undefined) throw new Error('the identified weapon is not among the candidates')
  const record = await loadShownRecord(tx, weaponId)
  if (record === undefined) throw new Error('the identified weapon has no record')
  // The number of a part names the part: the holders of a weapon that it was in are not released by it.
  const events = eventsKnownAt(record, undefined, NO_OTHER_WEAPON)
  const custody = custodyOf(record, { now: head.answeredAt, transitDays: TRANSIT_DAYS }, NO_OTHER_WEAPON)
  const recovery = { country: wanted.circumstances.country, occurred }
  const flags = await showContacts(tx, flagsOf(custody, events, recovery, found.duplicateSerial))
  if (flags.some((flag) => flag.blocking)) return { status: 'IN_PROGRESS_DOMESTIC', flags, answer: null }
  const then = withoutStale(concludeTrace(custody, events, recovery, head.askingCountry), custody)
  const concluded = { ...then, lastLicitHolder: partyToday(record, then.lastLicitHolder, head.answeredAt) }
  const names = wanted.canGuaranteeConfidentiality
  const partyIds = [...new Set(partiesOf(custody).map((party) => party.id))]
  const known = names ? await findReleasedNames(tx, partyIds) : new Map<string, string>()
  const flagged = { ...head, flags, relations: await findRelations(tx, weaponId) }
  const sent = renderReleased(flagged, candidate, custody, concluded, known)
  const nameless = renderReleased(flagged, candidate, custody, concluded, new Map())
  return { status: names ? 'ANSWERED_FULL' : 'ANSWERED_RESTRICTED', flags, answer: { sent, nameless, names } }
}

/** Load, decide: nothing found is an answer; one weapon beyond doubt is answered; everything between waits for a person, without any holder. */
export async function conclude(
  tx: Tx,
  head: AnswerHead,
  wanted: Asked,
  occurred: Occurred | null,
  found: Identified,
): Promise<Concluded> {
  if (found.identification.releasable) return concludeIdentified(tx, head, wanted, occurred, found)
  if (found.identification.candidates.length > 0) return { status: 'IN_PROGRESS_DOMESTIC', flags: [], answer: null }
  const { nothing, origin } = describeNothing(wanted.observation, found)
  const answer = renderNothing(head, outcomeOfNothing(nothing), nextAfterNothing(origin, head.askingCountry))
  return { status: 'ANSWERED_NO_RECORD', flags: [], answer: { sent: answer, nameless: answer, names: false } }
}
