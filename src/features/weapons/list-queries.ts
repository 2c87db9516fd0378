import type { Tx } from '../../store/db.ts'
import type { Position } from '../send-page.ts'
import type { WeaponSummary } from './list-schemas.ts'

export interface WeaponFilters {
  readonly agencyId: string | undefined
  readonly holderPartyId: string | undefined
  readonly status: string | undefined
  readonly category: string | undefined
  readonly type: string | undefined
  readonly makeKey: string | undefined
  readonly serial: string | undefined
}

const LIST = {
  name: 'weapons_list',
  // The indexes stand with the function; whose weapons it gives is decided there.
  text: `
    select id, category, type, make, model, calibre, status, serial, weapon_is_own(id) as own,
      to_char(recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as "recordedAt"
    from list_weapons($1::boolean, $2::uuid, $3::uuid, $4::text, $5::text, $6::text, $7::text, $8::text, $9::timestamptz, $10::timestamptz, $11::uuid,
      $12::integer)
    order by recorded_at desc, id desc`,
}

export type ListedWeapon = WeaponSummary & { readonly own: boolean }

/** Weapons that the agency registered or holds; with `anyAgency` those of anyone, for the registry's readers. One more than `limit` where there are more. */
export async function listWeapons(
  tx: Tx,
  wanted: { filters: WeaponFilters; anyAgency: boolean; from: string; before: Position; limit: number },
): Promise<ListedWeapon[]> {
  const { filters, from, before } = wanted
  const { agencyId, holderPartyId, status, category, type, makeKey, serial } = filters
  const given = [agencyId, holderPartyId, status, category, type, makeKey, serial].map((value) => value ?? null)
  const values = [wanted.anyAgency, ...given, from, before.recordedAt, before.id, wanted.limit + 1]
  const rows = await tx.rows<Omit<ListedWeapon, 'serial'> & { serial: string | null }>(LIST, values)
  return rows.map(({ serial: mark, ...row }) => ({ ...row, ...(mark === null ? {} : { serial: mark }) }))
}

const ACTS_FOR = { name: 'acts_for', text: 'select acts_for($1::uuid) as acts' }

export async function actsFor(tx: Tx, partyId: string): Promise<boolean> {
  const [row] = await tx.rows<{ acts: boolean }>(ACTS_FOR, [partyId])
  return row?.acts === true
}
