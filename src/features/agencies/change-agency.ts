import { DomainError, notFound } from '../../domain/errors.ts'
import { appendFacts } from '../../store/append-fact.ts'
import { recordAudit } from '../../store/audit.ts'
import { readClock } from '../../store/clock.ts'
import { insertRows } from '../../store/insert-rows.ts'
import { newId } from '../../store/new-id.ts'
import { agencyVersion } from '../../store/tables/parties.ts'
import { keepNote } from '../keep-note.ts'
import type { Stored, VerbWrite } from '../storing.ts'
import { findAgency } from './queries.ts'
import type { Agency, NewAgencyVersion, StoredAgencyVersion } from './schemas.ts'
import { lockAgencies } from './version-queries.ts'

function refuseOwnSuspension(): never {
  const detail = 'An agency cannot suspend itself.'
  const hint = 'A registrar of another agency does it, so that one who can undo it is always left.'
  throw new DomainError('unprocessable', detail, {
    errors: [{ pointer: '#/active', code: 'own-agency', detail, hint }],
  })
}

/** The version itself, one row and one fact; who may make it has been decided before. */
export async function storeVersion(
  write: VerbWrite,
  current: Agency,
  wanted: NewAgencyVersion,
): Promise<Stored<StoredAgencyVersion>> {
  const { tx, requester } = write
  const { id } = current
  const { id: versionId = newId(), reason } = wanted
  const reasonId = await keepNote(write, id, reason)
  const recordedAt = await readClock(tx)
  const next = {
    name: wanted.name ?? current.name,
    country: wanted.country ?? current.country,
    mandateCountries: wanted.mandateCountries ?? current.mandateCountries,
    contact: wanted.contact === undefined ? (current.contact ?? null) : wanted.contact,
    active: wanted.active ?? current.active,
  }
  const version = current.version + 1
  const { agencyId } = requester
  const row = { ofAgencyId: id, version, ...next, reasonId }
  await insertRows(tx, agencyVersion, [{ ...row, id: versionId, agencyId, recordedAt }])
  await appendFacts(tx, agencyId, recordedAt, [{ id: versionId, kind: 'agency-version', body: row }])
  await recordAudit(write, recordedAt, 'agency.change', [id])
  const { contact, ...rest } = next
  const optional = { ...(contact === null ? {} : { contact }), ...(reason === undefined ? {} : { reason }) }
  const body = { id, ...rest, ...optional, version, recordedAt, findings: [] }
  return { body, location: `/v1/agencies/${id}/versions`, findings: [] }
}

/**
 * Gives an agency a new version. A suspended one is refused from the next call on, whatever its tokens say. The registry does not know which agencies have
 * registrars, only that the caller's has one: so that one may not be suspended by itself, nor by a caller who was suspended while he waited.
 * Throws `not-found`, `unprocessable` for a suspension of oneself, `forbidden` for a caller who is suspended by now.
 */
export async function changeAgency(
  write: VerbWrite,
  id: string,
  wanted: NewAgencyVersion,
): Promise<Stored<StoredAgencyVersion>> {
  const { tx, requester } = write
  if (wanted.active === false && id === requester.agencyId) refuseOwnSuspension()
  await lockAgencies(tx)
  const current = await findAgency(tx, id)
  if (current === undefined) throw notFound('agency')
  const own = await findAgency(tx, requester.agencyId)
  if (own?.active !== true)
    throw new DomainError('forbidden', 'The agency of this token is not known here or not active.')
  return storeVersion(write, current, wanted)
}
