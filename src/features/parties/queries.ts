import type { PartyRecord } from '../../domain/parties/party.ts'
import type { Tx } from '../../store/db.ts'
import { loadNewestLicences } from '../../store/licences.ts'
import type { SeenRecord } from '../../store/looks.ts'
import { loadParties } from '../../store/parties.ts'
import { type Reader, recordListed } from '../../store/record-reading.ts'
import { type AsOf, renderParty } from './render.ts'
import type { Party, PartyVersion } from './schemas.ts'

// What one party shows of its licences; all of them have their own list.
const LICENCES_SHOWN = 50

const FIRST = '00000000-0000-0000-0000-000000000000'

// Served by party_licence_by_number and licence_version_by_number: a revoked licence, and one whose number was corrected, still finds its party.
const BY_LICENCE = {
  name: 'parties_by_licence',
  text: `
    select p.id from party p
    where p.id in (
        select l.party_id from party_licence l where l.number = $1::text
        union select v.party_id from licence_version v where v.number = $1::text)
      and p.id > $2::uuid
    order by p.id limit $3`,
}

// The agency's own: those it reported (party_by_reporter) and those it acts for (representation_pk).
const OWN = {
  name: 'parties_own',
  text: `
    select p.id from party p
    where p.id in (
        select o.id from party o where o.agency_id = current_agency()
        union select r.party_id from representation r where r.agency_id = current_agency())
      and p.id > $1::uuid
    order by p.id limit $2`,
}

const RECORDED = {
  name: 'parties_recorded',
  // Served by party_pk.
  text: `
    select id, agency_id as "agencyId", to_char(recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as "recordedAt"
    from party where id = any ($1::uuid[])`,
}

/** A party with everything that was said of it, who reported it, and when. */
export type Registered = PartyRecord & { readonly agencyId: string; readonly recordedAt: string }

/** The parties of these ids that the asker may see, in the order of the ids. */
export async function findRegistered(tx: Tx, ids: readonly string[]): Promise<Registered[]> {
  const records = await loadParties(tx, ids)
  const rows = await tx.rows<{ id: string; agencyId: string; recordedAt: string }>(RECORDED, [ids])
  const recorded = new Map(rows.map((row) => [row.id, row]))
  return ids.flatMap((id) => {
    const [record, row] = [records.get(id), recorded.get(id)]
    return record === undefined || row === undefined ? [] : [{ ...record, ...row }]
  })
}

const NAMES = {
  name: 'names_by_id',
  // Served by personal_record_pk; row security decides which names this reader has.
  text: `select id, body ->> 'name' as name from personal_record where id = any ($1::uuid[]) and kind = 'PARTY_NAME'`,
}

/** The names of these ids that the asker may have. */
export async function findNames(tx: Tx, nameIds: readonly string[]): Promise<Map<string, string>> {
  const rows = await tx.rows<{ id: string; name: string }>(NAMES, [nameIds])
  return new Map(rows.map((row) => [row.id, row.name]))
}

const NOTES = {
  name: 'notes_by_id',
  // Served by personal_record_pk; row security shows notes to who wrote them and to registrars.
  text: `select id, body ->> 'note' as note from personal_record where id = any ($1::uuid[]) and kind = 'NOTE'`,
}

/** The notes of these ids that the asker may have. */
export async function findNotes(tx: Tx, noteIds: readonly string[]): Promise<Map<string, string>> {
  if (noteIds.length === 0) return new Map()
  const rows = await tx.rows<{ id: string; note: string }>(NOTES, [noteIds])
  return new Map(rows.map((row) => [row.id, row.note]))
}

/** Parties as they were on a day, with their names and newest licences, in four statements whatever their number. */
export async function showParties(tx: Tx, found: readonly Registered[], asOf: AsOf): Promise<Party[]> {
  const ids = found.map(({ id }) => id)
  const nameIds = found.flatMap(({ nameId, versions }) => [nameId, ...versions.map((version) => version.nameId)])
  const names = await findNames(
    tx,
    nameIds.filter((id) => id !== null),
  )
  const licences = await loadNewestLicences(tx, ids, LICENCES_SHOWN)
  return found.map((party) => renderParty(party, (licences.get(party.id) ?? []).toReversed(), names, asOf))
}

/** A party as what a look was at. */
export function recordOf({ id, agencyId: ownerId }: Pick<Registered, 'id' | 'agencyId'>): SeenRecord {
  return { kind: 'PARTY', id, ownerId }
}

