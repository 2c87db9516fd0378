import { notFound } from '../../domain/errors.ts'
import { countDue } from '../../domain/stockpiles/due.ts'
import { markingShares, type StockProfile, weaponsOf } from '../../domain/stockpiles/marking-shares.ts'
import { readClock } from '../../store/clock.ts'
import { type Database, inTransaction } from '../../store/db.ts'
import type { Reader } from '../../store/record-reading.ts'
import { reported } from './count-queries.ts'
import { findLocation } from './queries.ts'
import { recordStockLooks } from './record-looks.ts'
import { findPlaces, findProfiles, findStockParty, type PlaceRow } from './summary-queries.ts'
import type { LocationSummary, PartySummary } from './summary-schemas.ts'

function byType(profiles: readonly StockProfile[]): LocationSummary['byType'] {
  const sums = new Map<string, LocationSummary['byType'][number]>()
  for (const { category, type, weapons } of profiles) {
    const key = `${category} ${type}`
    sums.set(key, { category, type, weapons: (sums.get(key)?.weapons ?? 0) + weapons })
  }
  return [...sums.values()].sort((a, b) => b.weapons - a.weapons || (a.type < b.type ? -1 : 1))
}

function lastCount({ countId, counted, totals }: PlaceRow): Pick<LocationSummary, 'lastCompleteCount'> {
  if (countId === null || counted === null || totals === null) return {}
  const { missing, surplus } = totals
  return { lastCompleteCount: { id: countId, countedAt: reported(counted), counted: totals.counted, missing, surplus } }
}

const dueOf = ({ counted, openedAt }: PlaceRow, now: string) => countDue(counted?.to ?? null, openedAt, now)

/** What lies at a location now, how it is marked, and how its last complete count went. `not-found` alike for an unknown location and another's. */
export async function summariseLocation(db: Database, reader: Reader, id: string): Promise<LocationSummary> {
  return inTransaction(db, reader.requester, async (tx) => {
    const location = await findLocation(tx, id)
    if (location === undefined) throw notFound('stock location')
    const { partyId } = location
    const [place] = await findPlaces(tx, partyId, id)
    if (place === undefined) throw notFound('stock location')
    const profiles = await findProfiles(tx, partyId, id)
    await recordStockLooks(tx, reader, { action: 'stock-location.summary', kind: 'STOCK_LOCATION', shown: 'RECORD' }, [
      location,
    ])
    return {
      locationId: id,
      expected: weaponsOf(profiles),
      ...lastCount(place),
      ...dueOf(place, await readClock(tx)),
      openDiscrepancies: place.open,
      marking: markingShares(profiles),
      byType: byType(profiles),
    }
  })
}

/** The same of everything that a party holds. `not-found` alike for an unknown party and one that the asker does not act for. */
export async function summariseParty(db: Database, reader: Reader, id: string): Promise<PartySummary> {
  return inTransaction(db, reader.requester, async (tx) => {
    const party = await findStockParty(tx, id)
    if (party === undefined) throw notFound('party')
    const places = await findPlaces(tx, id, null)
    const profiles = await findProfiles(tx, id, null)
    const now = await readClock(tx)
    await recordStockLooks(tx, reader, { action: 'stock-party.summary', kind: 'PARTY', shown: 'RECORD' }, [party])
    return {
      partyId: id,
      held: weaponsOf(profiles),
      unplaced: weaponsOf(profiles.filter(({ locationId }) => locationId === null)),
      locations: places.length,
      overdueLocations: places.filter((place) => dueOf(place, now).overdue).length,
      openDiscrepancies: places.reduce((sum, { open }) => sum + open, 0),
      marking: markingShares(profiles),
      byType: byType(profiles),
    }
  })
}
