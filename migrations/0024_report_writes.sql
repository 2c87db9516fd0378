-- A report in fewer and cheaper statements. What a weapon was joined to, was in or was part of is asked first: most were in nothing, and then none of it is read.
-- PostgreSQL sets up every branch of a statement before the first row; of a history without links, components and lots that was three quarters of its time.
--
-- plan_cache_mode: for an array of unknown length PostgreSQL supposes ten, so that a plan for the one weapon of most calls looks cheaper, and it plans anew at each call
-- (0.77 instead of 0.23 ms for a history). Every table here is read by the weapon's key, whatever the number of weapons, so one plan is right for all.

-- As before. ROWS, because the planner supposes a thousand where it is told nothing, and then reads whole tables of events and parties instead of a few rows by index.
create or replace function registry_linked(p_weapons uuid[]) returns table (root uuid, weapon_id uuid)
  language plpgsql stable security definer set search_path = public, pg_temp set plan_cache_mode = force_generic_plan rows 2 as $$
#variable_conflict use_column
begin
  if current_agency() is null then return; end if;
  if not exists (select from identity_link l where l.weapon_id = any (p_weapons))
    and not exists (select from identity_link l where l.other_weapon_id = any (p_weapons))
  then
    return query select distinct w, w from unnest(p_weapons) as w;
    return;
  end if;
  return query
    with recursive joined (root, weapon_id) as (
      select w, w from unnest(p_weapons) as w
      union
      select j.root, n.weapon_id
      from joined j cross join lateral (
        select l.other_weapon_id as weapon_id from identity_link l
        where l.weapon_id = j.weapon_id and (not l.needs_decision or exists (
          select from registrar_decision d where d.weapon_id = l.weapon_id and d.subject_id = l.id and d.decision = 'CONFIRM'))
        union all
        select l.weapon_id from identity_link l
        where l.other_weapon_id = j.weapon_id and (not l.needs_decision or exists (
          select from registrar_decision d where d.weapon_id = l.weapon_id and d.subject_id = l.id and d.decision = 'CONFIRM'))
      ) n
    )
    select j.root, j.weapon_id from joined j;
end $$;

-- As before. Served by assembly_pk and weapon_lot_pk, and by what serves registry_linked().
create or replace function registry_reach(p_weapons uuid[]) returns table (root uuid, weapon_id uuid)
  language plpgsql stable security definer set search_path = public, pg_temp set plan_cache_mode = force_generic_plan rows 2 as $$
#variable_conflict use_column
declare
  v_roots uuid[];
  v_ids uuid[];
begin
  select array_agg(l.root), array_agg(l.weapon_id) into v_roots, v_ids from registry_linked(p_weapons) l;
  if not exists (select from assembly a where a.weapon_id = any (v_ids))
    and not exists (select from weapon_lot k where k.weapon_id = any (v_ids) and k.lot_id is not null)
  then
    return query select l.root, l.weapon_id from unnest(v_roots, v_ids) as l (root, weapon_id);
    return;
  end if;
  return query
    with recursive reach (root, weapon_id) as (
      select l.root, l.weapon_id from unnest(v_roots, v_ids) as l (root, weapon_id)
      union
      select r.root, l.weapon_id
      from reach r
        cross join lateral (
          select a.host_id as id from assembly a where a.weapon_id = r.weapon_id
          union all
          select k.lot_id from weapon_lot k where k.weapon_id = r.weapon_id and k.lot_id is not null) h
        cross join lateral registry_linked(array[h.id]) l
    )
    select r.root, r.weapon_id from reach r;
end $$;

-- As before. Served by component_place_by_host.
create or replace function registry_components_in(p_weapons uuid[]) returns table (weapon_id uuid, host_id uuid)
  language plpgsql stable security definer set search_path = public, pg_temp set plan_cache_mode = force_generic_plan rows 1 as $$