/**
 * One more than `limit` where there are more, so that the caller knows to write a cursor. Persons of other agencies, whom only a reader of the registry is shown, are looks.
 */
export async function listParties(
  tx: Tx,
  asker: Reader,
  wanted: { licence: string | undefined; after: string | undefined; limit: number },
  asOf: AsOf,
): Promise<Party[]> {
  const after = wanted.after ?? FIRST
  const rows =
    wanted.licence === undefined
      ? await tx.rows<{ id: string }>(OWN, [after, wanted.limit + 1])
      : await tx.rows<{ id: string }>(BY_LICENCE, [wanted.licence, after, wanted.limit + 1])
  const found = await findRegistered(
    tx,
    rows.map(({ id }) => id),
  )
  const persons = found.slice(0, wanted.limit).filter(({ kind }) => kind === 'PRIVATE_PERSON')
  await recordListed(tx, asker, { source: 'party-list', records: persons.map(recordOf) })
  return showParties(tx, found, asOf)
}

const VERSIONS = {
  name: 'party_versions',
  // Served by party_pk and party_version_pk. Registering a party is the first of its versions.
  text: `
    select s.id, s.kind, s.country, n.body ->> 'name' as name, s.status, s.successor_party_id as "successorPartyId", s.valid_from::text as "validFrom",
      s.reason, x.body ->> 'note' as explanation, to_char(s.recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as "recordedAt"
    from (
        select p.id, p.kind, p.country, p.name_id, null as status, null::uuid as successor_party_id, null::date as valid_from,
          'REGISTERED' as reason, null::uuid as explanation_id, p.recorded_at
        from party p where p.id = $1::uuid
        union all
        select v.id, v.kind, v.country, v.name_id, v.status, v.successor_party_id, v.valid_from, v.reason, v.explanation_id, v.recorded_at
        from party_version v where v.party_id = $1::uuid) s
      left join personal_record n on n.id = s.name_id
      left join personal_record x on x.id = s.explanation_id
    where $2::timestamptz is null or (s.recorded_at, s.id) > ($2::timestamptz, $3::uuid)
    order by s.recorded_at, s.id limit $4`,
}

/** The last version of a page: the next page begins after it. */
export interface VersionPosition {
  readonly recordedAt: string
  readonly id: string
}

/** What was said of a party, oldest first: one more than `limit` where there are more. */
export async function listVersions(
  tx: Tx,
  partyId: string,
  { after, limit }: { after: VersionPosition | undefined; limit: number },
): Promise<PartyVersion[]> {
  const rows = await tx.rows<Record<string, string | null>>(VERSIONS, [
    partyId,
    after?.recordedAt ?? null,
    after?.id ?? null,
    limit + 1,
  ])
  return rows.map((row) => {
    const said = Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null))
    return { ...said, partyId } as unknown as PartyVersion
  })
}

const DEPENDED_ON = {
  name: 'party_is_depended_on',
  text: 'select party_is_depended_on($1::uuid) as depended',
}

/** True where others depend on what is recorded of the party. */
export async function isDependedOn(tx: Tx, partyId: string): Promise<boolean> {
  const [row] = await tx.rows<{ depended: boolean }>(DEPENDED_ON, [partyId])
  return row?.depended === true
}

const SIGHT = {
  name: 'party_sight',
  // True where the party is neither shared nor the asker's own: a private party that he sees because he reads the whole registry.
  text: `select not (is_shared_party($1::uuid) or reported_party($1::uuid) or acts_for($1::uuid)) as foreign`,
}

/** True where this is a look at another's private party. */
export async function isForeignLook(tx: Tx, partyId: string): Promise<boolean> {
  const [row] = await tx.rows<{ foreign: boolean }>(SIGHT, [partyId])
  return row?.foreign === true
}

const HELD_ELSEWHERE = {
  name: 'licence_number_elsewhere',
  // Served by party_licence_by_number (number, party_id).
  text: `select 1 from party_licence where number = $2::text and kind = $3::text and party_id <> $1::uuid limit 1`,
}

/** True where another party has a licence of this kind and number. Only registrars ask: to others it would tell of a party that they may not see. */
export async function numberIsHeldElsewhere(tx: Tx, partyId: string, kind: string, number: string): Promise<boolean> {
  return (await tx.rows(HELD_ELSEWHERE, [partyId, number, kind])).length > 0
}
