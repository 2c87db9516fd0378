import type { LastSeen } from '../../domain/stockpiles/last-seen.ts'
import type { PlacedWeapon } from '../../domain/stockpiles/expected-stock.ts'
import type { Occurred } from '../../domain/time/occurred-at.ts'
import type { Tx } from '../../store/db.ts'
import { FIRST_ID } from './queries.ts'

const PLACED = {
  name: 'stock_placed',
  text: `
    select weapon_id as "weaponId", sure, possible, type, make, model, marks
    from registry_stock($1::uuid, $2::timestamptz, $3::timestamptz, $4)`,
}

/** The weapons that placements put at a location in a range of time; their chains say which of them the party held. At most `limit`. */
export async function findPlaced(
  tx: Tx,
  locationId: string,
  { from, to }: Pick<Occurred, 'from' | 'to'>,
  limit: number,
): Promise<PlacedWeapon[]> {
  return tx.rows<PlacedWeapon>(PLACED, [locationId, from, to, limit])
}

const NOW = {
  name: 'stock_weapons_now',
  text: 'select weapon_id as "weaponId", placed from registry_stock_weapons($1::uuid, $2::uuid, $3)',
}

/** A page of what lies at a location now, by id; one more than `limit` where there are more. */
export async function listStock(
  tx: Tx,
  locationId: string,
  { after, limit }: { after: string | undefined; limit: number },
): Promise<{ weaponId: string; placed: Occurred }[]> {
  return tx.rows(NOW, [locationId, after ?? FIRST_ID, limit + 1])
}

/** The ids of what lies at a location now, at most `limit`. */
export async function findStockIds(tx: Tx, locationId: string, limit: number): Promise<string[]> {
  const rows = await tx.rows<{ weaponId: string }>(NOW, [locationId, FIRST_ID, limit])
  return rows.map(({ weaponId }) => weaponId)
}

const PLACED_HERE = {
  name: 'stock_placed_here',
  // Served by stock_placement_by_location (location_id, weapon_id).
  text: `
    select distinct weapon_id as "weaponId" from stock_placement
    where location_id = $1::uuid and weapon_id = any ($2::uuid[]) and placed`,
}

/** Of these weapons, those that were ever placed at the location. */
export async function findPlacedHere(tx: Tx, locationId: string, ids: readonly string[]): Promise<Set<string>> {
  const rows = await tx.rows<{ weaponId: string }>(PLACED_HERE, [locationId, ids])
  return new Set(rows.map(({ weaponId }) => weaponId))
}

const LAST_SEEN = {
  name: 'stock_last_seen',
  // Served by stock_placement_pk (weapon_id, id), stock_count_line_by_weapon, stock_count_pk, stock_discrepancy_by_count and stock_resolution_pk. Only what the
  // party itself saw: what a former holder recorded of the weapon is not its business.
  text: `
    select w.id as "weaponId", s.by, s.occurred
    from unnest($1::uuid[]) as w (id) cross join lateral (
      select u.by, u.occurred from (
        (select 'PLACEMENT' as by, p.occurred, p.occurred_from from stock_placement p
          where p.weapon_id = w.id and p.party_id = $2::uuid and p.placed and p.occurred_to <= $3::timestamptz
          order by p.occurred_from desc limit 1)
        union all
        (select 'COUNT', c.counted, c.counted_from
          from stock_count_line l join stock_count c on c.id = l.count_id
          where l.weapon_id = w.id and l.party_id = $2::uuid and c.counted_to <= $3::timestamptz
            and (l.class = 'MATCHED' or (l.class = 'MATCHED_BY_SIMILAR_MARK' and exists (
              select from stock_discrepancy d join stock_resolution r on r.discrepancy_id = d.id
              where d.count_id = l.count_id and d.n = l.n and r.outcome = 'MISREAD_CONFIRMED')))
          order by c.counted_from desc limit 1)
      ) u
      order by u.occurred_from desc, u.by limit 1
    ) s`,
}

/** When somebody of the party last recorded each weapon as where it belongs, before a moment. */
export async function findLastSeen(
  tx: Tx,
  ids: readonly string[],
  partyId: string,
  before: string,
): Promise<Map<string, LastSeen>> {
  if (ids.length === 0) return new Map()
  const rows = await tx.rows<LastSeen & { weaponId: string }>(LAST_SEEN, [ids, partyId, before])
  return new Map(rows.map(({ weaponId, ...seen }) => [weaponId, seen]))
}
