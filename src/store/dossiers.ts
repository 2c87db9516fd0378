import type { ChainKey } from './custody-history.ts'
import type { Tx } from './db.ts'

/** How the asker sees a weapon, and its chain where one is kept that is good. */
export interface Sight {
  readonly weaponId: string
  /** He reported or holds it. */
  readonly own: boolean
  /** An answer released the names of its chain to him. */
  readonly names: boolean
  /** The kept chain, without names; null where it must be built. */
  readonly body: string | null
  /** The names he may have, in the order in which the kept chain counts its parties; null for one he may not have. */
  readonly partyNames: readonly (string | null)[]
  /** The database's clock. */
  readonly now: string
}

const SIGHTS = {
  name: 'registry_custody_sights',
  // Served by weapon_pk, weapon_state_pk, weapon_reader_pk, custody_dossier_pk, party_revision_pk and personal_record_pk.
  text: `
    select weapon_id as "weaponId", own, names, body, party_names as "partyNames", now
    from registry_custody_sights($1::uuid[], $2::text, $3::boolean)`,
}

/**
 * Of these weapons those that the asker may read. A kept chain counts only where it was made by this `program`.
 *
 * @param readsAny the asker reads any record of the registry
 */
export async function findSights(
  tx: Tx,
  weaponIds: readonly string[],
  program: string,
  readsAny: boolean,
): Promise<Map<string, Sight>> {
  const rows = await tx.rows<Sight>(SIGHTS, [weaponIds, program, readsAny])
  return new Map(rows.map((row) => [row.weaponId, row]))
}

/** A chain to keep: how it is sent, without names, and what it was made from. */
export interface Dossier {
  readonly weaponId: string
  readonly key: ChainKey
  readonly program: string
  /** ISO 8601 UTC; undefined where time alone changes nothing. */
  readonly validUntil: string | undefined
  readonly body: string
  /** The parties that it names, in the order in which its body counts them. */
  readonly namedIds: readonly string[]
}

const KEEP = { name: 'keep_dossiers', text: 'select keep_dossiers($1::jsonb)' }

/** Keeps chains for the next reader, in one statement. */
export async function keepDossiers(tx: Tx, dossiers: readonly Dossier[]): Promise<void> {
  if (dossiers.length === 0) return
  const rows = dossiers.map(({ key, validUntil = 'infinity', ...rest }) => ({ ...key, ...rest, validUntil }))
  await tx.rows(KEEP, [JSON.stringify(rows)])
}
