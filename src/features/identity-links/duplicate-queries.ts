import type { Tx } from '../../store/db.ts'
import type { Listing } from './queries.ts'
import type { LikelyDuplicate } from './schemas.ts'

const LIST = {
  name: 'registry_likely_duplicates',
  text: `
    select id, status, weapon_id as "weaponId", other_weapon_id as "otherWeaponId", tier, score, reasons, recorded_at as "recordedAt"
    from registry_likely_duplicates($1::uuid, $2::text, $3::timestamptz, $4::uuid, $5::integer)`,
}

interface Row {
  readonly id: string
  readonly status: LikelyDuplicate['status']
  readonly weaponId: string
  readonly otherWeaponId: string
  readonly tier: string | null
  readonly score: number | null
  readonly reasons: LikelyDuplicate['reasons'] | null
  readonly recordedAt: string
}

const LAST_TIER = 'T9'
const LAST = 'ffffffff-ffff-ffff-ffff-ffffffffffff'

/** Without what was not noted: pairs of before the score have neither score nor reasons. */
function toView({ id, status, weaponId, otherWeaponId, tier, score, reasons, recordedAt }: Row): LikelyDuplicate {
  return {
    id,
    status,
    weaponIds: [weaponId, otherWeaponId],
    ...(tier === null ? {} : { tier }),
    ...(score === null ? {} : { score }),
    ...(reasons === null ? {} : { reasons }),
    recordedAt,
  }
}

/** A page in its order, newest first; what one registration brought, the likeliest first. The order between pages stays that of the list. */
export function likeliestFirst(page: readonly LikelyDuplicate[]): LikelyDuplicate[] {
  return page.toSorted((one, other) => {
    if (one.recordedAt !== other.recordedAt) return one.recordedAt < other.recordedAt ? 1 : -1
    const byTier = (one.tier ?? LAST_TIER) < (other.tier ?? LAST_TIER) ? -1 : Number(one.tier !== other.tier)
    return (other.score ?? 0) - (one.score ?? 0) || byTier
  })
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
