create table agency (
  id                uuid        not null,
  name              text        not null,
  country           text        not null,
  mandate_countries text[]      not null,
  contact           text,
  agency_id         uuid        not null,
  recorded_at       timestamptz not null,
  constraint agency_pk primary key (id),
  constraint agency_mandate_not_empty check (cardinality(mandate_countries) between 1 and 300)
);
call declare_table('agency', 'fact', 'who may call');
create policy self_or_registry on agency for select using (id = current_agency() or reads_registry());
create policy append_own on agency for insert with check (agency_id = current_agency());

create table party (
  id          uuid        not null,
  kind        text        not null,
  country     text        not null,
  name_id     uuid        not null,
  agency_id   uuid        not null,
  recorded_at timestamptz not null,
  constraint party_pk primary key (id)
);
create index party_by_reporter on party (agency_id, id);
call declare_table('party', 'fact', 'who can hold or own');

create table party_licence (
  party_id    uuid        not null,
  id          uuid        not null,
  kind        text        not null,
  number      text        not null collate "C",
  valid_from  date        not null,
  valid_to    date,
  agency_id   uuid        not null,
  recorded_at timestamptz not null,
  constraint party_licence_pk primary key (party_id, id),
  constraint party_licence_period check (valid_to is null or valid_to >= valid_from)
);
create index party_licence_by_number on party_licence (number, party_id);
call declare_table('party_licence', 'fact', 'licences, set by registrars');

-- Licensed parties are shared, so that a buyer can be named by his licence; a natural person never is, whatever permit he holds.
-- SECURITY DEFINER, since the policies of party would otherwise ask themselves. Served by party_pk and party_licence_pk.
create function is_shared_party(p_party uuid) returns boolean
  language sql stable security definer set search_path = public, pg_temp
  begin atomic
    select current_agency() is not null and exists (
      select from party p
      where p.id = p_party and p.kind not in ('PRIVATE_PERSON', 'COLLECTOR')
        and exists (select from party_licence l where l.party_id = p_party));
  end;

create policy visible on party_licence for select using (agency_id = current_agency() or reads_registry() or is_shared_party(party_id));
create policy append_own on party_licence for insert with check (agency_id = current_agency());

-- Which agency acts for which party, and when.
create table representation (
  agency_id   uuid        not null,
  party_id    uuid        not null,
  id          uuid        not null,
  valid_from  date        not null,
  valid_to    date,
  reporter_id uuid        not null,
  recorded_at timestamptz not null,
  constraint representation_pk primary key (agency_id, party_id, id),
  constraint representation_period check (valid_to is null or valid_to >= valid_from)
);
call declare_table('representation', 'fact', 'which agency acts for which party');
create policy own_or_registry on representation for select using (agency_id = current_agency() or reads_registry());
create policy append_own on representation for insert with check (reporter_id = current_agency());

-- True where the asking agency acts for the party today. Served by representation_pk (agency_id, party_id).
create function acts_for(p_party uuid) returns boolean
  language sql stable
  begin atomic
    select exists (
      select from representation r
      where r.agency_id = current_agency() and r.party_id = p_party
        and current_date between r.valid_from and coalesce(r.valid_to, 'infinity'::date));
  end;

-- The others are private to their reporter, to who acts for them, and to the registry's readers.
create policy visible on party for select using (
  agency_id = current_agency() or reads_registry() or acts_for(id) or is_shared_party(id));
create policy append_own on party for insert with check (agency_id = current_agency());

-- Names follow the party, except that registry-wide reading alone (an auditor) does not open the names of unlicensed parties.
create policy visible on personal_record for select using (
  agency_id = current_agency()
  or reads_names()
  or (kind = 'PARTY_NAME' and (acts_for(subject_id) or is_shared_party(subject_id))));
