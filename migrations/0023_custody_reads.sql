-- Custody chains that are read again and again: kept as text with the key of what they were made from, and read for many askers at once.

-- Raised with everything but an event that changes a weapon's chain; an event raises last_seq, or its own key would refuse it.
alter table weapon_state add column chain_revision integer not null default 0;

-- Triggers and not the program: a fact that somebody forgets to tell of would leave a chain that is no longer true. They ask for no agency, since what a
-- migration writes moves the chain too; who may insert is decided by the tables' policies before.
create function chain_moves() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update weapon_state s set chain_revision = s.chain_revision + 1
    where s.weapon_id in (select a.weapon_id from added a);
  return null;
end $$;

create function joined_chains_move() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update weapon_state s set chain_revision = s.chain_revision + 1
    where s.weapon_id in (select a.weapon_id from added a union select a.other_weapon_id from added a);
  return null;
end $$;

-- What is said about a link is said of both its ends. Served by identity_link_pk.
create function chains_spoken_of_move() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update weapon_state s set chain_revision = s.chain_revision + 1
    where s.weapon_id in (
      select a.weapon_id from added a
      union select l.other_weapon_id from added a join identity_link l on l.weapon_id = a.weapon_id and l.id = a.subject_id);
  return null;
end $$;

create trigger chain_moves after insert on transfer_statement referencing new table as added
  for each statement execute function chain_moves();
create trigger chain_moves after insert on assembly referencing new table as added
  for each statement execute function chain_moves();
create trigger chain_moves after insert on weapon_lot referencing new table as added
  for each statement execute function chain_moves();
create trigger chain_moves after insert on lot_split referencing new table as added
  for each statement execute function chain_moves();
create trigger chain_moves after insert on evidence_use referencing new table as added
  for each statement execute function chain_moves();
create trigger chain_moves after insert on identity_link referencing new table as added
  for each statement execute function joined_chains_move();
create trigger chain_moves after insert on error_declaration referencing new table as added
  for each statement execute function chains_spoken_of_move();
create trigger chain_moves after insert on registrar_decision referencing new table as added
  for each statement execute function chains_spoken_of_move();

-- What is said of a party, counted: a chain shows its parties as they were, and what is recorded against their licences. Most parties have no row.
create table party_revision (
  party_id uuid   not null,
  revision bigint not null,
  constraint party_revision_pk primary key (party_id)
);
call declare_table('party_revision', 'projection', 'how often something was said of a party or its licences');
insert into party_revision (party_id, revision)
  select party_id, 1 from party_version union select party_id, 1 from party_licence;

create function party_moves() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into party_revision as r (party_id, revision)
    select distinct a.party_id, 1 from added a order by 1
    on conflict on constraint party_revision_pk do update set revision = r.revision + 1;
  return null;
end $$;
create trigger party_moves after insert on party_version referencing new table as added
  for each statement execute function party_moves();
create trigger party_moves after insert on party_licence referencing new table as added
  for each statement execute function party_moves();
create trigger party_moves after insert on licence_version referencing new table as added
  for each statement execute function party_moves();

-- The chain of a weapon as it is sent, without names: they are put in for each asker. Good while everything that it was made from is as it was: the events
-- (last_seq), what else is said of the weapon (chain_revision), what is said of the parties (party_revision), the program, and the day (valid_until).
-- Only of weapons whose chain is the same for every asker: nothing joined, nothing shared, nothing recovered.
create table custody_dossier (
  weapon_id      uuid        not null,
  last_seq       integer     not null,
  chain_revision integer     not null,
  party_ids      uuid[]      not null,
  party_revision bigint      not null,
  program        text        not null,
  valid_until    timestamptz not null,
  with_evidence  boolean     not null,
  body           text        not null,
  named_ids      uuid[]      not null,
  name_ids       uuid[]      not null,
  reporter_ids   uuid[]      not null,
  shared         boolean[]   not null,
  constraint custody_dossier_pk primary key (weapon_id),
  constraint custody_dossier_of_weapon foreign key (weapon_id) references weapon (id)
);
call declare_table('custody_dossier', 'projection', 'custody chains as they are sent, without names');

create function party_revision_of(p_parties uuid[]) returns bigint
  language sql stable
  begin atomic
    select coalesce(sum(r.revision), 0)::bigint from party_revision r where r.party_id = any (p_parties);
  end;

-- Registry-wide: the key of what some weapons' chains are made from, in the same statement and so the same moment as registry_history(), whose columns it has.
-- Nothing of a weapon whose chain depends on the asker. Served by weapon_state_pk, custody_event_pk, evidence_use_pk, party_revision_pk and what registry_reach() names.
create function registry_chain_keys(p_weapons uuid[])
  returns table (root uuid, weapon_id uuid, item text, id uuid, body jsonb, recorded_at text)
  language sql stable security definer set search_path = public, pg_temp rows 2
  begin atomic
    select w.id, w.id, 'KEY', w.id,
      jsonb_build_object('lastSeq', s.last_seq, 'chainRevision', s.chain_revision, 'partyIds', p.ids, 'partyRevision', party_revision_of(p.ids),
        'withEvidence', exists (
          select from custody_event e join evidence_use u on u.subject_id = e.id where e.weapon_id = w.id)),
      to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
    from weapon w
      join weapon_state s on s.weapon_id = w.id
      cross join lateral (
        select coalesce(array_agg(distinct v.party_id), '{}') as ids
        from custody_event e cross join lateral (values (e.from_party_id), (e.to_party_id), (e.carrier_party_id)) as v (party_id)
        where e.weapon_id = w.id and v.party_id is not null) p
    where w.id = any (p_weapons) and not w.recovered and current_agency() is not null
      and not exists (select from registry_reach(array[w.id]) r where r.weapon_id <> w.id);
  end;

