-- Own lists, agencies in versions, the audit read.

-- What an agency is now: the highest version, or its registration where it has none. A suspended agency has active = false, and its tokens are refused.
create table agency_version (
  of_agency_id      uuid        not null,
  version           integer     not null,
  id                uuid        not null,
  name              text        not null,
  country           text        not null,
  mandate_countries text[]      not null,
  contact           text,
  active            boolean     not null,
  reason_id         uuid,
  agency_id         uuid        not null,
  recorded_at       timestamptz not null,
  constraint agency_version_pk primary key (of_agency_id, version),
  constraint agency_version_after_first check (version > 1),
  constraint agency_version_mandate_not_empty check (cardinality(mandate_countries) between 1 and 300)
);
create index agency_by_time on agency (recorded_at desc, id desc);
call declare_table('agency_version', 'fact', 'who may call, in versions after the registration');
create policy self_or_registry on agency_version for select using (of_agency_id = current_agency() or reads_registry());
create policy append_own on agency_version for insert with check (agency_id = current_agency() and reads_registry());

-- An end only shortens: of several, the earliest counts.
create table representation_end (
  agency_id         uuid        not null,
  party_id          uuid        not null,
  representation_id uuid        not null,
  id                uuid        not null,
  valid_to          date        not null,
  reason_id         uuid,
  reporter_id       uuid        not null,
  recorded_at       timestamptz not null,
  constraint representation_end_pk primary key (agency_id, party_id, representation_id, id)
);
create index representation_by_id on representation (id);
call declare_table('representation_end', 'fact', 'since when an agency no longer acts for a party');
create policy own_or_registry on representation_end for select using (agency_id = current_agency() or reads_registry());
create policy append_own on representation_end for insert with check (reporter_id = current_agency() and reads_registry());

-- As before, and not after the representation was ended. Served by representation_pk, representation_end_pk and party_version_pk.
create or replace function representation_valid(p_agency uuid, p_party uuid, p_day date) returns boolean
  language sql stable
  begin atomic
    select exists (
      select from representation r
      where r.agency_id = p_agency and r.party_id = p_party
        and p_day between r.valid_from and coalesce(r.valid_to, 'infinity'::date)
        and not exists (
          select from representation_end e
          where e.agency_id = r.agency_id and e.party_id = r.party_id and e.representation_id = r.id and e.valid_to < p_day)
        and not party_closed(p_party, p_day));
  end;

-- Registry-wide: the office to ask about a flag, as it is called now. Served by agency_pk and agency_version_pk.
create or replace function registry_contacts(p_agencies uuid[])
  returns table (agency_id uuid, name text, contact text)
  language sql stable security definer set search_path = public, pg_temp
  begin atomic
    select a.id, coalesce(v.name, a.name), case when v.name is null then a.contact else v.contact end
    from agency a
      left join lateral (select n.name, n.contact from agency_version n where n.of_agency_id = a.id order by n.version desc limit 1) v on true
    where a.id = any (p_agencies) and current_agency() is not null;
  end;

-- When the weapon was registered stands beside its holder, so that what a holder has is read newest first from one index.
alter table weapon_state add column registered_at timestamptz not null default clock_timestamp();
update weapon_state s set registered_at = w.recorded_at from weapon w where w.id = s.weapon_id;
create index weapon_state_held_by_time on weapon_state (holder_party_id, registered_at desc, weapon_id desc) where chain_intact;
create or replace function open_weapon_states(p_weapons uuid[], p_marks integer[]) returns void
  language sql security definer set search_path = public, pg_temp
  begin atomic
    insert into weapon_state (weapon_id, last_seq, last_mark, last_description, status, chain_intact, registered_at)
      select o.weapon_id, 0, o.marks, 1, 'NOT_RECORDED', true, w.recorded_at
      from unnest(p_weapons, p_marks) as o (weapon_id, marks) join weapon w on w.id = o.weapon_id
      where current_agency() is not null;
  end;

create index weapon_by_agency on weapon (agency_id, recorded_at desc, id desc);
create index weapon_by_time on weapon (recorded_at desc, id desc);
create index marking_by_serial on marking (text) where kind = 'SERIAL_PRIMARY';
create index transfer_by_agency on transfer (agency_id, recorded_at desc, id desc);
create index transfer_by_time on transfer (recorded_at desc, id desc);
create index custody_event_by_agency on custody_event (agency_id, recorded_at desc, id desc);
create index custody_event_by_time on custody_event (recorded_at desc, id desc);

