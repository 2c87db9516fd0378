/** The statements of the check. All are read by server-side cursors in one snapshot; the login must be the owner's, since secrets are read. */

const RECORDED = `to_char(f.recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`

const FACT = `f.id, f.kind, f.agency_id as "agencyId", ${RECORDED} as "recordedAt", f.canonical, f.secret, x.remaining`

// Served by ledger_entry_pk, fact_pk and fact_erasure_pk: in the order of the tree, so that nothing is sorted.
export const ENTRIES = `
  select l.idx, l.fact_id as "factId", l.entry, l.leaf, ${FACT}
  from ledger_entry l left join fact f on f.id = l.fact_id left join fact_erasure x on x.fact_id = l.fact_id
  order by l.idx`

// A hash of the entries' ids, which PostgreSQL keeps on disk where they do not fit.
export const FACTS_OUTSIDE = `
  select ${FACT}, q.entry
  from fact f left join leaf_queue q on q.fact_id = f.id left join fact_erasure x on x.fact_id = f.id
  where not exists (select from ledger_entry l where l.fact_id = f.id)`

export const LEAVES_AMISS = `
  select q.fact_id as "factId", f.id is not null as "hasFact"
  from leaf_queue q left join fact f on f.id = q.fact_id
  where f.id is null or exists (select from ledger_entry l where l.fact_id = q.fact_id)`

export const ENTRIES_TWICE = `
  select fact_id as "factId", min(idx) as first, max(idx) as last from ledger_entry group by fact_id having count(*) > 1`

// What is erased is little; its orders are found by fact_pk, and each is opened once. An order that is neither numbered nor waits is none.
// Served by fact_pk, ledger_entry_fact_once, custody_event_id_once, assembly_pk and trace_answer_by_weapon.
export const ERASURES = `
  with ordered as (
    select o.id, o.agency_id, o.recorded_at, e.item ->> 'factId' as fact_id, e.item ->> 'index' as idx
    from (select erasure_id as id from fact_erasure union select id from erasure) x join fact o on o.id = x.id and o.kind = 'erasure',
      jsonb_array_elements(o.canonical::jsonb -> 'erased') as e (item)
    where exists (select from ledger_entry l where l.fact_id = o.id) or exists (select from leaf_queue q where q.fact_id = o.id))
  select coalesce(x.fact_id::text, o.fact_id) as "factId", f.kind, l.idx as index, x.fact_id is not null as "isRecorded", o.id is not null as "isOrdered",
    o.idx as "orderedIndex", a.agrees
  from fact_erasure x full join ordered o on o.id = x.erasure_id and o.fact_id = x.fact_id::text
    left join fact f on f.id = x.fact_id left join ledger_entry l on l.fact_id = x.fact_id
    cross join lateral (
      select (x.agency_id, x.recorded_at) is not distinct from (o.agency_id, o.recorded_at)
        and case when x.weapon_id is null then f.kind in ('licence', 'licence-version')
          else exists (select from custody_event e where e.weapon_id = x.weapon_id and e.id = x.fact_id)
            or exists (select from assembly s where s.weapon_id = x.weapon_id and s.id = x.fact_id)
            or exists (select from trace_answer t where t.weapon_id = x.weapon_id and t.id = x.fact_id) end as agrees) a
  where x.fact_id is null or o.id is null or o.idx <> coalesce(l.idx::text, '') or a.agrees is not true`

// From end to end.
export const TEXTS = `
  select id, kind, subject_id as "subjectId", agency_id as "agencyId", body, secret from personal_record`

// Hashes of names and of erased persons.
export const NAMES_MISSING = `
  select n.party_id as "partyId", n.name_id as "nameId"
  from (select id as party_id, name_id from party union all select party_id, name_id from party_version where name_id is not null) n
  where not exists (select from personal_record r where r.id = n.name_id)
    and not exists (select from erasure e where e.subject_kind = 'PERSON' and e.subject_id = n.party_id)`

// Served by ledger_tile_pk.
export const TILES = 'select n, hashes, root from ledger_tile where level = $1::smallint order by n'
export const TILE_LEVELS = 'select max(level)::integer as level from ledger_tile'

// Served by ledger_checkpoint_pk and ledger_cosignature_pk.
export const CHECKPOINTS = 'select size, root, note from ledger_checkpoint order by size'
export const COSIGNATURES = `
  select s.size, s.vkey, s.line, c.note
  from ledger_cosignature s left join ledger_checkpoint c on c.size = s.size order by s.size`
export const COSIGNATURE_AMOUNT = 'select count(*) as lines from ledger_cosignature'

export const LOG_KEYS = 'select origin, vkey from ledger_log order by recorded_at desc'

export const AMOUNT = `
  select (select coalesce(max(idx) + 1, 0) from ledger_entry) as entries,
    (select reltuples::bigint from pg_class where oid = 'fact'::regclass) as facts`
