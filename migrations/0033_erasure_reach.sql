-- How far an erasure reaches: kept chains, the permits of a person, the parts that were moved by the same report. And what it leaves of a paper says that it is erased.

-- By fewer rules than bind the registry something goes by the word of two, as before its time.
alter table erasure drop constraint erasure_by_two,
  add constraint erasure_by_two check (
    (ground = 'RETENTION_ENDED' and strpos(array_to_string(basis, ' '), 'NARROWED') = 0) or (confirmed_by is not null and confirmed_by <> ordered_by));

-- Of a licence there is no weapon.
alter table fact_erasure alter column weapon_id drop not null;

-- Null where it was erased: a text in its place could be the number of another.
alter table party_licence alter column number drop not null;

-- A paper without its number, which no reader can take for one of that number.
create or replace function documents_erased(p_documents jsonb) returns jsonb
  language sql immutable set search_path = public, pg_temp
  return (select coalesce(jsonb_agg(d.document - 'number' - 'issuer' - 'issuedOn' || '{"erased": true}' order by d.n), '[]')
    from jsonb_array_elements(p_documents) with ordinality as d (document, n));

-- What was erased by 0030 has the text ERASED for a number. Told answers and reports too.
alter table custody_event disable trigger refuse_row_change;
alter table transfer disable trigger refuse_row_change;
alter table trace_answer disable trigger refuse_row_change;
update transfer t set documents = documents_erased(t.documents)
  where exists (select from custody_event e join fact_erasure x on x.weapon_id = e.weapon_id and x.fact_id = e.id where e.report_id = t.id)
    and not exists (
      select from custody_event e
      where e.report_id = t.id and not exists (select from fact_erasure x where x.weapon_id = e.weapon_id and x.fact_id = e.id));
update custody_event e set documents = documents_erased(e.documents) from fact_erasure x where x.weapon_id = e.weapon_id and x.fact_id = e.id;
update trace_answer a set told = told_erased(a.told) from fact_erasure x where x.weapon_id = a.weapon_id and x.fact_id = a.id;
alter table custody_event enable trigger refuse_row_change;
alter table transfer enable trigger refuse_row_change;
alter table trace_answer enable trigger refuse_row_change;
delete from custody_dossier d using fact_erasure x where x.weapon_id = d.weapon_id;

-- A part that was moved by a report has its place and papers too, and goes with the report.
create function refuse_assembly_change() returns trigger
  language plpgsql set search_path = public, pg_temp as $$
begin
  if tg_op = 'UPDATE' and to_jsonb(new) = to_jsonb(old) || jsonb_build_object(
      'place', place_erased(old.place), 'documents', documents_erased(old.documents), 'note_id', null)
    and exists (select from fact_erasure x where x.fact_id = old.id and x.transaction_id = pg_current_xact_id())
  then return new; end if;
  raise exception '% on assembly is refused: facts are append-only', tg_op using errcode = 'restrict_violation';
end $$;
drop trigger refuse_row_change on assembly;
create trigger refuse_row_change before update or delete on assembly for each row execute function refuse_assembly_change();

-- Of a person's permit its number and its issuer go; what a firm was allowed is no personal data.
create function is_natural_person(p_party uuid) returns boolean
  language sql stable set search_path = public, pg_temp
  begin atomic
    select coalesce(
      (select v.kind from party_version v
        where v.party_id = p_party and v.kind is not null and (v.valid_from is null or v.valid_from <= current_date)
        order by v.valid_from desc nulls last, v.recorded_at desc, v.id desc limit 1),
      (select p.kind from party p where p.id = p_party)) in ('PRIVATE_PERSON', 'COLLECTOR');
  end;
create function refuse_licence_change() returns trigger
  language plpgsql set search_path = public, pg_temp as $$
begin
  if tg_op = 'UPDATE' and to_jsonb(new) = to_jsonb(old) || '{"number": null, "issuer": null}'
    and exists (select from fact_erasure x where x.fact_id = old.id and x.transaction_id = pg_current_xact_id())
  then return new; end if;
  raise exception '% on party_licence is refused: facts are append-only', tg_op using errcode = 'restrict_violation';
end $$;
drop trigger refuse_row_change on party_licence;
create trigger refuse_row_change before update or delete on party_licence for each row execute function refuse_licence_change();
create function refuse_licence_version_change() returns trigger
  language plpgsql set search_path = public, pg_temp as $$
begin
  if tg_op = 'UPDATE' and to_jsonb(new) = to_jsonb(old) || jsonb_build_object('number', null, 'terms', old.terms - 'number' - 'issuer')
    and exists (select from fact_erasure x where x.fact_id = old.id and x.transaction_id = pg_current_xact_id())
  then return new; end if;
  raise exception '% on licence_version is refused: facts are append-only', tg_op using errcode = 'restrict_violation';
end $$;
drop trigger refuse_row_change on licence_version;
create trigger refuse_row_change before update or delete on licence_version for each row execute function refuse_licence_version_change();

-- Who keeps a chain holds this lock shared, and who erases alone: what was read before an erasure is kept by nobody after it.
create function chains_may_be_kept() returns boolean
  language sql volatile
  return pg_try_advisory_xact_lock_shared(hashtextextended('kept chains', 33));

