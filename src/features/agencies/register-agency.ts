import { appendFacts } from '../../store/append-fact.ts'
import { recordAudit } from '../../store/audit.ts'
import { readClock } from '../../store/clock.ts'
import { insertRows } from '../../store/insert-rows.ts'
import { newId } from '../../store/new-id.ts'
import { agency } from '../../store/tables/parties.ts'
import type { Stored, VerbWrite } from '../storing.ts'
import type { NewAgency, StoredAgency } from './schemas.ts'

/** Registers a client of the API: until a registrar has done so, its tokens are refused. */
export async function registerAgency(write: VerbWrite, wanted: NewAgency): Promise<Stored<StoredAgency>> {
  const { tx, requester } = write
  const id = wanted.id ?? newId()
  const { name, country, mandateCountries, contact } = wanted
  const recordedAt = await readClock(tx)
  const row = {
    id,
    name,
    country,
    mandateCountries,
    contact: contact ?? null,
    agencyId: requester.agencyId,
    recordedAt,
  }
  await insertRows(tx, agency, [row])
  await appendFacts(tx, requester.agencyId, recordedAt, [
    { id, kind: 'agency', body: { name, country, mandateCountries, contact: contact ?? null } },
  ])
  await recordAudit(write, recordedAt, 'agency.register', [id])
  const body: StoredAgency = {
    id,
    name,
    country,
    mandateCountries,
    active: true,
    version: 1,
    recordedAt,
    findings: [],
    ...(contact === undefined ? {} : { contact }),
  }
  return { body, location: `/v1/agencies/${id}`, findings: [] }
}
