import { DomainError } from '../../domain/errors.ts'
import { isPhoto } from '../../domain/evidence/media-type.ts'
import { isTooFarInFuture, type Occurred, resolveOccurredAt } from '../../domain/time/occurred-at.ts'
import { zonesOf } from '../../domain/time/zones.ts'
import { assessRequest, refuseIncomplete } from '../../domain/traces/check-request.ts'
import { readClock } from '../../store/clock.ts'
import { newId } from '../../store/new-id.ts'
import { openTraces } from '../../tracing/open-traces.ts'
import type { NewTraceRequest, TraceRequest } from '../../tracing/request-schemas.ts'
import { identifyWeapon } from '../identify-weapon.ts'
import { nameEvidence } from '../name-evidence.ts'
import { refuseTogether } from '../refuse-together.ts'
import { refuseFishing } from '../search-limit.ts'
import type { Stored, VerbWrite } from '../storing.ts'
import { findOwnItem } from './item-queries.ts'
import { viewOpened } from './view-request.ts'

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

/** The recovered item that the request names. Another agency's is refused like one that does not exist. */
async function readItem(write: VerbWrite, { seizureItemId: id }: NewTraceRequest) {
  if (id === undefined) return null
  const item = await findOwnItem(write.tx, id)
  if (item !== undefined) return item
  const detail = 'No item of a seizure with this id is known to you.'
  const hint = 'POST /v1/seizures gives each item its id.'
  const errors = [{ pointer: '#/seizureItemId', code: 'seizure-item-unknown', detail, hint }]
  throw new DomainError('unprocessable', 'The request names an item that you cannot name.', { errors })
}

/**
 * Takes a trace request (ITI 16 to 20): check, search, then open it, which answers what can be answered by itself. A dry run checks the request and identifies
 * nothing.
 */
export async function requestTrace(
  write: VerbWrite,
  wanted: NewTraceRequest,
  limitPerHour: number,
): Promise<Stored<TraceRequest>> {
  const now = write.begun ?? (await readClock(write.tx))
  const named = [{ pointer: '#/observation/evidenceIds', ids: wanted.observation.evidenceIds }]
  const [[, occurred], [evidence, item]] = await refuseTogether(
    () =>
      refuseTogether(
        () => refuseIfIncomplete(write, wanted),
        () => readRecovery(wanted, now),
      ),
    () =>
      refuseTogether(
        () => nameEvidence(write, named),
        () => readItem(write, wanted),
      ),
  )
  const findings = assessRequest(wanted, [...evidence.values()].some(isPhoto))
  if (write.dryRun) return { body: {} as TraceRequest, location: '', findings }
  await refuseFishing(write.tx, limitPerHour, 1)
  const found = await identifyWeapon(write.tx, wanted.observation)
  const requestId = wanted.id ?? newId()
  const [opened] = await openTraces(write, [{ requestId, wanted, occurred, found, findings, item }])
  if (opened === undefined) throw new Error('a request that was opened is missing')
  return { body: viewOpened(opened), location: `/v1/trace-requests/${requestId}`, findings: opened.findings }
}
