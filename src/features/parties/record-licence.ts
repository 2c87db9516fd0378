import { notFound } from '../../domain/errors.ts'
import type { Finding } from '../../domain/findings.ts'
import type { JsonValue } from '../../domain/ledger/canonical-json.ts'
import { appendFacts } from '../../store/append-fact.ts'
import { recordAudit } from '../../store/audit.ts'
import { readClock } from '../../store/clock.ts'
import { insertRows } from '../../store/insert-rows.ts'
import { findLicence } from '../../store/licences.ts'
import { newId } from '../../store/new-id.ts'
import { partyLicence } from '../../store/tables/parties.ts'
import type { Stored, VerbWrite } from '../storing.ts'
import { keepScope } from './keep-scope.ts'
import type { NewLicence, StoredLicence } from './licence-schemas.ts'
import { findNotes, findRegistered, numberIsHeldElsewhere } from './queries.ts'
import { noteIdsOf, renderLicence } from './render.ts'

/** Two parties under one number are one of them wrong, or two records of one party. */
async function findingsOf({ tx }: VerbWrite, partyId: string, { kind, number }: NewLicence): Promise<Finding[]> {
  if (!(await numberIsHeldElsewhere(tx, partyId, kind, number))) return []
  const detail = 'Another party has a licence of this kind and number.'
  const hint = 'Check the number; if both are one party, close the one that is too many and name its successor.'
  return [{ code: 'LICENCE_NUMBER_IN_USE', severity: 'WARNING', pointer: '#/number', detail, hint }]
}

/** Records a licence of a party. A firm is shared with the other agencies from its first licence on; a person never is. */
export async function recordLicence(
  write: VerbWrite,
  partyId: string,
  wanted: NewLicence,
): Promise<Stored<StoredLicence>> {
  const { tx, requester } = write
  if ((await findRegistered(tx, [partyId])).length === 0) throw notFound('party')
  const id = wanted.id ?? newId()
  const { agencyId } = requester
  const { kind, number, validFrom } = wanted
  const findings = await findingsOf(write, partyId, wanted)
  const recordedAt = await readClock(tx)
  const [validTo, issuer, country] = [wanted.validTo ?? null, wanted.issuer ?? null, wanted.country ?? null]
  const terms = { number, validFrom, validTo, issuer, country, scope: await keepScope(write, partyId, wanted.scope) }
  await insertRows(tx, partyLicence, [{ id, partyId, kind, ...terms, agencyId, recordedAt }])
  await appendFacts(tx, agencyId, recordedAt, [
    { id, kind: 'licence', body: { partyId, licenceKind: kind, ...(terms as { [term: string]: JsonValue }) } },
  ])
  await recordAudit(write, recordedAt, 'licence.record', [partyId, id])
  const row = await findLicence(tx, partyId, id)
  const shown = row && renderLicence(row, { at: recordedAt.slice(0, 10) }, await findNotes(tx, noteIdsOf([row])))
  if (shown === undefined) throw new Error('a stored licence is missing')
  return { body: { ...shown, findings }, location: `/v1/parties/${partyId}/licences`, findings }
}
