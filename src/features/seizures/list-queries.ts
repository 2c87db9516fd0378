import { DISPOSITION_OF_EVENT } from '../../domain/seizures/disposition.ts'
import type { Occurred } from '../../domain/time/occurred-at.ts'
import type { Traceability } from '../../domain/vocabulary/seizures.ts'
import type { Tx } from '../../store/db.ts'
import type { Position } from '../send-page.ts'
import type { SeizureItem } from './answer-schemas.ts'
import type { ItemExportQuery, SeizureExportQuery } from './list-schemas.ts'

const UTC = (column: string) => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`
// Codes of the domain, which hold no quote.
const LIST_OF_ENDS = Object.keys(DISPOSITION_OF_EVENT)
  .map((kind) => `'${kind}'`)
  .join(', ')
const REACHED = `case e.kind ${Object.entries(DISPOSITION_OF_EVENT)
  .map(([kind, disposition]) => `when '${kind}' then '${disposition}'`)
  .join(' ')} end`

/** An item as it is stored, with what its disposition follows from. */
export interface ItemRow {
  readonly id: string
  readonly seizureId: string
  readonly n: number
  readonly weaponId: string
  readonly category: string
  readonly observation: SeizureItem['observation']
  readonly lot: { readonly amount: string; readonly unit: string } | null
  readonly identification: SeizureItem['identification']
  readonly flags: SeizureItem['flags']
  readonly findings: SeizureItem['findings']
  readonly traceability: Traceability
  readonly dueOn: string
  readonly searched: boolean
  readonly kinds: readonly string[]
  readonly dispositions: readonly {
    readonly id: string
    readonly kind: string
    readonly occurred: Occurred
    readonly note: string | null
    readonly recordedAt: string
  }[]
  readonly traceRequestIds: readonly string[]
  readonly agencyId: string
  readonly recordedAt: string
  /** Today by the database's clock, in UTC. */
  readonly today: string
}

/**
 * For each item by seizure_item's own keys: weapon_pk, weapon_lot_pk, custody_event_pk and fallen_fact_pk (an item has few events), disposition_pk and
 * trace_request_by_item. Row security leaves the agency's own, or any to the registry's readers.
 */
export const ITEM_COLUMNS = `
  select i.id, i.seizure_id as "seizureId", i.n, i.weapon_id as "weaponId", w.category, i.observation, i.identification, i.flags, i.findings, i.traceability,
    i.due_on::text as "dueOn", i.searched, i.agency_id as "agencyId", ${UTC('i.recorded_at')} as "recordedAt",
    to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD') as today,
    (select jsonb_build_object('amount', l.amount::text, 'unit', l.unit) from weapon_lot l where l.weapon_id = i.weapon_id) as lot,
    coalesce((
      select array_agg(e.kind order by e.occurred_from, e.seq) from custody_event e
      where e.weapon_id = i.weapon_id and not exists (select from fallen_fact f where f.weapon_id = e.weapon_id and f.fact_id = e.id)), '{}') as kinds,
    coalesce((
      select jsonb_agg(jsonb_build_object('id', d.id, 'kind', d.kind, 'occurred', d.occurred, 'note', t.body ->> 'note', 'recordedAt', ${UTC('d.recorded_at')})
        order by d.recorded_at, d.id)
      from disposition d left join personal_record t on t.id = d.note_id where d.weapon_id = i.weapon_id), '[]') as dispositions,
    array(select q.id from trace_request q where q.seizure_item_id = i.id order by q.recorded_at, q.id) as "traceRequestIds"
  from seizure_item i join weapon w on w.id = i.weapon_id`

// The same as dispositionOf() of the domain, made from its table, for picking the rows; what is shown of them is the domain's.
const STANDS_AT = `
  coalesce((
    select ${REACHED} from custody_event e
    where e.weapon_id = i.weapon_id and e.kind in (${LIST_OF_ENDS})
      and not exists (select from fallen_fact f where f.weapon_id = e.weapon_id and f.fact_id = e.id)
    order by ${REACHED} = 'DESTROYED' desc, e.occurred_from desc, e.seq desc limit 1),
  case when exists (select from disposition d where d.weapon_id = i.weapon_id) then 'MARKED_AND_RECORDED' else 'SECURED' end)`

const itemsOf = (whose: string) => `
  ${ITEM_COLUMNS}
  where ${whose} i.recorded_at >= $1::timestamptz and (i.recorded_at, i.id) < ($2::timestamptz, $3::uuid)
    and ($4::text is null or i.identification ->> 'tier' = $4::text)
    and ($5::boolean is null or $5::boolean = exists (select from trace_request q where q.seizure_item_id = i.id))
    and ($6::date is null or i.due_on < $6::date)
    and ($7::text is null or ${STANDS_AT} = $7::text)
  order by i.recorded_at desc, i.id desc limit $8::integer`

// Served by seizure_item_by_agency.
const OWN_ITEMS = { name: 'seizure_items_own', text: itemsOf('i.agency_id = current_agency() and') }
// Served by seizure_item_by_time.
const ANY_ITEMS = { name: 'seizure_items_of_anyone', text: itemsOf('') }

interface Wanted<Query> {
  readonly query: Query
  readonly anyAgency: boolean
  readonly before: Position
  readonly most: number
  /** Today, in UTC: an item is overdue when its day is over. */
  readonly today: string
}

/** Items of the asker's agency, or of anyone for the registry's readers, newest first. */
export async function listItems(tx: Tx, wanted: Wanted<ItemExportQuery>): Promise<ItemRow[]> {
  const { query, anyAgency, before, most, today } = wanted
  const { disposition, tier, traced, from } = query
  const stands = disposition === 'OPEN' || disposition === 'OVERDUE' ? 'SECURED' : disposition
  const filters = [tier ?? null, traced ?? null, disposition === 'OVERDUE' ? today : null, stands ?? null]
  const values = [from ?? '-infinity', before.recordedAt, before.id, ...filters, most]
  return tx.rows<ItemRow>(anyAgency ? ANY_ITEMS : OWN_ITEMS, values)
}

export interface ListedSeizure {
  readonly id: string
  readonly agencyId: string
  readonly agencyReference: string | null
  readonly recoveryClass: string
  readonly circumstance: string
  readonly occurred: Occurred
  readonly place: { readonly country: string; readonly locality?: string }
  readonly customs: Readonly<Record<string, string>> | null
  readonly itemCount: number
  readonly recordedAt: string
}

// A case is its agency's: also a registrar, who may read the seizure, is given no list of other agencies' cases.
const seizuresOf = (whose: string) => `
  select s.id, s.agency_id as "agencyId", s.recovery_class as "recoveryClass", s.circumstance, s.occurred, s.place, s.customs, s.item_count as "itemCount",
    case when s.agency_id = current_agency() then t.body ->> 'agencyReference' end as "agencyReference", ${UTC('s.recorded_at')} as "recordedAt"
  from seizure s left join personal_record t on t.id = s.text_id
  where ${whose} s.recorded_at >= $1::timestamptz and (s.recorded_at, s.id) < ($2::timestamptz, $3::uuid)
    and ($4::text is null or s.recovery_class = $4::text) and ($5::text is null or s.circumstance = $5::text)
    and ($6::text is null or s.place ->> 'country' = $6::text)
  order by s.recorded_at desc, s.id desc limit $7::integer`

// Served by seizure_by_agency and personal_record_pk.
const OWN_SEIZURES = { name: 'seizures_own', text: seizuresOf('s.agency_id = current_agency() and') }
// Served by seizure_by_time and personal_record_pk.
const ANY_SEIZURES = { name: 'seizures_of_anyone', text: seizuresOf('') }

/** Seizures of the asker's agency, or of anyone for the registry's readers, newest first. */
export async function listSeizures(
  tx: Tx,
  { query, anyAgency, before, most }: Omit<Wanted<SeizureExportQuery>, 'today'>,
): Promise<ListedSeizure[]> {
  const { recoveryClass, circumstance, country, from } = query
  const filters = [recoveryClass ?? null, circumstance ?? null, country ?? null]
  const values = [from ?? '-infinity', before.recordedAt, before.id, ...filters, most]
  return tx.rows<ListedSeizure>(anyAgency ? ANY_SEIZURES : OWN_SEIZURES, values)
}
