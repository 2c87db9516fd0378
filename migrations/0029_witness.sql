-- What witnesses said of this log's checkpoints, what this registry says as a witness of other logs, and who may have the proof of a fact.

-- A witness's line for a checkpoint, verified before it came here. It may come after the checkpoint was published, where the policy asks for none.
create table ledger_cosignature (
  size        bigint      not null,
  vkey        text        not null,
  line        text        not null,
  recorded_at timestamptz not null,
  constraint ledger_cosignature_pk primary key (size, vkey),
  constraint ledger_cosignature_of_checkpoint foreign key (size) references ledger_checkpoint (size)
);
call declare_table('ledger_cosignature', 'fact', 'lines of witnesses below this log''s checkpoints');
-- A signature tells nothing of a record: it may be read by whoever asks.
create policy with_agency on ledger_cosignature for select using (current_agency() is not null);
create policy append_any on ledger_cosignature for insert with check (current_agency() is not null);

-- The heads of other logs that were cosigned here. Each row continues the one of `old_size`, and the unique key lets a row be continued once: so the rows of a log
-- are one line without a fork, whatever the program does, and of two requests that continue the same head one is refused by the database.
create table witnessed_checkpoint (
  origin      text        not null,
  size        bigint      not null,
  old_size    bigint,
  root        bytea       not null,
  note        text        not null,
  recorded_at timestamptz not null,
  constraint witnessed_checkpoint_pk primary key (origin, size),
  constraint witnessed_checkpoint_continued_once unique nulls not distinct (origin, old_size),
  constraint witnessed_checkpoint_continues foreign key (origin, old_size) references witnessed_checkpoint (origin, size),
  constraint witnessed_checkpoint_grows check (size > coalesce(old_size, 0)),
  constraint witnessed_checkpoint_root_size check (octet_length(root) = 32),
  constraint witnessed_checkpoint_origin_size check (octet_length(origin) between 1 and 1000)
);
call declare_table('witnessed_checkpoint', 'fact', 'heads of other logs that this registry cosigned as their witness');
create policy with_agency on witnessed_checkpoint for select using (current_agency() is not null);
create policy append_any on witnessed_checkpoint for insert with check (current_agency() is not null);

-- Whether the asking agency may know that this fact is in the ledger: it reported it, reads the registry, or may read the record that the fact is of. Of answers it is
-- their asker; of looks the owner of what was looked at. Keys of the ledger and erasures concern everybody. Not told apart: no such fact.
-- An event is found by its locator, since the text of an erased fact is gone. Served by fact_pk, event_locator_pk, weapon_reader_pk, trace_request_pk and disclosure_by_agency.
create function fact_provable(p_fact uuid) returns boolean
  language sql stable security definer set search_path = public, pg_temp
  begin atomic
    select current_agency() is not null and exists (
      select from fact f
      where f.id = p_fact and (
        f.agency_id = current_agency() or reads_registry() or f.kind in ('key-event', 'erasure')
        or case f.kind
          when 'weapon' then weapon_readable(f.id)
          when 'custody-event' then exists (select from event_locator l where l.event_id = f.id and weapon_readable(l.weapon_id))
          when 'description' then weapon_readable((f.canonical::jsonb ->> 'weaponId')::uuid)
          when 'marking' then weapon_readable((f.canonical::jsonb ->> 'weaponId')::uuid)
          when 'party' then is_shared_party(f.id) or acts_for(f.id)
          when 'trace-answer' then exists (
            select from trace_request q where q.id = (f.canonical::jsonb ->> 'requestId')::uuid and q.agency_id = current_agency())
          when 'answer-supersession' then exists (
            select from trace_request q where q.id = (f.canonical::jsonb ->> 'requestId')::uuid and q.agency_id = current_agency())
          when 'disclosure' then exists (
            select from disclosure d
            where d.agency_id = f.agency_id and d.recorded_at = f.recorded_at and d.fact_id = f.id and weapon_is_own(d.weapon_id))
          else false
        end));
  end;
