-- Many observations are searched at once, in a fixed number of statements, each within its own limit.

-- p_searches: [{"n", "probes": [{"kind", "key"}]}]. The weapons under the keys of each search, at most p_limit for each; recovered items are none of them
-- (design 5). The lowest ids are taken, so that a search finds the same alone and among others.
-- Served by marking_key_pk (kind, key) and weapon_pk. "offset 0" keeps each probe a probe: the planner takes any JSON for a hundred rows and could else
-- read the whole table once for a large batch. What is recovered is asked of distinct weapons in their order, so that no more are asked than are given.
create function registry_marking_hits(p_searches jsonb, p_limit integer)
  returns table (n integer, weapon_id uuid)
  language sql stable security definer set search_path = public, pg_temp
  begin atomic
    select s.n, h.weapon_id
    from jsonb_to_recordset(p_searches) as s (n integer, probes jsonb)
      cross join lateral (
        select d.weapon_id
        from (
          select distinct m.weapon_id
          from jsonb_to_recordset(s.probes) as p (kind text, key text)
            cross join lateral (
              select k.weapon_id from marking_key k where k.kind = p.kind collate "C" and k.key = p.key collate "C" offset 0) m
        ) d
        where not (select w.recovered from weapon w where w.id = d.weapon_id)
        order by d.weapon_id
        limit p_limit) h
    where current_agency() is not null;
  end;

-- What some weapons are, for deciding which of them was observed: description, marks and group, no holder and no agency; each once, in the order of their ids.
-- Served by weapon_pk, weapon_state_pk, weapon_description_pk, marking_pk and fallen_fact_pk; "offset 0" as above.
create function registry_described(p_weapons uuid[])
  returns table (weapon_id uuid, category text, description jsonb, marks jsonb, group_id uuid)
  language sql stable security definer set search_path = public, pg_temp
  begin atomic
    select h.weapon_id, w.category,
      (select jsonb_build_object('type', d.type, 'make', d.make, 'model', d.model, 'calibre', d.calibre,
          'countryOfManufacture', d.country_of_manufacture, 'yearOfManufacture', d.year_of_manufacture)
        from weapon_description d
        where d.weapon_id = h.weapon_id and not exists (select from fallen_fact f where f.weapon_id = d.weapon_id and f.fact_id = d.id)
        order by d.version desc limit 1),
      (select jsonb_agg(jsonb_build_object('markingId', m.id, 'kind', m.kind, 'text', m.text, 'component', m.component, 'condition', m.condition) order by m.n)
        from marking m
        where m.weapon_id = h.weapon_id and not exists (select from fallen_fact f where f.weapon_id = m.weapon_id and f.fact_id = m.id)),
      s.group_id
    from (select distinct u.weapon_id from unnest(p_weapons) as u (weapon_id) order by u.weapon_id) h
      cross join lateral (select i.category from weapon i where i.id = h.weapon_id offset 0) w
      cross join lateral (select t.group_id from weapon_state t where t.weapon_id = h.weapon_id offset 0) s
    where current_agency() is not null;
  end;

-- One observation is the case of one.
drop function registry_marking_candidates(jsonb, integer);

-- Records that a link takes for a recovered item and a registered weapon have one status, and each its own: what its record alone says, for who sees no more.
-- Null where no such link is in effect. Derived, as the rest of the row.
alter table weapon_state add column own_status text;
create index weapon_state_by_group on weapon_state (group_id) where own_status is not null;

create or replace function project_custody(p_states jsonb) returns integer
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  touched integer;
begin
  update weapon_state s
    set status = n.status, holder_party_id = n.holder_party_id, consignee_party_id = n.consignee_party_id, chain_intact = n.chain_intact,
      group_id = n.group_id, own_status = n.own_status
    from jsonb_to_recordset(p_states)
      as n (weapon_id uuid, status text, holder_party_id uuid, consignee_party_id uuid, chain_intact boolean, group_id uuid, own_status text)
    where s.weapon_id = n.weapon_id and current_agency() is not null;
  get diagnostics touched = row_count;
  return touched;
end $$;

-- The status of such a weapon for the asker: that of all its records where he sees them all. Served by weapon_state_pk and weapon_state_by_group.
create function status_told(p_weapon uuid) returns text
  language sql stable security definer set search_path = public, pg_temp
  begin atomic
    select case when exists (
        select from weapon_state o
        where o.group_id = s.group_id and o.own_status is not null and not weapon_readable(o.weapon_id))
      then s.own_status else s.status end
    from weapon_state s where s.weapon_id = p_weapon and current_agency() is not null;
  end;

-- One page of weapons, newest first: those the agency registered and those it holds by an unbroken chain; with p_any, and only for the registry's readers, any.
-- Held weapons are asked of the state, which the service may not read, hence the rights of the owner; every branch says itself whose rows it gives.
-- Served by marking_by_serial, weapon_by_agency, weapon_by_time, weapon_state_held_by_time (one probe for each party acted for). The inner limits are
-- the largest page and one: a number the planner knows, so that it reads in order and stops.
create or replace function list_weapons(
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
          and (p_status is null or p_status = case when s.own_status is null then s.status else status_told(s.weapon_id) end)
          and (p_category is null or w.category = p_category)
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
          and (p_status is null or p_status = case when s.own_status is null then s.status else status_told(s.weapon_id) end)
          and (p_category is null or w.category = p_category)
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
          and (p_status is null or p_status = case when s.own_status is null then s.status else status_told(s.weapon_id) end)
          and (p_category is null or w.category = p_category)
          and (p_type is null or d.type = p_type) and (p_make_key is null or d.make_key = p_make_key)
        order by s.registered_at desc, s.weapon_id desc limit 201) h
    ), found as (
      select b.id from by_serial b union select r.id from registered r union select e.id from everyone e union select h.id from held h
    )
    select w.id, w.category, d.type, d.make, d.model, d.calibre,
      case when s.own_status is null then s.status else status_told(s.weapon_id) end,
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
      and (p_status is null or p_status = case when s.own_status is null then s.status else status_told(s.weapon_id) end)
      and (p_category is null or w.category = p_category)
      and (p_type is null or d.type = p_type) and (p_make_key is null or d.make_key = p_make_key)
    order by w.recorded_at desc, w.id desc
    limit p_limit;
  end;
