import type { Licence } from '../domain/licences/licence.ts'
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

function byParty(rows: readonly LicenceRow[]): Map<string, LicenceRow[]> {
  const found = new Map<string, LicenceRow[]>()
  for (const row of rows) found.set(row.partyId, [...(found.get(row.partyId) ?? []), row])
  return found
}
