-- Seizures, the life of a trace request, and answers that a later fact changes.
alter table fact drop constraint fact_kind_known;
alter table fact add constraint fact_kind_known check (kind in (
  'agency', 'agency-version', 'representation', 'representation-end', 'party', 'party-version', 'licence', 'licence-version',
  'weapon', 'description', 'marking', 'transfer', 'transfer-statement', 'custody-event', 'error-declaration', 'declaration-decision',
  'identity-link', 'link-decision', 'evidence-file', 'authorisation', 'authorisation-verification', 'consignment', 'consignment-delivery', 'stock-location', 'stock-placement', 'stock-count', 'stock-resolution',
  'assembly', 'lot-split', 'succession', 'seizure', 'seizure-item', 'disposition', 'trace-request', 'trace-step', 'trace-decision', 'trace-answer',
  'answer-supersession', 'disclosure')) not valid;

alter table personal_record drop constraint personal_record_kind_known;
alter table personal_record add constraint personal_record_kind_known check (kind in
  ('PARTY_NAME', 'ACTOR', 'NOTE', 'REQUEST_TEXT', 'LOOK_TEXT', 'SEIZURE_TEXT', 'TRACE_TEXT')) not valid;

-- A recovered item has a record of its own and is never a candidate of a search: what was read on it may be another weapon's number (design 3.5, 5).
alter table weapon add column recovered boolean not null default false;

-- What one call recovered. Reference, legal basis, consignor and consignee may name persons and lie in the personal store.
create table seizure (
  id             uuid        not null,
  actor_id       uuid        not null,
  recovery_class text        not null,
  circumstance   text        not null,
  occurred       jsonb       not null,
  occurred_from  timestamptz not null,
  place          jsonb       not null,
  customs        jsonb,
  custodian_id   uuid,
  text_id        uuid        not null,
  item_count     integer     not null,
  agency_id      uuid        not null,
  recorded_at    timestamptz not null,
  constraint seizure_pk primary key (id),
  constraint seizure_class_known check (recovery_class in ('SEIZED', 'FOUND', 'SURRENDERED')),
  constraint seizure_size check (item_count between 1 and 200)
);
create index seizure_by_agency on seizure (agency_id, recorded_at desc, id desc);
create index seizure_by_time on seizure (recorded_at desc, id desc);
call declare_table('seizure', 'fact', 'recoveries of one to 200 items');
create policy own_or_registry on seizure for select using (agency_id = current_agency() or reads_registry());
create policy append_own on seizure for insert with check (agency_id = current_agency());

-- One item, with what was read on it and what it was taken for when it came in. Its description, marks and custody are those of its weapon record.
create table seizure_item (
  weapon_id      uuid        not null,
  id             uuid        not null,
  seizure_id     uuid        not null,
  n              integer     not null,
  observation    jsonb       not null,
  identification jsonb       not null,
  identified_as  uuid,
  flags          jsonb       not null,
  findings       jsonb       not null,
  traceability   text        not null,
  due_on         date        not null,
  agency_id      uuid        not null,
  recorded_at    timestamptz not null,
  constraint seizure_item_pk primary key (weapon_id, id),
  constraint seizure_item_of_weapon foreign key (weapon_id) references weapon (id),
  constraint seizure_item_traceability_known check (traceability in ('TRACEABLE', 'UNMARKED', 'PRE_1946', 'AMNESTY_COLLECTION', 'NOT_A_WEAPON'))
);
create unique index seizure_item_by_seizure on seizure_item (seizure_id, n, weapon_id);
create index seizure_item_by_id on seizure_item (id);
create index seizure_item_by_identity on seizure_item (identified_as) where identified_as is not null;
create index seizure_item_by_agency on seizure_item (agency_id, recorded_at desc, id desc);
create index seizure_item_by_time on seizure_item (recorded_at desc, id desc);
create index seizure_item_by_due on seizure_item (due_on, id);
call declare_table('seizure_item', 'fact', 'items recovered, each a weapon record of its own');
create policy own_or_registry on seizure_item for select using (agency_id = current_agency() or reads_registry());
create policy append_own on seizure_item for insert with check (agency_id = current_agency());

