import { custodyOf, eventsKnownAt, partyToday } from '../../domain/custody/record.ts'
import { DomainError } from '../../domain/errors.ts'
import { isPhoto } from '../../domain/evidence/media-type.ts'
import type { Finding } from '../../domain/findings.ts'
import { TRANSIT_DAYS } from '../../domain/policy.ts'
import { isTooFarInFuture, type Occurred, resolveOccurredAt } from '../../domain/time/occurred-at.ts'
import { zonesOf } from '../../domain/time/zones.ts'
import { assessRequest, refuseIncomplete } from '../../domain/traces/check-request.ts'
import { concludeTrace } from '../../domain/traces/conclude.ts'
import { flagsOf } from '../../domain/traces/flags.ts'
import { nextAfterNothing } from '../../domain/traces/next-authorities.ts'
import { outcomeOfNothing } from '../../domain/traces/outcome.ts'
import { restrictionsOf } from '../../domain/traces/restrictions.ts'
import type { RequestStatus } from '../../domain/vocabulary/traces.ts'
import { readClock } from '../../store/clock.ts'
import { loadShownRecord } from '../../store/custody-history.ts'
import { newId } from '../../store/new-id.ts'
import { findReleasedNames } from '../../store/parties.ts'
import { type Identified, identifyWeapon } from '../identify-weapon.ts'
import { nameEvidence } from '../name-evidence.ts'
import { partiesOf } from '../render-chain.ts'
import { refuseTogether } from '../refuse-together.ts'
import { refuseFishing } from '../search-limit.ts'
import type { Stored, VerbWrite } from '../storing.ts'
import type { TraceAnswer } from './answer-schemas.ts'
import { describeIdentification, describeNothing } from './describe-search.ts'
import { type ShownFlag, showContacts } from './show-contacts.ts'
import { type AnswerHead, renderNothing, renderReleased } from './render-answer.ts'
import { findRelations, tellComponents, withoutStale } from './relations.ts'
import type { NewTraceRequest, TraceRequest } from './schemas.ts'
import { storeTrace } from './store-trace.ts'

/** What was concluded: an answer in the form that is sent and in the form without names, or none yet. */
export interface Concluded {
  readonly status: RequestStatus
  readonly flags: readonly ShownFlag[]
  readonly answer: { readonly sent: TraceAnswer; readonly nameless: TraceAnswer; readonly names: boolean } | null
}

const NO_OTHER_WEAPON: ReadonlySet<string> = new Set()

function refuseIfIncomplete(write: VerbWrite, wanted: NewTraceRequest): void {
  const errors = refuseIncomplete(wanted, write.requester.agency.mandateCountries)
  if (errors.length > 0) throw new DomainError('unprocessable', 'The request lacks what a trace needs.', { errors })
}

/** The day of recovery, or null where it was not given; every date that cannot be true is refused. */
function readRecovery(wanted: NewTraceRequest, now: string): Occurred | null {
  const { country, occurredAt } = wanted.circumstances
  if (occurredAt === undefined) return null
  const pointer = '#/circumstances/occurredAt'
  const read = resolveOccurredAt(occurredAt, { zones: zonesOf(country), pointer })
  if (!read.ok) throw new DomainError('unprocessable', 'A date cannot be read.', { errors: read.errors })
  if (isTooFarInFuture(read.occurred, now)) {
    const detail = 'This lies more than 24 hours ahead.'
    throw new DomainError('unprocessable', detail, { errors: [{ pointer, code: 'in-the-future', detail }] })
  }
  return read.occurred
}

