-- Registry-wide: the other weapons of some reports and consignments, by the events that stand, with what stands of each now; for the registry's readers only. Records that
-- are joined are one weapon, under the lowest id of its group. A report may have 500 weapons, a consignment as many reports as it took. Served by custody_event_by_report,
-- consignment_movement_by_consignment, weapon_state_pk and fallen_fact_pk.
create function registry_lot(p_reports uuid[], p_bases text[], p_consignments uuid[], p_consignment_bases text[], p_traced uuid[])
  returns table (key uuid, weapon_id uuid, bases text[], status text, holder_party_id uuid)
  language sql stable security definer set search_path = public, pg_temp
  begin atomic
    with moved as (
      select e.weapon_id, e.id, r.basis
      from unnest(p_reports, p_bases) as r (report_id, basis) join custody_event e on e.report_id = r.report_id
      union
      select m.weapon_id, m.event_id, c.basis
      from unnest(p_consignments, p_consignment_bases) as c (consignment_id, basis)
        join consignment_movement m on m.consignment_id = c.consignment_id
    ), lot as (
      select coalesce(s.group_id, m.weapon_id) as key, (array_agg(m.weapon_id order by m.weapon_id))[1] as weapon_id, array_agg(distinct m.basis) as bases
      from moved m join weapon_state s on s.weapon_id = m.weapon_id
      where m.weapon_id <> all (p_traced)
        and not exists (select from fallen_fact f where f.weapon_id = m.weapon_id and f.fact_id = m.id)
      group by 1
    )
    select l.key, l.weapon_id, l.bases, s.status, s.holder_party_id
    from lot l join weapon_state s on s.weapon_id = l.weapon_id
    where current_agency() is not null and reads_registry();
  end;