-- What was done with an item in the end (ITI 9), where its custody alone does not tell it: marked uniquely and recorded.
create table disposition (
  weapon_id   uuid        not null,
  id          uuid        not null,
  item_id     uuid        not null,
  kind        text        not null,
  occurred    jsonb       not null,
  event_id    uuid,
  note_id     uuid,
  actor_id    uuid        not null,
  agency_id   uuid        not null,
  recorded_at timestamptz not null,
  constraint disposition_pk primary key (weapon_id, id),
  constraint disposition_of_weapon foreign key (weapon_id) references weapon (id),
  constraint disposition_kind_known check (kind in
    ('MARKED_AND_RECORDED', 'DESTROYED', 'RETURNED', 'RETAINED', 'CONFISCATED', 'DEACTIVATED'))
);
create index disposition_by_item on disposition (item_id);
call declare_table('disposition', 'fact', 'what became of a recovered item');
create policy own_or_registry on disposition for select using (
  agency_id = current_agency() or reads_registry()
  or exists (select from seizure_item i where i.id = disposition.item_id and i.agency_id = current_agency()));
create policy append_own on disposition for insert with check (agency_id = current_agency());

-- The item that a request is about. Joined to the registered weapon when the request is answered.
alter table trace_request add column seizure_item_id uuid;
create index trace_request_by_item on trace_request (seizure_item_id) where seizure_item_id is not null;

-- Where a request stands now, derived from its steps, decisions and answers. Written by the functions below only, but for its first row.
create table trace_state (
  request_id     uuid        not null,
  agency_id      uuid        not null,
  status         text        not null,
  outcome        text,
  weapon_id      uuid,
  answer_id      uuid,
  superseded     boolean     not null default false,
  answered_at    timestamptz,
  received_at    timestamptz not null,
  constraint trace_state_pk primary key (request_id)
);
create index trace_state_by_weapon on trace_state (weapon_id, received_at) where weapon_id is not null;
create index trace_state_by_status on trace_state (status, received_at desc, request_id desc);
create index trace_state_by_agency on trace_state (agency_id, received_at desc, request_id desc);
call declare_table('trace_state', 'projection', 'status, weapon and current answer of a trace request');
create policy own_or_registry on trace_state for select using (agency_id = current_agency() or reads_registry());
create policy append_own on trace_state for insert with check (agency_id = current_agency());

-- Every request has a row: those that were recorded before this table, too.
insert into trace_state (request_id, agency_id, status, outcome, weapon_id, answer_id, answered_at, received_at)
  select q.id, q.agency_id, q.status, a.outcome, a.weapon_id, a.id, a.recorded_at, q.recorded_at
  from trace_request q left join trace_answer a on a.request_id = q.id;

-- What a person decided of a candidate. Names are those of the token, in the personal store behind actor_id.
create table trace_decision (
  request_id  uuid        not null,
  id          uuid        not null,
  weapon_id   uuid        not null,
  decision    text        not null,
  tier        text        not null,
  reason_id   uuid        not null,
  actor_id    uuid        not null,
  agency_id   uuid        not null,
  recorded_at timestamptz not null,
  constraint trace_decision_pk primary key (request_id, id, weapon_id),
  constraint trace_decision_known check (decision in ('CONFIRM', 'REJECT'))
);
call declare_table('trace_decision', 'fact', 'what persons decided of the candidates of a request');
create policy of_request on trace_decision for select using (
  agency_id = current_agency() or reads_registry()
  or exists (select from trace_request q where q.id = trace_decision.request_id and q.agency_id = current_agency()));
create policy append_own on trace_decision for insert with check (agency_id = current_agency() and reads_registry());

-- What the registry or the asker did with a request (ITI 19 to 23).
create table trace_step (
  request_id     uuid        not null,
  id             uuid        not null,
  action         text        not null,
  status         text        not null,
  details        jsonb       not null,
  observation    jsonb,
  identification jsonb,
  text_id        uuid,
  actor_id       uuid        not null,
  agency_id      uuid        not null,
  recorded_at    timestamptz not null,
  constraint trace_step_pk primary key (request_id, id)
);
call declare_table('trace_step', 'fact', 'what was done with a request');
create policy of_request on trace_step for select using (
  agency_id = current_agency() or reads_registry()
  or exists (select from trace_request q where q.id = trace_step.request_id and q.agency_id = current_agency()));
create policy append_own on trace_step for insert with check (agency_id = current_agency());

