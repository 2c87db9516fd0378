import type { DiscrepancyKind, Outcome } from '../../domain/stockpiles/codes.ts'
import type { LastSeen } from '../../domain/stockpiles/last-seen.ts'
import type { Occurred } from '../../domain/time/occurred-at.ts'
import type { Tx } from '../../store/db.ts'
import { reported } from './count-queries.ts'
import type { Discrepancy, DiscrepancyQuery } from './discrepancy-schemas.ts'

export interface DiscrepancyRow {
  readonly id: string
  readonly kind: DiscrepancyKind
  readonly countId: string
  readonly n: number
  readonly locationId: string
  readonly partyId: string
  readonly counted: Occurred
  readonly weaponId: string | null
  readonly item: number | null
  readonly observed: { readonly [field: string]: string | number } | null
  readonly similarTo: readonly string[]
  readonly quantity: number
  readonly lastSeen: LastSeen | null
  readonly resolution: {
    readonly id: string
    readonly outcome: Outcome
    readonly reason: string | null
    readonly eventId: string | null
    readonly placementId: string | null
    readonly countId: string | null
    readonly recordedAt: string
  } | null
  readonly own: boolean
  /** The agency that reported the count. */
  readonly ownerId: string
  readonly recordedAt: string
}

const SELECTED = `
  select d.id, d.kind, d.count_id as "countId", d.n, d.location_id as "locationId", d.party_id as "partyId", c.counted, d.weapon_id as "weaponId", d.item,
    d.observed, d.similar_to as "similarTo", d.quantity, d.last_seen as "lastSeen", acts_for(d.party_id) as own, d.agency_id as "ownerId",
    to_char(d.recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as "recordedAt",
    case when r.id is null then null else jsonb_build_object('id', r.id, 'outcome', r.outcome, 'reason', t.body ->> 'note', 'eventId', r.event_id,
      'placementId', r.placement_id, 'countId', r.count_id,
      'recordedAt', to_char(r.recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')) end as resolution
  from stock_discrepancy d
    join stock_count c on c.id = d.count_id
    left join stock_resolution r on r.discrepancy_id = d.id
    left join personal_record t on t.id = r.reason_id`

const BY_ID = {
  name: 'stock_discrepancy_by_id',
  // Served by stock_discrepancy_pk, stock_count_pk, stock_resolution_pk and personal_record_pk; row security hides another's.
  text: `${SELECTED} where d.id = $1::uuid`,
}

/** A discrepancy that the asker may see. */
export async function findDiscrepancy(tx: Tx, id: string): Promise<DiscrepancyRow | undefined> {
  const [row] = await tx.rows<DiscrepancyRow>(BY_ID, [id])
  return row
}

const REST = `
    and (d.recorded_at, d.id) < ($1::timestamptz, $6::uuid)
    and ($3::text is null or d.kind = $3::text) and ($4::boolean is null or (r.id is null) = $4::boolean)
  order by d.recorded_at desc, d.id desc limit $5`

// Served by stock_discrepancy_by_count, _by_location, _by_party and _by_time, each but the first (recorded_at desc, id desc).
const LISTS = {
  count: { name: 'stock_discrepancies_of_count', text: `${SELECTED} where d.count_id = $2::uuid ${REST}` },
  location: { name: 'stock_discrepancies_at', text: `${SELECTED} where d.location_id = $2::uuid ${REST}` },
  party: { name: 'stock_discrepancies_of', text: `${SELECTED} where d.party_id = $2::uuid ${REST}` },
  any: { name: 'stock_discrepancies_any', text: `${SELECTED} where $2::uuid is null ${REST}` },
  own: {
    name: 'stock_discrepancies_own',
    text: `${SELECTED}
      where d.party_id in (select p.party_id from representation p where p.agency_id = current_agency()) and $2::uuid is null ${REST}`,
  },
}

const LAST_ID = 'ffffffff-ffff-ffff-ffff-ffffffffffff'

export interface DiscrepancyFilter
  extends Pick<DiscrepancyQuery, 'partyId' | 'locationId' | 'countId' | 'kind' | 'status'> {
  readonly after: { readonly recordedAt: string; readonly id: string } | undefined
  readonly anyAgency: boolean
  readonly limit: number
}

/** Newest first, by the narrowest of count, location and party; one more than `limit` where there are more. */
export async function listDiscrepancies(tx: Tx, wanted: DiscrepancyFilter): Promise<DiscrepancyRow[]> {
  const { countId, locationId, partyId } = wanted
  const everything = wanted.anyAgency ? LISTS.any : LISTS.own
  const byParty = partyId === undefined ? everything : LISTS.party
  const byLocation = locationId === undefined ? byParty : LISTS.location
  const statement = countId === undefined ? byLocation : LISTS.count
  const narrowest = countId ?? locationId ?? partyId ?? null
  const open = wanted.status === undefined ? null : wanted.status === 'OPEN'
  const rest = [wanted.kind ?? null, open, wanted.limit + 1]
  const after = wanted.after ?? { recordedAt: 'infinity', id: LAST_ID }
  return tx.rows<DiscrepancyRow>(statement, [after.recordedAt, narrowest, ...rest, after.id])
}

function withoutNulls(values: object): object {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null))
}

export function renderLastSeen({ by, occurred }: LastSeen): {
  by: LastSeen['by']
  occurredAt: ReturnType<typeof reported>
} {
  return { by, occurredAt: reported(occurred) }
}

/** The row with the weapons that it names, for what is recorded of who sees it. */
export function asSeen(row: DiscrepancyRow): DiscrepancyRow & { readonly weaponIds: readonly string[] } {
  return { ...row, weaponIds: [...(row.weaponId === null ? [] : [row.weaponId]), ...row.similarTo] }
}

export function renderDiscrepancy(row: DiscrepancyRow): Discrepancy {
  const { id, kind, countId, locationId, partyId, quantity, recordedAt } = row
  const optional = withoutNulls({ weaponId: row.weaponId, item: row.item, observed: row.observed })
  return {
    id,
    kind,
    status: row.resolution === null ? 'OPEN' : 'RESOLVED',
    countId,
    locationId,
    partyId,
    countedAt: reported(row.counted),
    ...optional,
    similarTo: [...row.similarTo],
    quantity,
    ...(row.lastSeen === null ? {} : { lastSeen: renderLastSeen(row.lastSeen) }),
    ...(row.resolution === null
      ? {}
      : { resolution: withoutNulls(row.resolution) as NonNullable<Discrepancy['resolution']> }),
    recordedAt,
  }
}
