-- Lawful erasure. A record that nobody may have any more goes, with its salt; what is left of its fact still gives the same leaf, so the ledger and every proof stay.

-- Who ordered what to be erased, by which right. No personal data: persons are opaque ids, and what identifies the order lies in the personal store.
create table erasure (
  id               uuid        not null,
  subject_kind     text        not null,
  subject_id       uuid        not null,
  ground           text        not null,
  basis            text[]      not null,
  kept_until       date,
  text_id          uuid        not null,
  ordered_by       uuid        not null,
  confirmed_by     uuid,
  facts            integer     not null,
  personal_records integer     not null,
  sealed_bodies    integer     not null,
  agency_id        uuid        not null,
  recorded_at      timestamptz not null,
  constraint erasure_pk primary key (id),
  constraint erasure_subject_known check (subject_kind in ('PERSON', 'CUSTODY_EVENT', 'EVIDENCE_FILE')),
  constraint erasure_ground_known check (ground in ('RETENTION_ENDED', 'COURT_ORDER', 'UNLAWFULLY_RECORDED', 'LEGAL_OBLIGATION')),
  -- What goes before its time goes by the word of two.
  constraint erasure_by_two check (ground = 'RETENTION_ENDED' or (confirmed_by is not null and confirmed_by <> ordered_by))
);
create index erasure_by_subject on erasure (subject_id);
call declare_table('erasure', 'fact', 'orders of erasure that were carried out');
create policy own_or_registry on erasure for select using (agency_id = current_agency() or reads_registry());
create policy append_own on erasure for insert with check (agency_id = current_agency());

-- What is left of an erased fact: the fields that custody is computed from with their salts, and the digests of the others. transaction_id is the transaction that erased.
create table fact_erasure (
  fact_id        uuid        not null,
  erasure_id     uuid        not null,
  weapon_id      uuid        not null,
  remaining      jsonb       not null,
  transaction_id xid8        not null default pg_current_xact_id(),
  agency_id      uuid        not null,
  recorded_at    timestamptz not null,
  constraint fact_erasure_pk primary key (fact_id),
  constraint fact_erasure_by_order foreign key (erasure_id) references erasure (id)
);
create index fact_erasure_by_weapon on fact_erasure (weapon_id, fact_id);
call declare_table('fact_erasure', 'fact', 'what is left of erased facts');
create policy own_or_registry on fact_erasure for select using (agency_id = current_agency() or reads_registry());
create policy append_own on fact_erasure for insert with check (agency_id = current_agency());

-- A kept chain that tells of what was erased is not true any more.
create trigger chain_moves after insert on fact_erasure referencing new table as added
  for each statement execute function chain_moves();

-- base64url without padding, as salts and digests are written.
create function bytes_of_base64url(p_text text) returns bytea
  language sql immutable strict set search_path = public, pg_temp
  return decode(translate(p_text, '-_', '+/') || repeat('=', (4 - length(p_text) % 4) % 4), 'base64');

-- The ledger entry that the rest of a fact gives, by the rules of src/domain/ledger/commitment.ts. A value that PostgreSQL would write otherwise than RFC 8785
-- gives another entry, and the erasure is refused: nothing is lost by it.
create function entry_of_remaining(p_remaining jsonb) returns text
  language sql immutable set search_path = public, pg_temp
  begin atomic
    select '{"c":"' || translate(rtrim(encode(sha256(convert_to(E'marktrace/fact/v1\n', 'UTF8')
        || string_agg(int4send(octet_length(f.pointer)) || f.pointer || f.digest, ''::bytea order by f.pointer)), 'base64'), '='), '+/', '-_') || '","v":1}'
    from (
      select convert_to(s ->> 'pointer', 'UTF8') as pointer,
        sha256(bytes_of_base64url(s ->> 'salt') || convert_to((s -> 'value')::text, 'UTF8')) as digest
      from jsonb_array_elements(p_remaining -> 'shown') as s
      union all
      select convert_to(h ->> 'pointer', 'UTF8'), bytes_of_base64url(h ->> 'digest') from jsonb_array_elements(p_remaining -> 'hidden') as h) f;
  end;

-- The bytes and the secret of a fact go together, whole, and only where this transaction records what is left of it and that gives the fact's own leaf.
-- Not valid: what is there was checked when it came.
alter table fact alter column canonical drop not null, alter column secret drop not null, drop constraint fact_canonical_is_json,
  add constraint fact_canonical_is_json check (canonical is null or canonical::jsonb is not null) not valid,
  add constraint fact_whole_or_erased check ((canonical is null) = (secret is null)) not valid;
create function refuse_fact_change() returns trigger
  language plpgsql set search_path = public, pg_temp as $$
