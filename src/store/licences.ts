import type { Licence } from '../domain/licences/licence.ts'
import type { LicenceKind } from '../domain/vocabulary/parties.ts'
import type { Tx } from './db.ts'

/** A licence with everything that became of it, for `licenceKnownAt`. */
const LICENCE = `
  l.id, l.party_id as "partyId", l.kind, l.number, l.valid_from::text as "validFrom", l.valid_to::text as "validTo", l.issuer, l.country, l.scope,
  to_char(l.recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as "recordedAt",
  coalesce((
    select jsonb_agg(jsonb_build_object('id', v.id, 'action', v.action, 'from', v.from_day, 'terms', v.terms,
      'recordedAt', to_char(v.recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')) order by v.recorded_at, v.id)
    from licence_version v where v.party_id = l.party_id and v.licence_id = l.id), '[]'::jsonb) as versions`

export interface LicenceRow extends Licence {
  readonly partyId: string
}

const BY_ID = {
  name: 'licence_by_id',
  // Served by party_licence_pk (party_id, id) and licence_version_pk.
  text: `select ${LICENCE} from party_licence l where l.party_id = $1::uuid and l.id = $2::uuid`,
}

/** One licence that the asker may see. */
export async function findLicence(tx: Tx, partyId: string, id: string): Promise<LicenceRow | undefined> {
  const [row] = await tx.rows<LicenceRow>(BY_ID, [partyId, id])
  return row
}

const OF_PARTIES = {
  name: 'licences_of_parties',
  // Served by party_licence_pk (party_id, id) and licence_version_pk. An exporter has a licence for each consignment, so the newest of each party are taken.
  text: `
    select l.* from unnest($1::uuid[]) as w (party_id)
      cross join lateral (
        select ${LICENCE} from party_licence l where l.party_id = w.party_id
        order by l.valid_from desc, l.id desc limit $2) l`,
}

/** The licences of some parties that the asker may see, at most `most` of each: those that begin last. */
export async function loadNewestLicences(
  tx: Tx,
  partyIds: readonly string[],
  most: number,
): Promise<Map<string, LicenceRow[]>> {
  if (partyIds.length === 0) return new Map()
  return byParty(await tx.rows<LicenceRow>(OF_PARTIES, [partyIds, most]))
}

const WANTED = {
  name: 'licences_wanted',
  // As licences_of_parties. Those that the report names come first, whenever they were given. The inner select keeps the length of the array from the planner, which
  // would plan anew for each report (0.47 instead of 0.09 ms).
  text: `
    select l.* from unnest((select $1::uuid[])) as w (party_id)
      cross join lateral (
        select ${LICENCE} from party_licence l where l.party_id = w.party_id and l.kind = any ($2::text[])
        order by coalesce(l.number = any ($3::text[]), false) desc, l.valid_from desc, l.id desc limit $4) l`,
}

/** Of some parties the licences of the kinds that a report asks for, so far as the asker may see them. */
export async function loadWantedLicences(
  tx: Tx,
  partyIds: readonly string[],
  wanted: { readonly kinds: readonly LicenceKind[]; readonly numbers: readonly string[]; readonly most: number },
): Promise<Map<string, LicenceRow[]>> {
  if (partyIds.length === 0 || wanted.kinds.length === 0) return new Map()
  return byParty(await tx.rows<LicenceRow>(WANTED, [partyIds, wanted.kinds, wanted.numbers, wanted.most]))
}

const PAGE = {
  name: 'licences_page',
  // Served by party_licence_pk (party_id, id).
  text: `
    select ${LICENCE} from party_licence l
    where l.party_id = $1::uuid and l.id > coalesce($2::uuid, '00000000-0000-0000-0000-000000000000')
    order by l.id limit $3`,
}

/** The licences of a party that the asker may see, in the order of their ids. */
export async function listLicences(
  tx: Tx,
  partyId: string,
  page: { readonly after: string | undefined; readonly limit: number },
): Promise<LicenceRow[]> {
  return tx.rows<LicenceRow>(PAGE, [partyId, page.after ?? null, page.limit])
}

const SORTS = {
  name: 'weapon_sorts',
  // Served by weapon_pk, weapon_description_pk and fallen_fact_pk; of a weapon that the asker may not see row security tells nothing.
  text: `
    select distinct w.category, d.type
    from weapon w
      cross join lateral (
        select v.type from weapon_description v
        where v.weapon_id = w.id and not exists (select from fallen_fact f where f.weapon_id = v.weapon_id and f.fact_id = v.id)
        order by v.version desc limit 1) d
    where w.id = any ($1::uuid[])`,
}

/** Which categories and types are among some weapons, so far as the asker may see them. */
export async function findSorts(tx: Tx, weaponIds: readonly string[]): Promise<{ category: string; type: string }[]> {
  return tx.rows<{ category: string; type: string }>(SORTS, [weaponIds])
}

function byParty(rows: readonly LicenceRow[]): Map<string, LicenceRow[]> {
  const found = new Map<string, LicenceRow[]>()
  for (const row of rows) found.set(row.partyId, [...(found.get(row.partyId) ?? []), row])
  return found
}
