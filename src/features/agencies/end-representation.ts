import { DomainError, notFound } from '../../domain/errors.ts'
import { appendFacts } from '../../store/append-fact.ts'
import { recordAudit } from '../../store/audit.ts'
import { readClock } from '../../store/clock.ts'
import { insertRows } from '../../store/insert-rows.ts'
import { newId } from '../../store/new-id.ts'
import { representationEnd } from '../../store/tables/parties.ts'
import { keepNote } from '../keep-note.ts'
import type { Stored, VerbWrite } from '../storing.ts'
import type { ListedRepresentation, NewRepresentationEnd, RepresentationEnd } from './schemas.ts'
import { findRepresentation, lockAgencies } from './version-queries.ts'

const DAY_MS = 86_400_000

function dayBefore(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - DAY_MS).toISOString().slice(0, 10)
}

/** The day before it begins is allowed: it says that the agency never acted for the party. */
function refuseUnlessShorter(current: ListedRepresentation, validTo: string): void {
  const refuse = (code: string, detail: string, hint: string): never => {
    throw new DomainError('unprocessable', detail, { errors: [{ pointer: '#/validTo', code, detail, hint }] })
  }
  const never = dayBefore(current.validFrom)
  if (validTo < never)
    refuse('end-before-beginning', 'It cannot end before it begins.', `${never} says that it never was in force.`)
  if (current.validTo !== undefined && validTo >= current.validTo)
    refuse('end-not-earlier', 'It has ended by then.', 'An end only shortens; assign the party anew for a later time.')
}

/** Says that an agency no longer acts for a party. Throws `not-found`, `unprocessable` for a day that does not shorten it. */
export async function endRepresentation(
  write: VerbWrite,
  agencyId: string,
  representationId: string,
  wanted: NewRepresentationEnd,
): Promise<Stored<RepresentationEnd>> {
  const { tx, requester } = write
  await lockAgencies(tx)
  const current = await findRepresentation(tx, agencyId, representationId)
  if (current === undefined) throw notFound('representation')
  const { id = newId(), validTo, reason } = wanted
  refuseUnlessShorter(current, validTo)
  const { partyId } = current
  const reasonId = await keepNote(write, representationId, reason)
  const recordedAt = await readClock(tx)
  const row = { id, agencyId, partyId, representationId, validTo, reasonId }
  await insertRows(tx, representationEnd, [{ ...row, reporterId: requester.agencyId, recordedAt }])
  const body = { forAgencyId: agencyId, partyId, representationId, validTo, reasonId }
  await appendFacts(tx, requester.agencyId, recordedAt, [{ id, kind: 'representation-end', body }])
  await recordAudit(write, recordedAt, 'representation.end', [agencyId, partyId])
  return {
    body: { id, representationId, validTo, recordedAt, findings: [] },
    location: `/v1/agencies/${agencyId}/representations`,
    findings: [],
  }
}
