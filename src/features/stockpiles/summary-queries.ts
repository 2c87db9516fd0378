import { ILLEGIBLE_CONDITIONS, type StockProfile } from '../../domain/stockpiles/marking-shares.ts'
import type { CountTotals } from '../../domain/stockpiles/totals.ts'
import type { Occurred } from '../../domain/time/occurred-at.ts'
import type { Tx } from '../../store/db.ts'

const PROFILES = {
  name: 'stock_profiles',
  text: `
    select location_id as "locationId", category, type, kinds, imported, weapons
    from registry_stock_profiles($1::uuid, $2::uuid, $3::text[], $4)`,
}

// Locations times types times sets of marks: a force with a thousand places stays far below.
const MAX_PROFILES = 50_000

/** What a party holds now, in groups of like weapons; of one location where it is named. */
export async function findProfiles(tx: Tx, partyId: string, locationId: string | null): Promise<StockProfile[]> {
  const rows = await tx.rows<StockProfile>(PROFILES, [partyId, locationId, [...ILLEGIBLE_CONDITIONS], MAX_PROFILES + 1])
  if (rows.length > MAX_PROFILES) throw new Error('a stock has more groups of like weapons than a summary can hold')
  return rows
}

const PLACES = {
  name: 'stock_places',
  // Served by stock_location_by_party, stock_location_version_pk, stock_count_by_location (location_id, counted_to desc) and stock_discrepancy_by_location.
  text: `
    select l.id, to_char(l.recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as "openedAt", c.id as "countId", c.counted, c.totals,
      (select count(*)::integer from stock_discrepancy d
        where d.location_id = l.id and not exists (select from stock_resolution r where r.discrepancy_id = d.id)) as open
    from stock_location l
      cross join lateral (
        select v.closed from stock_location_version v where v.location_id = l.id order by v.version desc limit 1) v
      left join lateral (
        select k.id, k.counted, k.totals from stock_count k where k.location_id = l.id and k.complete
        order by k.counted_to desc, k.id desc limit 1) c on true
    where l.party_id = $1::uuid and ($2::uuid is null or l.id = $2::uuid) and (not v.closed or $2::uuid is not null)`,
}

/** A location in use, with its last complete count and how many discrepancies are open. */
export interface PlaceRow {
  readonly id: string
  readonly openedAt: string
  readonly countId: string | null
  readonly counted: Occurred | null
  readonly totals: CountTotals | null
  readonly open: number
}

/** The locations in use of a party; or the one that is named, in use or not. */
export async function findPlaces(tx: Tx, partyId: string, locationId: string | null): Promise<PlaceRow[]> {
  return tx.rows<PlaceRow>(PLACES, [partyId, locationId])
}

const PARTY = {
  name: 'stock_party',
  // Served by party_pk and representation_pk. A licensed firm is seen by everyone; what it holds is not.
  text: 'select id, acts_for(id) as own, agency_id as "ownerId" from party where id = $1::uuid and stock_visible(id)',
}

interface StockParty {
  readonly id: string
  readonly own: boolean
  readonly ownerId: string
}

/** A party whose stock the asker may see. */
export async function findStockParty(tx: Tx, id: string): Promise<StockParty | undefined> {
  const [row] = await tx.rows<StockParty>(PARTY, [id])
  return row
}
