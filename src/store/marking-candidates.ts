import type { KeySets } from '../domain/identification/lookup-keys.ts'
import type { Tx } from './db.ts'

/** A weapon whose marks could be what was read: description and marks only, no holder and no agency. */
export interface CandidateRow {
  readonly weaponId: string
  readonly category: string
  /** The same for records that an identity link in effect joins; null where it stands alone. */
  readonly groupId: string | null
  readonly description: {
    readonly type: string
    readonly make: string
    readonly model: string
    readonly calibre: string
    readonly countryOfManufacture: string
    readonly yearOfManufacture: number | null
  }
  readonly marks: readonly {
    readonly markingId: string
    readonly kind: string
    readonly text: string
    readonly component: string | null
    readonly condition: string
  }[]
}

const HITS = {
  name: 'registry_marking_hits',
  // The indexes stand with the function.
  text: `select n, array_agg(weapon_id::text order by weapon_id) as "weaponIds" from registry_marking_hits($1::jsonb, $2) group by n`,
}

const INDEX_KINDS = { noZero: 'NO_ZERO', phonetic: 'PHONETIC', ncic: 'NCIC', core: 'CORE' } as const
const KEY_SETS = Object.keys(INDEX_KINDS) as (keyof typeof INDEX_KINDS)[]

/**
 * One observation's probes as they are sent, undefined where there are none; `n` is for the caller to know its hits again. Written one by one, since a seizure
 * of half-read numbers has a million of them.
 */
export function writeSearch(n: number, keys: Partial<KeySets>): string | undefined {
  const probes = KEY_SETS.flatMap((name) => (keys[name] ?? []).map((key) => ({ kind: INDEX_KINDS[name], key })))
  return probes.length === 0 ? undefined : JSON.stringify({ n, probes })
}

/**
 * Every weapon under one of the keys of each search, registry-wide, in one statement; at most `limit` for each, so ask for one more than you can use to learn
 * that there were more. Searches that found nothing are not in the map.
 */
export async function findMarkingHits(
  tx: Tx,
  searches: readonly (string | undefined)[],
  limit: number,
): Promise<Map<number, readonly string[]>> {
  const written = searches.filter((search) => search !== undefined)
  if (written.length === 0) return new Map()
  const rows = await tx.rows<{ n: number; weaponIds: string[] }>(HITS, [`[${written.join(',')}]`, limit])
  return new Map(rows.map(({ n, weaponIds }) => [n, weaponIds]))
}

const DESCRIBED = {
  name: 'registry_described',
  // The indexes stand with the function.
  text: `select weapon_id as "weaponId", category, description, marks, group_id as "groupId" from registry_described($1::uuid[])`,
}

/** What these weapons are, registry-wide, in one statement. */
export async function findDescribed(tx: Tx, weaponIds: readonly string[]): Promise<Map<string, CandidateRow>> {
  if (weaponIds.length === 0) return new Map()
  const rows = await tx.rows<CandidateRow>(DESCRIBED, [weaponIds])
  return new Map(rows.map((row) => [row.weaponId, row]))
}
