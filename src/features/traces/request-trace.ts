import { DomainError } from '../../domain/errors.ts'
import { isPhoto } from '../../domain/evidence/media-type.ts'
import type { Finding } from '../../domain/findings.ts'
import { isTooFarInFuture, type Occurred, resolveOccurredAt } from '../../domain/time/occurred-at.ts'
import { zonesOf } from '../../domain/time/zones.ts'
import { assessRequest, refuseIncomplete } from '../../domain/traces/check-request.ts'
import { restrictionsOf } from '../../domain/traces/restrictions.ts'
import { readClock } from '../../store/clock.ts'
import { newId } from '../../store/new-id.ts'
import { type Identified, identifyWeapon } from '../identify-weapon.ts'
import { nameEvidence } from '../name-evidence.ts'
import { refuseTogether } from '../refuse-together.ts'
import { refuseFishing } from '../search-limit.ts'
import type { Stored, VerbWrite } from '../storing.ts'
import { conclude } from './conclude-request.ts'
import { describeIdentification } from './describe-search.ts'
import type { AnswerHead } from './render-answer.ts'
import { tellComponents } from './relations.ts'
import type { NewTraceRequest, TraceRequest } from './schemas.ts'
import { storeTrace } from './store-trace.ts'

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

function headOf(
  write: VerbWrite,
  wanted: NewTraceRequest,
  found: Identified,
  ids: Pick<AnswerHead, 'requestId' | 'answeredAt'>,
): AnswerHead {
  return {
    ...ids,
    askingCountry: write.requester.agency.country,
    identification: describeIdentification(found.identification),
    flags: [],
    relations: [],
    restrictions: restrictionsOf(wanted.canGuaranteeConfidentiality, wanted.intendedUse),
  }
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
  const head = headOf(write, wanted, found, { requestId, answeredAt })
  const { identification } = head
  const concluded = await conclude(write.tx, head, wanted, occurred, found)
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
