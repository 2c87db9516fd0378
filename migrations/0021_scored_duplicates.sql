-- Likely duplicates with the score that proposed them, and why: a registrar takes the likeliest first. Both are null where a pair was noted before this step.
alter table likely_duplicate
  add column score numeric(5, 4),
  add column reasons jsonb,
  add constraint likely_duplicate_score check (score between 0 and 1);

-- For the registry's readers only: what of likely duplicates is still open, with score and reasons; instead of the same function without them. Served by
-- likely_duplicate_by_time or likely_duplicate_by_id, and weapon_state_pk.
drop function registry_likely_duplicates(uuid, text, timestamptz, uuid, integer);
create function registry_likely_duplicates(p_id uuid, p_status text, p_before timestamptz, p_before_id uuid, p_limit integer)
  returns table (id uuid, status text, weapon_id uuid, other_weapon_id uuid, tier text, recorded_at text, score double precision, reasons jsonb)
  language sql stable security definer set search_path = public, pg_temp
  begin atomic
    select d.id, s.status, d.weapon_id, d.other_weapon_id, d.tier, to_char(d.recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
      d.score::double precision, d.reasons
    from likely_duplicate d
      join weapon_state a on a.weapon_id = d.weapon_id
      join weapon_state b on b.weapon_id = d.other_weapon_id
      left join registrar_decision r on r.weapon_id = d.weapon_id and r.subject_id = d.id
      cross join lateral (select case
        when a.group_id = b.group_id then 'LINKED'
        when r.id is not null then 'DISMISSED'
        else 'OPEN' end as status) s
    where current_agency() is not null and reads_registry() and (p_id is null or d.id = p_id) and (p_status is null or s.status = p_status)
      and (d.recorded_at, d.id) < (p_before, p_before_id)
    order by d.recorded_at desc, d.id desc limit p_limit;
  end;
