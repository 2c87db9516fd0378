create table trace_request (
  id                             uuid        not null,
  actor_id                       uuid        not null,
  priority                       text        not null,
  illicit_grounds                text[]      not null,
  purpose                        text        not null,
  intended_use                   text        not null,
  can_guarantee_confidentiality  boolean     not null,
  circumstances                  jsonb       not null,
  observation                    jsonb       not null,
  text_id                        uuid        not null,
  identification                 jsonb       not null,
  flags                          jsonb       not null,
  findings                       jsonb       not null,
  status                         text        not null,
  agency_id                      uuid        not null,
  recorded_at                    timestamptz not null,
  constraint trace_request_pk primary key (id)
);
create index trace_request_by_agency on trace_request (agency_id, recorded_at desc, id desc);
create index trace_request_by_time on trace_request (recorded_at desc, id desc);
call declare_table('trace_request', 'fact', 'trace requests with what was identified when they came in');
create policy own_or_registry on trace_request for select using (agency_id = current_agency() or reads_registry());
create policy append_own on trace_request for insert with check (agency_id = current_agency());

-- The answer as it was given, sealed: it may hold names. What was concluded stands beside it in the clear, without them.
create table trace_answer (
  request_id  uuid        not null,
  id          uuid        not null,
  outcome     text        not null,
  tier        text,
  weapon_id   uuid,
  names       boolean     not null,
  key_id      uuid        not null,
  sealed      bytea       not null,
  agency_id   uuid        not null,
  recorded_at timestamptz not null,
  constraint trace_answer_pk primary key (request_id, id)
);
call declare_table('trace_answer', 'fact', 'answers given, sealed');
create policy own_or_registry on trace_answer for select using (agency_id = current_agency() or reads_registry());
create policy append_own on trace_answer for insert with check (agency_id = current_agency());

-- A look at another's record: who, for whom, why, on what ground, what was shown.
create table disclosure (
  id          uuid        not null,
  actor_id    uuid        not null,
  weapon_id   uuid        not null,
  purpose     text,
  text_id     uuid,
  own_record  boolean     not null,
  shown       text[]      not null,
  source      text        not null,
  agency_id   uuid        not null,
  recorded_at timestamptz not null,
  constraint disclosure_pk primary key (id)
);
create index disclosure_by_weapon on disclosure (weapon_id, recorded_at);
call declare_table('disclosure', 'fact', 'every look at a weapon''s record');

-- True where the asking agency may mark or describe the weapon alone: it holds it by an unbroken chain, or registered it and nobody else depends on the record
-- yet, by an event, a look or an answer (design 3.1). Served by weapon_pk, weapon_state_pk, custody_event_pk and disclosure_by_weapon.
create function weapon_may_describe(p_weapon uuid) returns boolean
  language sql stable security definer set search_path = public, pg_temp
  begin atomic
    select current_agency() is not null and (
      exists (select from weapon_state s where s.weapon_id = p_weapon and s.chain_intact and acts_for(s.holder_party_id))
      or (exists (select from weapon w where w.id = p_weapon and w.agency_id = current_agency())
        and not exists (select from custody_event e where e.weapon_id = p_weapon and e.agency_id <> current_agency())
        and not exists (select from disclosure d where d.weapon_id = p_weapon and d.agency_id <> current_agency())));
  end;

create policy own_or_registry on disclosure for select using (agency_id = current_agency() or reads_registry());
create policy append_own on disclosure for insert with check (agency_id = current_agency());
