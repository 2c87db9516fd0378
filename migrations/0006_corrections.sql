-- Facts about facts: what corrects a record, joins two of them, or adds to what an agency or a party is.
alter table fact drop constraint fact_kind_known;
alter table fact add constraint fact_kind_known check (kind in (
  'agency', 'agency-version', 'representation', 'representation-end', 'party', 'party-version', 'licence', 'licence-version',
  'weapon', 'description', 'marking', 'transfer', 'transfer-statement', 'custody-event', 'error-declaration', 'declaration-decision',
  'identity-link', 'link-decision', 'evidence-file', 'authorisation', 'authorisation-verification', 'consignment', 'consignment-delivery', 'stock-location', 'stock-placement', 'stock-count', 'stock-resolution',
  'assembly', 'lot-split', 'succession', 'trace-request', 'trace-answer', 'disclosure')) not valid;

-- An error declaration (the word of EPCIS) says that a fact did not occur or is wrong, and by which fact it is replaced. It changes nothing that is stored: which
-- facts stand is decided from declarations, decisions and withdrawals, as known at any moment. A withdrawal is a declaration about a declaration.
create table error_declaration (
  weapon_id      uuid        not null,
  id             uuid        not null,
  subject_kind   text        not null,
  subject_id     uuid        not null,
  reason         text        not null,
  explanation_id uuid        not null,
  replacement_id uuid,
  needs_decision boolean     not null,
  actor_id       uuid        not null,
  agency_id      uuid        not null,
  recorded_at    timestamptz not null,
  constraint error_declaration_pk primary key (weapon_id, id),
  constraint error_declaration_of_weapon foreign key (weapon_id) references weapon (id),
  constraint error_declaration_subject_known check (subject_kind in
    ('CUSTODY_EVENT', 'MARKING', 'DESCRIPTION', 'IDENTITY_LINK', 'ERROR_DECLARATION')),
  constraint error_declaration_reason_known check (reason in ('DID_NOT_OCCUR', 'INCORRECT_DATA')),
  constraint error_declaration_replacement check (replacement_id is null or subject_kind in ('CUSTODY_EVENT', 'MARKING', 'DESCRIPTION'))
);
create index error_declaration_by_id on error_declaration (id);
create index error_declaration_by_agency on error_declaration (agency_id, recorded_at desc, id desc);
create index error_declaration_by_time on error_declaration (recorded_at desc, id desc);
create index error_declaration_to_decide on error_declaration (recorded_at desc, id desc) where needs_decision;
call declare_table('error_declaration', 'fact', 'what is declared wrong, and what replaces it');
create policy own_or_registry on error_declaration for select using (agency_id = current_agency() or reads_registry());
create policy append_own on error_declaration for insert with check (agency_id = current_agency());

-- What a registrar decided of a declaration or an identity link that was not in effect by itself; once for each.
create table registrar_decision (
  weapon_id   uuid        not null,
  subject_id  uuid        not null,
  id          uuid        not null,
  decision    text        not null,
  reason_id   uuid        not null,
  actor_id    uuid        not null,
  agency_id   uuid        not null,
  recorded_at timestamptz not null,
  constraint registrar_decision_pk primary key (weapon_id, subject_id),
  constraint registrar_decision_known check (decision in ('CONFIRM', 'REJECT'))
);
call declare_table('registrar_decision', 'fact', 'what registrars decided of corrections and links');
create policy append_own on registrar_decision for insert with check (agency_id = current_agency());
-- Who declared may read what became of it.
create policy own_or_registry on registrar_decision for select using (
  agency_id = current_agency() or reads_registry()
  or exists (select from error_declaration d where d.weapon_id = registrar_decision.weapon_id and d.id = registrar_decision.subject_id
             and d.agency_id = current_agency()));

-- Served by registrar_decision_by_reason; which decisions are visible at all is the policy above.
create index registrar_decision_by_reason on registrar_decision (reason_id);
create policy reason_of_decision on personal_record for select using (
  kind = 'NOTE' and exists (select from registrar_decision d where d.reason_id = personal_record.id));

-- Facts that do not stand now: declared wrong, a replacement that still waits, or a hand-over that its other side denies. Derived; what stood at an earlier moment is decided from the facts.
create table fallen_fact (
  weapon_id uuid not null,
  fact_id   uuid not null,
  reason    text not null,
  constraint fallen_fact_pk primary key (weapon_id, fact_id, reason),
  constraint fallen_fact_reason_known check (reason in ('DECLARED', 'DISPUTED'))
);
call declare_table('fallen_fact', 'projection', 'facts that do not stand now');
create policy with_agency on fallen_fact for select using (current_agency() is not null);

