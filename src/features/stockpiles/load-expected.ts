import { DomainError } from '../../domain/errors.ts'
import { TRANSIT_DAYS } from '../../domain/policy.ts'
import type { ExpectedWeapon } from '../../domain/stockpiles/count.ts'
import { expectedStock } from '../../domain/stockpiles/expected-stock.ts'
import type { Occurred } from '../../domain/time/occurred-at.ts'
import { loadRecords } from '../../store/custody-history.ts'
import type { Tx } from '../../store/db.ts'
import { MAX_WEAPONS_AT_LOCATION } from './location-schemas.ts'
import type { LocationRow } from './queries.ts'
import { findPlaced } from './stock-queries.ts'

/** The weapons that the register puts at a location at the time of a count, in two statements: what was placed there, and their chains. */
export async function loadExpected(
  tx: Tx,
  { id, partyId }: LocationRow,
  counted: Occurred,
  now: string,
): Promise<ExpectedWeapon[]> {
  const placed = await findPlaced(tx, id, counted, MAX_WEAPONS_AT_LOCATION + 1)
  if (placed.length > MAX_WEAPONS_AT_LOCATION) {
    const detail = `More than ${MAX_WEAPONS_AT_LOCATION} weapons may have been at this location at that time.`
    const hint = 'Give the time of the count more exactly, or divide the location.'
    const errors = [{ pointer: '#/countedAt', code: 'stock-too-large', detail, hint }]
    throw new DomainError('unprocessable', detail, { errors })
  }
  const ids = placed.map(({ weaponId }) => weaponId)
  const records = ids.length === 0 ? new Map() : await loadRecords(tx, ids)
  return expectedStock(placed, records, { partyId, counted, now, transitDays: TRANSIT_DAYS })
}
