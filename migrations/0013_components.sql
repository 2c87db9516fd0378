-- Parts that are put into weapons, lots that are split, and weapons that end because their frame or receiver is replaced.

-- One report about one component. What the reports say together (where the component was, when) is decided in src/domain/components.
create table assembly (
  weapon_id   uuid        not null,
  id          uuid        not null,
  host_id     uuid        not null,
  action      text        not null,
  report_id   uuid        not null,
  occurred    jsonb       not null,
  place       jsonb,
  documents   jsonb       not null,
  note_id     uuid,
  agency_id   uuid        not null,
  recorded_at timestamptz not null,
  constraint assembly_pk primary key (weapon_id, id),
  constraint assembly_of_weapon foreign key (weapon_id) references weapon (id),
  constraint assembly_of_two check (weapon_id <> host_id),
  constraint assembly_action_known check (action in ('ASSEMBLED', 'REMOVED'))
);
create index assembly_by_host on assembly (host_id, weapon_id);
call declare_table('assembly', 'fact', 'components put into weapons and taken from them; weapon_id is the component');
create policy readable on assembly for select using (
  agency_id = current_agency() or (weapon_readable(weapon_id) and weapon_readable(host_id)));
create policy append_own on assembly for insert with check (agency_id = current_agency());

-- True where the agency acts for who has the weapon, or registered it and nothing is recorded of who has it. Parts are put into what one has, and not into what
-- one had: the custody of the part follows from it. Served by weapon_state_pk, representation_pk and weapon_pk.
create function weapon_is_held(p_weapon uuid) returns boolean
  language sql stable security definer set search_path = public, pg_temp
  begin atomic
    select current_agency() is not null and not holds_by_own_word(p_weapon) and exists (
      select from weapon_state s join weapon w on w.id = s.weapon_id
      where s.weapon_id = p_weapon and s.chain_intact
        and (acts_for(s.holder_party_id) or (s.status = 'NOT_RECORDED' and w.agency_id = current_agency())));
  end;

-- Where a component is now, by all reports about it; no row where it is in no weapon, or in two by records that contradict each other.
create table component_place (
  weapon_id uuid not null,
  host_id   uuid not null,
  occurred  jsonb not null,
  constraint component_place_pk primary key (weapon_id)
);
create index component_place_by_host on component_place (host_id);
call declare_table('component_place', 'projection', 'which weapon a component is in now');
create policy readable on component_place for select using (weapon_readable(weapon_id) and weapon_readable(host_id));

-- p_places: [{"weaponId", "hostId", "occurred"}], hostId null where the component is in no weapon.
create function project_places(p_places jsonb) returns void
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if current_agency() is null then return; end if;
  delete from component_place c using jsonb_to_recordset(p_places) as p ("weaponId" uuid) where c.weapon_id = p."weaponId";
  insert into component_place (weapon_id, host_id, occurred)
    select p."weaponId", p."hostId", p.occurred
    from jsonb_to_recordset(p_places) as p ("weaponId" uuid, "hostId" uuid, occurred jsonb) where p."hostId" is not null;
end $$;

-- Registry-wide: the components now in some weapons, or in components of them. They follow the weapon's custody, whoever may see them.
-- Served by component_place_by_host.
create function registry_components_in(p_weapons uuid[]) returns table (weapon_id uuid, host_id uuid)
  language sql stable security definer set search_path = public, pg_temp
  begin atomic
    with recursive inside (weapon_id, host_id) as (
      select c.weapon_id, c.host_id from component_place c where c.host_id = any (p_weapons) and current_agency() is not null
      union
      select c.weapon_id, c.host_id from inside i join component_place c on c.host_id = i.weapon_id
    )
    select i.weapon_id, i.host_id from inside i;
  end;

-- A record that is a lot, or part of one. What is left of a lot is its amount less that of its parts.
create table weapon_lot (
  weapon_id   uuid           not null,
  number      text,
  amount      numeric(15, 6) not null,
  unit        text           not null,
  lot_id      uuid,
  split_id    uuid,
  agency_id   uuid           not null,
  recorded_at timestamptz    not null,
  constraint weapon_lot_pk primary key (weapon_id),
  constraint weapon_lot_of_weapon foreign key (weapon_id) references weapon (id),
  constraint weapon_lot_amount_positive check (amount > 0),
  constraint weapon_lot_unit_known check (unit in ('PIECE', 'GRAM', 'KILOGRAM', 'METRE', 'LITRE')),
  constraint weapon_lot_part_has_split check ((lot_id is null) = (split_id is null))
);
create index weapon_lot_by_lot on weapon_lot (lot_id) where lot_id is not null;
call declare_table('weapon_lot', 'fact', 'quantities of related items, and the lots they are parts of');
create policy readable on weapon_lot for select using (agency_id = current_agency() or weapon_readable(weapon_id));
create policy append_own on weapon_lot for insert with check (agency_id = current_agency());