begin
  if tg_op = 'UPDATE' and old.canonical is not null and new.canonical is null and new.secret is null
    and (new.id, new.kind, new.agency_id, new.recorded_at) is not distinct from (old.id, old.kind, old.agency_id, old.recorded_at)
    and exists (
      select from fact_erasure x
      where x.fact_id = old.id and x.transaction_id = pg_current_xact_id()
        and convert_to(entry_of_remaining(x.remaining), 'UTF8') = coalesce(
          (select l.entry from ledger_entry l where l.fact_id = old.id), (select q.entry from leaf_queue q where q.fact_id = old.id)))
  then return new; end if;
  raise exception '% on fact is refused: facts are append-only', tg_op using errcode = 'restrict_violation';
end $$;
drop trigger refuse_row_change on fact;
create trigger refuse_row_change before update or delete on fact for each row execute function refuse_fact_change();

-- What is erased of an event and of the report it came in: where exactly, the papers' numbers, and the note. Custody is computed from the rest, which stays.
create function place_erased(p_place jsonb) returns jsonb
  language sql immutable set search_path = public, pg_temp
  return case when p_place is null or jsonb_typeof(p_place) = 'null' then p_place else jsonb_build_object('country', p_place -> 'country') end;
create function documents_erased(p_documents jsonb) returns jsonb
  language sql immutable set search_path = public, pg_temp
  return (select coalesce(jsonb_agg(d.document - 'issuer' - 'issuedOn' || '{"number": "ERASED"}' order by d.n), '[]')
    from jsonb_array_elements(p_documents) with ordinality as d (document, n));

create function refuse_change_but_erasure() returns trigger
  language plpgsql set search_path = public, pg_temp as $$
begin
  if tg_op = 'UPDATE' and to_jsonb(new) = to_jsonb(old) || jsonb_build_object(
      'place', place_erased(old.place), 'documents', documents_erased(old.documents), 'note_id', null)
    and exists (
      select from fact_erasure x join custody_event e on e.weapon_id = x.weapon_id and e.id = x.fact_id
      where old.id in (e.id, e.report_id) and x.transaction_id = pg_current_xact_id())
  then return new; end if;
  raise exception '% on % is refused: facts are append-only', tg_op, tg_table_name using errcode = 'restrict_violation';
end $$;
drop trigger refuse_row_change on custody_event;
create trigger refuse_row_change before update or delete on custody_event for each row execute function refuse_change_but_erasure();
drop trigger refuse_row_change on transfer;
create trigger refuse_row_change before update or delete on transfer for each row execute function refuse_change_but_erasure();

-- An answer's text without names tells of places and papers too: of all its links, since what is left of a fact is written once.
create function told_erased(p_told jsonb) returns jsonb
  language sql immutable set search_path = public, pg_temp
  return case when jsonb_typeof(p_told -> 'chain') = 'array' then jsonb_set(p_told, '{chain}', (
    select coalesce(jsonb_agg(l.link || case when l.link ? 'place' then jsonb_build_object('place', place_erased(l.link -> 'place')) else '{}' end
        || case when l.link ? 'documents' then jsonb_build_object('documents', documents_erased(l.link -> 'documents')) else '{}' end order by l.n), '[]')
    from jsonb_array_elements(p_told -> 'chain') with ordinality as l (link, n))) else p_told end;
create function refuse_answer_change() returns trigger
  language plpgsql set search_path = public, pg_temp as $$
begin
  if tg_op = 'UPDATE' and to_jsonb(new) = to_jsonb(old) || jsonb_build_object('told', told_erased(old.told))
    and exists (select from fact_erasure x where x.fact_id = old.id and x.transaction_id = pg_current_xact_id())
  then return new; end if;
  raise exception '% on trace_answer is refused: facts are append-only', tg_op using errcode = 'restrict_violation';
end $$;
drop trigger refuse_row_change on trace_answer;
create trigger refuse_row_change before update or delete on trace_answer for each row execute function refuse_answer_change();

-- Erases facts of events, and of answers that told of them. p_facts: [{"factId", "weaponId", "remaining"}]. A report goes with the last of its events, and its note with it.
-- Served by fact_pk, custody_event_id_once, custody_event_by_report, transfer_pk and trace_answer_by_weapon.
create function erase_events(p_erasure uuid, p_recorded_at timestamptz, p_facts jsonb) returns integer
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  v_reports uuid[];
  v_touched integer;
