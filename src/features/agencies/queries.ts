import type { Agency as Caller } from '../../domain/requester.ts'
import type { Tx } from '../../store/db.ts'
import type { Agency } from './schemas.ts'

interface AgencyRow {
  readonly id: string
  readonly name: string
  readonly country: string
  readonly mandate_countries: string[]
  readonly contact: string | null
}

// Served by agency_pk.
const BY_ID = {
  name: 'agency_by_id',
  text: 'select id, name, country, mandate_countries, contact from agency where id = $1::uuid',
}

/** An agency that the asker may see: his own, or any for the registry's readers. */
export async function findAgency(tx: Tx, id: string): Promise<Agency | undefined> {
  const [row] = await tx.rows<AgencyRow>(BY_ID, [id])
  if (row === undefined) return undefined
  const { id: agencyId, name, country, mandate_countries: mandateCountries, contact } = row
  return { id: agencyId, name, country, mandateCountries, ...(contact === null ? {} : { contact }) }
}

/** The agency of a token, for authentication; null where the registry does not know it. */
export async function loadCaller(tx: Tx, id: string): Promise<Caller | null> {
  const found = await findAgency(tx, id)
  return found === undefined ? null : found
}

// Served by representation_pk (agency_id, party_id) and party_pk.
const REPRESENTED = {
  name: 'parties_represented',
  text: `
    select p.id, p.kind, p.country, n.body ->> 'name' as name
    from representation r join party p on p.id = r.party_id left join personal_record n on n.id = p.name_id
    where r.agency_id = current_agency() and current_date between r.valid_from and coalesce(r.valid_to, 'infinity'::date)
    order by p.id
    limit 1000`,
}

/** The parties that the asking agency acts for today. */
export async function listRepresented(tx: Tx): Promise<{ id: string; kind: string; country: string; name?: string }[]> {
  const rows = await tx.rows<{ id: string; kind: string; country: string; name: string | null }>(REPRESENTED, [])
  return rows.map(({ name, ...row }) => ({ ...row, ...(name === null ? {} : { name }) }))
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
