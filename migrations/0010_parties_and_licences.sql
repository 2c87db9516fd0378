-- What a party was called and allowed, in versions. What is valid at a day, as known at a moment, is decided in src/domain/parties and src/domain/licences;
-- the functions here answer for today what row-level security must know.

-- A version says what is so from a day on, or, without a day, what was so from the start; a column that is null says nothing.
create table party_version (
  party_id           uuid        not null,
  id                 uuid        not null,
  kind               text,
  country            text,
  name_id            uuid,
  status             text,
  successor_party_id uuid,
  valid_from         date,
  reason             text        not null,
  explanation_id     uuid,
  actor_id           uuid        not null,
  agency_id          uuid        not null,
  recorded_at        timestamptz not null,
  constraint party_version_pk primary key (party_id, id),
  constraint party_version_status_known check (status in ('ACTIVE', 'CLOSED')),
  constraint party_version_reason_known check (reason in ('CHANGED', 'INCORRECT_DATA')),
  constraint party_version_change_has_day check (reason <> 'CHANGED' or valid_from is not null),
  constraint party_version_successor check (successor_party_id is null or status = 'CLOSED'),
  constraint party_version_says_something check (coalesce(kind, country, status, name_id::text) is not null)
);
call declare_table('party_version', 'fact', 'changes of parties, and corrections of them');
-- Whoever sees the party sees its versions.
create policy with_party on party_version for select using (
  agency_id = current_agency() or exists (select from party p where p.id = party_version.party_id));
create policy append_own on party_version for insert with check (agency_id = current_agency());

alter table party_licence add column issuer text;
alter table party_licence add column country text;
alter table party_licence add column scope jsonb;

create table licence_version (
  party_id    uuid        not null,
  licence_id  uuid        not null,
  id          uuid        not null,
  action      text        not null,
  from_day    date,
  terms       jsonb       not null,
  number      text        collate "C",
  reason_id   uuid        not null,
  actor_id    uuid        not null,
  agency_id   uuid        not null,
  recorded_at timestamptz not null,
  constraint licence_version_pk primary key (party_id, licence_id, id),
  constraint licence_version_action_known check (action in
    ('REVOKED', 'SUSPENDED', 'REINSTATED', 'EXTENDED', 'CORRECTED', 'RECORDED_IN_ERROR')),
  constraint licence_version_has_day check (action in ('CORRECTED', 'RECORDED_IN_ERROR') or from_day is not null)
);
-- A corrected number finds its party too.
create index licence_version_by_number on licence_version (number, party_id) where number is not null;
call declare_table('licence_version', 'fact', 'what became of licences, and corrections of them');

-- Parties that some custody event names: others may depend on what they are. One row for each, so that the events need no index by party.
create table party_in_custody (
  party_id uuid not null,
  constraint party_in_custody_pk primary key (party_id)
);
call declare_table('party_in_custody', 'projection', 'parties that a custody event names');
create policy append_any on party_in_custody for insert with check (current_agency() is not null);
insert into party_in_custody (party_id)
  select e.from_party_id from custody_event e where e.from_party_id is not null
  union select e.to_party_id from custody_event e where e.to_party_id is not null
  union select e.carrier_party_id from custody_event e where e.carrier_party_id is not null;

-- Of versions that say a thing, the one that begins last is in force, and of those that begin together the one recorded last (src/domain/parties/party.ts).
-- SECURITY DEFINER, since the policies of party ask. Served by party_version_pk.
create function party_closed(p_party uuid, p_day date) returns boolean
  language sql stable security definer set search_path = public, pg_temp
  begin atomic
    select current_agency() is not null and coalesce((
      select v.status = 'CLOSED' from party_version v
      where v.party_id = p_party and v.status is not null and (v.valid_from is null or v.valid_from <= p_day)
      order by v.valid_from desc nulls last, v.recorded_at desc, v.id desc limit 1), false);
  end;

