-- Every look is recorded (design rule 10), also in a list and at what is no weapon; and who owns much is told of looks without his weapons being gone through.

-- A look at a party, a hand-over, a trace request, a seizure or a consignment: the record, and the agency that reported it, which never changes. Both null for a look at a weapon.
-- Not valid: what is there was checked when it came.
alter table disclosure
  alter column weapon_id drop not null,
  add column record_kind text,
  add column record_id   uuid,
  add column owner_id    uuid,
  add constraint disclosure_record_kind_known check (record_kind in ('PARTY', 'TRANSFER', 'TRACE_REQUEST', 'SEIZURE', 'CONSIGNMENT')) not valid,
  add constraint disclosure_of_one_record check (num_nonnulls(weapon_id, record_id) = 1 and num_nonnulls(record_kind, record_id, owner_id) in (0, 3)) not valid;
create index disclosure_by_record on disclosure (record_id, recorded_at) where record_id is not null;
create index disclosure_by_owner on disclosure (owner_id, recorded_at desc, id desc) where owner_id is not null;

-- As before (0025), with looks at what is no weapon. Served by disclosure_by_record besides.
create or replace function registry_audit_entries(
    p_agency uuid, p_action text, p_subject uuid, p_actor uuid, p_from timestamptz, p_before timestamptz, p_before_id uuid, p_limit integer)
  returns table (id uuid, agency_id uuid, actor_id uuid, action text, subject_ids uuid[], amount integer, request_id text, recorded_at timestamptz)
  language sql stable security definer set search_path = public, pg_temp
  begin atomic
    with audited as not materialized (
      select a.id, a.agency_id, a.actor_id, a.action, a.subject_ids, a.amount, a.request_id, a.recorded_at from audit_entry a
      union all
      select d.id, d.agency_id, d.actor_id, 'look', array[coalesce(d.weapon_id, d.record_id)], 1, d.request_id, d.recorded_at
      from disclosure d where d.request_id is not null
    -- Materialized, so that the few entries of one subject are never looked for along the times of all.
    ), of_subject as materialized (
      select a.id, a.agency_id, a.actor_id, a.action, a.subject_ids, a.amount, a.request_id, a.recorded_at
      from audit_entry a where p_subject is not null and a.subject_ids @> array[p_subject]
      union all
      select d.id, d.agency_id, d.actor_id, 'look', array[d.weapon_id], 1, d.request_id, d.recorded_at
      from disclosure d where p_subject is not null and d.weapon_id = p_subject and d.request_id is not null
      union all
      select d.id, d.agency_id, d.actor_id, 'look', array[d.record_id], 1, d.request_id, d.recorded_at
      from disclosure d where p_subject is not null and d.record_id = p_subject and d.request_id is not null
    ), found as (
      (select a.* from of_subject a
        where a.recorded_at >= p_from and (a.recorded_at, a.id) < (p_before, p_before_id)
          and (p_actor is null or a.actor_id = p_actor) and (p_agency is null or a.agency_id = p_agency) and (p_action is null or a.action = p_action)
        order by a.recorded_at desc, a.id desc limit 201)
      union all
      (select a.* from audited a
        where p_subject is null and p_actor is not null and a.actor_id = p_actor and a.recorded_at >= p_from and (a.recorded_at, a.id) < (p_before, p_before_id)
          and (p_agency is null or a.agency_id = p_agency) and (p_action is null or a.action = p_action)
        order by a.recorded_at desc, a.id desc limit 201)
      union all
      (select a.* from audited a
        where p_subject is null and p_actor is null and p_agency is not null and a.agency_id = p_agency
          and a.recorded_at >= p_from and (a.recorded_at, a.id) < (p_before, p_before_id) and (p_action is null or a.action = p_action)
        order by a.recorded_at desc, a.id desc limit 201)
      union all
      (select a.* from audited a
        where p_subject is null and p_actor is null and p_agency is null
          and a.recorded_at >= p_from and (a.recorded_at, a.id) < (p_before, p_before_id) and (p_action is null or a.action = p_action)
        order by a.recorded_at desc, a.id desc limit 201)
    )
    select f.id, f.agency_id, f.actor_id, f.action, f.subject_ids, f.amount, f.request_id, f.recorded_at
    from found f where reads_registry() order by f.recorded_at desc, f.id desc limit p_limit;
  end;