-- The texts of decisions and steps are for who may read the request: reasons are owed to the asker (ITI 23).
create index trace_step_by_text on trace_step (text_id) where text_id is not null;
create index trace_decision_by_reason on trace_decision (reason_id);
create policy of_trace_step on personal_record for select using (
  kind = 'TRACE_TEXT' and (
    exists (select from trace_step s where s.text_id = personal_record.id)
    or (reads_registry() and exists (select from trace_decision d where d.reason_id = personal_record.id))));

-- Answers have versions. An answer is given by the registry, so its agency is not always the asker's; who may read the request may read its answers.
-- The told part, without names, is what a later fact is compared with.
alter table trace_answer add column told jsonb;
alter table trace_answer add column supersedes uuid;
drop policy own_or_registry on trace_answer;
create policy of_request on trace_answer for select using (
  reads_registry() or exists (select from trace_request q where q.id = trace_answer.request_id and q.agency_id = current_agency()));
drop policy append_own on trace_answer;
create policy append_own on trace_answer for insert with check (agency_id = current_agency());

-- A registrar who confirms gives the asker sight of the weapon.
create policy append_released on weapon_reader for insert with check (basis = 'RELEASED' and reads_names());

-- That a later fact made an answer one that would be given otherwise today. The answer stays as it was given.
create table answer_supersession (
  request_id  uuid        not null,
  answer_id   uuid        not null,
  id          uuid        not null,
  differences text[]      not null,
  agency_id   uuid        not null,
  recorded_at timestamptz not null,
  constraint answer_supersession_pk primary key (request_id, answer_id, id)
);
call declare_table('answer_supersession', 'fact', 'answers that a later fact changes, and in what');
create policy of_request on answer_supersession for select using (
  reads_registry() or exists (select from trace_request q where q.id = answer_supersession.request_id and q.agency_id = current_agency()));
create policy append_own on answer_supersession for insert with check (agency_id = current_agency());

-- What an agency is to be told. Ids only: whoever is told reads the record itself, under his own rights. Not readable by who causes it.
create table notice (
  id           uuid        not null,
  to_agency_id uuid        not null,
  kind         text        not null,
  subject_id   uuid        not null,
  fact_id      uuid        not null,
  recorded_at  timestamptz not null,
  constraint notice_pk primary key (id),
  constraint notice_kind_known check (kind in (
    'ANSWER_SUPERSEDED', 'REQUEST_ANSWERED', 'MORE_INFO_REQUESTED', 'REQUEST_UPDATED', 'FOLLOW_UP_RECEIVED', 'SOUGHT_WEAPON_RECOVERED', 'SOUGHT_BY_ANOTHER_AGENCY'))
);
create index notice_by_agency on notice (to_agency_id, recorded_at desc, id desc);
call declare_table('notice', 'operational', 'what an agency is to be told');
create policy own on notice for select using (to_agency_id = current_agency());
create policy append_any on notice for insert with check (current_agency() is not null);

-- p_states: [{"request_id", "status", "outcome", "weapon_id", "answer_id", "superseded", "answered_at"}]. The row is locked by its own update.
create function project_traces(p_states jsonb) returns integer
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  touched integer;
begin
  update trace_state s
    set status = n.status, outcome = n.outcome, weapon_id = n.weapon_id, answer_id = n.answer_id, superseded = n.superseded,
      answered_at = n.answered_at
    from jsonb_to_recordset(p_states)
      as n (request_id uuid, status text, outcome text, weapon_id uuid, answer_id uuid, superseded boolean, answered_at timestamptz)
    where s.request_id = n.request_id and current_agency() is not null;
  get diagnostics touched = row_count;
  return touched;
end $$;

-- Locks a request that the caller may see until the transaction ends: decisions and steps of one request are taken one after another.
create function lock_trace(p_request uuid) returns boolean
  language sql security definer set search_path = public, pg_temp
  begin atomic
    with held as (
      select s.request_id from trace_state s
      where s.request_id = p_request and (s.agency_id = current_agency() or reads_registry())
      for update)
    select exists (select from held);
  end;