-- The id of the name of a party at a day, as known at a moment; now where they are null. Served by party_version_pk and party_pk.
create function party_name_id(p_party uuid, p_day date, p_known timestamptz) returns uuid
  language sql stable security definer set search_path = public, pg_temp
  begin atomic
    select coalesce(
      (select v.name_id from party_version v
        where v.party_id = p_party and v.name_id is not null
          and (v.valid_from is null or v.valid_from <= coalesce(p_day, current_date)) and v.recorded_at <= coalesce(p_known, 'infinity')
        order by v.valid_from desc nulls last, v.recorded_at desc, v.id desc limit 1),
      (select p.name_id from party p where p.id = p_party))
    where current_agency() is not null;
  end;

create index representation_by_party on representation (party_id, agency_id);

-- True where an agency acts for a party on a day: a representation covers the day, and the party is not closed by then (ITI 13: its records pass to the State).
-- Served by representation_by_party and party_version_pk.
create function representation_valid(p_agency uuid, p_party uuid, p_day date) returns boolean
  language sql stable
  begin atomic
    select exists (
      select from representation r
      where r.agency_id = p_agency and r.party_id = p_party
        and p_day between r.valid_from and coalesce(r.valid_to, 'infinity'::date)
        and not party_closed(p_party, p_day));
  end;

create or replace function acts_for(p_party uuid) returns boolean
  language sql stable
  begin atomic
    select representation_valid(current_agency(), p_party, current_date);
  end;

-- Licensed parties are shared, whatever became of their licences since: what they did then must be reportable. A licence that was recorded in error shares
-- nobody, and a natural person never is shared.
create or replace function is_shared_party(p_party uuid) returns boolean
  language sql stable security definer set search_path = public, pg_temp
  begin atomic
    select current_agency() is not null
      and exists (
        select from party_licence l
        where l.party_id = p_party and not exists (
          select from licence_version v where v.party_id = l.party_id and v.licence_id = l.id and v.action = 'RECORDED_IN_ERROR'))
      and coalesce(
        (select v.kind from party_version v
          where v.party_id = p_party and v.kind is not null and (v.valid_from is null or v.valid_from <= current_date)
          order by v.valid_from desc nulls last, v.recorded_at desc, v.id desc limit 1),
        (select p.kind from party p where p.id = p_party)) not in ('PRIVATE_PERSON', 'COLLECTOR');
  end;

create function reported_party(p_party uuid) returns boolean
  language sql stable security definer set search_path = public, pg_temp
  begin atomic
    select exists (select from party p where p.id = p_party and p.agency_id = current_agency());
  end;

-- The licences of firms are shared with them. Those of a person are for registrars, for the agency that reported him and for one that acts for him:
-- not for the registry's other readers.
drop policy visible on party_licence;
create policy visible on party_licence for select using (
  agency_id = current_agency() or reads_names() or is_shared_party(party_id) or reported_party(party_id) or acts_for(party_id));
create policy with_licence on licence_version for select using (
  agency_id = current_agency() or exists (
    select from party_licence l where l.party_id = licence_version.party_id and l.id = licence_version.licence_id));
create policy append_own on licence_version for insert with check (agency_id = current_agency());

-- A name that a registrar corrected stays readable to the agency that reported the party.
drop policy visible on personal_record;
create policy visible on personal_record for select using (
  agency_id = current_agency()
  or reads_names()
  or (kind = 'PARTY_NAME' and (acts_for(subject_id) or is_shared_party(subject_id) or reported_party(subject_id))));

drop function registry_party_names(uuid[]);
create function registry_party_names(p_parties uuid[], p_day date, p_known timestamptz)
  returns table (party_id uuid, name text)
  language sql stable security definer set search_path = public, pg_temp
  begin atomic
    select p.id, r.body ->> 'name'
    from party p join personal_record r on r.id = party_name_id(p.id, p_day, p_known)
    where p.id = any (p_parties) and current_agency() is not null;
  end;

