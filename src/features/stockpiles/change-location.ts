import { DomainError } from '../../domain/errors.ts'
import { appendFacts } from '../../store/append-fact.ts'
import { recordAudit } from '../../store/audit.ts'
import { readClock } from '../../store/clock.ts'
import { insertRows } from '../../store/insert-rows.ts'
import { newId } from '../../store/new-id.ts'
import { stockLocationVersion } from '../../store/tables/stockpiles.ts'
import type { Stored, VerbWrite } from '../storing.ts'
import type { NewLocationVersion, StoredLocation } from './location-schemas.ts'
import { keepWords } from './open-location.ts'
import { findLocation, lockLocation, renderLocation } from './queries.ts'
import { findStockIds } from './stock-queries.ts'

/** A closed place is not counted any more, so that what still lies there would be forgotten. */
async function refuseIfNotEmpty({ tx }: VerbWrite, id: string): Promise<void> {
  const [first] = await findStockIds(tx, id, 1)
  if (first === undefined) return
  const detail = 'Weapons of the party still lie at this location.'
  const hint = 'Place them elsewhere, or take them out; GET /v1/stock-locations/{id}/weapons lists them.'
  throw new DomainError('unprocessable', detail, {
    errors: [{ pointer: '#/closed', code: 'location-not-empty', detail, hint }],
  })
}

/** Records a new version of a location: another name, capacity or security, or that it is closed or open again. The old versions stay. */
export async function changeLocation(
  write: VerbWrite,
  locationId: string,
  wanted: NewLocationVersion,
): Promise<Stored<StoredLocation>> {
  const { tx, requester } = write
  const current = await lockLocation(write, locationId)
  if (wanted.closed === true) await refuseIfNotEmpty(write, locationId)
  const id = wanted.id ?? newId()
  const recordedAt = await readClock(tx)
  const words = await keepWords(write, recordedAt, locationId, wanted)
  const version = {
    version: current.version + 1,
    nameId: words.nameId ?? current.nameId,
    securityId: words.securityId ?? current.securityId,
    capacity: wanted.capacity ?? current.capacity,
    closed: wanted.closed ?? current.closed,
  }
  const { partyId } = current
  const row = { locationId, id, partyId, ...version, agencyId: requester.agencyId, recordedAt }
  await insertRows(tx, stockLocationVersion, [row])
  const fact = { id, kind: 'stock-location' as const, body: { locationId, partyId, ...version } }
  await appendFacts(tx, requester.agencyId, recordedAt, [fact])
  await recordAudit(write, recordedAt, 'stock-location.change', [locationId, id])
  const changed = await findLocation(tx, locationId)
  if (changed === undefined) throw new Error('a location that was stored is not there')
  const body = { ...renderLocation(changed), findings: [] }
  return { body, location: `/v1/stock-locations/${locationId}`, findings: [] }
}