#variable_conflict use_column
begin
  if current_agency() is null or not exists (select from component_place c where c.host_id = any (p_weapons)) then return; end if;
  return query
    with recursive inside (weapon_id, host_id) as (
      select c.weapon_id, c.host_id from component_place c where c.host_id = any (p_weapons)
      union
      select c.weapon_id, c.host_id from inside i join component_place c on c.host_id = i.weapon_id
    )
    select i.weapon_id, i.host_id from inside i;
end $$;

-- As before, in two steps: which rows, then one UPDATE of them, in the order of their ids. Served by weapon_state_pk, component_place_pk and component_place_by_host.
create or replace function lock_linked_weapons(p_weapons uuid[], p_events integer) returns table (weapon_id uuid, last_seq integer)
  language plpgsql security definer set search_path = public, pg_temp set plan_cache_mode = force_generic_plan rows 2 as $$
#variable_conflict use_column
declare
  v_ids uuid[];
begin
  if current_agency() is null then return; end if;
  v_ids := array(
    select l.weapon_id from registry_linked(p_weapons) l
    union select i.weapon_id from registry_components_in(p_weapons) i
    union select c.host_id from component_place c where c.weapon_id = any (p_weapons));
  return query
    update weapon_state s
      set last_seq = s.last_seq + case when s.weapon_id = any (p_weapons) then p_events else 0 end
      where s.weapon_id = any (v_ids)
      returning s.weapon_id, s.last_seq;
end $$;

-- As before. Served by custody_event_pk, error_declaration_pk, registrar_decision_pk, identity_link_pk, assembly_pk, weapon_lot_pk, lot_split_pk and party_pk.
create or replace function registry_history(p_weapons uuid[])
  returns table (root uuid, weapon_id uuid, item text, id uuid, body jsonb, recorded_at text)
  language plpgsql stable security definer set search_path = public, pg_temp set plan_cache_mode = force_generic_plan as $$
#variable_conflict use_column
declare
  v_roots uuid[];
  v_ids uuid[];
