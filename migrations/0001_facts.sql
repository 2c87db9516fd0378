-- The ground every other table stands on: who is asking, what a fact is, and where personal data may lie.

-- The agency a transaction acts for. Set with SET LOCAL by the service; a connection that forgets it gets null, and null sees nothing.
create function current_agency() returns uuid
  language sql stable
  return nullif(current_setting('app.agency', true), '')::uuid;

-- 'registry' reads every record of the registry, 'registry-names' the names of persons too (registrars).
create function reads_registry() returns boolean
  language sql stable
  return coalesce(current_setting('app.reach', true), '') in ('registry', 'registry-names') and current_agency() is not null;

create function reads_names() returns boolean
  language sql stable
  return coalesce(current_setting('app.reach', true), '') = 'registry-names' and current_agency() is not null;

create function refuse_change() returns trigger
  language plpgsql as $$
begin
  raise exception '% on % is refused: facts are append-only', tg_op, tg_table_name using errcode = 'restrict_violation';
end $$;

-- Declares what a table is. 'fact' and 'audit' tables refuse UPDATE, DELETE and TRUNCATE whoever asks, the owner included;
-- the comment is what the catalog test reads, so a table that forgets to be declared fails it.
create procedure declare_table(name regclass, class text, about text)
  language plpgsql as $$
begin
  if class not in ('fact', 'audit', 'projection', 'personal', 'operational') then
    raise exception 'unknown class of table: %', class;
  end if;
  execute format('comment on table %s is %L', name, class || ': ' || about);
  execute format('alter table %s enable row level security', name);
  execute format('alter table %s force row level security', name);
  -- The owner runs the registry-wide SECURITY DEFINER functions; FORCE would otherwise hide every row from them.
  execute format('create policy owner_all on %s to current_user using (true) with check (true)', name);
  if class in ('fact', 'audit') then
    execute format('create trigger refuse_row_change before update or delete on %s for each row execute function refuse_change()', name);
    execute format('create trigger refuse_truncate before truncate on %s for each statement execute function refuse_change()', name);
  end if;
end $$;

-- Every fact once more as the bytes that are proved: RFC 8785 text, a 32-byte secret for the salts of its commitment.
create table fact (
  id          uuid        not null,
  kind        text        not null,
  agency_id   uuid        not null,
  recorded_at timestamptz not null,
  canonical   text        not null,
  secret      bytea       not null,
  constraint fact_pk primary key (id),
  constraint fact_kind_known check (kind in (
    'agency', 'representation', 'party', 'licence', 'weapon', 'description', 'marking', 'transfer', 'custody-event',
    'trace-request', 'trace-answer', 'disclosure')),
  constraint fact_secret_size check (octet_length(secret) = 32),
  constraint fact_canonical_is_json check (canonical::jsonb is not null)
);
call declare_table('fact', 'fact', 'canonical bytes and secret of every fact');
create policy own_or_registry on fact for select using (agency_id = current_agency() or reads_registry());
create policy append_own on fact for insert with check (agency_id = current_agency());

-- Leaves wait here for the sequencer: taken and deleted in batches, so never read by "id > last seen", which loses rows that commit late.
create table leaf_queue (
  fact_id uuid  not null,
  entry   bytea not null,
  constraint leaf_queue_pk primary key (fact_id),
  constraint leaf_queue_entry_size check (octet_length(entry) between 1 and 65535)
);
call declare_table('leaf_queue', 'operational', 'ledger entries not yet sequenced');
create policy append_any on leaf_queue for insert with check (current_agency() is not null);

create table outbox (
  fact_id     uuid        not null,
  kind        text        not null,
  recorded_at timestamptz not null,
  constraint outbox_pk primary key (fact_id)
);
call declare_table('outbox', 'operational', 'facts that others are still to be told of');
create policy append_any on outbox for insert with check (current_agency() is not null);

