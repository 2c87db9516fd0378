import type { Tx } from '../../store/db.ts'
import type { Position } from '../send-page.ts'
import type { EventQuery, TransferQuery } from './list-schemas.ts'
import { EVENT_COLUMNS, type EventRow } from './queries.ts'

// The inner limits are the largest page and one: a number the planner knows, so that it reads an index in order and stops.
const PAGE = 201

export interface TransferRow {
  readonly id: string
  readonly kind: string
  readonly fromPartyId: string | null
  readonly toPartyId: string | null
  readonly carrierPartyId: string | null
  readonly weaponCount: number
  readonly occurred: { value: string; precision: string }
  readonly place: { country: string } | null
  readonly destinationCountry: string | null
  readonly transitCountries: string[]
  readonly documents: { kind: string; number?: string }[]
  readonly note: string | null
  readonly agencyId: string
  readonly recordedAt: string
}

// Of another's transfer only the weapons count that the reader may see and to which it still stands; a registrar sees all of them.
const TRANSFER_COLUMNS = `
  t.id, t.kind, t.from_party_id as "fromPartyId", t.to_party_id as "toPartyId", t.carrier_party_id as "carrierPartyId",
  case when t.agency_id = current_agency() or reads_registry() then t.weapon_count else (
    select count(*)::integer from custody_event e
    where e.report_id = t.id and e.declaration_id is null
      and not exists (select from fallen_fact f where f.weapon_id = e.weapon_id and f.fact_id = e.id)) end as "weaponCount",
  t.occurred, t.place, t.destination_country as "destinationCountry", t.transit_countries as "transitCountries", t.documents,
  n.body ->> 'note' as note, t.agency_id as "agencyId", to_char(t.recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as "recordedAt"`

const TRANSFER_FILTERS = `
  t.recorded_at >= $1::timestamptz and (t.recorded_at, t.id) < ($2::timestamptz, $3::uuid)
  and ($4::text is null or t.kind = $4::text) and ($5::uuid is null or t.from_party_id = $5::uuid) and ($6::uuid is null or t.to_party_id = $6::uuid)
  and ($7::timestamptz is null or (t.occurred ->> 'to')::timestamptz > $7::timestamptz)
  and ($8::timestamptz is null or (t.occurred ->> 'from')::timestamptz <= $8::timestamptz)
  order by t.recorded_at desc, t.id desc limit ${PAGE}`

const pageOf = (found: string) => `
  select ${TRANSFER_COLUMNS}
  from (${found}) c join transfer t on t.id = c.id left join personal_record n on n.id = t.note_id
  order by t.recorded_at desc, t.id desc limit $9::integer`

// Served by transfer_by_agency.
const OF_AGENCY = {
  name: 'transfers_of_agency',
  text: pageOf(`select t.id from transfer t where t.agency_id = $10::uuid and ${TRANSFER_FILTERS}`),
}

// Served by transfer_by_time.
const OF_ANYONE = { name: 'transfers_of_anyone', text: pageOf(`select t.id from transfer t where ${TRANSFER_FILTERS}`) }

// Served by transfer_by_agency, and by transfer_by_giver and transfer_by_receiver for each party acted for; row security hides those that did nothing to a
// weapon of the reader's.
const OWN = {
  name: 'transfers_own',
  text: pageOf(`
    (select t.id from transfer t where t.agency_id = current_agency() and ${TRANSFER_FILTERS})
    union (
      select x.id from (select distinct r.party_id from representation r where r.agency_id = current_agency() and acts_for(r.party_id)) p
        cross join lateral (select t.id from transfer t where t.from_party_id = p.party_id and ${TRANSFER_FILTERS}) x)
    union (
      select x.id from (select distinct r.party_id from representation r where r.agency_id = current_agency() and acts_for(r.party_id)) p
        cross join lateral (select t.id from transfer t where t.to_party_id = p.party_id and ${TRANSFER_FILTERS}) x)`),
}

interface Wanted<Query> {
  readonly query: Query
  readonly anyAgency: boolean
  readonly before: Position
}

