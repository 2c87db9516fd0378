import { PLACE, type RowCheck, spanOf } from './row-check.ts'

const PARTIES = 'from_party_id to_party_id carrier_party_id'

/**
 * A transfer's fact does not say again what its events say, so its row is held against those. Places and papers of an event go when it is erased, and the transfer's
 * with the last of them.
 */
const TRANSFERS = `
  select t.*, coalesce(g.erased, false) as erased, coalesce(g.agrees and (g.erased and g.all_same or not g.erased and g.kept_same), true) as agrees
  from transfer t left join (
    select e.report_id, bool_and(x.fact_id is not null) as erased,
      bool_and((e.occurred, e.destination_country, e.transit_countries) is not distinct from (o.occurred, o.destination_country, o.transit_countries)) as agrees,
      bool_and((e.documents, coalesce(e.place, 'null')) is not distinct from (o.documents, coalesce(o.place, 'null'))) as all_same,
      bool_and(x.fact_id is not null or (e.documents, coalesce(e.place, 'null')) is not distinct from (o.documents, coalesce(o.place, 'null'))) as kept_same
    from custody_event e join transfer o on o.id = e.report_id left join fact_erasure x on x.fact_id = e.id
    where e.declaration_id is null group by e.report_id
  ) g on g.report_id = t.id`

export const CUSTODY_CHECKS: readonly RowCheck[] = [
  {
    table: 'custody_event',
    factKinds: ['custody-event'],
    columns: `weapon_id seq report_id ${PARTIES} occurred known_since destination_country transit_countries documents note_id`,
    named: { eventKind: 'r.kind', place: PLACE },
    optional: { declarationId: 'r.declaration_id' },
    elsewhere: ['evidenceIds'],
    holds: spanOf('occurred'),
  },
  {
    table: 'transfer',
    factKinds: ['transfer'],
    rows: TRANSFERS,
    columns: `weapon_count ${PARTIES}`,
    named: {
      transferKind: 'r.kind',
      // The note goes with the last event that is erased, and the fact of the transfer stays whole.
      noteId: `case when r.erased and r.note_id is null then f.canonical::jsonb -> 'noteId' else to_jsonb(r.note_id) end`,
    },
    optional: { consignmentId: 'r.consignment_id' },
    elsewhere: ['evidenceIds'],
    holds: { 'occurred, place, destination_country, transit_countries, documents': 'r.agrees' },
  },
  {
    table: 'transfer_statement',
    factKinds: ['transfer-statement'],
    rows: `select s.*, e.weapon_id as event_weapon_id from transfer_statement s left join custody_event e on e.id = s.event_id`,
    each: { of: `jsonb_array_elements_text(f.canonical::jsonb -> 'eventIds')`, column: 'event_id' },
    columns: 'transfer_id side statement reason_id actor_id',
    elsewhere: ['eventIds'],
    holds: { weapon_id: 'r.weapon_id = r.event_weapon_id' },
  },
  {
    table: 'consignment_movement',
    factKinds: ['custody-event'],
    facts: `f.id in (select e.id from custody_event e join transfer t on t.id = e.report_id where t.consignment_id is not null)`,
    rows: `
      select m.*, t.consignment_id as sent_in from consignment_movement m
        left join custody_event e on e.id = m.event_id left join transfer t on t.id = e.report_id`,
    factId: 'event_id',
    columns: 'weapon_id',
    isPart: true,
    holds: { consignment_id: 'r.consignment_id = r.sent_in' },
  },
  {
    table: 'assembly',
    factKinds: ['assembly'],
    columns: 'host_id action report_id occurred documents note_id',
    named: { componentId: 'r.weapon_id', place: PLACE },
  },
]

/** The sight that a report gave its reporter. One that does not fit its weapon's chain gives none. */
export const REPORTED_SIGHT: RowCheck = {
  table: 'weapon_reader',
  factKinds: ['custody-event'],
  // Whatever else a row says that it stands on: it would give sight all the same.
  rows: `select * from weapon_reader where basis not in ('REGISTERED', 'RELEASED')`,
  factId: 'source_id',
  columns: 'weapon_id',
  isPart: true,
  holds: { basis: `r.basis = 'REPORTED'`, names: 'not r.names' },
  isPartial: true,
}
