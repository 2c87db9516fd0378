import { notFound } from '../../domain/errors.ts'
import { readClock } from '../../store/clock.ts'
import { type Database, inTransaction } from '../../store/db.ts'
import { recordLook } from '../../store/looks.ts'
import type { Reader } from '../../store/record-reading.ts'
import { reported } from './count-queries.ts'
import { renderLastSeen } from './discrepancy-queries.ts'
import type { StockPage } from './placement-schemas.ts'
import { findLocation } from './queries.ts'
import { writeOf } from './record-looks.ts'
import { findLastSeen, listStock } from './stock-queries.ts'

/** A page of what lies at a location now. A registrar's or auditor's look is recorded, at the location and at each weapon that it shows. One more than `limit` where there are more. */
export async function readStock(
  db: Database,
  reader: Reader,
  locationId: string,
  page: { after: string | undefined; limit: number },
): Promise<StockPage['weapons']> {
  return inTransaction(db, reader.requester, async (tx) => {
    const location = await findLocation(tx, locationId)
    if (location === undefined) throw notFound('stock location')
    const rows = await listStock(tx, locationId, page)
    const now = await readClock(tx)
    const ids = rows.map(({ weaponId }) => weaponId)
    const lastSeen = await findLastSeen(tx, ids, location.partyId, now)
    if (!location.own) {
      const shown = rows.slice(0, page.limit)
      const { ownerId } = location
      const look = { shown: ['PLACE'], source: 'stock' }
      const record = { kind: 'STOCK_LOCATION' as const, id: locationId, ownerId }
      await recordLook(await writeOf(tx, reader), now, [
        { record, ownRecord: ownerId === reader.requester.agencyId, ...look },
        ...shown.map(({ weaponId }) => ({ weaponId, ownRecord: false, ...look })),
      ])
    }
    return rows.map(({ weaponId, placed }) => {
      const seen = lastSeen.get(weaponId)
      return { weaponId, since: reported(placed), ...(seen === undefined ? {} : { lastSeen: renderLastSeen(seen) }) }
    })
  })
}
