-- Where a force keeps its arms, and what was counted there.

-- Where arms lie is the most useful thing a thief could read: a location is seen by who acts for its party and by the registry's readers, and by nobody else,
-- whoever entered it once. Served by representation_pk.
create function stock_visible(p_party uuid) returns boolean
  language sql stable
  begin atomic
    select acts_for(p_party) or reads_registry();
  end;

-- What never changes of a location; the rest is versioned. Its party is the one that answers for what lies there.
create table stock_location (
  id          uuid        not null,
  party_id    uuid        not null,
  country     text        not null,
  kind        text        not null,
  parent_id   uuid,
  agency_id   uuid        not null,
  recorded_at timestamptz not null,
  constraint stock_location_pk primary key (id),
  constraint stock_location_parent foreign key (parent_id) references stock_location (id),
  constraint stock_location_not_in_itself check (parent_id is distinct from id)
);
create index stock_location_by_party on stock_location (party_id, id);
call declare_table('stock_location', 'fact', 'where a party keeps its weapons');
create policy visible on stock_location for select using (stock_visible(party_id));
create policy append_own on stock_location for insert with check (agency_id = current_agency() and stock_visible(party_id));

create table stock_location_version (
  location_id uuid        not null,
  version     integer     not null,
  id          uuid        not null,
  party_id    uuid        not null,
  name_id     uuid        not null,
  security_id uuid,
  capacity    integer,
  closed      boolean     not null,
  agency_id   uuid        not null,
  recorded_at timestamptz not null,
  constraint stock_location_version_pk primary key (location_id, version),
  constraint stock_location_version_of foreign key (location_id) references stock_location (id),
  constraint stock_location_capacity check (capacity > 0)
);
create index stock_location_version_by_name on stock_location_version (name_id);
call declare_table('stock_location_version', 'fact', 'name, capacity and closing of a location');
create policy visible on stock_location_version for select using (stock_visible(party_id));
create policy append_own on stock_location_version for insert with check (agency_id = current_agency() and stock_visible(party_id));

-- The name of a place follows the place: auditors have it too. Notes on its security do not; they stay with who wrote them and with registrars, or are shown
-- to who acts for the party (below). Served by stock_location_version_by_name.
create policy name_of_location on personal_record for select using (
  kind = 'NOTE' and exists (select from stock_location_version v where v.name_id = personal_record.id));
create index stock_location_version_by_security on stock_location_version (security_id) where security_id is not null;
create policy security_of_location on personal_record for select using (
  kind = 'NOTE' and exists (select from stock_location_version v where v.security_id = personal_record.id and acts_for(v.party_id)));

-- Which weapon lies where since when. The latest placement of a weapon counts, and only while its chain leaves it with the party of the location: a weapon
-- that was sold has left the store without a word here.
create table stock_placement (
  weapon_id     uuid        not null,
  id            uuid        not null,
  location_id   uuid        not null,
  party_id      uuid        not null,
  placed        boolean     not null,
  occurred      jsonb       not null,
  occurred_from timestamptz not null,
  occurred_to   timestamptz not null,
  report_id     uuid        not null,
  note_id       uuid,
  actor_id      uuid        not null,
  agency_id     uuid        not null,
  recorded_at   timestamptz not null,
  constraint stock_placement_pk primary key (weapon_id, id),
  constraint stock_placement_of_weapon foreign key (weapon_id) references weapon (id),
  constraint stock_placement_at foreign key (location_id) references stock_location (id),
  constraint stock_placement_range check (occurred_from < occurred_to)
);
create index stock_placement_by_location on stock_placement (location_id, weapon_id);
call declare_table('stock_placement', 'fact', 'which weapon lies where, since when');
create policy visible on stock_placement for select using (stock_visible(party_id));
create policy append_own on stock_placement for insert with check (agency_id = current_agency() and stock_visible(party_id));

-- A stock-taking with what the registry found by it when it was recorded.
create table stock_count (
  id           uuid        not null,
  location_id  uuid        not null,
  party_id     uuid        not null,
  counted      jsonb       not null,
  counted_from timestamptz not null,
  counted_to   timestamptz not null,
  method       text        not null,
  complete     boolean     not null,
  totals       jsonb       not null,
  note_id      uuid,
  actor_id     uuid        not null,
  agency_id    uuid        not null,
  recorded_at  timestamptz not null,
  constraint stock_count_pk primary key (id),
  constraint stock_count_at foreign key (location_id) references stock_location (id),
  constraint stock_count_range check (counted_from < counted_to)
);
create index stock_count_by_location on stock_count (location_id, counted_to desc, id desc);
call declare_table('stock_count', 'fact', 'stock-takings');
create policy visible on stock_count for select using (stock_visible(party_id));
create policy append_own on stock_count for insert with check (agency_id = current_agency() and stock_visible(party_id));

