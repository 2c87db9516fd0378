-- Many observations are searched at once, in a fixed number of statements, each within its own limit.

-- p_searches: [{"n", "probes": [{"kind", "key"}]}]. The weapons under the keys of each search, at most p_limit for each; recovered items are none of them
-- (design 5). The lowest ids are taken, so that a search finds the same alone and among others.
-- Served by marking_key_pk (kind, key) and weapon_pk. "offset 0" keeps each probe a probe: the planner takes any JSON for a hundred rows and could else
-- read the whole table once for a large batch. What is recovered is asked of distinct weapons in their order, so that no more are asked than are given.
create function registry_marking_hits(p_searches jsonb, p_limit integer)
  returns table (n integer, weapon_id uuid)
  language sql stable security definer set search_path = public, pg_temp
  begin atomic
    select s.n, h.weapon_id
    from jsonb_to_recordset(p_searches) as s (n integer, probes jsonb)
      cross join lateral (
        select d.weapon_id
        from (
          select distinct m.weapon_id
          from jsonb_to_recordset(s.probes) as p (kind text, key text)
            cross join lateral (
              select k.weapon_id from marking_key k where k.kind = p.kind collate "C" and k.key = p.key collate "C" offset 0) m
        ) d
        where not (select w.recovered from weapon w where w.id = d.weapon_id)
        order by d.weapon_id
        limit p_limit) h
    where current_agency() is not null;
  end;

-- What some weapons are, for deciding which of them was observed: description, marks and group, no holder and no agency; each once, in the order of their ids.
-- Served by weapon_pk, weapon_state_pk, weapon_description_pk, marking_pk and fallen_fact_pk; "offset 0" as above.
create function registry_described(p_weapons uuid[])
  returns table (weapon_id uuid, category text, description jsonb, marks jsonb, group_id uuid)
  language sql stable security definer set search_path = public, pg_temp
  begin atomic
    select h.weapon_id, w.category,
      (select jsonb_build_object('type', d.type, 'make', d.make, 'model', d.model, 'calibre', d.calibre,
          'countryOfManufacture', d.country_of_manufacture, 'yearOfManufacture', d.year_of_manufacture)
        from weapon_description d
        where d.weapon_id = h.weapon_id and not exists (select from fallen_fact f where f.weapon_id = d.weapon_id and f.fact_id = d.id)
        order by d.version desc limit 1),
      (select jsonb_agg(jsonb_build_object('markingId', m.id, 'kind', m.kind, 'text', m.text, 'component', m.component, 'condition', m.condition) order by m.n)
        from marking m
        where m.weapon_id = h.weapon_id and not exists (select from fallen_fact f where f.weapon_id = m.weapon_id and f.fact_id = m.id)),
      s.group_id
    from (select distinct u.weapon_id from unnest(p_weapons) as u (weapon_id) order by u.weapon_id) h
      cross join lateral (select i.category from weapon i where i.id = h.weapon_id offset 0) w
      cross join lateral (select t.group_id from weapon_state t where t.weapon_id = h.weapon_id offset 0) s
    where current_agency() is not null;
  end;

-- One observation is the case of one.
drop function registry_marking_candidates(jsonb, integer);
