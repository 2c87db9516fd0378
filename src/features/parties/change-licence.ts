import { DomainError, type ErrorEntry, notFound } from '../../domain/errors.ts'
import type { JsonValue } from '../../domain/ledger/canonical-json.ts'
import { licenceKnownAt, type LicenceTerms } from '../../domain/licences/licence.ts'
import { refuseLicenceVersion } from '../../domain/licences/refuse-version.ts'
import { appendFacts } from '../../store/append-fact.ts'
import { recordAudit } from '../../store/audit.ts'
import { readClock } from '../../store/clock.ts'
import { insertRows } from '../../store/insert-rows.ts'
import { findLicence } from '../../store/licences.ts'
import { newId } from '../../store/new-id.ts'
import { keepPersonal } from '../../store/personal.ts'
import { licenceVersion } from '../../store/tables/parties.ts'
import type { Stored, VerbWrite } from '../storing.ts'
import { keepScope } from './keep-scope.ts'
import type { NewLicenceVersion, StoredLicenceVersion } from './licence-schemas.ts'
import { findNotes } from './queries.ts'
import { noteIdsOf, renderLicence } from './render.ts'

async function termsOf(write: VerbWrite, partyId: string, wanted: NewLicenceVersion): Promise<Partial<LicenceTerms>> {
  const { kind, number, validFrom, validTo, issuer, country, scope } = wanted
  return {
    ...(kind === undefined ? {} : { kind }),
    ...(number === undefined ? {} : { number }),
    ...(validFrom === undefined ? {} : { validFrom }),
    ...(validTo === undefined ? {} : { validTo }),
    ...(issuer === undefined ? {} : { issuer }),
    ...(country === undefined ? {} : { country }),
    ...(scope === undefined ? {} : { scope: await keepScope(write, partyId, scope) }),
  }
}

function refuseAll(errors: readonly ErrorEntry[]): void {
  if (errors.length > 0) throw new DomainError('unprocessable', 'This cannot become of the licence.', { errors })
}

/**
 * Says what became of a licence, or what was wrong of it. The party stays shared and is still found by the number: what it did while the licence was good must be
 * reportable. The reason may hold names, so it lies in the personal store.
 */
export async function changeLicence(
  write: VerbWrite,
  { id: partyId, licenceId }: { readonly id: string; readonly licenceId: string },
  wanted: NewLicenceVersion,
): Promise<Stored<StoredLicenceVersion>> {
  const { tx, requester } = write
  const before = await findLicence(tx, partyId, licenceId)
  const known = before && licenceKnownAt(before)
  if (before === undefined || known === undefined) throw notFound('licence')
  const id = wanted.id ?? newId()
  const { action, from, reason } = wanted
  const terms = await termsOf(write, partyId, wanted)
  refuseAll(refuseLicenceVersion(before, { action, from: from ?? null, terms }))
  const { agencyId } = requester
  const recordedAt = await readClock(tx)
  const reasonId = await keepPersonal(write, recordedAt, { kind: 'NOTE', subjectId: partyId, body: { note: reason } })
  const row = { partyId, licenceId, id, action, fromDay: from ?? null, terms, number: terms.number ?? null, reasonId }
  await insertRows(tx, licenceVersion, [{ ...row, actorId: write.actorId, agencyId, recordedAt }])
  const body = { partyId, licenceId, action, from: from ?? null, terms: terms as JsonValue, reasonId }
  await appendFacts(tx, agencyId, recordedAt, [{ id, kind: 'licence-version', body }])
  await recordAudit(write, recordedAt, 'licence.change', [partyId, licenceId, id])
  const after = await findLicence(tx, partyId, licenceId)
  if (after === undefined) throw new Error('a changed licence is missing')
  // One that was recorded in error is no licence any more: what is shown is what had been recorded.
  const notes = await findNotes(tx, noteIdsOf([after]))
  const asOf = { at: recordedAt.slice(0, 10) }
  const licence = renderLicence(after, asOf, notes) ?? renderLicence(before, asOf, notes)
  if (licence === undefined) throw new Error('a changed licence is missing')
  const said = { id, action, ...(from === undefined ? {} : { from }), recordedAt }
  return { body: { ...said, licence, findings: [] }, location: `/v1/parties/${partyId}/licences`, findings: [] }
}
