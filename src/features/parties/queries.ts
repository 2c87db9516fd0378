import type { Tx } from '../../store/db.ts'
import type { Party } from './schemas.ts'

interface PartyRow {
  readonly id: string
  readonly kind: string
  readonly country: string
  readonly name: string | null
  readonly licences: readonly { kind: string; number: string; validFrom: string; validTo: string | null }[]
  readonly recorded_at: string
}

const COLUMNS = `
  p.id, p.kind, p.country, n.body ->> 'name' as name,
  to_char(p.recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as recorded_at,
  coalesce((
    select jsonb_agg(jsonb_build_object('kind', l.kind, 'number', l.number, 'validFrom', l.valid_from, 'validTo', l.valid_to) order by l.valid_from, l.id)
    from party_licence l where l.party_id = p.id), '[]'::jsonb) as licences`

// Served by party_pk, personal_record_pk and party_licence_pk; row security hides what is not the asker's to see, the name apart from the party.
const BY_ID = {
  name: 'party_by_id',
  text: `select ${COLUMNS} from party p left join personal_record n on n.id = p.name_id where p.id = $1::uuid`,
}

// Served by party_licence_by_number.
const BY_LICENCE = {
  name: 'parties_by_licence',
  text: `
    select ${COLUMNS} from party p left join personal_record n on n.id = p.name_id
    where p.id in (select l.party_id from party_licence l where l.number = $1::text) and p.id > $2::uuid
    order by p.id limit $3`,
}

// The agency's own: those it reported (party_by_reporter) and those it acts for (representation_pk).
const OWN = {
  name: 'parties_own',
  text: `
    select ${COLUMNS} from party p left join personal_record n on n.id = p.name_id
    where p.id in (
        select o.id from party o where o.agency_id = current_agency()
        union select r.party_id from representation r where r.agency_id = current_agency())
      and p.id > $1::uuid
    order by p.id limit $2`,
}

const FIRST = '00000000-0000-0000-0000-000000000000'

function toParty(row: PartyRow): Party {
  return {
    id: row.id,
    kind: row.kind,
    ...(row.name === null ? {} : { name: row.name }),
    country: row.country,
    licences: row.licences.map(({ validTo, ...licence }) => ({ ...licence, ...(validTo === null ? {} : { validTo }) })),
    recordedAt: row.recorded_at,
  }
}

/** A party that the asker may see. */
export async function findParty(tx: Tx, id: string): Promise<Party | undefined> {
  const [row] = await tx.rows<PartyRow>(BY_ID, [id])
  return row === undefined ? undefined : toParty(row)
}

/** One more than `limit` where there are more, so that the caller knows to write a cursor. */
export async function listParties(
  tx: Tx,
  wanted: { licence: string | undefined; after: string | undefined; limit: number },
): Promise<Party[]> {
  const after = wanted.after ?? FIRST
  const rows =
    wanted.licence === undefined
      ? await tx.rows<PartyRow>(OWN, [after, wanted.limit + 1])
      : await tx.rows<PartyRow>(BY_LICENCE, [wanted.licence, after, wanted.limit + 1])
  return rows.map(toParty)
}
