import { notFound } from '../../domain/errors.ts'
import type { LocationKind } from '../../domain/stockpiles/codes.ts'
import type { Tx } from '../../store/db.ts'
import type { VerbWrite } from '../storing.ts'
import type { StockLocation } from './location-schemas.ts'

/** A location as it is now. `own`: the asker's agency acts for its party. */
export interface LocationRow {
  readonly id: string
  readonly partyId: string
  readonly country: string
  readonly kind: LocationKind
  readonly parentId: string | null
  readonly version: number
  readonly nameId: string
  readonly name: string | null
  readonly securityId: string | null
  readonly securityNotes: string | null
  readonly capacity: number | null
  readonly closed: boolean
  readonly own: boolean
  /** The agency that opened it. */
  readonly ownerId: string
  readonly recordedAt: string
}

const SELECTED = `
  select l.id, l.party_id as "partyId", l.country, l.kind, l.parent_id as "parentId", v.version, v.name_id as "nameId", v.security_id as "securityId",
    v.capacity, v.closed, acts_for(l.party_id) as own, l.agency_id as "ownerId", n.body ->> 'name' as name, s.body ->> 'note' as "securityNotes",
    to_char(l.recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as "recordedAt"
  from stock_location l
    cross join lateral (
      select o.version, o.name_id, o.security_id, o.capacity, o.closed from stock_location_version o
      where o.location_id = l.id order by o.version desc limit 1) v
    left join personal_record n on n.id = v.name_id
    left join personal_record s on s.id = v.security_id`

const BY_ID = {
  name: 'stock_location_by_id',
  // Served by stock_location_pk, stock_location_version_pk and personal_record_pk; row security hides another's.
  text: `${SELECTED} where l.id = $1::uuid`,
}

/** A location that the asker may see. */
export async function findLocation(tx: Tx, id: string): Promise<LocationRow | undefined> {
  const [row] = await tx.rows<LocationRow>(BY_ID, [id])
  return row
}

const LOCK = {
  name: 'stock_location_lock',
  text: 'select pg_advisory_xact_lock(hashtextextended(id::text, 2370)) from unnest($1::uuid[]) as id order by id',
}

/**
 * A location that the caller may write to, locked until the commit, so that counts, placements and the closing of one place follow each other. One that he does
 * not see, or only reads, is `not-found` like one that does not exist.
 */
export async function lockLocation({ tx, requester }: VerbWrite, id: string): Promise<LocationRow> {
  const seen = await findLocation(tx, id)
  if (seen === undefined || (!seen.own && !requester.scopes.has('registry:write-any'))) throw notFound('stock location')
  await tx.rows(LOCK, [[id]])
  const row = await findLocation(tx, id)
  if (row === undefined) throw notFound('stock location')
  return row
}

const OF_PARTY = {
  name: 'stock_locations_of_party',
  // Served by stock_location_by_party (party_id, id).
  text: `${SELECTED} where l.party_id = $1::uuid and l.id > $2::uuid order by l.id limit $3`,
}

const OWN = {
  name: 'stock_locations_own',
  // Served by representation_pk and stock_location_by_party.
  text: `${SELECTED}
    where l.party_id in (select r.party_id from representation r where r.agency_id = current_agency()) and l.id > $1::uuid
    order by l.id limit $2`,
}

const ANY = {
  name: 'stock_locations_any',
  // Served by stock_location_pk; for the registry's readers.
  text: `${SELECTED} where l.id > $1::uuid order by l.id limit $2`,
}

export const FIRST_ID = '00000000-0000-0000-0000-000000000000'

/** One more than `limit` where there are more. */
export async function listLocations(
  tx: Tx,
  wanted: { partyId: string | undefined; after: string | undefined; anyAgency: boolean; limit: number },
): Promise<LocationRow[]> {
  const page = [wanted.after ?? FIRST_ID, wanted.limit + 1]
  if (wanted.partyId !== undefined) return tx.rows<LocationRow>(OF_PARTY, [wanted.partyId, ...page])
  return tx.rows<LocationRow>(wanted.anyAgency ? ANY : OWN, page)
}

export function renderLocation(row: LocationRow): StockLocation {
  const { id, partyId, kind, country, closed, version, recordedAt } = row
  return {
    id,
    partyId,
    kind,
    ...(row.name === null ? {} : { name: row.name }),
    country,
    ...(row.parentId === null ? {} : { parentId: row.parentId }),
    ...(row.capacity === null ? {} : { capacity: row.capacity }),
    ...(row.securityNotes === null ? {} : { securityNotes: row.securityNotes }),
    closed,
    version,
    recordedAt,
  }
}
