-- The ledger: every fact's entry under one number each, in a Merkle tree whose heads are signed. Nothing here says anything of a weapon, a name or a time of a
-- fact, so whoever is anybody may read it. Who writes is decided by the lock: one process of all, on the one connection that holds it.

-- Whether this very session holds the ledger's lock. Its transactions die with the lock, so nothing of a process that was taken over from can be written late.
create function holds_ledger_lock() returns boolean
  language sql stable security definer set search_path = public, pg_temp
  begin atomic
    select current_agency() is not null and exists (
      select from pg_catalog.pg_locks l
      where l.locktype = 'advisory' and l.granted and l.pid = pg_backend_pid()
        and l.database = (select d.oid from pg_catalog.pg_database d where d.datname = current_database())
        and l.classid = 0 and l.objid = 7234828 and l.objsubid = 1);
  end;

-- The log's name and each key it ever signed with. The name of the newest row is the log's; the first fixes it, and only a restore that went wrong gives another.
create table ledger_log (
  origin      text        not null,
  vkey        text        not null,
  recorded_at timestamptz not null,
  constraint ledger_log_pk primary key (vkey)
);
call declare_table('ledger_log', 'fact', 'names and keys of the log');
create policy anybody on ledger_log for select using (current_agency() is not null);
create policy append_under_lock on ledger_log for insert with check ((select holds_ledger_lock()));

create table ledger_entry (
  idx     bigint not null,
  fact_id uuid   not null,
  entry   bytea  not null,
  leaf    bytea  not null,
  constraint ledger_entry_pk primary key (idx),
  constraint ledger_entry_fact_once unique (fact_id),
  constraint ledger_entry_idx_from_zero check (idx >= 0),
  constraint ledger_entry_entry_size check (octet_length(entry) between 1 and 65535),
  constraint ledger_entry_leaf_size check (octet_length(leaf) = 32)
);
call declare_table('ledger_entry', 'fact', 'entries of the ledger by their numbers, with their leaf hashes');
create policy anybody on ledger_entry for select using (current_agency() is not null);

-- Full tiles only, each written once. A partial tile is a prefix of what stands below it: leaves, or roots of full tiles. So each size that was ever published can be served.
create table ledger_tile (
  level  smallint not null,
  n      bigint   not null,
  hashes bytea    not null,
  root   bytea    not null,
  constraint ledger_tile_pk primary key (level, n),
  constraint ledger_tile_place check (level between 0 and 63 and n >= 0),
  constraint ledger_tile_is_full check (octet_length(hashes) = 8192),
  constraint ledger_tile_root_size check (octet_length(root) = 32)
);
call declare_table('ledger_tile', 'fact', 'full tiles of the ledger: 256 hashes, and the root over them');
create policy anybody on ledger_tile for select using (current_agency() is not null);
create policy append_under_lock on ledger_tile for insert with check ((select holds_ledger_lock()));

-- One row for each size that was published: the key alone refuses a second root for a size.
create table ledger_checkpoint (
  size        bigint      not null,
  root        bytea       not null,
  note        text        not null,
  recorded_at timestamptz not null,
  constraint ledger_checkpoint_pk primary key (size),
  constraint ledger_checkpoint_size_positive check (size > 0),
  constraint ledger_checkpoint_root_size check (octet_length(root) = 32)
);
call declare_table('ledger_checkpoint', 'fact', 'published checkpoints, as signed');
create policy anybody on ledger_checkpoint for select using (current_agency() is not null);
create policy append_under_lock on ledger_checkpoint for insert with check ((select holds_ledger_lock()));

-- Takes waiting leaves, numbers them without a gap and hashes them: one statement, so that a leaf is either in the queue or in the ledger. Only what has committed
-- is seen, and no row of it is waited for; numbers follow the last one that stands, so a transaction that fails leaves no gap.
-- Served by leaf_queue_pk in its order, and by ledger_entry_pk read backwards.
create function sequence_leaves(p_limit integer) returns table (idx bigint, leaf bytea)
  language plpgsql security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
declare
  v_next bigint;
begin
  if current_agency() is null or not holds_ledger_lock() then
    raise exception 'only the session that holds the ledger lock may number leaves' using errcode = 'insufficient_privilege';
  end if;
  select coalesce(max(e.idx) + 1, 0) into v_next from ledger_entry e;
  return query
    with waiting as materialized (
      select q.fact_id from leaf_queue q order by q.fact_id limit p_limit for update skip locked
    ), taken as (
      delete from leaf_queue q using waiting w where q.fact_id = w.fact_id returning q.fact_id, q.entry
    ), numbered as (
      insert into ledger_entry (idx, fact_id, entry, leaf)
      select v_next - 1 + row_number() over (order by t.fact_id), t.fact_id, t.entry, sha256('\x00'::bytea || t.entry) from taken t
      returning ledger_entry.idx, ledger_entry.leaf
    )
    select n.idx, n.leaf from numbered n order by n.idx;
end $$;

-- How many leaves wait, up to a bound: what a metric asks once in a while. Served by leaf_queue_pk.
create function ledger_waiting(p_most integer) returns integer
  language sql stable security definer set search_path = public, pg_temp
  begin atomic
    select count(*)::integer from (select from leaf_queue q where current_agency() is not null limit p_most) as waiting;
  end;

-- Rows live for a second: vacuumed by their number, and not by their share of a table that is empty most of the time.
alter table leaf_queue set (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000, autovacuum_analyze_scale_factor = 0, autovacuum_analyze_threshold = 50000);

-- Two kinds of facts that the registry records of itself: a key that begins or ceases to sign, and the lawful erasure of personal data.
alter table fact drop constraint fact_kind_known;
alter table fact add constraint fact_kind_known check (kind in (
  'agency', 'agency-version', 'representation', 'representation-end', 'party', 'party-version', 'licence', 'licence-version',
  'weapon', 'description', 'marking', 'transfer', 'transfer-statement', 'custody-event', 'error-declaration', 'declaration-decision',
  'identity-link', 'link-decision', 'evidence-file', 'authorisation', 'authorisation-verification', 'consignment', 'consignment-delivery', 'stock-location', 'stock-placement', 'stock-count', 'stock-resolution',
  'assembly', 'lot-split', 'succession', 'seizure', 'seizure-item', 'disposition', 'trace-request', 'trace-step', 'trace-decision', 'trace-answer',
  'answer-supersession', 'marking-search', 'disclosure', 'key-event', 'erasure')) not valid;