-- One page of weapons, newest first: those the agency registered and those it holds by an unbroken chain; with p_any, and only for the registry's readers, any.
-- Held weapons are asked of the state, which the service may not read, hence the rights of the owner; every branch says itself whose rows it gives.
-- Served by marking_by_serial, weapon_by_agency, weapon_by_time, weapon_state_held_by_time (one probe for each party acted for). The inner limits are
-- the largest page and one: a number the planner knows, so that it reads in order and stops.
create function list_weapons(
    p_any boolean, p_agency uuid, p_holder uuid, p_status text, p_category text, p_type text, p_make_key text, p_serial text,
    p_from timestamptz, p_before timestamptz, p_before_id uuid, p_limit integer)
  returns table (id uuid, category text, type text, make text, model text, calibre text, status text, serial text, recorded_at timestamptz)
  language sql stable security definer set search_path = public, pg_temp
  begin atomic
    with asker as (select p_any and reads_registry() as any_weapon where current_agency() is not null),
    by_serial as (
      select w.id from marking m join weapon w on w.id = m.weapon_id cross join asker a
      where p_serial is not null and m.text = p_serial and m.kind = 'SERIAL_PRIMARY'
        and not exists (select from fallen_fact f where f.weapon_id = m.weapon_id and f.fact_id = m.id)
        and (a.any_weapon or w.agency_id = current_agency()
          or exists (select from weapon_state s where s.weapon_id = w.id and s.chain_intact and acts_for(s.holder_party_id)))
    ), registered as (
      select w.id from asker a cross join lateral (
        select w.id, w.recorded_at from weapon w
          join weapon_state s on s.weapon_id = w.id
          cross join lateral (
            select v.type, v.make_key from weapon_description v
            where v.weapon_id = w.id and not exists (select from fallen_fact f where f.weapon_id = v.weapon_id and f.fact_id = v.id)
            order by v.version desc limit 1) d
        where p_serial is null and p_holder is null and w.agency_id = case when a.any_weapon then p_agency else current_agency() end
          and w.recorded_at >= p_from and (w.recorded_at, w.id) < (p_before, p_before_id)
          and (p_status is null or s.status = p_status) and (p_category is null or w.category = p_category)
          and (p_type is null or d.type = p_type) and (p_make_key is null or d.make_key = p_make_key)
        order by w.recorded_at desc, w.id desc limit 201) w
    ), everyone as (
      select w.id from asker a cross join lateral (
        select w.id, w.recorded_at from weapon w
          join weapon_state s on s.weapon_id = w.id
          cross join lateral (
            select v.type, v.make_key from weapon_description v
            where v.weapon_id = w.id and not exists (select from fallen_fact f where f.weapon_id = v.weapon_id and f.fact_id = v.id)
            order by v.version desc limit 1) d
        where p_serial is null and p_holder is null and a.any_weapon and p_agency is null
          and w.recorded_at >= p_from and (w.recorded_at, w.id) < (p_before, p_before_id)
          and (p_status is null or s.status = p_status) and (p_category is null or w.category = p_category)
          and (p_type is null or d.type = p_type) and (p_make_key is null or d.make_key = p_make_key)
        order by w.recorded_at desc, w.id desc limit 201) w
    ), holders as (
      select p_holder as party_id from asker a where a.any_weapon and p_holder is not null
      union
      select r.party_id from representation r cross join asker a
      where not a.any_weapon and r.agency_id = current_agency() and (p_holder is null or r.party_id = p_holder) and acts_for(r.party_id)
    ), held as (
      select h.id from holders p cross join lateral (
        select w.id from weapon_state s
          join weapon w on w.id = s.weapon_id
          cross join lateral (
            select v.type, v.make_key from weapon_description v
            where v.weapon_id = w.id and not exists (select from fallen_fact f where f.weapon_id = v.weapon_id and f.fact_id = v.id)
            order by v.version desc limit 1) d
        where p_serial is null and s.holder_party_id = p.party_id and s.chain_intact
          and s.registered_at >= p_from and (s.registered_at, s.weapon_id) < (p_before, p_before_id)
          and (p_agency is null or w.agency_id = p_agency)
          and (p_status is null or s.status = p_status) and (p_category is null or w.category = p_category)
          and (p_type is null or d.type = p_type) and (p_make_key is null or d.make_key = p_make_key)
        order by s.registered_at desc, s.weapon_id desc limit 201) h
    ), found as (
      select b.id from by_serial b union select r.id from registered r union select e.id from everyone e union select h.id from held h
    )
    select w.id, w.category, d.type, d.make, d.model, d.calibre, s.status,
      (select m.text from marking m
        where m.weapon_id = w.id and m.kind = 'SERIAL_PRIMARY' and not exists (select from fallen_fact f where f.weapon_id = m.weapon_id and f.fact_id = m.id)
        order by m.n limit 1),
      w.recorded_at
    from found c
      join weapon w on w.id = c.id
      join weapon_state s on s.weapon_id = w.id
      cross join lateral (
        select v.type, v.make, v.make_key, v.model, v.calibre from weapon_description v
        where v.weapon_id = w.id and not exists (select from fallen_fact f where f.weapon_id = v.weapon_id and f.fact_id = v.id)
        order by v.version desc limit 1) d
    -- A serial leads to few weapons, which are filtered here; the other branches have filtered before.
    where w.recorded_at >= p_from and (w.recorded_at, w.id) < (p_before, p_before_id)
      and (p_agency is null or w.agency_id = p_agency) and (p_holder is null or (s.holder_party_id = p_holder and s.chain_intact))
      and (p_status is null or s.status = p_status) and (p_category is null or w.category = p_category)
      and (p_type is null or d.type = p_type) and (p_make_key is null or d.make_key = p_make_key)
    order by w.recorded_at desc, w.id desc
    limit p_limit;
  end;

