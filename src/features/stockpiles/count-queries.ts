import type { CountMethod } from '../../domain/stockpiles/codes.ts'
import type { CountTotals } from '../../domain/stockpiles/totals.ts'
import type { Occurred } from '../../domain/time/occurred-at.ts'
import type { Tx } from '../../store/db.ts'
import type { StockCount } from './count-schemas.ts'

export interface CountRow {
  readonly id: string
  readonly locationId: string
  readonly counted: Occurred
  readonly method: CountMethod
  readonly complete: boolean
  readonly totals: CountTotals
  readonly note: string | null
  readonly own: boolean
  /** The agency that reported it. */
  readonly ownerId: string
  readonly recordedAt: string
}

const BY_ID = {
  name: 'stock_count_by_id',
  // Served by stock_count_pk and personal_record_pk; row security hides another's.
  text: `
    select c.id, c.location_id as "locationId", c.counted, c.method, c.complete, c.totals, n.body ->> 'note' as note, acts_for(c.party_id) as own, c.agency_id as "ownerId",
      to_char(c.recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as "recordedAt"
    from stock_count c left join personal_record n on n.id = c.note_id
    where c.id = $1::uuid`,
}

/** A stock-taking that the asker may see. */
export async function findCount(tx: Tx, id: string): Promise<CountRow | undefined> {
  const [row] = await tx.rows<CountRow>(BY_ID, [id])
  return row
}

/** A date as it was reported, without the range it was read as. */
export function reported({ value, precision }: Occurred): { value: string; precision: string } {
  return { value, precision }
}

export function renderCount(row: Omit<CountRow, 'own' | 'ownerId'>): StockCount {
  const { id, locationId, counted, method, complete, totals, note, recordedAt } = row
  const view = { id, locationId, countedAt: reported(counted), method, complete, totals: { ...totals } }
  return { ...view, ...(note === null ? {} : { note }), recordedAt }
}

const OPEN_MISSING = {
  name: 'stock_open_missing',
  // Served by stock_discrepancy_by_weapon and stock_resolution_pk.
  text: `
    select d.id, d.weapon_id as "weaponId", c.counted_to <= $3::timestamptz as earlier
    from stock_discrepancy d join stock_count c on c.id = d.count_id
    where d.weapon_id = any ($1::uuid[]) and d.location_id = $2::uuid and d.kind = 'MISSING'
      and not exists (select from stock_resolution r where r.discrepancy_id = d.id)`,
}

/** A weapon that is being looked for. `earlier`: since a count that was over before a moment. */
export interface OpenMissing {
  readonly id: string
  readonly weaponId: string
  readonly earlier: boolean
}

/** Of these weapons, those that an earlier count of the same location missed and that nobody has accounted for. */
export async function findOpenMissing(
  tx: Tx,
  ids: readonly string[],
  locationId: string,
  before: string,
): Promise<OpenMissing[]> {
  return ids.length === 0 ? [] : tx.rows<OpenMissing>(OPEN_MISSING, [ids, locationId, before])
}
