-- What a report and a trace read, in fewer and cheaper statements.
--
-- enable_seqscan: PostgreSQL keeps the plan of a function for as long as a connection lives. One that was made while a table was empty (a registry on its first day, or
-- after VACUUM of empty tables) reads it from end to end ever after: a kept reply was found by 143 pages instead of 3 after six thousand calls. Each of these reads by a key.
alter function open_call(text, text, text) set enable_seqscan = off;
alter function registry_answers_of(uuid[]) set enable_seqscan = off;
alter function registry_requests_of(uuid[], uuid[], text) set enable_seqscan = off;
alter function party_name_id(uuid, date, timestamptz) set enable_seqscan = off;

-- Planned once, as what 0024 names: each reads by its key, whatever the number of ids.
alter function party_name_id(uuid, date, timestamptz) set plan_cache_mode = force_generic_plan;
alter function registry_party_names(uuid[], date, timestamptz) set plan_cache_mode = force_generic_plan;
alter function registry_offices(uuid[]) set plan_cache_mode = force_generic_plan;
alter function registry_relations(uuid[]) set plan_cache_mode = force_generic_plan;

-- As before, but whether a party is shared is asked only of those that have a licence: most parties of a chain are persons, and the question costs 40 us each.
-- Served by custody_event_pk, party_licence_pk and licence_version_pk.
create or replace function registry_firm_licences(p_weapons uuid[])
  returns table (root uuid, weapon_id uuid, item text, id uuid, body jsonb, recorded_at text)
  language sql stable security definer set search_path = public, pg_temp set plan_cache_mode = force_generic_plan
  begin atomic
    with named as (
      select distinct l.root, s.party_id
      from registry_linked(p_weapons) l
        join custody_event e on e.weapon_id = l.weapon_id
        cross join lateral (values (e.from_party_id), (e.to_party_id)) as s (party_id)
      where s.party_id is not null),
    licensed as (
      select n.root, n.party_id from named n where exists (select from party_licence l where l.party_id = n.party_id) offset 0)
    select n.root, n.root, 'LICENCE', h.id,
      jsonb_build_object(
        'partyId', h.party_id, 'kind', h.kind, 'number', h.number, 'validFrom', h.valid_from, 'validTo', h.valid_to,
        'issuer', null, 'country', null, 'scope', h.scope, 'versions', coalesce((
          select jsonb_agg(jsonb_build_object('id', v.id, 'action', v.action, 'from', v.from_day, 'terms', v.terms,
            'recordedAt', to_char(v.recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')))
          from licence_version v where v.party_id = h.party_id and v.licence_id = h.id), '[]'::jsonb)),
      to_char(h.recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
    from licensed n
      cross join lateral (
        select l.id, l.party_id, l.kind, l.number, l.valid_from, l.valid_to, l.scope, l.recorded_at
        from party_licence l where l.party_id = n.party_id order by l.valid_from desc, l.id desc limit 100) h
    where is_shared_party(n.party_id);
  end;

-- registry_history, registry_party_versions and registry_transfer_statements as one: what is joined is found once, and what is not there is not read.
-- Served by custody_event_pk, error_declaration_pk, registrar_decision_pk, identity_link_pk, identity_link_by_other, assembly_pk, weapon_lot_pk, lot_split_pk, party_pk, transfer_statement_pk
-- and party_version_pk.
create function registry_record(p_weapons uuid[])
  returns table (root uuid, weapon_id uuid, item text, id uuid, body jsonb, recorded_at text)
  language plpgsql stable security definer
  set search_path = public, pg_temp set plan_cache_mode = force_generic_plan set enable_seqscan = off as $$
#variable_conflict use_column
declare
  v_roots uuid[];
  v_ids uuid[];
  v_parties uuid[];
begin
  if current_agency() is null then return; end if;
  v_roots := array(select distinct unnest(p_weapons));
  v_ids := v_roots;
  if exists (select from identity_link l where l.weapon_id = any (v_ids)) or exists (select from identity_link l where l.other_weapon_id = any (v_ids))
    or exists (select from assembly a where a.weapon_id = any (v_ids))
    or exists (select from weapon_lot k where k.weapon_id = any (v_ids) and k.lot_id is not null)
  then
    select array_agg(r.root), array_agg(r.weapon_id) into v_roots, v_ids from registry_reach(p_weapons) r;
  end if;
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
  -- Of records that are joined, not of those whose life was shared: a statement speaks of the weapon itself.
  if exists (select from transfer_statement s where s.weapon_id = any (v_ids)) then
    return query
      select l.root, s.weapon_id, 'STATEMENT', s.id, jsonb_build_object('eventId', s.event_id, 'side', s.side, 'statement', s.statement),
        to_char(s.recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
      from registry_linked(p_weapons) l join transfer_statement s on s.weapon_id = l.weapon_id;
  end if;
  v_parties := array(
    select e.from_party_id from custody_event e where e.weapon_id = any (v_ids)
    union all select e.to_party_id from custody_event e where e.weapon_id = any (v_ids)
    union all select e.carrier_party_id from custody_event e where e.weapon_id = any (v_ids));
  if exists (select from party_version v where v.party_id = any (v_parties)) then
    return query
      select n.root, n.root, 'PARTY_VERSION', v.id,
        jsonb_build_object('partyId', v.party_id, 'kind', v.kind, 'country', v.country, 'status', v.status, 'validFrom', v.valid_from),
        to_char(v.recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
      from (
        select distinct l.root, s.party_id
        from unnest(v_roots, v_ids) as l (root, weapon_id)
          join custody_event e on e.weapon_id = l.weapon_id
          cross join lateral (values (e.from_party_id), (e.to_party_id), (e.carrier_party_id)) as s (party_id)
        where s.party_id is not null) n
        join party_version v on v.party_id = n.party_id;
  end if;
end $$;

-- As before: with a weapon what is joined to it, what is in it and what it is in. What most weapons do not have is asked for first.
-- Served by weapon_state_pk, identity_link_pk, identity_link_by_other, component_place_pk and component_place_by_host.
create or replace function lock_linked_weapons(p_weapons uuid[], p_events integer) returns table (weapon_id uuid, last_seq integer)
  language plpgsql security definer
  set search_path = public, pg_temp set plan_cache_mode = force_generic_plan set enable_seqscan = off rows 2 as $$
#variable_conflict use_column
declare
  v_ids uuid[];
begin
  if current_agency() is null then return; end if;
  v_ids := array(select distinct unnest(p_weapons));
  if exists (select from identity_link l where l.weapon_id = any (p_weapons)) or exists (select from identity_link l where l.other_weapon_id = any (p_weapons)) then
    v_ids := array(select l.weapon_id from registry_linked(p_weapons) l);
  end if;
  if exists (select from component_place c where c.host_id = any (p_weapons)) or exists (select from component_place c where c.weapon_id = any (p_weapons)) then
    v_ids := array(
      select unnest(v_ids)
      union select i.weapon_id from registry_components_in(p_weapons) i
      union select c.host_id from component_place c where c.weapon_id = any (p_weapons));
  end if;
  return query
    update weapon_state s
      set last_seq = s.last_seq + case when s.weapon_id = any (p_weapons) then p_events else 0 end
      where s.weapon_id = any (v_ids)
      returning s.weapon_id, s.last_seq;
end $$;

-- Lock, clock and record in one call. Each is a statement of its own, carried out in this order, and sees what was committed before it began (the function is volatile):
-- so nothing recorded is older than what it was decided on. LOCKED tells the number of the weapon's next event; CLOCK the time. With p_dependents also what a report
-- must follow up: INSIDE are the components in the weapons, ANSWER the answers about them that no later fact has changed.
-- Served by component_place_by_host and trace_state_by_weapon; the other indexes stand with the functions that it calls.
create function lock_records(p_weapons uuid[], p_events integer, p_dependents boolean)
  returns table (root uuid, weapon_id uuid, item text, id uuid, body jsonb, recorded_at text)
  language plpgsql volatile security definer
  set search_path = public, pg_temp set plan_cache_mode = force_generic_plan set enable_seqscan = off as $$
#variable_conflict use_column
begin
  if current_agency() is null then return; end if;
  return query select null::uuid, l.weapon_id, 'LOCKED', null::uuid, to_jsonb(l.last_seq), null::text from lock_linked_weapons(p_weapons, p_events) l;
  return query select null::uuid, null::uuid, 'CLOCK', null::uuid, null::jsonb, to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"');
  return query select r.root, r.weapon_id, r.item, r.id, r.body, r.recorded_at from registry_record(p_weapons) r;
  if p_dependents and exists (select from component_place c where c.host_id = any (p_weapons)) then
    return query select null::uuid, i.weapon_id, 'INSIDE', null::uuid, null::jsonb, null::text from registry_components_in(p_weapons) i;
  end if;
  if p_dependents and exists (select from trace_state s where s.weapon_id = any (p_weapons)) then
    return query
      select null::uuid, a.weapon_id, 'ANSWER', a.answer_id,
        jsonb_build_object(
          'requestId', a.request_id, 'agencyId', a.agency_id, 'circumstances', a.circumstances, 'told', a.told, 'status', a.status, 'outcome', a.outcome,
          'answeredAt', a.answered_at),
        null::text
      from registry_answers_of(p_weapons) a;
  end if;
end $$;

-- As before, but refused where a weapon has no row of state, so that nobody has to read the answer before the commit.
create or replace function project_custody(p_states jsonb) returns integer
  language plpgsql security definer set search_path = public, pg_temp set plan_cache_mode = force_generic_plan as $$
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
  if current_agency() is not null and touched <> jsonb_array_length(p_states) then
    raise exception 'not every weapon of a report has a state row';
  end if;
  return touched;
end $$;