-- As before, but nothing is kept while something is erased, nor what is no longer so: it would hold what was erased until somebody reads that chain again.
-- Served by weapon_state_pk and custody_dossier_pk.
create or replace function keep_dossiers(p_dossiers jsonb) returns void
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if current_agency() is null or not chains_may_be_kept() then return; end if;
  insert into custody_dossier as d (weapon_id, last_seq, chain_revision, party_ids, party_revision, program, valid_until, with_evidence, body,
      named_ids, name_ids, reporter_ids, shared)
    select k."weaponId", k."lastSeq", k."chainRevision", k."partyIds", k."partyRevision", k.program, k."validUntil", k."withEvidence", k.body,
      k."namedIds", n.name_ids, n.reporter_ids, n.shared
    from jsonb_to_recordset(p_dossiers) as k ("weaponId" uuid, "lastSeq" integer, "chainRevision" integer, "partyIds" uuid[], "partyRevision" bigint,
        program text, "validUntil" timestamptz, "withEvidence" boolean, body text, "namedIds" uuid[])
      join weapon_state s on s.weapon_id = k."weaponId" and s.last_seq = k."lastSeq" and s.chain_revision = k."chainRevision"
      cross join lateral (
        select coalesce(array_agg(party_name_id(p.id, null, null) order by o.n), '{}') as name_ids,
          coalesce(array_agg(p.agency_id order by o.n), '{}') as reporter_ids, coalesce(array_agg(is_shared_party(p.id) order by o.n), '{}') as shared
        from unnest(k."namedIds") with ordinality as o (id, n) join party p on p.id = o.id) n
    order by k."weaponId"
    on conflict on constraint custody_dossier_pk do update
      set last_seq = excluded.last_seq, chain_revision = excluded.chain_revision, party_ids = excluded.party_ids,
        party_revision = excluded.party_revision, program = excluded.program, valid_until = excluded.valid_until,
        with_evidence = excluded.with_evidence, body = excluded.body, named_ids = excluded.named_ids, name_ids = excluded.name_ids,
        reporter_ids = excluded.reporter_ids, shared = excluded.shared
      where (d.last_seq, d.chain_revision, d.party_revision) <= (excluded.last_seq, excluded.chain_revision, excluded.party_revision);
end $$;

-- Erases facts of events, of parts moved by the same report, of answers that told of them, and of a person's permits. p_facts: [{"factId", "weaponId", "remaining"}], without
-- a weapon for a permit. A report goes with the last of its events, and its note with it. Kept chains that tell of any of it go too; they are searched from end to end.
-- Served by fact_pk, custody_event_id_once, custody_event_by_report, transfer_pk, assembly_pk, trace_answer_by_weapon, party_licence_pk and licence_version_pk.
create or replace function erase_events(p_erasure uuid, p_recorded_at timestamptz, p_facts jsonb) returns integer
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  v_person uuid := (select e.subject_id from erasure e where e.id = p_erasure and e.subject_kind = 'PERSON' and is_natural_person(e.subject_id));
  v_reports uuid[];
  v_touched integer;
begin
  if current_agency() is null then return 0; end if;
  perform pg_advisory_xact_lock(hashtextextended('kept chains', 33));
  insert into fact_erasure (fact_id, erasure_id, weapon_id, remaining, agency_id, recorded_at)
    select f."factId", p_erasure, f."weaponId", f.remaining, current_agency(), p_recorded_at
    from jsonb_to_recordset(p_facts) as f ("factId" uuid, "weaponId" uuid, remaining jsonb);
  update fact f set canonical = null, secret = null
    from fact_erasure x
    where x.erasure_id = p_erasure and x.fact_id = f.id
      and (f.kind in ('custody-event', 'assembly', 'trace-answer')
        or f.kind = 'licence' and exists (select from party_licence l where l.party_id = v_person and l.id = f.id)
        or f.kind = 'licence-version' and exists (select from licence_version v where v.party_id = v_person and v.id = f.id));
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
  update assembly a set place = place_erased(a.place), documents = documents_erased(a.documents), note_id = null
    from fact_erasure x where x.erasure_id = p_erasure and a.weapon_id = x.weapon_id and a.id = x.fact_id;
  update trace_answer a set told = told_erased(a.told)
    from fact_erasure x where x.erasure_id = p_erasure and a.weapon_id = x.weapon_id and a.id = x.fact_id;
  update party_licence l set number = null, issuer = null
    from fact_erasure x where x.erasure_id = p_erasure and l.party_id = v_person and l.id = x.fact_id;
  update licence_version v set number = null, terms = v.terms - 'number' - 'issuer'
    from fact_erasure x where x.erasure_id = p_erasure and v.party_id = v_person and v.id = x.fact_id;
  delete from custody_dossier d
    where exists (select from erasure e where e.id = p_erasure and e.subject_id = any (d.party_ids))
      or exists (
        select from fact_erasure x where x.erasure_id = p_erasure and (x.weapon_id = d.weapon_id or strpos(d.body, x.fact_id::text) > 0));
  return v_touched;
end $$;
