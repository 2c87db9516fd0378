import type { Tx } from '../../store/db.ts'
import { startOf, type Position } from '../send-page.ts'
import { type AgencyRow, renderAgency } from './queries.ts'
import type { Agency, AgencyVersion, ListedRepresentation } from './schemas.ts'

const UTC = `at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'`

const LIST = {
  name: 'agencies_list',
  // Served by agency_by_time (recorded_at desc, id desc) and agency_version_pk. The position is that of the registration, which no version moves.
  text: `
    select a.id, coalesce(v.name, a.name) as name, coalesce(v.country, a.country) as country,
      coalesce(v.mandate_countries, a.mandate_countries) as "mandateCountries",
      case when v.version is null then a.contact else v.contact end as contact,
      coalesce(v.active, true) as active, coalesce(v.version, 1) as version,
      to_char(coalesce(v.recorded_at, a.recorded_at) ${UTC}) as "recordedAt", to_char(a.recorded_at ${UTC}) as "registeredAt"
    from agency a
      left join lateral (select * from agency_version n where n.of_agency_id = a.id order by n.version desc limit 1) v on true
    where (a.recorded_at, a.id) < ($1::timestamptz, $2::uuid)
      and ($3::text is null or coalesce(v.country, a.country) = $3::text) and ($4::boolean is null or coalesce(v.active, true) = $4::boolean)
    order by a.recorded_at desc, a.id desc limit $5`,
}

/** Agencies as they are now, the newest registration first; one more than `limit` where there are more. */
export async function listAgencies(
  tx: Tx,
  wanted: { after: Position | undefined; country: string | undefined; active: boolean | undefined; limit: number },
): Promise<(Agency & { readonly registeredAt: string })[]> {
  const { recordedAt, id } = startOf(wanted.after)
  const values = [recordedAt, id, wanted.country ?? null, wanted.active ?? null, wanted.limit + 1]
  const rows = await tx.rows<AgencyRow & { registeredAt: string }>(LIST, values)
  return rows.map(({ registeredAt, ...row }) => ({ ...renderAgency(row), registeredAt }))
}

const VERSIONS = {
  name: 'agency_versions',
  // Served by agency_pk, agency_version_pk and personal_record_pk; who may not read the reasons of others gets none.
  text: `
    select a.id, 1 as version, a.name, a.country, a.mandate_countries as "mandateCountries", a.contact, true as active, null as reason,
      to_char(a.recorded_at ${UTC}) as "recordedAt"
    from agency a where a.id = $1::uuid
    union all
    select v.of_agency_id, v.version, v.name, v.country, v.mandate_countries, v.contact, v.active, n.body ->> 'note', to_char(v.recorded_at ${UTC})
    from agency_version v left join personal_record n on n.id = v.reason_id where v.of_agency_id = $1::uuid
    order by version desc limit 1000`,
}

/** What an agency was, the newest version first; empty for one that the asker may not see. */
export async function listVersions(tx: Tx, agencyId: string): Promise<AgencyVersion[]> {
  const rows = await tx.rows<AgencyRow & { reason: string | null }>(VERSIONS, [agencyId])
  return rows.map(({ reason, ...row }) => ({ ...renderAgency(row), ...(reason === null ? {} : { reason }) }))
}

const LOCK = { name: 'agencies_lock', text: `select pg_advisory_xact_lock(hashtextextended('agencies', 11))` }

/** One change of an agency at a time, until the transaction ends: two registrars who suspend each other's agency would else both succeed. */
export async function lockAgencies(tx: Tx): Promise<void> {
  await tx.rows(LOCK, [])
}

interface RepresentationRow extends Omit<ListedRepresentation, 'validTo'> {
  readonly validTo: string | null
}

const REPRESENTATION = `
  r.id, r.party_id as "partyId", r.valid_from::text as "validFrom", least(r.valid_to, e.valid_to)::text as "validTo", to_char(r.recorded_at ${UTC}) as "recordedAt"
  from representation r
    left join lateral (
      select min(n.valid_to) as valid_to from representation_end n
      where n.agency_id = r.agency_id and n.party_id = r.party_id and n.representation_id = r.id) e on true`

const REPRESENTATIONS = {
  name: 'representations_of_agency',
  // Served by representation_pk (agency_id first; an agency acts for a thousand parties at most) and representation_end_pk.
  text: `
    select ${REPRESENTATION}
    where r.agency_id = $1::uuid and (r.recorded_at, r.id) < ($2::timestamptz, $3::uuid)
      and ($4::date is null or $4::date between r.valid_from and coalesce(least(r.valid_to, e.valid_to), 'infinity'::date))
    order by r.recorded_at desc, r.id desc limit $5`,
}

function renderRepresentation({ validTo, ...row }: RepresentationRow): ListedRepresentation {
  return { ...row, ...(validTo === null ? {} : { validTo }) }
}

/** For whom an agency acts, acted or will act, or on one day; the newest first. */
export async function listRepresentations(
  tx: Tx,
  wanted: { agencyId: string; at: string | undefined; after: Position | undefined; limit: number },
): Promise<ListedRepresentation[]> {
  const { recordedAt, id } = startOf(wanted.after)
  const values = [wanted.agencyId, recordedAt, id, wanted.at ?? null, wanted.limit + 1]
  return (await tx.rows<RepresentationRow>(REPRESENTATIONS, values)).map(renderRepresentation)
}

const ONE = {
  name: 'representation_of_agency',
  // Served by representation_by_id and representation_end_pk.
  text: `select ${REPRESENTATION} where r.agency_id = $1::uuid and r.id = $2::uuid`,
}

export async function findRepresentation(
  tx: Tx,
  agencyId: string,
  id: string,
): Promise<ListedRepresentation | undefined> {
  const [row] = await tx.rows<RepresentationRow>(ONE, [agencyId, id])
  return row === undefined ? undefined : renderRepresentation(row)
}
