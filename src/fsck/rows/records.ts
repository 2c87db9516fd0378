import { RECORD_KINDS } from '../../domain/looks/record-kinds.ts'
import type { RowCheck } from './row-check.ts'

const LOOK = `jsonb_build_object('actorId', d.actor_id, 'purpose', d.purpose, 'textId', d.text_id, 'ownRecord', d.own_record, 'shown', d.shown, 'source', d.source)
  || jsonb_strip_nulls(jsonb_build_object('weaponId', d.weapon_id, 'recordKind', d.record_kind, 'recordId', d.record_id))`

/** Whose a record is that is no weapon, each kind in the table of its name: a look names its owner beside it, so that he is told of it. */
const OWNER = `case d.record_kind ${RECORD_KINDS.map(
  (kind) => `when '${kind}' then (select o.agency_id from ${kind.toLowerCase()} o where o.id = d.record_id)`,
).join(' ')} end`

/** The looks that a fact holds, one for each record, in the order of their texts. One fact was one look once. */
const LOOKED = `(
  select jsonb_agg(o.look order by o.look) from (
    select l.look - 'weaponIds' || jsonb_build_object('weaponId', w.id) as look
    from jsonb_array_elements(f.canonical::jsonb -> 'looks') as l (look), jsonb_array_elements(l.look -> 'weaponIds') as w (id)
    union all
    select l.look - 'recordIds' || jsonb_build_object('recordId', w.id)
    from jsonb_array_elements(f.canonical::jsonb -> 'looks') as l (look), jsonb_array_elements(l.look -> 'recordIds') as w (id)
    union all
    select f.canonical::jsonb - '{agencyId,factId,factKind,recordedAt}'::text[] where not f.canonical::jsonb ? 'looks'
  ) o)`

/** Who looked at what, and who ordered an erasure; what was erased by it is told with the orders (check-erasures.ts). A row of a look has an id, and the id of its call, that are in no fact. */
export const RECORD_CHECKS: readonly RowCheck[] = [
  {
    // Named by their fact: looks that are alike are told from one another by nothing.
    table: 'disclosure',
    factKinds: ['disclosure'],
    rows: `
      select d.fact_id as id, d.agency_id, d.recorded_at, jsonb_agg(${LOOK} order by ${LOOK}) as looks,
        bool_and(d.owner_id is not distinct from ${OWNER}) as owned
      from (select coalesce(fact_id, id) as fact_id, actor_id, weapon_id, record_kind, record_id, owner_id, purpose, text_id, own_record, shown, source, agency_id, recorded_at from disclosure) d
      group by d.fact_id, d.agency_id, d.recorded_at`,
    columns: '',
    isPart: true,
    holds: { looks: `r.looks = ${LOOKED}`, owner_id: 'r.owned' },
  },
  {
    table: 'erasure',
    factKinds: ['erasure'],
    columns:
      'subject_kind subject_id ground basis kept_until text_id ordered_by confirmed_by facts personal_records sealed_bodies',
    elsewhere: ['erased'],
  },
]