-- As before (0008), but a row of a list is nothing to depend on: it tells what a weapon is and nothing of its custody, and a registrar who pages through a list would
-- make the next correction of every weapon on the page wait. Such a look is LISTED and nothing else.
create or replace function weapon_is_depended_on(p_weapon uuid, p_event uuid, p_since timestamptz, p_occurred_to timestamptz) returns boolean
  language sql stable security definer set search_path = public, pg_temp
  begin atomic
    select exists (
        select from custody_event e
        where e.weapon_id in (select l.weapon_id from registry_linked(array[p_weapon]) l) and e.id is distinct from p_event
          and (e.recorded_at > p_since or e.occurred_from >= p_occurred_to)
          and not exists (select from fallen_fact f where f.weapon_id = e.weapon_id and f.fact_id = e.id))
      or exists (select from transfer_statement s where s.weapon_id = p_weapon and (s.event_id = p_event or s.recorded_at >= p_since))
      or exists (
        select from disclosure d
        where d.weapon_id = p_weapon and d.agency_id <> current_agency() and d.recorded_at >= p_since and d.shown <> '{LISTED}')
      or exists (select from trace_answer a where a.weapon_id = p_weapon and a.recorded_at >= p_since)
      or exists (select from registry_linked(array[p_weapon]) l where l.weapon_id <> p_weapon);
  end;
create or replace function weapon_may_describe(p_weapon uuid) returns boolean
  language sql stable security definer set search_path = public, pg_temp
  begin atomic
    select current_agency() is not null and (
      exists (select from weapon_state s where s.weapon_id = p_weapon and s.chain_intact and acts_for(s.holder_party_id))
        and not holds_by_own_word(p_weapon)
      or (exists (select from weapon w where w.id = p_weapon and w.agency_id = current_agency())
        and not exists (select from custody_event e where e.weapon_id = p_weapon and e.agency_id <> current_agency()
                        and not exists (select from fallen_fact f where f.weapon_id = e.weapon_id and f.fact_id = e.id))
        and not exists (select from disclosure d where d.weapon_id = p_weapon and d.agency_id <> current_agency() and d.shown <> '{LISTED}')));
  end;

-- Who looked at the records of the asking agency: weapons that it registered, reported or holds, and other records that it reported. A look is told
-- at once where its purpose is among p_at_once, where the agency looked itself, and else when it is older than p_told_before: domain/looks says why. Never the text of a
-- legal basis, nor the name of a person.
--
-- An agency of 500 weapons at most (the 501st is not looked for) is told by disclosure_by_weapon, each of its weapons, and disclosure_by_owner. One of more reads back along
-- disclosure_by_time and asks of each look whether it is at its own, 2,000 looks for one page: a page that is not full by then ends with a row that is no look (fact_id is
-- null), from which the next goes on. What is an agency's own is asked now and not when the look was: who gets a weapon learns who looked at it before.
-- Its weapons by weapon_reader_by_agency, weapon_state_by_holder, weapon_state_by_consignee and representation_pk; numbers the planner knows, so that it stops there.
drop function registry_own_looks(uuid, timestamptz, timestamptz, uuid, text[], timestamptz, integer);
create function registry_own_looks(
    p_weapon uuid, p_from timestamptz, p_before timestamptz, p_before_id uuid, p_at_once text[], p_told_before timestamptz, p_limit integer)
  returns table (
    id uuid, fact_id uuid, weapon_id uuid, record_kind text, record_id uuid, actor_id uuid, agency_id uuid, own_record boolean, purpose text, shown text[], source text,
    recorded_at timestamptz)
  language sql stable security definer set search_path = public, pg_temp
  begin atomic
    with mine as materialized (
      select distinct a.party_id from representation a where p_weapon is null and a.agency_id = current_agency() and acts_for(a.party_id)
    ), own as materialized (
      select p_weapon as weapon_id where p_weapon is not null and weapon_is_own(p_weapon)
      union
      (select distinct r.weapon_id from weapon_reader r
        where p_weapon is null and r.agency_id = current_agency() and r.basis in ('REGISTERED', 'REPORTED')
          and not exists (select from fallen_fact f where f.weapon_id = r.weapon_id and f.fact_id = r.source_id)
        order by r.weapon_id limit 501)
      union
      (select s.weapon_id from mine a join weapon_state s on s.holder_party_id = a.party_id where s.chain_intact limit 501)
      union
      (select s.weapon_id from mine a join weapon_state s on s.consignee_party_id = a.party_id where s.chain_intact limit 501)
    ), few as materialized (
      select count(*) <= 500 as few from own
    ), by_weapon as (
      select d.* from own o cross join lateral (
        select d.* from disclosure d
        where d.weapon_id = o.weapon_id and d.recorded_at >= p_from and (d.recorded_at, d.id) < (p_before, p_before_id)
          and (d.agency_id = current_agency() or d.purpose = any (p_at_once) or d.recorded_at < p_told_before)
        order by d.recorded_at desc, d.id desc limit 201) d
      where (select f.few from few f)
    ), by_owner as (
      select d.* from disclosure d
      where p_weapon is null and (select f.few from few f)
        and d.owner_id = current_agency() and d.recorded_at >= p_from and (d.recorded_at, d.id) < (p_before, p_before_id)
        and (d.agency_id = current_agency() or d.purpose = any (p_at_once) or d.recorded_at < p_told_before)
      order by d.recorded_at desc, d.id desc limit 201
    ), walked as materialized (
      select d.* from (
        select d.* from disclosure d
        where not (select f.few from few f) and d.recorded_at >= p_from and (d.recorded_at, d.id) < (p_before, p_before_id)
        order by d.recorded_at desc, d.id desc limit 2000) d
      where (d.agency_id = current_agency() or d.purpose = any (p_at_once) or d.recorded_at < p_told_before)
        and case when d.weapon_id is null then d.owner_id = current_agency() else weapon_is_own(d.weapon_id) end
      order by d.recorded_at desc, d.id desc limit p_limit
    ), mark as (
      select d.id, d.recorded_at from disclosure d
      where not (select f.few from few f) and (select count(*) from walked) < p_limit
        and d.recorded_at >= p_from and (d.recorded_at, d.id) < (p_before, p_before_id)
      order by d.recorded_at desc, d.id desc offset 1999 limit 1
    ), found as (
      select * from by_weapon union all select * from by_owner union all select * from walked
    )
    select d.id, coalesce(d.fact_id, d.id) as fact_id, d.weapon_id, d.record_kind, d.record_id, d.actor_id, d.agency_id, d.own_record, d.purpose, d.shown, d.source, d.recorded_at
    from found d where current_agency() is not null
    union all
    select m.id, null, null, null, null, null, null, null, null, null, null, m.recorded_at from mark m where current_agency() is not null
    order by recorded_at desc, id desc, fact_id limit p_limit;
  end;