-- One line for each item read, each line of unmarked weapons, and each weapon that was expected and not read. Asked for by count, or by weapon for when it was
-- last seen; a weapon's id stands here only where it belonged to this stock.
create table stock_count_line (
  count_id  uuid    not null,
  n         integer not null,
  party_id  uuid    not null,
  class     text    not null,
  weapon_id uuid,
  observed  jsonb,
  quantity  integer not null,
  agency_id uuid    not null,
  constraint stock_count_line_pk primary key (count_id, n),
  constraint stock_count_line_of foreign key (count_id) references stock_count (id),
  constraint stock_count_line_class_known check (class in
    ('MATCHED', 'MATCHED_BY_SIMILAR_MARK', 'MISSING', 'SURPLUS', 'DUPLICATE_READING', 'UNMARKED', 'NOT_COUNTED')),
  constraint stock_count_line_quantity check (quantity > 0)
);
create index stock_count_line_by_weapon on stock_count_line (weapon_id) where weapon_id is not null;
call declare_table('stock_count_line', 'fact', 'what was read at a stock-taking, and what became of it');
create policy visible on stock_count_line for select using (stock_visible(party_id));
create policy append_own on stock_count_line for insert with check (agency_id = current_agency() and stock_visible(party_id));

-- What somebody has to look into. What is done about it is a resolution; one without is open.
create table stock_discrepancy (
  id          uuid        not null,
  count_id    uuid        not null,
  n           integer     not null,
  location_id uuid        not null,
  party_id    uuid        not null,
  kind        text        not null,
  weapon_id   uuid,
  similar_to  uuid[]      not null,
  observed    jsonb,
  item        integer,
  quantity    integer     not null,
  last_seen   jsonb,
  agency_id   uuid        not null,
  recorded_at timestamptz not null,
  constraint stock_discrepancy_pk primary key (id),
  constraint stock_discrepancy_of foreign key (count_id) references stock_count (id),
  constraint stock_discrepancy_kind_known check (kind in ('MISSING', 'MATCHED_BY_SIMILAR_MARK', 'SURPLUS', 'DUPLICATE_READING', 'UNMARKED'))
);
create index stock_discrepancy_by_location on stock_discrepancy (location_id, recorded_at desc, id desc);
create index stock_discrepancy_by_party on stock_discrepancy (party_id, recorded_at desc, id desc);
create index stock_discrepancy_by_time on stock_discrepancy (recorded_at desc, id desc);
create index stock_discrepancy_by_count on stock_discrepancy (count_id, n);
create index stock_discrepancy_by_weapon on stock_discrepancy (weapon_id, id) where weapon_id is not null;
call declare_table('stock_discrepancy', 'fact', 'what a stock-taking found amiss');
create policy visible on stock_discrepancy for select using (stock_visible(party_id));
create policy append_own on stock_discrepancy for insert with check (agency_id = current_agency() and stock_visible(party_id));

create table stock_resolution (
  discrepancy_id uuid        not null,
  id             uuid        not null,
  party_id       uuid        not null,
  outcome        text        not null,
  reason_id      uuid,
  event_id       uuid,
  placement_id   uuid,
  count_id       uuid,
  actor_id       uuid        not null,
  agency_id      uuid        not null,
  recorded_at    timestamptz not null,
  constraint stock_resolution_pk primary key (discrepancy_id),
  constraint stock_resolution_of foreign key (discrepancy_id) references stock_discrepancy (id),
  constraint stock_resolution_outcome_known check (outcome in
    ('LOSS_REPORTED', 'FOUND_ELSEWHERE', 'MISREAD_CONFIRMED', 'RECORD_WRONG', 'SEEN_AGAIN')),
  constraint stock_resolution_by_person_or_count check ((reason_id is null) <> (count_id is null))
);
call declare_table('stock_resolution', 'fact', 'what became of a discrepancy');
create policy visible on stock_resolution for select using (stock_visible(party_id));
create policy append_own on stock_resolution for insert with check (agency_id = current_agency() and stock_visible(party_id));
create index stock_resolution_by_reason on stock_resolution (reason_id);
create policy reason_of_resolution on personal_record for select using (
  kind = 'NOTE' and exists (select from stock_resolution r where r.reason_id = personal_record.id));

