import { DomainError, notFound } from '../../domain/errors.ts'
import { appendFacts } from '../../store/append-fact.ts'
import { recordAudit } from '../../store/audit.ts'
import { readClock } from '../../store/clock.ts'
import { insertRows } from '../../store/insert-rows.ts'
import { newId } from '../../store/new-id.ts'
import { representation } from '../../store/tables/parties.ts'
import type { Stored, VerbWrite } from '../storing.ts'
import { findAgency, partyIsVisible } from './queries.ts'
import type { NewRepresentation, Representation } from './schemas.ts'

/** Says that an agency acts for a party, from when and until when. From then on it may report for it and reads what it holds. */
export async function assignParty(
  write: VerbWrite,
  agencyId: string,
  wanted: NewRepresentation,
): Promise<Stored<Representation>> {
  const { tx, requester } = write
  if ((await findAgency(tx, agencyId)) === undefined) throw notFound('agency')
  if (!(await partyIsVisible(tx, wanted.partyId))) {
    const detail = 'No party with this id is known to you.'
    throw new DomainError('unprocessable', detail, {
      errors: [{ pointer: '#/partyId', code: 'party-unknown', detail }],
    })
  }
  const id = wanted.id ?? newId()
  const { partyId, validFrom, validTo } = wanted
  const recordedAt = await readClock(tx)
  const fields = { agencyId, partyId, validFrom, validTo: validTo ?? null }
  await insertRows(tx, representation, [{ id, ...fields, reporterId: requester.agencyId, recordedAt }])
  const { agencyId: forAgencyId, ...rest } = fields
  await appendFacts(tx, requester.agencyId, recordedAt, [
    { id, kind: 'representation', body: { forAgencyId, ...rest } },
  ])
  await recordAudit(write, recordedAt, 'representation.assign', [agencyId, partyId])
  const body = { id, agencyId, partyId, validFrom, findings: [], ...(validTo === undefined ? {} : { validTo }) }
  return { body, location: `/v1/agencies/${agencyId}`, findings: [] }
}