begin
  select array_agg(r.root), array_agg(r.weapon_id) into v_roots, v_ids from registry_reach(p_weapons) r;
  return query
    select l.root, e.weapon_id, 'EVENT', e.id,
      jsonb_build_object(
        'seq', e.seq, 'kind', e.kind,
        'from', case when f.id is null then null else jsonb_build_object('id', f.id, 'kind', f.kind, 'country', f.country) end,
        'to', case when t.id is null then null else jsonb_build_object('id', t.id, 'kind', t.kind, 'country', t.country) end,
        'carrier', case when c.id is null then null else jsonb_build_object('id', c.id, 'kind', c.kind, 'country', c.country) end,
        'occurred', e.occurred, 'knownSince', e.known_since, 'place', e.place, 'destinationCountry', e.destination_country,
        'transitCountries', e.transit_countries, 'documents', e.documents, 'reporterAgencyId', e.agency_id, 'declarationId', e.declaration_id),
      to_char(e.recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
    from unnest(v_roots, v_ids) as l (root, weapon_id)
      join custody_event e on e.weapon_id = l.weapon_id
      left join party f on f.id = e.from_party_id
      left join party t on t.id = e.to_party_id
      left join party c on c.id = e.carrier_party_id;
  if exists (select from error_declaration d where d.weapon_id = any (v_ids)) then
    return query
      select l.root, d.weapon_id, 'DECLARATION', d.id,
        jsonb_build_object(
          'subjectKind', d.subject_kind, 'subjectId', d.subject_id, 'replacementId', d.replacement_id, 'needsDecision', d.needs_decision,
          'decision', r.decision, 'decidedAt', to_char(r.recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')),
        to_char(d.recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
      from unnest(v_roots, v_ids) as l (root, weapon_id)
        join error_declaration d on d.weapon_id = l.weapon_id
        left join registrar_decision r on r.weapon_id = d.weapon_id and r.subject_id = d.id;
  end if;
  if exists (select from identity_link k where k.weapon_id = any (v_ids)) then
    return query
      select l.root, k.weapon_id, 'LINK', k.id,
        jsonb_build_object(
          'otherWeaponId', k.other_weapon_id, 'basis', k.basis, 'needsDecision', k.needs_decision,
          'decision', r.decision, 'decidedAt', to_char(r.recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')),
        to_char(k.recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
      from unnest(v_roots, v_ids) as l (root, weapon_id)
        join identity_link k on k.weapon_id = l.weapon_id
        left join registrar_decision r on r.weapon_id = k.weapon_id and r.subject_id = k.id;
  end if;
  if exists (select from assembly a where a.weapon_id = any (v_ids)) then
    return query
      select l.root, a.weapon_id, 'ASSEMBLY', a.id,
        jsonb_build_object('hostId', a.host_id, 'action', a.action, 'occurred', a.occurred),
        to_char(a.recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
      from unnest(v_roots, v_ids) as l (root, weapon_id) join assembly a on a.weapon_id = l.weapon_id;
  end if;
  if exists (select from weapon_lot p where p.weapon_id = any (v_ids) and p.lot_id is not null) then
    return query
      select l.root, p.weapon_id, 'LOT_PART', s.id,
        jsonb_build_object('lotId', p.lot_id, 'occurred', s.occurred, 'holderId', s.holder_party_id),
        to_char(s.recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
      from unnest(v_roots, v_ids) as l (root, weapon_id)
        join weapon_lot p on p.weapon_id = l.weapon_id
        join lot_split s on s.weapon_id = p.lot_id and s.id = p.split_id;
  end if;
end $$;

-- The start of a call that stores: who the actor is, the lock on the key, what the key kept, and the database's clock. Each is a statement of its own and sees what was
-- committed before it, so that a call which gets the lock sees the reply of the one that had it. actor_id is null where the agency knows no such subject, and then
-- nothing is locked. An advisory lock is of the node one is connected to.
-- Served by personal_record_actor_once (agency_id, body ->> 'subject') and idempotency_record_pk.
create function open_call(p_subject text, p_operation text, p_key text)
  returns table (actor_id uuid, taken boolean, request_hash bytea, status smallint, headers jsonb, key_id uuid, sealed bytea, now text)
  language plpgsql security definer set search_path = public, pg_temp set plan_cache_mode = force_generic_plan rows 1 as $$
#variable_conflict use_column
declare
  v_agency uuid := current_agency();
  v_actor uuid;
  v_kept idempotency_record;
begin
  if v_agency is null then return; end if;
  select p.id into v_actor from personal_record p
    where p.kind = 'ACTOR' and p.agency_id = v_agency and p.body ->> 'subject' = p_subject;
  if v_actor is null then
    return query select null::uuid, false, null::bytea, null::smallint, null::jsonb, null::uuid, null::bytea, null::text;
    return;
  end if;
  if not pg_try_advisory_xact_lock(hashtextextended(concat_ws(E'\n', v_agency, v_actor, p_operation, p_key), 7)) then
    return query select v_actor, false, null::bytea, null::smallint, null::jsonb, null::uuid, null::bytea, null::text;
    return;
  end if;
  select r.* into v_kept from idempotency_record r
    where r.agency_id = v_agency and r.actor_id = v_actor and r.operation = p_operation and r.key = p_key;
  return query select v_actor, true, v_kept.request_hash, v_kept.status, v_kept.headers, v_kept.key_id, v_kept.sealed,
    to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"');
end $$;

alter function registry_party_versions(uuid[]) set plan_cache_mode = force_generic_plan;
alter function registry_transfer_statements(uuid[]) set plan_cache_mode = force_generic_plan;
alter function registry_firm_licences(uuid[]) set plan_cache_mode = force_generic_plan;
alter function registry_answers_of(uuid[]) set plan_cache_mode = force_generic_plan;
alter function registry_requests_of(uuid[], uuid[], text) set plan_cache_mode = force_generic_plan;