-- The weapons whose placements may put them at a location at some time of a range, with what they are and what stands on them. `sure`: the last placement that was
-- over before the range began is at this location; `possible`: so is one that may have been the last by its end. Whether the party held them then is decided by
-- their chains, in src/domain. Only of a location that the asker sees, and only weapons that were placed there, so that nothing of others can be asked for.
-- Served by stock_placement_by_location, stock_placement_pk, weapon_state_pk, custody_event_pk; weapons that left the party before the range and did not come
-- back are left out here already, or a shop's counter would go through all it ever sold.
create function registry_stock(p_location uuid, p_from timestamptz, p_to timestamptz, p_limit integer)
  returns table (weapon_id uuid, sure boolean, possible boolean, type text, make text, model text, marks jsonb)
  language sql stable security definer set search_path = public, pg_temp
  begin atomic
    with place as (
      select l.id, l.party_id from stock_location l where l.id = p_location and current_agency() is not null and stock_visible(l.party_id)
    ), placed as (
      select distinct p.weapon_id, place.party_id from place join stock_placement p on p.location_id = place.id
    ), candidate as (
      select c.weapon_id,
        coalesce((select s.placed and s.location_id = p_location from stock_placement s
          where s.weapon_id = c.weapon_id and s.occurred_to <= p_from
          order by s.occurred_from desc, s.recorded_at desc, s.id desc limit 1), false) as sure,
        coalesce((select s.placed and s.location_id = p_location from stock_placement s
          where s.weapon_id = c.weapon_id and s.occurred_from < p_to
          order by s.occurred_from desc, s.recorded_at desc, s.id desc limit 1), false) as possible
      from placed c
      where exists (select from weapon_state w where w.weapon_id = c.weapon_id and w.holder_party_id = c.party_id)
        or exists (select from custody_event e where e.weapon_id = c.weapon_id and e.occurred_to > p_from)
    )
    select k.weapon_id, k.sure, k.possible, d.type, d.make, d.model,
      coalesce((
        select jsonb_agg(jsonb_build_object('kind', m.kind, 'text', m.text, 'component', m.component, 'condition', m.condition) order by m.n)
        from marking m
        where m.weapon_id = k.weapon_id and not exists (select from fallen_fact f where f.weapon_id = m.weapon_id and f.fact_id = m.id)), '[]'::jsonb)
    from candidate k cross join lateral (
      select v.type, v.make, v.model from weapon_description v
      where v.weapon_id = k.weapon_id and not exists (select from fallen_fact f where f.weapon_id = v.weapon_id and f.fact_id = v.id)
      order by v.version desc limit 1) d
    where k.sure or k.possible
    order by k.weapon_id limit p_limit;
  end;

-- What a party holds now, by location (null: placed nowhere), type and the kinds of legible marks, with how many; for shares, never weapon by weapon.
-- Served by weapon_state_by_holder, stock_placement_pk, weapon_description_pk, marking_pk and custody_event_pk.
create function registry_stock_profiles(p_party uuid, p_location uuid, p_illegible text[], p_limit integer)
  returns table (location_id uuid, category text, type text, kinds text[], imported boolean, weapons integer)
  language sql stable security definer set search_path = public, pg_temp
  begin atomic
    with held as (
      select w.weapon_id,
        (select case when s.placed and s.party_id = p_party then s.location_id end from stock_placement s
          where s.weapon_id = w.weapon_id and s.occurred_from <= statement_timestamp()
          order by s.occurred_from desc, s.recorded_at desc, s.id desc limit 1) as location_id
      from weapon_state w
      where w.holder_party_id = p_party and w.status in ('IN_POSSESSION', 'DEACTIVATED', 'STATE_CUSTODY')
        and current_agency() is not null and stock_visible(p_party)
    )
    select h.location_id, x.category, d.type,
      array(select distinct m.kind from marking m
        where m.weapon_id = h.weapon_id and m.condition <> all (p_illegible)
          and not exists (select from fallen_fact f where f.weapon_id = m.weapon_id and f.fact_id = m.id) order by 1) as kinds,
      exists (select from custody_event e where e.weapon_id = h.weapon_id and e.kind = 'IMPORTED'
        and not exists (select from fallen_fact f where f.weapon_id = e.weapon_id and f.fact_id = e.id)) as imported,
      count(*)::integer
    from held h
      join weapon x on x.id = h.weapon_id
      cross join lateral (
        select v.type from weapon_description v
        where v.weapon_id = h.weapon_id and not exists (select from fallen_fact f where f.weapon_id = v.weapon_id and f.fact_id = v.id)
        order by v.version desc limit 1) d
    where p_location is null or h.location_id = p_location
    group by 1, 2, 3, 4, 5
    order by 1, 2, 3, 4, 5
    limit p_limit;
  end;

-- The weapons that lie at a location now, by id, for a list of them. Served by stock_placement_by_location, weapon_state_pk and stock_placement_pk.
create function registry_stock_weapons(p_location uuid, p_after uuid, p_limit integer)
  returns table (weapon_id uuid, placed jsonb, placed_from timestamptz)
  language sql stable security definer set search_path = public, pg_temp
  begin atomic
    select c.weapon_id, s.occurred, s.occurred_from
    from stock_location l
      cross join lateral (
        select distinct p.weapon_id from stock_placement p where p.location_id = l.id and p.weapon_id > p_after) c
      join weapon_state w on w.weapon_id = c.weapon_id and w.holder_party_id = l.party_id
        and w.status in ('IN_POSSESSION', 'DEACTIVATED', 'STATE_CUSTODY')
      cross join lateral (
        select n.location_id, n.placed, n.occurred, n.occurred_from from stock_placement n
        where n.weapon_id = c.weapon_id and n.occurred_from <= statement_timestamp()
        order by n.occurred_from desc, n.recorded_at desc, n.id desc limit 1) s
    where l.id = p_location and current_agency() is not null and stock_visible(l.party_id)
      and s.placed and s.location_id = l.id
    order by c.weapon_id limit p_limit;
  end;