-- The one store of names and of free text that may hold them. Facts carry its ids only; an erasure role may delete from it.
create table personal_record (
  id          uuid        not null,
  kind        text        not null,
  subject_id  uuid        not null,
  agency_id   uuid        not null,
  body        jsonb       not null,
  recorded_at timestamptz not null,
  constraint personal_record_pk primary key (id),
  constraint personal_record_kind_known check (kind in ('PARTY_NAME', 'ACTOR', 'NOTE', 'REQUEST_TEXT', 'LOOK_TEXT'))
);
create index personal_record_by_subject on personal_record (subject_id, kind);
create unique index personal_record_actor_once on personal_record (agency_id, (body ->> 'subject')) where kind = 'ACTOR';
call declare_table('personal_record', 'personal', 'names, token subjects and free text');
create policy append_own on personal_record for insert with check (agency_id = current_agency());

-- Keys of sealed bodies (stored answers, replies kept for replay). Deleting a key erases the body it opens.
create table content_key (
  id  uuid  not null,
  key bytea not null,
  constraint content_key_pk primary key (id),
  constraint content_key_size check (octet_length(key) = 32)
);
call declare_table('content_key', 'personal', 'keys of sealed bodies');
create policy with_agency on content_key for select using (current_agency() is not null);
create policy append_any on content_key for insert with check (current_agency() is not null);

-- Replies kept for replay, bound to client and agency. A running request holds an advisory lock and has no row yet, so a crash leaves nothing to clean.
create table idempotency_record (
  agency_id    uuid        not null,
  actor_id     uuid        not null,
  operation    text        not null,
  key          text        not null,
  request_hash bytea       not null,
  status       smallint    not null,
  headers      jsonb       not null,
  key_id       uuid        not null,
  sealed       bytea       not null,
  recorded_at  timestamptz not null,
  constraint idempotency_record_pk primary key (agency_id, actor_id, operation, key)
);
call declare_table('idempotency_record', 'operational', 'replies kept for replay');
create policy own on idempotency_record for select using (agency_id = current_agency());
create policy append_own on idempotency_record for insert with check (agency_id = current_agency());

-- Ids that callers made themselves, over all kinds of resources. Not readable: see claim_client_id().
create table client_id (
  id           uuid  not null,
  agency_id    uuid  not null,
  actor_id     uuid  not null,
  operation    text  not null,
  key          text  not null,
  request_hash bytea not null,
  constraint client_id_pk primary key (id)
);
call declare_table('client_id', 'operational', 'resource ids given by callers, and what they were first used for');

-- NEW, or SAME with the key under which the first reply lies (same agency, same person or client, same body), or OTHER, which says nothing of the owner.
create function claim_client_id(p_id uuid, p_actor uuid, p_operation text, p_key text, p_hash bytea)
  returns table (verdict text, first_key text)
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  held client_id;
begin
  insert into client_id (id, agency_id, actor_id, operation, key, request_hash)
    values (p_id, current_agency(), p_actor, p_operation, p_key, p_hash) on conflict on constraint client_id_pk do nothing;
  if found then
    return query select 'NEW', null::text;
    return;
  end if;
  select * into held from client_id c where c.id = p_id;
  if held.agency_id = current_agency() and held.actor_id = p_actor and held.operation = p_operation and held.request_hash = p_hash then
    return query select 'SAME', held.key;
  else
    return query select 'OTHER', null::text;
  end if;
end $$;

-- Who did what. The look itself (what was disclosed) is the fact `disclosure`.
create table audit_entry (
  id          uuid        not null,
  agency_id   uuid        not null,
  actor_id    uuid        not null,
  action      text        not null,
  subject_ids uuid[]      not null,
  amount      integer     not null,
  request_id  text        not null,
  recorded_at timestamptz not null,
  constraint audit_entry_pk primary key (id)
);
create index audit_entry_by_agency on audit_entry (agency_id, recorded_at);
call declare_table('audit_entry', 'audit', 'who wrote or looked, through which request');

-- How many weapons the asking agency looked for by control data in the last hour, also in calls that were refused: the service may not read the audit itself.
-- Served by audit_entry_by_agency (agency_id, recorded_at).
create function recent_control_data() returns integer
  language sql stable security definer set search_path = public, pg_temp
  begin atomic
    select coalesce(sum(a.amount), 0)::integer from audit_entry a
    where a.agency_id = current_agency() and a.action = 'control-data.search' and a.recorded_at > clock_timestamp() - interval '1 hour';
  end;
create policy registry on audit_entry for select using (reads_registry());
create policy append_own on audit_entry for insert with check (agency_id = current_agency());