/** Transfers of one agency, of anyone, or of the reader and his parties; newest first, one more than `limit` where there are more. */
export async function listTransfers(
  tx: Tx,
  { query, anyAgency, before }: Wanted<TransferQuery>,
): Promise<TransferRow[]> {
  const { agencyId, kind, fromPartyId, toPartyId, occurredFrom, occurredTo, recordedFrom, limit } = query
  const filters = [kind, fromPartyId, toPartyId, occurredFrom, occurredTo].map((value) => value ?? null)
  const values = [recordedFrom ?? '-infinity', before.recordedAt, before.id, ...filters, limit + 1]
  if (agencyId !== undefined) return tx.rows(OF_AGENCY, [...values, agencyId])
  return tx.rows(anyAgency ? OF_ANYONE : OWN, values)
}

const TRANSFER = {
  name: 'transfer_by_id',
  // Served by transfer_pk and custody_event_by_report.
  text: `select ${TRANSFER_COLUMNS} from transfer t left join personal_record n on n.id = t.note_id where t.id = $1::uuid`,
}

const EVENTS_OF = {
  name: 'transfer_events',
  // Served by custody_event_by_report; row security leaves the events that the reader may see.
  text: `
    select e.id, e.weapon_id as "weaponId", weapon_is_own(e.weapon_id) as own
    from custody_event e
    where e.report_id = $1::uuid and e.declaration_id is null
      and ($2::boolean or not exists (select from fallen_fact f where f.weapon_id = e.weapon_id and f.fact_id = e.id))
    order by e.id`,
}

export interface TransferEvent {
  readonly id: string
  readonly weaponId: string
  readonly own: boolean
}

/** A transfer that the reader may see; `all` its events as they were reported, or only those that stand. */
export async function findTransfer(
  tx: Tx,
  id: string,
  seesAll: (row: TransferRow) => boolean,
): Promise<{ row: TransferRow; events: TransferEvent[] } | undefined> {
  const [row] = await tx.rows<TransferRow>(TRANSFER, [id])
  if (row === undefined) return undefined
  return { row, events: await tx.rows<TransferEvent>(EVENTS_OF, [id, seesAll(row)]) }
}

const EVENT_FILTERS = `
  e.recorded_at >= $1::timestamptz and (e.recorded_at, e.id) < ($2::timestamptz, $3::uuid)
  and ($4::text is null or e.kind = $4::text)
  and ($5::timestamptz is null or e.occurred_to > $5::timestamptz) and ($6::timestamptz is null or e.occurred_from <= $6::timestamptz)`

const eventsBy = (which: string) => `
  select ${EVENT_COLUMNS}, weapon_is_own(e.weapon_id) as own
  from (
    select e.* from custody_event e where ${which} ${EVENT_FILTERS}
    order by e.recorded_at desc, e.id desc limit ${PAGE}) e
    left join personal_record n on n.id = e.note_id
  order by e.recorded_at desc, e.id desc limit $7::integer`

// Served by custody_event_by_agency.
const EVENTS_OF_AGENCY = { name: 'events_of_agency', text: eventsBy('e.agency_id = $8::uuid and') }
// Served by custody_event_by_time.
const EVENTS_OF_ANYONE = { name: 'events_of_anyone', text: eventsBy('') }
// Served by custody_event_pk: a weapon has few events.
const EVENTS_OF_WEAPON = {
  name: 'events_of_weapon',
  text: eventsBy('e.weapon_id = $9::uuid and ($8::uuid is null or e.agency_id = $8::uuid) and'),
}

export type ListedEvent = EventRow & { readonly own: boolean }

/** Events that one agency reported, or anyone; newest first, one more than `limit` where there are more. */
export async function listEvents(
  tx: Tx,
  { query, before }: { query: EventQuery; before: Position },
): Promise<ListedEvent[]> {
  const { agencyId, weaponId, kind, occurredFrom, occurredTo, recordedFrom, limit } = query
  const filters = [kind, occurredFrom, occurredTo].map((value) => value ?? null)
  const values = [recordedFrom ?? '-infinity', before.recordedAt, before.id, ...filters, limit + 1]
  if (weaponId !== undefined) return tx.rows(EVENTS_OF_WEAPON, [...values, agencyId ?? null, weaponId])
  return agencyId === undefined ? tx.rows(EVENTS_OF_ANYONE, values) : tx.rows(EVENTS_OF_AGENCY, [...values, agencyId])
}