-- Keeps chains that a reader had to build; the newest stays. p_dossiers: [{"weaponId", "lastSeq", "chainRevision", "partyIds", "partyRevision", "program",
-- "validUntil", "withEvidence", "body", "namedIds"}]. Whether a firm's name is open to all and which name it bears are decided here, as row security would.
create function keep_dossiers(p_dossiers jsonb) returns void
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if current_agency() is null then return; end if;
  insert into custody_dossier as d (weapon_id, last_seq, chain_revision, party_ids, party_revision, program, valid_until, with_evidence, body,
      named_ids, name_ids, reporter_ids, shared)
    select k."weaponId", k."lastSeq", k."chainRevision", k."partyIds", k."partyRevision", k.program, k."validUntil", k."withEvidence", k.body,
      k."namedIds", n.name_ids, n.reporter_ids, n.shared
    from jsonb_to_recordset(p_dossiers) as k ("weaponId" uuid, "lastSeq" integer, "chainRevision" integer, "partyIds" uuid[], "partyRevision" bigint,
        program text, "validUntil" timestamptz, "withEvidence" boolean, body text, "namedIds" uuid[])
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

-- Of some weapons those that the asker may read, each with how he sees it and, where a kept chain is good, that chain with the names he may have. The
-- predicates are those of weapon_readable(), weapon_is_own() and the policies of party and personal_record, written out for many weapons at once: as calls
-- they cost 60 us a weapon and 40 us a name. A test holds the two together. LIMIT 1 keeps a probe a probe: EXISTS would be made a hash of all representations.
-- AND goes on after null, so that the probe says false. p_any: the asker reads any record, so that he sees names as row security shows them.
-- Served by weapon_pk, weapon_state_pk, weapon_reader_pk, fallen_fact_pk, representation_pk, custody_dossier_pk, party_revision_pk and personal_record_pk.
create function registry_custody_sights(p_weapons uuid[], p_program text, p_any boolean)
  returns table (weapon_id uuid, own boolean, names boolean, body text, party_names text[], now text)
  language sql stable security definer set search_path = public, pg_temp rows 16
  begin atomic
    select w.id, r.reported or h.held, r.names, d.body,
      case when d.body is null then null else (
        select coalesce(array_agg(
          case
            when r.names then n.body ->> 'name'
            when not (r.reported or h.held or p_any) then null
            when n.agency_id = current_agency() or reads_names() or k.shared or k.reporter_id = current_agency()
              or coalesce((select true from representation a where a.agency_id = current_agency() and a.party_id = k.party_id limit 1), false) and acts_for(k.party_id)
              then case when k.reporter_id = current_agency() or reads_registry() or k.shared
                or coalesce((select true from representation a where a.agency_id = current_agency() and a.party_id = k.party_id limit 1), false) and acts_for(k.party_id)
                then n.body ->> 'name' end
          end order by k.n), '{}')
        from unnest(d.named_ids, d.name_ids, d.reporter_ids, d.shared) with ordinality as k (party_id, name_id, reporter_id, shared, n)
          left join personal_record n on n.id = k.name_id) end,
      to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
    from weapon w
      left join weapon_state s on s.weapon_id = w.id
      cross join lateral (
        select coalesce(bool_or(g.stands), false) as given, coalesce(bool_or(g.stands and g.basis in ('REGISTERED', 'REPORTED')), false) as reported,
          coalesce(bool_or(g.names), false) as names
        from (
          select v.basis, v.names,
            not exists (select from fallen_fact f where f.weapon_id = v.weapon_id and f.fact_id = v.source_id) as stands
          from weapon_reader v where v.weapon_id = w.id and v.agency_id = current_agency()) g) r
      cross join lateral (
        select coalesce(s.chain_intact and (
          coalesce((select true from representation a where a.agency_id = current_agency() and a.party_id = s.holder_party_id limit 1), false) and acts_for(s.holder_party_id)
          or coalesce((select true from representation a where a.agency_id = current_agency() and a.party_id = s.consignee_party_id limit 1), false)
            and acts_for(s.consignee_party_id)), false) as held) h
      left join custody_dossier d on d.weapon_id = w.id and d.last_seq = s.last_seq and d.chain_revision = s.chain_revision
        and d.program = p_program and d.valid_until > clock_timestamp()
        and d.party_revision = (select coalesce(sum(m.revision), 0) from party_revision m where m.party_id = any (d.party_ids))
        and (not d.with_evidence or r.reported or h.held or reads_registry())
    where w.id = any (p_weapons) and current_agency() is not null
      and (w.agency_id = current_agency() or reads_registry() or r.given or h.held);
  end;
