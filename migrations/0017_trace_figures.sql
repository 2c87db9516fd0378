-- Figures over a period: what was received and what was recovered in it, of one agency or of all.
create index trace_state_by_time on trace_state (received_at desc, request_id desc);
create index seizure_by_agency_and_day on seizure (agency_id, occurred_from);
create index seizure_by_day on seizure (occurred_from);

-- Registry-wide: recovered items by what SDG 16.4.2 asks of them, as counts: of the caller's agency, or of one or all (null) for who reads the registry. An item's outcome
-- is that of its newest request with an answer; one that only found a duplicate of another request says nothing of the item. A later answer to a request takes the place of
-- the one before it, so that no item counts twice. Served by seizure_by_agency_and_day or seizure_by_day, seizure_item_by_seizure, weapon_pk, trace_request_by_item and
-- trace_state_pk.
create function registry_recovery_figures(p_agency uuid, p_begin timestamptz, p_end timestamptz, p_settled text[])
  returns table (recovery_class text, category text, traceability text, outcome text, pending boolean, items integer)
  language sql stable security definer set search_path = public, pg_temp
  begin atomic
    select z.recovery_class, w.category, i.traceability, r.outcome, r.outcome is null and coalesce(r.open, false), count(*)::integer
    from seizure z
      join seizure_item i on i.seizure_id = z.id
      join weapon w on w.id = i.weapon_id
      left join lateral (
        select
          (array_agg(s.outcome order by s.received_at desc, s.request_id desc)
            filter (where s.outcome is not null and s.outcome <> 'DUPLICATE_REQUEST'))[1] as outcome,
          bool_or(s.status <> all (p_settled)) as open
        from trace_request q join trace_state s on s.request_id = q.id
        where q.seizure_item_id = i.id and q.agency_id = i.agency_id) r on true
    where current_agency() is not null and (p_agency = current_agency() or reads_registry())
      and (p_agency is null or z.agency_id = p_agency) and z.occurred_from >= p_begin and z.occurred_from < p_end
    group by 1, 2, 3, 4, 5;
  end;