begin
  if current_agency() is null then return 0; end if;
  insert into fact_erasure (fact_id, erasure_id, weapon_id, remaining, agency_id, recorded_at)
    select f."factId", p_erasure, f."weaponId", f.remaining, current_agency(), p_recorded_at
    from jsonb_to_recordset(p_facts) as f ("factId" uuid, "weaponId" uuid, remaining jsonb);
  update fact f set canonical = null, secret = null
    from fact_erasure x where x.erasure_id = p_erasure and x.fact_id = f.id and f.kind in ('custody-event', 'trace-answer');
  get diagnostics v_touched = row_count;
  select array_agg(distinct e.report_id) into v_reports
    from fact_erasure x join custody_event e on e.weapon_id = x.weapon_id and e.id = x.fact_id
    where x.erasure_id = p_erasure
      and not exists (
        select from custody_event o where o.report_id = e.report_id
          and not exists (select from fact_erasure y where y.weapon_id = o.weapon_id and y.fact_id = o.id));
  delete from personal_record r using custody_event e where e.report_id = any (v_reports) and r.id = e.note_id;
  update custody_event e set place = place_erased(e.place), documents = documents_erased(e.documents), note_id = null
    from fact_erasure x where x.erasure_id = p_erasure and e.weapon_id = x.weapon_id and e.id = x.fact_id;
  update transfer t set place = place_erased(t.place), documents = documents_erased(t.documents), note_id = null where t.id = any (v_reports);
  update trace_answer a set told = told_erased(a.told)
    from fact_erasure x where x.erasure_id = p_erasure and a.weapon_id = x.weapon_id and a.id = x.fact_id;
  return v_touched;
end $$;

-- Which events of some weapons were erased, for a chain that is shown. Served by fact_erasure_by_weapon: nothing to read where nothing was.
create function registry_erasures(p_weapons uuid[])
  returns table (root uuid, weapon_id uuid, item text, id uuid, body jsonb, recorded_at text)
  language sql stable security definer set search_path = public, pg_temp rows 1
  begin atomic
    select r.root, x.weapon_id, 'ERASURE', x.fact_id, '{}'::jsonb, to_char(x.recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
    from registry_reach(p_weapons) r join fact_erasure x on x.weapon_id = r.weapon_id
    -- Asked once and first: where nothing was ever erased, nothing else is.
    where current_agency() is not null and exists (select from fact_erasure);
  end;

-- Who looked at the records of the asking agency: those it registered, reported or holds. A look is told at once where its purpose is among p_at_once, where the agency
-- looked itself, and else when it is older than p_told_before: domain/looks says why. Never the text of a legal basis, nor the name of a person.
-- Served by weapon_reader_by_agency, weapon_state_by_holder, weapon_state_by_consignee and representation_pk for what is the agency's, then by disclosure_by_weapon or,
-- where it has much, disclosure_by_time against a hash of its weapons.
create index weapon_reader_by_agency on weapon_reader (agency_id, weapon_id) where basis in ('REGISTERED', 'REPORTED');
create index weapon_state_by_consignee on weapon_state (consignee_party_id) where consignee_party_id is not null;
create function registry_own_looks(
    p_weapon uuid, p_from timestamptz, p_before timestamptz, p_before_id uuid, p_at_once text[], p_told_before timestamptz, p_limit integer)
  returns table (id uuid, fact_id uuid, weapon_id uuid, actor_id uuid, agency_id uuid, own_record boolean, purpose text, shown text[], source text, recorded_at timestamptz)
  language sql stable security definer set search_path = public, pg_temp
  begin atomic
    with own as materialized (
      select p_weapon as weapon_id where p_weapon is not null and weapon_is_own(p_weapon)
      union
      select r.weapon_id from weapon_reader r
      where p_weapon is null and r.agency_id = current_agency() and r.basis in ('REGISTERED', 'REPORTED')
        and not exists (select from fallen_fact f where f.weapon_id = r.weapon_id and f.fact_id = r.source_id)
      union
      select s.weapon_id from representation a join weapon_state s on a.party_id in (s.holder_party_id, s.consignee_party_id)
      where p_weapon is null and a.agency_id = current_agency() and acts_for(a.party_id) and s.chain_intact
    )
    select d.id, coalesce(d.fact_id, d.id), d.weapon_id, d.actor_id, d.agency_id, d.own_record, d.purpose, d.shown, d.source, d.recorded_at
    from disclosure d
    where current_agency() is not null and d.weapon_id in (select o.weapon_id from own o)
      and d.recorded_at >= p_from and (d.recorded_at, d.id) < (p_before, p_before_id)
      and (d.agency_id = current_agency() or d.purpose = any (p_at_once) or d.recorded_at < p_told_before)
    order by d.recorded_at desc, d.id desc limit p_limit;
  end;

-- Bytes and secrets of the facts of some looks, for showing each look alone. Only of looks at records of the asking agency, or to a reader of the registry.
-- Served by disclosure_pk and fact_pk.
create function registry_look_facts(p_looks uuid[], p_at_once text[], p_told_before timestamptz)
  returns table (id uuid, canonical text, secret bytea)
  language sql stable security definer set search_path = public, pg_temp
  begin atomic
    select d.id, f.canonical, f.secret
    from disclosure d join fact f on f.id = coalesce(d.fact_id, d.id)
    where d.id = any (p_looks) and current_agency() is not null
      and (reads_registry() or (weapon_is_own(d.weapon_id)
        and (d.agency_id = current_agency() or d.purpose = any (p_at_once) or d.recorded_at < p_told_before)));
  end;