-- p_facts: [{"weaponId", "factId", "reason", "stands"}].
create function project_standing(p_facts jsonb) returns void
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if current_agency() is null then return; end if;
  delete from fallen_fact f using jsonb_to_recordset(p_facts) as s ("weaponId" uuid, "factId" uuid, reason text, stands boolean)
    where s.stands and f.weapon_id = s."weaponId" and f.fact_id = s."factId" and f.reason = s.reason;
  insert into fallen_fact (weapon_id, fact_id, reason)
    select s."weaponId", s."factId", s.reason from jsonb_to_recordset(p_facts) as s ("weaponId" uuid, "factId" uuid, reason text, stands boolean)
    where not s.stands on conflict on constraint fallen_fact_pk do nothing;
end $$;

-- A replacement is an event, mark or description of its own; it stands only while its declaration is in effect.
alter table custody_event add column declaration_id uuid;
alter table marking add column declaration_id uuid;
alter table weapon_description add column declaration_id uuid;
create index marking_by_id on marking (id);
create index weapon_description_by_id on weapon_description (id);

-- When a mark was put on, and since when a description is true; null where the record holds for the whole life of the weapon.
alter table marking add column occurred jsonb;
alter table weapon_description add column occurred jsonb;

-- Two records of one weapon: a maker's and an importer's registration, or a recovered item and the registered weapon. Proposed, confirmed, withdrawable.
create table identity_link (
  weapon_id       uuid        not null,
  id              uuid        not null,
  other_weapon_id uuid        not null,
  basis           text        not null,
  tier            text,
  evidence_id     uuid        not null,
  needs_decision  boolean     not null,
  actor_id        uuid        not null,
  agency_id       uuid        not null,
  recorded_at     timestamptz not null,
  constraint identity_link_pk primary key (weapon_id, id),
  constraint identity_link_of_weapon foreign key (weapon_id) references weapon (id),
  constraint identity_link_of_two check (weapon_id < other_weapon_id),
  constraint identity_link_basis_known check (basis in ('SAME_REGISTRATION', 'RECOVERED_ITEM'))
);
create index identity_link_by_other on identity_link (other_weapon_id, weapon_id);
create index identity_link_by_id on identity_link (id);
create index identity_link_by_time on identity_link (recorded_at desc, id desc);
call declare_table('identity_link', 'fact', 'which two records are one weapon');
create policy own_or_registry on identity_link for select using (agency_id = current_agency() or reads_registry());
create policy append_own on identity_link for insert with check (agency_id = current_agency());