-- A look at a private party by a registrar or an auditor, so that its reporter does not change what they have seen.
create index audit_entry_of_party_looks on audit_entry using gin (subject_ids) where action = 'party.look';

-- True where others depend on what a party is, so that its reporter may no longer change it alone (design 3.1): a custody event that names it, a licence, an agency
-- that acts for it, a change by another agency, or a look by one.
-- Served by party_in_custody_pk, party_licence_pk, party_version_pk, representation_by_party and audit_entry_of_party_looks.
create function party_is_depended_on(p_party uuid) returns boolean
  language sql stable security definer set search_path = public, pg_temp
  begin atomic
    select current_agency() is not null and (
      exists (select from party_in_custody c where c.party_id = p_party)
      or exists (select from party_licence l where l.party_id = p_party)
      or exists (select from representation r where r.party_id = p_party and r.agency_id <> current_agency())
      or exists (select from party_version v where v.party_id = p_party and v.agency_id <> current_agency())
      or exists (select from audit_entry a
                 where a.action = 'party.look' and a.subject_ids @> array[p_party] and a.agency_id <> current_agency()));
  end;

-- Registry-wide: the versions of all parties that the custody of some weapons names, beside registry_history() and in the same statement with it.
-- Served by custody_event_pk and party_version_pk; most parties have none.
create function registry_party_versions(p_weapons uuid[])
  returns table (root uuid, weapon_id uuid, item text, id uuid, body jsonb, recorded_at text)
  language sql stable security definer set search_path = public, pg_temp
  begin atomic
    with named as (
      select distinct l.root, s.party_id
      from registry_linked(p_weapons) l
        join custody_event e on e.weapon_id = l.weapon_id
        cross join lateral (values (e.from_party_id), (e.to_party_id), (e.carrier_party_id)) as s (party_id)
      where s.party_id is not null)
    select n.root, n.root, 'PARTY_VERSION', v.id,
      jsonb_build_object('partyId', v.party_id, 'kind', v.kind, 'country', v.country, 'status', v.status, 'validFrom', v.valid_from),
      to_char(v.recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
    from named n join party_version v on v.party_id = n.party_id;
  end;

-- Registry-wide: the licences of the firms that the custody of some weapons names, for a chain that is shown; those of persons never. An exporter has one for each
-- consignment, so the newest hundred of each firm are taken, as for a report.
-- Served by custody_event_pk, party_licence_pk and licence_version_pk.
create function registry_firm_licences(p_weapons uuid[])
  returns table (root uuid, weapon_id uuid, item text, id uuid, body jsonb, recorded_at text)
  language sql stable security definer set search_path = public, pg_temp
  begin atomic
    with named as (
      select distinct l.root, s.party_id
      from registry_linked(p_weapons) l
        join custody_event e on e.weapon_id = l.weapon_id
        cross join lateral (values (e.from_party_id), (e.to_party_id)) as s (party_id)
      where s.party_id is not null)
    select n.root, n.root, 'LICENCE', h.id,
      jsonb_build_object(
        'partyId', h.party_id, 'kind', h.kind, 'number', h.number, 'validFrom', h.valid_from, 'validTo', h.valid_to,
        'issuer', null, 'country', null, 'scope', h.scope, 'versions', coalesce((
          select jsonb_agg(jsonb_build_object('id', v.id, 'action', v.action, 'from', v.from_day, 'terms', v.terms,
            'recordedAt', to_char(v.recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')))
          from licence_version v where v.party_id = h.party_id and v.licence_id = h.id), '[]'::jsonb)),
      to_char(h.recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
    from named n
      cross join lateral (
        select l.id, l.party_id, l.kind, l.number, l.valid_from, l.valid_to, l.scope, l.recorded_at
        from party_licence l where l.party_id = n.party_id order by l.valid_from desc, l.id desc limit 100) h
    where is_shared_party(n.party_id);
  end;
