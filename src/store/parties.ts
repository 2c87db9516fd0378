import type { PartyRef } from '../domain/custody/types.ts'
import type { Tx } from './db.ts'

/** A party named by a report, and whether the caller's agency acts for it today. */
export interface NamedParty {
  readonly party: PartyRef
  readonly own: boolean
}

// Served by party_pk; row security hides parties that are not the asker's to see, and acts_for is served by representation_pk.
const NAMED = {
  name: 'parties_named',
  text: 'select id, kind, country, acts_for(id) as own from party where id = any ($1::uuid[])',
}

/** The parties of these ids that the asker may see; one that he may not see is absent, as one that does not exist. */
export async function findNamedParties(tx: Tx, ids: readonly string[]): Promise<Map<string, NamedParty>> {
  if (ids.length === 0) return new Map()
  const rows = await tx.rows<{ id: string; kind: PartyRef['kind']; country: string; own: boolean }>(NAMED, [ids])
  return new Map(rows.map(({ own, ...party }) => [party.id, { party, own }]))
}

const VISIBLE_NAMES = {
  name: 'party_names_visible',
  // Served by personal_record_by_subject; row security decides which names this reader has.
  text: `select subject_id as id, body ->> 'name' as name from personal_record where kind = 'PARTY_NAME' and subject_id = any ($1::uuid[])`,
}

/** The names that row security shows this reader. */
export async function findVisibleNames(tx: Tx, ids: readonly string[]): Promise<Map<string, string>> {
  const rows = await tx.rows<{ id: string; name: string }>(VISIBLE_NAMES, [ids])
  return new Map(rows.map((row) => [row.id, row.name]))
}

const ALL_NAMES = {
  name: 'registry_party_names',
  text: 'select party_id as id, name from registry_party_names($1::uuid[])',
}

/** The names of any parties, registry-wide: only for an answer that was released and may show them (ITI 15, 20). */
export async function findReleasedNames(tx: Tx, ids: readonly string[]): Promise<Map<string, string>> {
  const rows = await tx.rows<{ id: string; name: string }>(ALL_NAMES, [ids])
  return new Map(rows.map((row) => [row.id, row.name]))
}
