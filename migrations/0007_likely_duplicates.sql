-- Records that are one weapon, or may be.

-- The group of records that a weapon belongs to by links in effect: the lowest id of them, null where it stands alone. Derived, as the rest of the row.
alter table weapon_state add column group_id uuid;

create or replace function project_custody(p_states jsonb) returns integer
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  touched integer;
begin
  update weapon_state s
    set status = n.status, holder_party_id = n.holder_party_id, consignee_party_id = n.consignee_party_id, chain_intact = n.chain_intact,
      group_id = n.group_id
    from jsonb_to_recordset(p_states)
      as n (weapon_id uuid, status text, holder_party_id uuid, consignee_party_id uuid, chain_intact boolean, group_id uuid)
    where s.weapon_id = n.weapon_id and current_agency() is not null;
  get diagnostics touched = row_count;
  return touched;
end $$;

-- Candidates say which group they belong to: records joined by a link count as one weapon. Served as before, and by weapon_state_pk.
drop function registry_marking_candidates(jsonb, integer);
create function registry_marking_candidates(p_probes jsonb, p_limit integer)
  returns table (weapon_id uuid, category text, description jsonb, marks jsonb, group_id uuid)
  language sql stable security definer set search_path = public, pg_temp
  begin atomic
    with probe as (
      select p.kind, p.key from jsonb_to_recordset(p_probes) as p (kind text, key text)
    ), hit as (
      select distinct k.weapon_id
      from probe p join marking_key k on k.kind = p.kind collate "C" and k.key = p.key collate "C"
      where current_agency() is not null
      limit p_limit
    )
    select w.id, w.category,
      (select jsonb_build_object('type', d.type, 'make', d.make, 'model', d.model, 'calibre', d.calibre,
          'countryOfManufacture', d.country_of_manufacture, 'yearOfManufacture', d.year_of_manufacture)
        from weapon_description d
        where d.weapon_id = h.weapon_id and not exists (select from fallen_fact f where f.weapon_id = d.weapon_id and f.fact_id = d.id)
        order by d.version desc limit 1),
      (select jsonb_agg(jsonb_build_object('markingId', m.id, 'kind', m.kind, 'text', m.text, 'component', m.component, 'condition', m.condition) order by m.n)
        from marking m
        where m.weapon_id = h.weapon_id and not exists (select from fallen_fact f where f.weapon_id = m.weapon_id and f.fact_id = m.id)),
      s.group_id
    from hit h join weapon w on w.id = h.weapon_id join weapon_state s on s.weapon_id = h.weapon_id;
  end;

-- A weapon that was registered although the registry may know it already: found at entry, for registrars only. Its reporter never learns of it.
create table likely_duplicate (
  weapon_id       uuid        not null,
  other_weapon_id uuid        not null,
  id              uuid        not null,
  tier            text,
  agency_id       uuid        not null,
  recorded_at     timestamptz not null,
  constraint likely_duplicate_pk primary key (weapon_id, other_weapon_id),
  constraint likely_duplicate_of_weapon foreign key (weapon_id) references weapon (id)
);
create index likely_duplicate_by_id on likely_duplicate (id);
create index likely_duplicate_by_time on likely_duplicate (recorded_at desc, id desc);
call declare_table('likely_duplicate', 'operational', 'registrations that the registry may hold twice');
create policy append_own on likely_duplicate for insert with check (agency_id = current_agency());

-- For the registry's readers only: what of likely duplicates is still open. Served by likely_duplicate_by_time or likely_duplicate_by_id, and weapon_state_pk.
create function registry_likely_duplicates(p_id uuid, p_status text, p_before timestamptz, p_before_id uuid, p_limit integer)
  returns table (id uuid, status text, weapon_id uuid, other_weapon_id uuid, tier text, recorded_at text)
  language sql stable security definer set search_path = public, pg_temp
  begin atomic
    select d.id, s.status, d.weapon_id, d.other_weapon_id, d.tier, to_char(d.recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
    from likely_duplicate d
      join weapon_state a on a.weapon_id = d.weapon_id
      join weapon_state b on b.weapon_id = d.other_weapon_id
      left join registrar_decision r on r.weapon_id = d.weapon_id and r.subject_id = d.id
      cross join lateral (select case
        when a.group_id = b.group_id then 'LINKED'
        when r.id is not null then 'DISMISSED'
        else 'OPEN' end as status) s
    where reads_registry() and (p_id is null or d.id = p_id) and (p_status is null or s.status = p_status)
      and (d.recorded_at, d.id) < (p_before, p_before_id)
    order by d.recorded_at desc, d.id desc limit p_limit;
  end;

-- Who proposed a link may read what became of it.
create policy of_own_link on registrar_decision for select using (
  exists (select from identity_link l where l.weapon_id = registrar_decision.weapon_id and l.id = registrar_decision.subject_id
          and l.agency_id = current_agency()));
-- And when a registrar withdrew it.
create policy of_own_link on error_declaration for select using (
  subject_kind = 'IDENTITY_LINK' and exists (
    select from identity_link l where l.weapon_id = error_declaration.weapon_id and l.id = error_declaration.subject_id
    and l.agency_id = current_agency()));
