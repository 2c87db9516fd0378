-- Takes waiting leaves as 0028 says, and finds them by their keys however many wait. A plan is made once for any limit and takes it for a tenth of the queue: joined to that,
-- each batch read ten million leaves from end to end, more than a statement's time, and a registry that puts its facts into a ledger for the first time stood still.
-- Served by leaf_queue_pk, in its order and by its keys, and by ledger_entry_pk read backwards.
create or replace function sequence_leaves(p_limit integer) returns table (idx bigint, leaf bytea)
  language plpgsql security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
declare
  v_next bigint;
  v_ids uuid[];
begin
  if current_agency() is null or not holds_ledger_lock() then
    raise exception 'only the session that holds the ledger lock may number leaves' using errcode = 'insufficient_privilege';
  end if;
  select coalesce(max(e.idx) + 1, 0) into v_next from ledger_entry e;
  select array_agg(w.fact_id) into v_ids
    from (select q.fact_id from leaf_queue q order by q.fact_id limit p_limit for update skip locked) as w;
  return query
    with taken as (
      delete from leaf_queue q where q.fact_id = any (v_ids) returning q.fact_id, q.entry
    ), numbered as (
      insert into ledger_entry (idx, fact_id, entry, leaf)
      select v_next - 1 + row_number() over (order by t.fact_id), t.fact_id, t.entry, sha256('\x00'::bytea || t.entry) from taken t
      returning ledger_entry.idx, ledger_entry.leaf
    )
    select n.idx, n.leaf from numbered n order by n.idx;
end $$;
