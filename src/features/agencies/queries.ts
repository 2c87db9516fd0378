import type { Agency as Caller } from '../../domain/requester.ts'
import { partyAt } from '../../domain/parties/party.ts'
import type { Tx } from '../../store/db.ts'
import { loadParties } from '../../store/parties.ts'
import type { Agency } from './schemas.ts'

export interface AgencyRow {
  readonly id: string
  readonly name: string
  readonly country: string
  readonly mandateCountries: string[]
  readonly contact: string | null
  readonly active: boolean
  readonly version: number
  readonly recordedAt: string
}

const NOW = `
  a.id, coalesce(v.name, a.name) as name, coalesce(v.country, a.country) as country,
  coalesce(v.mandate_countries, a.mandate_countries) as "mandateCountries", case when v.version is null then a.contact else v.contact end as contact,
  coalesce(v.active, true) as active, coalesce(v.version, 1) as version,
  to_char(coalesce(v.recorded_at, a.recorded_at) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as "recordedAt"`
const LATEST_VERSION =
  'left join lateral (select * from agency_version n where n.of_agency_id = a.id order by n.version desc limit 1) v on true'

// Served by agency_pk and agency_version_pk.
const BY_ID = {
  name: 'agency_by_id',
  text: `select ${NOW} from agency a ${LATEST_VERSION} where a.id = $1::uuid`,
}

export function renderAgency({ contact, ...row }: AgencyRow): Agency {
  return { ...row, ...(contact === null ? {} : { contact }) }
}

/** An agency that the asker may see, as it is now: his own, or any for the registry's readers. */
export async function findAgency(tx: Tx, id: string): Promise<Agency | undefined> {
  const [row] = await tx.rows<AgencyRow>(BY_ID, [id])
  return row === undefined ? undefined : renderAgency(row)
}

/** The agency of a token, for authentication; null where the registry does not know it, and where it is suspended. Read for every call and kept by nobody. */
export async function loadCaller(tx: Tx, id: string): Promise<Caller | null> {
  const found = await findAgency(tx, id)
  return found === undefined || !found.active ? null : found
}

// Served by representation_pk (agency_id, party_id), party_pk and party_version_pk; the party as it is today.
const REPRESENTED = {
  name: 'parties_represented',
  text: `
    select p.id, n.body ->> 'name' as name, current_date::text as today
    from party p left join personal_record n on n.id = party_name_id(p.id, null, null)
    where p.id in (select r.party_id from representation r where r.agency_id = current_agency()) and acts_for(p.id)
    order by p.id
    limit 1000`,
}

/** The parties that the asking agency acts for today. */
export async function listRepresented(tx: Tx): Promise<{ id: string; kind: string; country: string; name?: string }[]> {
  const rows = await tx.rows<{ id: string; name: string | null; today: string }>(REPRESENTED, [])
  const parties = await loadParties(
    tx,
    rows.map((row) => row.id),
  )
  return rows.flatMap(({ id, name, today }) => {
    const party = parties.get(id)
    if (party === undefined) return []
    const { kind, country } = partyAt(party, { at: today })
    return [{ id, kind, country, ...(name === null ? {} : { name }) }]
  })
}

const VISIBLE_PARTY = { name: 'party_is_visible', text: 'select 1 from party where id = $1::uuid' }

export async function partyIsVisible(tx: Tx, id: string): Promise<boolean> {
  return (await tx.rows(VISIBLE_PARTY, [id])).length > 0
}

const COUNT = { name: 'agencies_count', text: 'select count(*)::integer as count from agency' }

/** How many agencies the asker may see: all of them for the registry's readers. */
export async function countAgencies(tx: Tx): Promise<number> {
  const [row] = await tx.rows<{ count: number }>(COUNT, [])
  return row?.count ?? 0
}