create table lot_split (
  weapon_id       uuid        not null,
  id              uuid        not null,
  occurred        jsonb       not null,
  holder_party_id uuid,
  agency_id       uuid        not null,
  recorded_at     timestamptz not null,
  constraint lot_split_pk primary key (weapon_id, id),
  constraint lot_split_of_weapon foreign key (weapon_id) references weapon (id)
);
call declare_table('lot_split', 'fact', 'when a lot was split, and who had it then');
create policy readable on lot_split for select using (agency_id = current_agency() or weapon_readable(weapon_id));
create policy append_own on lot_split for insert with check (agency_id = current_agency());

-- Registry-wide: how much of some lots had gone into parts as of a moment and as known at a moment (null: now), whoever holds those. Served by
-- weapon_lot_by_lot and lot_split_pk.
create function registry_lots_taken(p_lots uuid[], p_at timestamptz, p_known_at timestamptz) returns table (lot_id uuid, taken text)
  language sql stable security definer set search_path = public, pg_temp
  begin atomic
    select k.lot_id, sum(k.amount)::text
    from weapon_lot k join lot_split s on s.weapon_id = k.lot_id and s.id = k.split_id
    where k.lot_id = any (p_lots) and current_agency() is not null
      and (p_at is null or (s.occurred ->> 'from')::timestamptz <= p_at) and (p_known_at is null or s.recorded_at <= p_known_at)
    group by k.lot_id;
  end;

-- A weapon ended with its frame or receiver, and another began. They are not one weapon, so no identity link joins them.
create table succession (
  weapon_id    uuid        not null,
  id           uuid        not null,
  successor_id uuid        not null,
  occurred     jsonb       not null,
  agency_id    uuid        not null,
  recorded_at  timestamptz not null,
  constraint succession_pk primary key (weapon_id),
  constraint succession_of_weapon foreign key (weapon_id) references weapon (id),
  constraint succession_of_two check (weapon_id <> successor_id)
);
create index succession_by_successor on succession (successor_id);
call declare_table('succession', 'fact', 'weapons that ended because their frame or receiver was replaced, and what began');
create policy readable on succession for select using (
  agency_id = current_agency() or (weapon_readable(weapon_id) and weapon_readable(successor_id)));
create policy append_own on succession for insert with check (agency_id = current_agency());

-- Registry-wide: what some weapons are to others, for an answer that names those by id and tells nothing of their holders.
-- Served by component_place_pk, succession_pk, succession_by_successor and weapon_lot_pk.
create function registry_relations(p_weapons uuid[]) returns table (weapon_id uuid, kind text, other_id uuid)
  language sql stable security definer set search_path = public, pg_temp
  begin atomic
    select c.weapon_id, 'ASSEMBLED_INTO', c.host_id from component_place c where c.weapon_id = any (p_weapons) and current_agency() is not null
    union all
    select s.weapon_id, 'SUCCEEDED_BY', s.successor_id from succession s where s.weapon_id = any (p_weapons) and current_agency() is not null
    union all
    select s.successor_id, 'SUCCEEDS', s.weapon_id from succession s where s.successor_id = any (p_weapons) and current_agency() is not null
    union all
    select k.weapon_id, 'PART_OF_LOT', k.lot_id from weapon_lot k
    where k.weapon_id = any (p_weapons) and k.lot_id is not null and current_agency() is not null;
  end;

-- As before, and with a weapon what is in it, or what it is in: the custody of the one is the custody of the other.
-- Served by weapon_state_pk, identity_link_pk, identity_link_by_other, component_place_pk and component_place_by_host.
create or replace function lock_linked_weapons(p_weapons uuid[], p_events integer) returns table (weapon_id uuid, last_seq integer)
  language sql security definer set search_path = public, pg_temp
  begin atomic
    update weapon_state s
      set last_seq = s.last_seq + case when s.weapon_id = any (p_weapons) then p_events else 0 end
      where current_agency() is not null and s.weapon_id in (
        select l.weapon_id from registry_linked(p_weapons) l
        union select i.weapon_id from registry_components_in(p_weapons) i
        union select c.host_id from component_place c where c.weapon_id = any (p_weapons))
      returning s.weapon_id, s.last_seq;
  end;