-- True where a transfer names a party that the asking agency acts for, and did something that stands to a weapon that the agency may read: being named in a
-- claim opens nothing. Served by custody_event_by_report, fallen_fact_pk and representation_pk.
create function transfer_concerns(p_transfer uuid, p_from uuid, p_to uuid) returns boolean
  language sql stable security definer set search_path = public, pg_temp
  begin atomic
    select (acts_for(p_from) or acts_for(p_to)) and exists (
      select from custody_event e
      where e.report_id = p_transfer and weapon_readable(e.weapon_id)
        and not exists (select from fallen_fact f where f.weapon_id = e.weapon_id and f.fact_id = e.id));
  end;
create policy concerned on transfer for select using (transfer_concerns(id, from_party_id, to_party_id));

-- The audit is read by the registry's readers only. By the owner's rights, since row security would keep the array's operator from its index.
create index audit_entry_by_time on audit_entry (recorded_at desc, id desc);
create index audit_entry_by_actor on audit_entry (actor_id, recorded_at desc, id desc);
create index audit_entry_by_subject on audit_entry using gin (subject_ids);

-- One page of the audit, newest first. Served by audit_entry_by_subject, audit_entry_by_actor, audit_entry_by_agency or audit_entry_by_time, in this order of preference.
create function registry_audit_entries(
    p_agency uuid, p_action text, p_subject uuid, p_actor uuid, p_from timestamptz, p_before timestamptz, p_before_id uuid, p_limit integer)
  returns table (id uuid, agency_id uuid, actor_id uuid, action text, subject_ids uuid[], amount integer, request_id text, recorded_at timestamptz)
  language sql stable security definer set search_path = public, pg_temp
  begin atomic
    -- Materialized, so that the few entries of one subject are never looked for along the times of all.
    with of_subject as materialized (
      select a.* from audit_entry a where p_subject is not null and a.subject_ids @> array[p_subject]
    ), found as (
      (select a.* from of_subject a
        where a.recorded_at >= p_from and (a.recorded_at, a.id) < (p_before, p_before_id)
          and (p_actor is null or a.actor_id = p_actor) and (p_agency is null or a.agency_id = p_agency) and (p_action is null or a.action = p_action)
        order by a.recorded_at desc, a.id desc limit 201)
      union all
      (select a.* from audit_entry a
        where p_subject is null and p_actor is not null and a.actor_id = p_actor and a.recorded_at >= p_from and (a.recorded_at, a.id) < (p_before, p_before_id)
          and (p_agency is null or a.agency_id = p_agency) and (p_action is null or a.action = p_action)
        order by a.recorded_at desc, a.id desc limit 201)
      union all
      (select a.* from audit_entry a
        where p_subject is null and p_actor is null and p_agency is not null and a.agency_id = p_agency
          and a.recorded_at >= p_from and (a.recorded_at, a.id) < (p_before, p_before_id) and (p_action is null or a.action = p_action)
        order by a.recorded_at desc, a.id desc limit 201)
      union all
      (select a.* from audit_entry a
        where p_subject is null and p_actor is null and p_agency is null
          and a.recorded_at >= p_from and (a.recorded_at, a.id) < (p_before, p_before_id) and (p_action is null or a.action = p_action)
        order by a.recorded_at desc, a.id desc limit 201)
    )
    select f.id, f.agency_id, f.actor_id, f.action, f.subject_ids, f.amount, f.request_id, f.recorded_at
    from found f where reads_registry() order by f.recorded_at desc, f.id desc limit p_limit;
  end;

-- Registry-wide: who acted and on what ground, for the audit only; absent where it was erased. Served by personal_record_pk.
create function registry_audit_texts(p_ids uuid[])
  returns table (id uuid, body jsonb)
  language sql stable security definer set search_path = public, pg_temp
  begin atomic
    select r.id, r.body from personal_record r
    where r.id = any (p_ids) and r.kind in ('ACTOR', 'LOOK_TEXT') and reads_registry();
  end;