-- Bytes and secrets of the facts of some looks, for showing each look alone. Only of looks at records of the asking agency that it is told of by now, or to a reader of
-- the registry. Served by disclosure_pk and fact_pk.
create or replace function registry_look_facts(p_looks uuid[], p_at_once text[], p_told_before timestamptz)
  returns table (id uuid, canonical text, secret bytea)
  language sql stable security definer set search_path = public, pg_temp
  begin atomic
    select d.id, f.canonical, f.secret
    from disclosure d join fact f on f.id = coalesce(d.fact_id, d.id)
    where d.id = any (p_looks) and current_agency() is not null
      and (reads_registry() or (
        case when d.weapon_id is null then d.owner_id = current_agency() else weapon_is_own(d.weapon_id) end
        and (d.agency_id = current_agency() or d.purpose = any (p_at_once) or d.recorded_at < p_told_before)));
  end;

-- As before (0029), with looks at what is no weapon.
create or replace function fact_provable(p_fact uuid) returns boolean
  language sql stable security definer set search_path = public, pg_temp
  begin atomic
    select current_agency() is not null and exists (
      select from fact f
      where f.id = p_fact and (
        f.agency_id = current_agency() or reads_registry() or f.kind in ('key-event', 'erasure')
        or case f.kind
          when 'weapon' then weapon_readable(f.id)
          when 'custody-event' then exists (select from event_locator l where l.event_id = f.id and weapon_readable(l.weapon_id))
          when 'description' then weapon_readable((f.canonical::jsonb ->> 'weaponId')::uuid)
          when 'marking' then weapon_readable((f.canonical::jsonb ->> 'weaponId')::uuid)
          when 'party' then is_shared_party(f.id) or acts_for(f.id)
          when 'trace-answer' then exists (
            select from trace_request q where q.id = (f.canonical::jsonb ->> 'requestId')::uuid and q.agency_id = current_agency())
          when 'answer-supersession' then exists (
            select from trace_request q where q.id = (f.canonical::jsonb ->> 'requestId')::uuid and q.agency_id = current_agency())
          when 'disclosure' then exists (
            select from disclosure d
            where d.agency_id = f.agency_id and d.recorded_at = f.recorded_at and d.fact_id = f.id
              and case when d.weapon_id is null then d.owner_id = current_agency() else weapon_is_own(d.weapon_id) end)
          else false
        end));
  end;