-- Registry-wide: for each weapon the records whose life it shared: itself, those joined to it, the weapons it was in as a component, the lot it was part of, and
-- theirs in turn. Served by identity_link_pk, identity_link_by_other, assembly_pk and weapon_lot_pk; for a weapon that is no part, two probes that find nothing.
create function registry_reach(p_weapons uuid[]) returns table (root uuid, weapon_id uuid)
  language sql stable security definer set search_path = public, pg_temp
  begin atomic
    with recursive reach (root, weapon_id) as (
      select l.root, l.weapon_id from registry_linked(p_weapons) l
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
  end;

-- As before, and with all whose life a weapon shared.
-- Served by custody_event_pk, error_declaration_pk, registrar_decision_pk, identity_link_pk, assembly_pk, weapon_lot_pk, lot_split_pk and party_pk.
create or replace function registry_history(p_weapons uuid[])
  returns table (root uuid, weapon_id uuid, item text, id uuid, body jsonb, recorded_at text)
  language sql stable security definer set search_path = public, pg_temp
  begin atomic
    with linked as (select r.root, r.weapon_id from registry_reach(p_weapons) r)
    select l.root, e.weapon_id, 'EVENT', e.id,
      jsonb_build_object(
        'seq', e.seq, 'kind', e.kind,
        'from', case when f.id is null then null else jsonb_build_object('id', f.id, 'kind', f.kind, 'country', f.country) end,
        'to', case when t.id is null then null else jsonb_build_object('id', t.id, 'kind', t.kind, 'country', t.country) end,
        'carrier', case when c.id is null then null else jsonb_build_object('id', c.id, 'kind', c.kind, 'country', c.country) end,
        'occurred', e.occurred, 'knownSince', e.known_since, 'place', e.place, 'destinationCountry', e.destination_country,
        'transitCountries', e.transit_countries, 'documents', e.documents, 'reporterAgencyId', e.agency_id, 'declarationId', e.declaration_id),
      to_char(e.recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
    from linked l
      join custody_event e on e.weapon_id = l.weapon_id
      left join party f on f.id = e.from_party_id
      left join party t on t.id = e.to_party_id
      left join party c on c.id = e.carrier_party_id
    union all
    select l.root, d.weapon_id, 'DECLARATION', d.id,
      jsonb_build_object(
        'subjectKind', d.subject_kind, 'subjectId', d.subject_id, 'replacementId', d.replacement_id, 'needsDecision', d.needs_decision,
        'decision', r.decision, 'decidedAt', to_char(r.recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')),
      to_char(d.recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
    from linked l
      join error_declaration d on d.weapon_id = l.weapon_id
      left join registrar_decision r on r.weapon_id = d.weapon_id and r.subject_id = d.id
    union all
    select l.root, k.weapon_id, 'LINK', k.id,
      jsonb_build_object(
        'otherWeaponId', k.other_weapon_id, 'basis', k.basis, 'needsDecision', k.needs_decision,
        'decision', r.decision, 'decidedAt', to_char(r.recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')),
      to_char(k.recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
    from linked l
      join identity_link k on k.weapon_id = l.weapon_id
      left join registrar_decision r on r.weapon_id = k.weapon_id and r.subject_id = k.id
    union all
    select l.root, a.weapon_id, 'ASSEMBLY', a.id,
      jsonb_build_object('hostId', a.host_id, 'action', a.action, 'occurred', a.occurred),
      to_char(a.recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
    from linked l join assembly a on a.weapon_id = l.weapon_id
    union all
    select l.root, p.weapon_id, 'LOT_PART', s.id,
      jsonb_build_object('lotId', p.lot_id, 'occurred', s.occurred, 'holderId', s.holder_party_id),
      to_char(s.recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
    from linked l
      join weapon_lot p on p.weapon_id = l.weapon_id
      join lot_split s on s.weapon_id = p.lot_id and s.id = p.split_id;
  end;

-- As before, for the parties of all whose life a weapon shared. Served by custody_event_pk and party_version_pk.
create or replace function registry_party_versions(p_weapons uuid[])
  returns table (root uuid, weapon_id uuid, item text, id uuid, body jsonb, recorded_at text)
  language sql stable security definer set search_path = public, pg_temp
  begin atomic
    with named as (
      select distinct r.root, s.party_id
      from registry_reach(p_weapons) r
        join custody_event e on e.weapon_id = r.weapon_id
        cross join lateral (values (e.from_party_id), (e.to_party_id), (e.carrier_party_id)) as s (party_id)
      where s.party_id is not null)
    select n.root, n.root, 'PARTY_VERSION', v.id,
      jsonb_build_object('partyId', v.party_id, 'kind', v.kind, 'country', v.country, 'status', v.status, 'validFrom', v.valid_from),
      to_char(v.recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
    from named n join party_version v on v.party_id = n.party_id;
  end;