-- Registry-wide: the answers of some weapons that still stand as current, with what was asked, for telling which of them a later fact changes. Never sent as it is.
-- A weapon joined to another by a link is found under either id. Served by trace_state_by_weapon, trace_request_pk and trace_answer_pk.
create function registry_answers_of(p_weapons uuid[])
  returns table (request_id uuid, answer_id uuid, weapon_id uuid, agency_id uuid, circumstances jsonb, told jsonb, status text, outcome text, answered_at text)
  language sql stable security definer set search_path = public, pg_temp
  begin atomic
    select s.request_id, s.answer_id, s.weapon_id, s.agency_id, q.circumstances, a.told, s.status, s.outcome,
      to_char(s.answered_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
    from trace_state s
      join trace_request q on q.id = s.request_id
      join trace_answer a on a.request_id = s.request_id and a.id = s.answer_id
    where s.weapon_id = any (p_weapons) and not s.superseded and a.told is not null and current_agency() is not null;
  end;

-- Registry-wide: who else asked for some weapons, for linking requests and for flags that name a country and an office, never a case.
-- own_case tells whether a request of the caller's own agency has the same reference. Served by trace_state_by_weapon, trace_request_by_item and personal_record_pk.
create function registry_requests_of(p_weapons uuid[], p_items uuid[], p_case text)
  returns table (request_id uuid, weapon_id uuid, item_id uuid, agency_id uuid, status text, own_case boolean, received_at text)
  language sql stable security definer set search_path = public, pg_temp
  begin atomic
    select s.request_id, s.weapon_id, q.seizure_item_id, s.agency_id, s.status,
      s.agency_id = current_agency() and p_case is not null and exists (
        select from personal_record t where t.id = q.text_id and t.body ->> 'caseReference' = p_case),
      to_char(s.received_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
    from trace_state s join trace_request q on q.id = s.request_id
    where s.weapon_id = any (p_weapons) and current_agency() is not null
    union
    select s.request_id, s.weapon_id, q.seizure_item_id, s.agency_id, s.status,
      s.agency_id = current_agency() and p_case is not null and exists (
        select from personal_record t where t.id = q.text_id and t.body ->> 'caseReference' = p_case),
      to_char(s.received_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
    from trace_request q join trace_state s on s.request_id = q.id
    where q.seizure_item_id = any (p_items) and current_agency() is not null;
  end;

-- Registry-wide: whether two tokens' actors are one person by the subject of their tokens, also under two agencies. Served by personal_record_by_subject's kind.
create function is_same_person(p_actor uuid, p_other uuid) returns boolean
  language sql stable security definer set search_path = public, pg_temp
  begin atomic
    select current_agency() is not null and (p_actor = p_other or exists (
      select from personal_record a join personal_record b on b.body ->> 'subject' = a.body ->> 'subject'
      where a.id = p_actor and b.id = p_other and a.kind = 'ACTOR' and b.kind = 'ACTOR'));
  end;

-- Registry-wide: of the offices that reported, what a flag and an explained link say of them; instead of registry_contacts(), which knew no State. Served by agency_pk and agency_version_pk.
drop function registry_contacts(uuid[]);
create function registry_offices(p_agencies uuid[]) returns table (agency_id uuid, name text, country text, contact text)
  language sql stable security definer set search_path = public, pg_temp
  begin atomic
    select a.id, coalesce(v.name, a.name), coalesce(v.country, a.country), case when v.name is null then a.contact else v.contact end
    from agency a
      left join lateral (
        select n.name, n.country, n.contact from agency_version n where n.of_agency_id = a.id order by n.version desc limit 1) v on true
    where a.id = any (p_agencies) and current_agency() is not null;
  end;

-- An answer whose weapon a person took back opens the weapon no longer.
alter table fallen_fact drop constraint fallen_fact_reason_known;
alter table fallen_fact add constraint fallen_fact_reason_known check (reason in ('DECLARED', 'DISPUTED', 'WITHDRAWN'));

-- Photos of a recovery, of an item, and those that a decision stands on.
alter table evidence_use drop constraint evidence_use_kind_known;
alter table evidence_use add constraint evidence_use_kind_known check (subject_kind in
  ('CUSTODY_EVENT', 'MARKING', 'TRACE_REQUEST', 'TRACE_DECISION', 'SEIZURE', 'SEIZURE_ITEM')) not valid;
alter table evidence_use drop constraint evidence_use_of_weapon;
alter table evidence_use add constraint evidence_use_of_weapon check (
  (weapon_id is null) = (subject_kind in ('TRACE_REQUEST', 'TRACE_DECISION', 'SEIZURE'))) not valid;

-- What an asker wrote is for his agency, and for the registrars who answer it (ITI 17(a)).
create policy own_case_text on personal_record for select using (
  kind in ('REQUEST_TEXT', 'SEIZURE_TEXT') and (agency_id = current_agency() or reads_names()));
