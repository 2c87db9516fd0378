import type { Authorisation } from '../../domain/consignments/record.ts'
import type { GoodsLine } from '../../domain/consignments/record.ts'
import type { Tx } from '../../store/db.ts'
import type { ListedConsignment } from './schemas.ts'

const AUTHORISATIONS = {
  name: 'authorisations_by_id',
  // Served by authorisation_pk; row security hides what is not the asker's to see.
  text: `
    select authorisation_body(a) as body, a.agency_id as "ownerId",
      a.agency_id = current_agency() or acts_for(a.exporter_party_id) or acts_for(a.consignee_party_id) or acts_for(a.end_user_party_id) as own
    from authorisation a where a.id = any ($1::uuid[])`,
}

export interface FoundAuthorisation {
  readonly body: Authorisation
  /** True where the asker's agency recorded it or acts for one of its parties. */
  readonly own: boolean
  /** The agency that recorded it. */
  readonly ownerId: string
}

/** Of these papers, those that the asker may see. */
export async function findAuthorisations(tx: Tx, ids: readonly string[]): Promise<FoundAuthorisation[]> {
  if (ids.length === 0) return []
  return tx.rows<FoundAuthorisation>(AUTHORISATIONS, [ids])
}

const SIDES = {
  name: 'consignment_sides',
  // Served by consignment_pk and representation_pk.
  text: `
    select agency_id as "ownerId", agency_id = current_agency() or acts_for(exporter_party_id) or acts_for(consignee_party_id) or acts_for(end_user_party_id) as own,
      acts_for(consignee_party_id) or acts_for(end_user_party_id) as receives
    from consignment where id = $1::uuid`,
}

interface Sides {
  readonly ownerId: string
  readonly own: boolean
  readonly receives: boolean
}

/** How the asker stands to a consignment: undefined where he may not see it. */
export async function findSides(tx: Tx, id: string): Promise<Sides | undefined> {
  const [row] = await tx.rows<Sides>(SIDES, [id])
  return row
}

interface ListRow {
  readonly id: string
  readonly ownerId: string
  readonly reference: string | null
  readonly exporterPartyId: string
  readonly consigneePartyId: string
  readonly endUserPartyId: string | null
  readonly carrierPartyId: string | null
  readonly destinationCountry: string
  readonly transitCountries: string[]
  readonly embargoReferences: string[]
  readonly lines: GoodsLine[]
  readonly recordedAt: string
}

const COLUMNS = `
  c.id, c.agency_id as "ownerId", c.reference, c.exporter_party_id as "exporterPartyId", c.consignee_party_id as "consigneePartyId", c.end_user_party_id as "endUserPartyId",
  c.carrier_party_id as "carrierPartyId", c.destination_country as "destinationCountry", c.transit_countries as "transitCountries",
  c.embargo_references as "embargoReferences", c.lines, to_char(c.recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as "recordedAt"`

// Served by consignment_pk: a reader of the registry sees them all.
const ALL = {
  name: 'consignments_all',
  text: `select ${COLUMNS} from consignment c where c.id > $1::uuid order by c.id limit $2`,
}

// The agency's own: those it recorded (consignment_by_agency) and those of the parties it acts for, by each of their sides.
const OWN = {
  name: 'consignments_own',
  text: `
    with mine as (
      select r.party_id from representation r
      where r.agency_id = current_agency() and current_date between r.valid_from and coalesce(r.valid_to, 'infinity'::date))
    select ${COLUMNS} from consignment c
    where c.id in (
        select o.id from consignment o where o.agency_id = current_agency() and o.id > $1::uuid
        union select e.id from mine join consignment e on e.exporter_party_id = mine.party_id and e.id > $1::uuid
        union select s.id from mine join consignment s on s.consignee_party_id = mine.party_id and s.id > $1::uuid
        union select u.id from mine join consignment u on u.end_user_party_id = mine.party_id and u.id > $1::uuid)
    order by c.id limit $2`,
}

const FIRST = '00000000-0000-0000-0000-000000000000'

function toListed({
  reference,
  endUserPartyId,
  carrierPartyId,
  lines,
  ...row
}: ListRow): ListedConsignment & { readonly ownerId: string } {
  return {
    ...row,
    ...(reference === null ? {} : { reference }),
    ...(endUserPartyId === null ? {} : { endUserPartyId }),
    ...(carrierPartyId === null ? {} : { carrierPartyId }),
    planned: lines.reduce((sum, { quantity }) => sum + quantity, 0),
  }
}

/** Consignments by id; one more than `limit` where there are more. */
export async function listConsignments(
  tx: Tx,
  wanted: { after: string | undefined; limit: number; all: boolean },
): Promise<(ListedConsignment & { readonly ownerId: string })[]> {
  const rows = await tx.rows<ListRow>(wanted.all ? ALL : OWN, [wanted.after ?? FIRST, wanted.limit + 1])
  return rows.map(toListed)
}
