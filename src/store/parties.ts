import type { PartyRecord } from '../domain/parties/party.ts'
import type { Tx } from './db.ts'

/** A party with everything said of it, for `partyAt`. Its versions as JSON, their dates as the database prints them. */
const RECORD = `
  p.id, p.kind, p.country, p.name_id as "nameId",
  coalesce((
    select jsonb_agg(jsonb_build_object('id', v.id, 'kind', v.kind, 'country', v.country, 'nameId', v.name_id, 'status', v.status,
      'successorPartyId', v.successor_party_id, 'validFrom', v.valid_from,
      'recordedAt', to_char(v.recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')))
    from party_version v where v.party_id = p.id), '[]'::jsonb) as versions`

const RECORDS = {
  name: 'party_records',
  // Served by party_pk and party_version_pk (party_id, id); row security hides parties that are not the asker's to see. The inner select keeps the length of the array
  // from the planner, which would plan anew for each call (0.42 ms, four times what the statement takes).
  text: `select ${RECORD} from party p where p.id = any (array(select unnest($1::uuid[])))`,
}

/** All versions of the parties of these ids that the asker may see; one that he may not see is absent, as one that does not exist. */
export async function loadParties(tx: Tx, ids: readonly string[]): Promise<Map<string, PartyRecord>> {
  if (ids.length === 0) return new Map()
  const rows = await tx.rows<PartyRecord>(RECORDS, [ids])
  return new Map(rows.map((row) => [row.id, row]))
}

/** A party named by a report, and whether the caller's agency acts for it today, or registered it. Who may report for any party is not asked whom he acts for. */
export interface NamedParty {
  readonly party: PartyRecord
  readonly own: boolean
  readonly registered: boolean
}

const NAMED = {
  name: 'parties_named',
  // As party_records; acts_for is served by representation_by_party.
  text: `select ${RECORD}, case when reads_names() then false else acts_for(p.id) end as own, p.agency_id = current_agency() as registered from party p where p.id = any (array(select unnest($1::uuid[])))`,
}

/** The parties of these ids that the asker may see, as `loadParties`. */
export async function findNamedParties(tx: Tx, ids: readonly string[]): Promise<Map<string, NamedParty>> {
  if (ids.length === 0) return new Map()
  const rows = await tx.rows<PartyRecord & { own: boolean; registered: boolean }>(NAMED, [ids])
  return new Map(rows.map(({ own, registered, ...party }) => [party.id, { party, own, registered }]))
}

const RELEASED = {
  name: 'registry_parties_released',
  text: 'select id, kind, country, name_id as "nameId", versions from registry_parties_released($1::uuid[], $2::uuid[])',
}

/** Of these parties, those that an answer to the asker's agency named about one of these recovered items. */
export async function findReleasedParties(
  tx: Tx,
  ids: readonly string[],
  itemIds: readonly string[],
): Promise<Map<string, PartyRecord>> {
  if (ids.length === 0) return new Map()
  const rows = await tx.rows<PartyRecord>(RELEASED, [ids, itemIds])
  return new Map(rows.map((row) => [row.id, row]))
}

/** When a name is asked for: the day it was borne, and the moment at which it was known; now where they are absent. */
export interface NameMoment {
  readonly at?: string | undefined
  readonly knownAt?: string | undefined
}

const VISIBLE_NAMES = {
  name: 'party_names_visible',
  // Served by party_pk, party_version_pk and personal_record_pk; row security decides which names this reader has. A plain join would ask it of every personal
  // record of the registry and then compare: OFFSET 0 keeps the look-up by id.
  text: `
    select p.id, n.name
    from party p
      cross join lateral (
        select r.body ->> 'name' as name from personal_record r where r.id = party_name_id(p.id, $2::date, $3::timestamptz) offset 0) n
    where p.id = any (array(select unnest($1::uuid[])))`,
}

/** The names that row security shows this reader, of the parties' latest versions by then. */
export async function findVisibleNames(
  tx: Tx,
  ids: readonly string[],
  { at, knownAt }: NameMoment = {},
): Promise<Map<string, string>> {
  const rows = await tx.rows<{ id: string; name: string }>(VISIBLE_NAMES, [ids, at ?? null, knownAt ?? null])
  return new Map(rows.map((row) => [row.id, row.name]))
}

const ALL_NAMES = {
  name: 'registry_party_names',
  text: 'select party_id as id, name from registry_party_names($1::uuid[], $2::date, $3::timestamptz)',
}

/** The names of any parties, registry-wide: only for an answer that was released and may show them (ITI 15, 20). */
export async function findReleasedNames(
  tx: Tx,
  ids: readonly string[],
  { at, knownAt }: NameMoment = {},
): Promise<Map<string, string>> {
  const rows = await tx.rows<{ id: string; name: string }>(ALL_NAMES, [ids, at ?? null, knownAt ?? null])
  return new Map(rows.map((row) => [row.id, row.name]))
}
