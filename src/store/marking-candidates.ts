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

const FIND = {
  name: 'registry_marking_candidates',
  text: `select weapon_id as "weaponId", category, description, marks, group_id as "groupId" from registry_marking_candidates($1::jsonb, $2)`,
}

const INDEX_KINDS = { noZero: 'NO_ZERO', phonetic: 'PHONETIC', ncic: 'NCIC', core: 'CORE' } as const

/**
 * Every weapon under one of the keys, registry-wide, in no order; at most `limit`, so ask for one more than you can use to learn that there were more.
 * Served by marking_key_pk (kind, key).
 */
export async function findMarkingCandidates(tx: Tx, keys: KeySets, limit: number): Promise<CandidateRow[]> {
  const probes = (Object.keys(INDEX_KINDS) as (keyof typeof INDEX_KINDS)[]).flatMap((name) =>
    keys[name].map((key) => ({ kind: INDEX_KINDS[name], key })),
  )
  if (probes.length === 0) return []
  return tx.rows<CandidateRow>(FIND, [JSON.stringify(probes), limit])
}