-- Registry-wide: for each weapon the records that were ever joined to it, itself included. Links that nobody confirmed join nothing.
-- Served by identity_link_pk, identity_link_by_other and registrar_decision_pk; for a weapon without links, two probes that find nothing.
create function registry_linked(p_weapons uuid[]) returns table (root uuid, weapon_id uuid)
  language sql stable security definer set search_path = public, pg_temp
  begin atomic
    with recursive joined (root, weapon_id) as (
      select w, w from unnest(p_weapons) as w where current_agency() is not null
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
  end;

-- Locks weapons with all records that are joined to them, and gives those named the number of their next event: one UPDATE, as lock_weapons().
create function lock_linked_weapons(p_weapons uuid[], p_events integer) returns table (weapon_id uuid, last_seq integer)
  language sql security definer set search_path = public, pg_temp
  begin atomic
    update weapon_state s
      set last_seq = s.last_seq + case when s.weapon_id = any (p_weapons) then p_events else 0 end
      where s.weapon_id in (select l.weapon_id from registry_linked(p_weapons) l) and current_agency() is not null
      returning s.weapon_id, s.last_seq;
  end;

-- Registry-wide: everything that is recorded of the custody of some weapons and of the records joined to them, in one statement: events, declarations with
-- their decisions, links. What of it stands, and stood, is decided in src/domain/custody. Never sent to a caller as it is.
-- Served by custody_event_pk, error_declaration_pk, registrar_decision_pk, identity_link_pk and party_pk, each with weapon_id first.
drop function registry_history(uuid[]);
create function registry_history(p_weapons uuid[])
  returns table (root uuid, weapon_id uuid, item text, id uuid, body jsonb, recorded_at text)
  language sql stable security definer set search_path = public, pg_temp
  begin atomic
    with linked as (select l.root, l.weapon_id from registry_linked(p_weapons) l)
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
      left join registrar_decision r on r.weapon_id = k.weapon_id and r.subject_id = k.id;
  end;

-- What a report opened stays open only while the report stands.
create or replace function weapon_readable(p_weapon uuid) returns boolean
  language sql stable security definer set search_path = public, pg_temp
  begin atomic
    select current_agency() is not null and (
      reads_registry()
      or exists (select from weapon_reader r where r.weapon_id = p_weapon and r.agency_id = current_agency()
                 and not exists (select from fallen_fact f where f.weapon_id = r.weapon_id and f.fact_id = r.source_id))
      or exists (select from weapon_state s where s.weapon_id = p_weapon and s.chain_intact
                 and (acts_for(s.holder_party_id) or acts_for(s.consignee_party_id))));
  end;

create or replace function weapon_is_own(p_weapon uuid) returns boolean
  language sql stable security definer set search_path = public, pg_temp
  begin atomic
    select exists (select from weapon_reader r
                   where r.weapon_id = p_weapon and r.agency_id = current_agency() and r.basis in ('REGISTERED', 'REPORTED')
                     and not exists (select from fallen_fact f where f.weapon_id = r.weapon_id and f.fact_id = r.source_id))
      or exists (select from weapon_state s where s.weapon_id = p_weapon and s.chain_intact
                 and (acts_for(s.holder_party_id) or acts_for(s.consignee_party_id)));
  end;

-- True where others depend on what was recorded of a weapon since a moment, so that its reporter may no longer correct it alone (design 3.1): another event that
-- stands, a look by another agency, an answer. Served by custody_event_pk, disclosure_by_weapon and trace_answer_by_weapon.
create index trace_answer_by_weapon on trace_answer (weapon_id, recorded_at) where weapon_id is not null;
create function weapon_is_depended_on(p_weapon uuid, p_event uuid, p_since timestamptz, p_occurred_to timestamptz) returns boolean
  language sql stable security definer set search_path = public, pg_temp
  begin atomic
    select exists (
        select from custody_event e
        where e.weapon_id in (select l.weapon_id from registry_linked(array[p_weapon]) l) and e.id is distinct from p_event
          and (e.recorded_at > p_since or e.occurred_from >= p_occurred_to)
          and not exists (select from fallen_fact f where f.weapon_id = e.weapon_id and f.fact_id = e.id))
      or exists (select from disclosure d where d.weapon_id = p_weapon and d.agency_id <> current_agency() and d.recorded_at >= p_since)
      or exists (select from trace_answer a where a.weapon_id = p_weapon and a.recorded_at >= p_since)
      or exists (select from registry_linked(array[p_weapon]) l where l.weapon_id <> p_weapon);
  end;

-- Marks and descriptions that do not stand are neither searched nor compared.
create or replace function registry_marking_candidates(p_probes jsonb, p_limit integer)
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
        from weapon_description d
        where d.weapon_id = h.weapon_id and not exists (select from fallen_fact f where f.weapon_id = d.weapon_id and f.fact_id = d.id)
        order by d.version desc limit 1),
      (select jsonb_agg(jsonb_build_object('markingId', m.id, 'kind', m.kind, 'text', m.text, 'component', m.component, 'condition', m.condition) order by m.n)
        from marking m
        where m.weapon_id = h.weapon_id and not exists (select from fallen_fact f where f.weapon_id = m.weapon_id and f.fact_id = m.id))
    from hit h join weapon w on w.id = h.weapon_id;
  end;

-- Registry-wide: the declarations of one weapon, for telling which marks and descriptions stood at a moment. Served by error_declaration_pk and registrar_decision_pk.
create function registry_declarations(p_weapon uuid) returns table (id uuid, body jsonb, recorded_at text)
  language sql stable security definer set search_path = public, pg_temp
  begin atomic
    select d.id,
      jsonb_build_object(
        'subjectKind', d.subject_kind, 'subjectId', d.subject_id, 'replacementId', d.replacement_id, 'needsDecision', d.needs_decision,
        'decision', r.decision, 'decidedAt', to_char(r.recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')),
      to_char(d.recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
    from error_declaration d left join registrar_decision r on r.weapon_id = d.weapon_id and r.subject_id = d.id
    where d.weapon_id = p_weapon and current_agency() is not null;
  end;