-- As before (0035), but each record is fetched by its key whatever the planner expects: a path of JSON is taken for a thousand rows, and for so many it would rather have read
-- all facts of a registry of some hundred thousand. `offset 0` keeps it from doing so.
create or replace function registry_answer_records(p_request uuid, p_answer uuid, p_key uuid)
  returns table (fact_id uuid, kind text, canonical text, secret bytea, remaining jsonb)
  language sql stable security definer set search_path = public, pg_temp
  begin atomic
    with recursive answer as (
      select a.request_id, a.id, a.told, a.weapon_id from trace_answer a join trace_request q on q.id = a.request_id
      where a.request_id = p_request and a.id = p_answer
        and current_agency() is not null and (q.agency_id = current_agency() or reads_registry())),
    joined (id) as (
      select a.weapon_id from answer a where a.weapon_id is not null
      union
      select o.id from joined j cross join lateral (
        select l.other_weapon_id from identity_link l where l.weapon_id = j.id
        union all
        select l.weapon_id from identity_link l where l.other_weapon_id = j.id) o (id)),
    party (id) as (
      select distinct (p.id #>> '{}')::uuid from answer a, jsonb_path_query(a.told, '$.**.partyId') p (id)),
    behind (id) as (
      select a.id from answer a
      union select k.id from answer a, fact k where k.id = p_key and k.kind = 'key-event'
      union select s.id from answer a join answer_supersession s on s.request_id = a.request_id and s.answer_id = a.id
      union select (l.link ->> 'eventId')::uuid from answer a, jsonb_array_elements(a.told -> 'chain') l (link) where l.link ? 'eventId'
      union select j.id from joined j
      union select l.id from joined j cross join lateral (select k.id from identity_link k where k.weapon_id = j.id offset 0) l
      union select r.id from joined j cross join lateral (select k.id from identity_link k where k.weapon_id = j.id offset 0) l
        cross join lateral (select k.id from registrar_decision k where k.weapon_id = j.id and k.subject_id = l.id offset 0) r
      union select d.id from joined j cross join lateral (select k.id from identity_link k where k.weapon_id = j.id offset 0) l
        cross join lateral (
          select k.id from error_declaration k where k.weapon_id = j.id and k.subject_id = l.id and k.subject_kind = 'IDENTITY_LINK' offset 0) d
      union select d.id from answer a join weapon_description d on d.weapon_id = a.weapon_id
      union select m.id from answer a join marking m on m.weapon_id = a.weapon_id
      union select p.id from party p
      union select v.id from party p cross join lateral (select w.id from party_version w where w.party_id = p.id offset 0) v)
    select f.id, f.kind, f.canonical, f.secret, x.remaining
    from (
        select b.id from behind b
        union
        select e.erasure_id from behind b cross join lateral (select y.erasure_id from fact_erasure y where y.fact_id = b.id offset 0) e) w
      cross join lateral (select k.id, k.kind, k.canonical, k.secret from fact k where k.id = w.id offset 0) f
      left join lateral (select y.remaining from fact_erasure y where y.fact_id = f.id offset 0) x on true;
  end;

-- As before (0032), and by their keys likewise.
create or replace function registry_answer_names(p_request uuid, p_answer uuid)
  returns table (id uuid, party_id uuid, agency_id uuid, kind text, body jsonb, secret bytea)
  language sql stable security definer set search_path = public, pg_temp
  begin atomic
    with named (id) as (
      select distinct (p.id #>> '{}')::uuid
      from trace_answer a join trace_request q on q.id = a.request_id, jsonb_path_query(a.told, '$.**.partyId') p (id)
      where a.request_id = p_request and a.id = p_answer
        and current_agency() is not null and (q.agency_id = current_agency() or reads_registry()))
    select r.id, r.subject_id, r.agency_id, r.kind, r.body, r.secret
    from (
        select p.name_id from named n cross join lateral (select y.name_id from party y where y.id = n.id offset 0) p
        union
        select v.name_id from named n cross join lateral (select y.name_id from party_version y where y.party_id = n.id and y.name_id is not null offset 0) v) w
      cross join lateral (
        select y.id, y.subject_id, y.agency_id, y.kind, y.body, y.secret from personal_record y where y.id = w.name_id offset 0) r;
  end;