/** Concludes for the one weapon that was identified beyond doubt: released, unless a flag keeps it back for a person. */
async function concludeIdentified(
  write: VerbWrite,
  head: AnswerHead,
  wanted: NewTraceRequest,
  occurred: Occurred | null,
  found: Identified,
): Promise<Concluded> {
  const weaponId = found.identification.weaponId ?? ''
  const candidate = found.rows.find((row) => row.weaponId === weaponId)
  if (candidate === undefined) throw new Error('the identified weapon is not among the candidates')
  const record = await loadShownRecord(write.tx, weaponId)
  if (record === undefined) throw new Error('the identified weapon has no record')
  // The number of a part names the part: the holders of a weapon that it was in are not released by it.
  const events = eventsKnownAt(record, undefined, NO_OTHER_WEAPON)
  const custody = custodyOf(record, { now: head.answeredAt, transitDays: TRANSIT_DAYS }, NO_OTHER_WEAPON)
  const recovery = { country: wanted.circumstances.country, occurred }
  const flags = await showContacts(write.tx, flagsOf(custody, events, recovery, found.duplicateSerial))
  if (flags.some((flag) => flag.blocking)) return { status: 'IN_PROGRESS_DOMESTIC', flags, answer: null }
  const then = withoutStale(concludeTrace(custody, events, recovery), custody)
  const concluded = { ...then, lastLicitHolder: partyToday(record, then.lastLicitHolder, head.answeredAt) }
  const names = wanted.canGuaranteeConfidentiality
  const partyIds = [...new Set(partiesOf(custody).map((party) => party.id))]
  const known = names ? await findReleasedNames(write.tx, partyIds) : new Map<string, string>()
  const flagged = { ...head, flags, relations: await findRelations(write.tx, weaponId) }
  const sent = renderReleased(flagged, candidate, custody, concluded, known)
  const nameless = renderReleased(flagged, candidate, custody, concluded, new Map())
  return { status: names ? 'ANSWERED_FULL' : 'ANSWERED_RESTRICTED', flags, answer: { sent, nameless, names } }
}

/** Load, decide: nothing found is an answer; one weapon beyond doubt is answered; everything between waits for a person, without any holder. */
async function conclude(
  write: VerbWrite,
  head: AnswerHead,
  wanted: NewTraceRequest,
  occurred: Occurred | null,
  found: Identified,
): Promise<Concluded> {
  if (found.identification.releasable) return concludeIdentified(write, head, wanted, occurred, found)
  if (found.identification.candidates.length > 0) return { status: 'IN_PROGRESS_DOMESTIC', flags: [], answer: null }
  const { nothing, origin } = describeNothing(wanted.observation, found)
  const answer = renderNothing(head, outcomeOfNothing(nothing), nextAfterNothing(origin))
  return { status: 'ANSWERED_NO_RECORD', flags: [], answer: { sent: answer, nameless: answer, names: false } }
}

/**
 * Answers a trace request (ITI 16 to 20): search, identify, decide, record. Custody is released only for a weapon identified at T1 without a blocking flag
 * (design 3.5); a dry run checks the request and identifies nothing.
 */
export async function requestTrace(
  write: VerbWrite,
  wanted: NewTraceRequest,
  limitPerHour: number,
): Promise<Stored<TraceRequest>> {
  const now = await readClock(write.tx)
  const { evidenceIds } = wanted.observation
  const [, [occurred, evidence]] = await refuseTogether(
    () => refuseIfIncomplete(write, wanted),
    () =>
      refuseTogether(
        () => readRecovery(wanted, now),
        () => nameEvidence(write, [{ pointer: '#/observation/evidenceIds', ids: evidenceIds }]),
      ),
  )
  const requestFindings: Finding[] = assessRequest(wanted, [...evidence.values()].some(isPhoto))
  if (write.dryRun) return { body: {} as TraceRequest, location: '', findings: requestFindings }
  await refuseFishing(write.tx, limitPerHour, 1)
  const found = await identifyWeapon(write.tx, wanted.observation)
  const requestId = wanted.id ?? newId()
  const answeredAt = await readClock(write.tx)
  const identification = describeIdentification(found.identification)
  const restrictions = restrictionsOf(wanted.canGuaranteeConfidentiality, wanted.intendedUse)
  const head: AnswerHead = { requestId, answeredAt, identification, flags: [], relations: [], restrictions }
  const concluded = await conclude(write, head, wanted, occurred, found)
  const findings = [...requestFindings, ...found.identification.findings, ...(await tellComponents(write.tx, found))]
  await storeTrace(write, { requestId, recordedAt: answeredAt, wanted, occurred, identification, findings, concluded })
  const { priority, illicitGrounds, purpose, intendedUse } = wanted
  const body: TraceRequest = {
    id: requestId,
    status: concluded.status,
    priority,
    illicitGrounds,
    purpose,
    intendedUse,
    identification,
    flags: [...concluded.flags],
    findings,
    recordedAt: answeredAt,
    ...(evidenceIds === undefined || evidenceIds.length === 0 ? {} : { evidenceIds }),
    ...(concluded.answer === null ? {} : { answer: concluded.answer.sent }),
  }
  return { body, location: `/v1/trace-requests/${requestId}`, findings }
}
