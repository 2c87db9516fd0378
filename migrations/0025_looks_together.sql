-- One fact for all looks of a transaction, and no entry of the audit beside them: a read that is recorded cost five rows, one of them in an index of words.
-- A row of `disclosure` is still one look at one weapon; the fact that holds it is `fact_id`, and the call is `request_id`. Both are null in rows of before,
-- whose own id is the fact's and whose call stands in `audit_entry`.
alter table disclosure
  add column fact_id    uuid,
  add column request_id text,
  add constraint disclosure_of_call_has_its_fact check ((fact_id is null) = (request_id is null)) not valid;
create index disclosure_by_time on disclosure (recorded_at desc, id desc);
create index disclosure_by_actor on disclosure (actor_id, recorded_at desc, id desc);
create index disclosure_by_agency on disclosure (agency_id, recorded_at desc, id desc);
-- In the order of the list, as the others are: what two tables are merged by must be ordered alike.
drop index audit_entry_by_agency;
create index audit_entry_by_agency on audit_entry (agency_id, recorded_at desc, id desc);

-- One page of the audit, newest first, looks with it. Served, in this order of preference, by audit_entry_by_subject and disclosure_by_weapon, and by both
-- tables' indexes by actor, by agency or by time.
create or replace function registry_audit_entries(
    p_agency uuid, p_action text, p_subject uuid, p_actor uuid, p_from timestamptz, p_before timestamptz, p_before_id uuid, p_limit integer)
  returns table (id uuid, agency_id uuid, actor_id uuid, action text, subject_ids uuid[], amount integer, request_id text, recorded_at timestamptz)
  language sql stable security definer set search_path = public, pg_temp
  begin atomic
    with audited as not materialized (
      select a.id, a.agency_id, a.actor_id, a.action, a.subject_ids, a.amount, a.request_id, a.recorded_at from audit_entry a
      union all
      select d.id, d.agency_id, d.actor_id, 'look', array[d.weapon_id], 1, d.request_id, d.recorded_at from disclosure d where d.request_id is not null
    -- Materialized, so that the few entries of one subject are never looked for along the times of all.
    ), of_subject as materialized (
      select a.id, a.agency_id, a.actor_id, a.action, a.subject_ids, a.amount, a.request_id, a.recorded_at
      from audit_entry a where p_subject is not null and a.subject_ids @> array[p_subject]
      union all
      select d.id, d.agency_id, d.actor_id, 'look', array[d.weapon_id], 1, d.request_id, d.recorded_at
      from disclosure d where p_subject is not null and d.weapon_id = p_subject and d.request_id is not null
    ), found as (
      (select a.* from of_subject a
        where a.recorded_at >= p_from and (a.recorded_at, a.id) < (p_before, p_before_id)
          and (p_actor is null or a.actor_id = p_actor) and (p_agency is null or a.agency_id = p_agency) and (p_action is null or a.action = p_action)
        order by a.recorded_at desc, a.id desc limit 201)
      union all
      (select a.* from audited a
        where p_subject is null and p_actor is not null and a.actor_id = p_actor and a.recorded_at >= p_from and (a.recorded_at, a.id) < (p_before, p_before_id)
          and (p_agency is null or a.agency_id = p_agency) and (p_action is null or a.action = p_action)
        order by a.recorded_at desc, a.id desc limit 201)
      union all
      (select a.* from audited a
        where p_subject is null and p_actor is null and p_agency is not null and a.agency_id = p_agency
          and a.recorded_at >= p_from and (a.recorded_at, a.id) < (p_before, p_before_id) and (p_action is null or a.action = p_action)
        order by a.recorded_at desc, a.id desc limit 201)
      union all
      (select a.* from audited a
        where p_subject is null and p_actor is null and p_agency is null
          and a.recorded_at >= p_from and (a.recorded_at, a.id) < (p_before, p_before_id) and (p_action is null or a.action = p_action)
        order by a.recorded_at desc, a.id desc limit 201)
    )
    select f.id, f.agency_id, f.actor_id, f.action, f.subject_ids, f.amount, f.request_id, f.recorded_at
    from found f where reads_registry() order by f.recorded_at desc, f.id desc limit p_limit;
  end;
