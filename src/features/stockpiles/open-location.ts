import { DomainError, type ErrorEntry } from '../../domain/errors.ts'
import { appendFacts } from '../../store/append-fact.ts'
import { recordAudit } from '../../store/audit.ts'
import { readClock } from '../../store/clock.ts'
import { insertRows } from '../../store/insert-rows.ts'
import { newId } from '../../store/new-id.ts'
import { keepPersonal } from '../../store/personal.ts'
import { stockLocation, stockLocationVersion } from '../../store/tables/stockpiles.ts'
import { nameParties } from '../name-parties.ts'
import { refuseTogether } from '../refuse-together.ts'
import type { Stored, VerbWrite } from '../storing.ts'
import type { NewStockLocation, StoredLocation } from './location-schemas.ts'
import { findLocation, renderLocation } from './queries.ts'

/** Refuses a place around the new one that is closed, another party's, or not the caller's to see, in one voice. */
async function checkParent({ tx }: VerbWrite, { parentId, partyId }: NewStockLocation): Promise<void> {
  if (parentId === undefined) return
  const parent = await findLocation(tx, parentId)
  if (parent !== undefined && parent.partyId === partyId && !parent.closed) return
  const entry: ErrorEntry = {
    pointer: '#/parentId',
    code: 'location-unknown',
    detail: 'No open location of this party with this id is known to you.',
    hint: 'GET /v1/stock-locations lists those of the party.',
  }
  throw new DomainError('unprocessable', entry.detail, { errors: [entry] })
}

/** Keeps the words of a location apart from its facts: a place name tells a thief where to go, and may name a person. */
export async function keepWords(
  write: VerbWrite,
  recordedAt: string,
  locationId: string,
  { name, securityNotes }: { name?: string | undefined; securityNotes?: string | undefined },
): Promise<{ nameId: string | null; securityId: string | null }> {
  const keep = (body: Record<string, unknown>) =>
    keepPersonal(write, recordedAt, { kind: 'NOTE', subjectId: locationId, body })
  return {
    nameId: name === undefined ? null : await keep({ name }),
    securityId: securityNotes === undefined ? null : await keep({ note: securityNotes }),
  }
}

/** Opens a place where a party keeps weapons. Its party is one that the caller acts for; a registrar opens any. */
export async function openLocation(write: VerbWrite, wanted: NewStockLocation): Promise<Stored<StoredLocation>> {
  const { tx, requester } = write
  await refuseTogether(
    () => nameParties(write, { partyId: wanted.partyId }, ['partyId']),
    () => checkParent(write, wanted),
  )
  const id = wanted.id ?? newId()
  const recordedAt = await readClock(tx)
  const { nameId, securityId } = await keepWords(write, recordedAt, id, wanted)
  if (nameId === null) throw new Error('a location without a name')
  const recording = { agencyId: requester.agencyId, recordedAt }
  const { partyId, country, kind, capacity = null, parentId = null } = wanted
  await insertRows(tx, stockLocation, [{ id, partyId, country, kind, parentId, ...recording }])
  const version = { version: 1, nameId, securityId, capacity, closed: false }
  await insertRows(tx, stockLocationVersion, [{ locationId: id, id, partyId, ...version, ...recording }])
  const body = { partyId, country, locationKind: kind, parentId, locationId: id, ...version }
  await appendFacts(tx, requester.agencyId, recordedAt, [{ id, kind: 'stock-location', body }])
  await recordAudit(write, recordedAt, 'stock-location.open', [id])
  const row = await findLocation(tx, id)
  if (row === undefined) throw new Error('a location that was stored is not there')
  return { body: { ...renderLocation(row), findings: [] }, location: `/v1/stock-locations/${id}`, findings: [] }
}
