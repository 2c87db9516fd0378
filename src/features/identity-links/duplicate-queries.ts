import type { Tx } from '../../store/db.ts'
import type { Listing } from './queries.ts'
import type { LikelyDuplicate } from './schemas.ts'

const LIST = {
  name: 'registry_likely_duplicates',
  text: `
    select id, status, weapon_id as "weaponId", other_weapon_id as "otherWeaponId", tier, recorded_at as "recordedAt"
    from registry_likely_duplicates($1::uuid, $2::text, $3::timestamptz, $4::uuid, $5::integer)`,
}

interface Row {
  readonly id: string
  readonly status: LikelyDuplicate['status']
  readonly weaponId: string
  readonly otherWeaponId: string
  readonly tier: string | null
  readonly recordedAt: string
}

const LAST = 'ffffffff-ffff-ffff-ffff-ffffffffffff'

function toView({ id, status, weaponId, otherWeaponId, tier, recordedAt }: Row): LikelyDuplicate {
  return { id, status, weaponIds: [weaponId, otherWeaponId], ...(tier === null ? {} : { tier }), recordedAt }
}

/** What the registry may hold twice, newest first; nothing for who is no reader of the registry. One more than `limit` where there are more. */
export async function listDuplicates(tx: Tx, { status, after, limit }: Listing): Promise<LikelyDuplicate[]> {
  const values = [null, status ?? null, after?.recordedAt ?? 'infinity', after?.id ?? LAST, limit + 1]
  return (await tx.rows<Row>(LIST, values)).map(toView)
}

export async function findDuplicate(tx: Tx, id: string): Promise<LikelyDuplicate | undefined> {
  const [row] = await tx.rows<Row>(LIST, [id, null, 'infinity', LAST, 1])
  return row === undefined ? undefined : toView(row)
}
