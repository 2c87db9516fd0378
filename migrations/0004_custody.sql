create table transfer (
  id                  uuid        not null,
  kind                text        not null,
  from_party_id       uuid,
  to_party_id         uuid,
  carrier_party_id    uuid,
  weapon_count        integer     not null,
  occurred            jsonb       not null,
  place               jsonb,
  destination_country text,
  transit_countries   text[]      not null,
  documents           jsonb       not null,
  note_id             uuid,
  agency_id           uuid        not null,
  recorded_at         timestamptz not null,
  constraint transfer_pk primary key (id),
  constraint transfer_size check (weapon_count between 1 and 500)
);
call declare_table('transfer', 'fact', 'reported hand-overs of one to 500 weapons');
create policy own_or_registry on transfer for select using (agency_id = current_agency() or reads_registry());
create policy append_own on transfer for insert with check (agency_id = current_agency());

-- What a report did to one weapon. seq is the order of arrival and nothing else; the chain is ordered by when things happened.
create table custody_event (
  weapon_id           uuid        not null,
  seq                 integer     not null,
  id                  uuid        not null,
  report_id           uuid        not null,
  kind                text        not null,
  from_party_id       uuid,
  to_party_id         uuid,
  carrier_party_id    uuid,
  occurred            jsonb       not null,
  occurred_from       timestamptz not null,
  occurred_to         timestamptz not null,
  known_since         jsonb,
  place               jsonb,
  destination_country text,
  transit_countries   text[]      not null,
  documents           jsonb       not null,
  note_id             uuid,
  agency_id           uuid        not null,
  recorded_at         timestamptz not null,
  constraint custody_event_pk primary key (weapon_id, seq),
  constraint custody_event_id_once unique (weapon_id, id),
  constraint custody_event_of_weapon foreign key (weapon_id) references weapon (id),
  constraint custody_event_range check (occurred_from < occurred_to)
);
call declare_table('custody_event', 'fact', 'what happened to one weapon');
create policy readable on custody_event for select using (agency_id = current_agency() or weapon_readable(weapon_id));
create policy append_own on custody_event for insert with check (agency_id = current_agency());

-- An event id alone leads to its weapon, so that a sharded registry asks one shard and not all.
create table event_locator (
  event_id  uuid not null,
  weapon_id uuid not null,
  constraint event_locator_pk primary key (event_id)
);
call declare_table('event_locator', 'projection', 'which weapon an event belongs to');
create policy with_agency on event_locator for select using (current_agency() is not null);
create policy append_any on event_locator for insert with check (current_agency() is not null);

-- Registry-wide: the whole history of some weapons, for deciding a report or assembling an answer. Never sent to a caller as it is.
-- Served by custody_event_pk (weapon_id, seq) and party_pk.
create function registry_history(p_weapons uuid[])
  returns table (weapon_id uuid, seq integer, id uuid, kind text, event jsonb, recorded_at text)
  language sql stable security definer set search_path = public, pg_temp
  begin atomic
    select e.weapon_id, e.seq, e.id, e.kind,
      jsonb_build_object(
        'from', case when f.id is null then null else jsonb_build_object('id', f.id, 'kind', f.kind, 'country', f.country) end,
        'to', case when t.id is null then null else jsonb_build_object('id', t.id, 'kind', t.kind, 'country', t.country) end,
        'carrier', case when c.id is null then null else jsonb_build_object('id', c.id, 'kind', c.kind, 'country', c.country) end,
        'occurred', e.occurred, 'knownSince', e.known_since, 'place', e.place, 'destinationCountry', e.destination_country,
        'transitCountries', e.transit_countries, 'documents', e.documents, 'reporterAgencyId', e.agency_id),
      to_char(e.recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
    from custody_event e
      left join party f on f.id = e.from_party_id
      left join party t on t.id = e.to_party_id
      left join party c on c.id = e.carrier_party_id
    where e.weapon_id = any (p_weapons) and current_agency() is not null
    order by e.weapon_id, e.seq;
  end;

-- Writes what the chains say now. One statement for all weapons of a report.
create function project_custody(p_states jsonb) returns integer
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  touched integer;
begin
  update weapon_state s
    set status = n.status, holder_party_id = n.holder_party_id, consignee_party_id = n.consignee_party_id, chain_intact = n.chain_intact
    from jsonb_to_recordset(p_states)
      as n (weapon_id uuid, status text, holder_party_id uuid, consignee_party_id uuid, chain_intact boolean)
    where s.weapon_id = n.weapon_id and current_agency() is not null;
  get diagnostics touched = row_count;
  return touched;
end $$;

-- Registry-wide: the office to ask about a flag, never a case of the agency (design 3.5). Served by agency_pk.
create function registry_contacts(p_agencies uuid[])
  returns table (agency_id uuid, name text, contact text)
  language sql stable security definer set search_path = public, pg_temp
  begin atomic
    select a.id, a.name, a.contact from agency a where a.id = any (p_agencies) and current_agency() is not null;
  end;

-- Registry-wide: names of parties for an answer that may show them (ITI 15, 20). The caller has decided that before.
create function registry_party_names(p_parties uuid[])
  returns table (party_id uuid, name text)
  language sql stable security definer set search_path = public, pg_temp
  begin atomic
    select p.id, r.body ->> 'name'
    from party p join personal_record r on r.id = p.name_id
    where p.id = any (p_parties) and current_agency() is not null;
  end;

-- Registry-wide: every weapon whose marks could be what was read, with its current description and its marks. No holder, no agency.
-- Served by marking_key_pk (kind, key); the limit is probed one above so that the caller can say that there were more.
create function registry_marking_candidates(p_probes jsonb, p_limit integer)
  returns table (weapon_id uuid, category text, description jsonb, marks jsonb)
  language sql stable security definer set search_path = public, pg_temp
  begin atomic
    with probe as (
      select p.kind, p.key from jsonb_to_recordset(p_probes) as p (kind text, key text)
    ), hit as (
      select distinct k.weapon_id
      from probe p join marking_key k on k.kind = p.kind collate "C" and k.key = p.key collate "C"
      where current_agency() is not null
      limit p_limit
    )
    select w.id, w.category,
      (select jsonb_build_object('type', d.type, 'make', d.make, 'model', d.model, 'calibre', d.calibre,
          'countryOfManufacture', d.country_of_manufacture, 'yearOfManufacture', d.year_of_manufacture)
        from weapon_description d where d.weapon_id = h.weapon_id order by d.version desc limit 1),
      (select jsonb_agg(jsonb_build_object('markingId', m.id, 'kind', m.kind, 'text', m.text, 'component', m.component, 'condition', m.condition) order by m.n)
        from marking m where m.weapon_id = h.weapon_id)
    from hit h join weapon w on w.id = h.weapon_id;
  end;
