import type { Tx } from '../../store/db.ts'

const SIGHT = {
  name: 'weapon_sight',
  // Served by weapon_pk, weapon_reader_pk and weapon_state_pk.
  text: `
    select weapon_is_own(w.id) as own,
      exists (select from weapon_reader r where r.weapon_id = w.id and r.agency_id = current_agency() and r.names) as names
    from weapon w where w.id = $1::uuid`,
}

/** How the asker sees a weapon: as his own, or as one shown to him, with or without names; undefined where he does not see it. */
export async function findSight(tx: Tx, weaponId: string): Promise<{ own: boolean; names: boolean } | undefined> {
  const [row] = await tx.rows<{ own: boolean; names: boolean }>(SIGHT, [weaponId])
  return row
}

export const EVENT_COLUMNS = `
  e.weapon_id as "weaponId", e.id, e.report_id as "reportId", e.kind, e.from_party_id as "fromPartyId", e.to_party_id as "toPartyId",
  e.carrier_party_id as "carrierPartyId", e.occurred, e.known_since as "knownSince", e.place, e.destination_country as "destinationCountry",
  e.transit_countries as "transitCountries", e.documents, e.agency_id as "agencyId", n.body ->> 'note' as note,
  (select array_agg(u.evidence_id::text order by u.evidence_id) from evidence_use u where u.subject_id = e.id) as "evidenceIds",
  to_char(e.recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as "recordedAt"`

const EVENT = {
  name: 'custody_event_by_id',
  // event_locator_pk leads to the weapon, custody_event_id_once (weapon_id, id) to the event, evidence_use_pk to its evidence.
  text: `
    select ${EVENT_COLUMNS}
    from event_locator l
      join custody_event e on e.weapon_id = l.weapon_id and e.id = l.event_id
      left join personal_record n on n.id = e.note_id
    where l.event_id = $1::uuid`,
}

export interface EventRow {
  readonly weaponId: string
  readonly id: string
  readonly reportId: string
  readonly kind: string
  readonly fromPartyId: string | null
  readonly toPartyId: string | null
  readonly carrierPartyId: string | null
  readonly occurred: { value: string; precision: string }
  readonly knownSince: { value: string; precision: string } | null
  readonly place: { country: string } | null
  readonly destinationCountry: string | null
  readonly transitCountries: string[]
  readonly documents: { kind: string; number?: string }[]
  readonly evidenceIds: string[] | null
  readonly note: string | null
  readonly agencyId: string
  readonly recordedAt: string
}

/** An event that the asker may see: his own report, or one of a weapon he may read. */
export async function findEvent(tx: Tx, id: string): Promise<EventRow | undefined> {
  const [row] = await tx.rows<EventRow>(EVENT, [id])
  return row
}
