-- A search by marks in one statement, planned once.

-- plan_cache_mode: for arrays of unknown length PostgreSQL supposes ten parts, so that a plan for the one or two of most calls looks cheaper, and it planned anew at
-- each call: 0.45 instead of 0.19 ms for hits, 0.63 instead of 0.33 ms for what is near. Each part is a look-up of its own ("offset 0"), whatever plan is made.
alter function registry_marking_hits(integer[], text[], text[], text[], integer[]) set plan_cache_mode = force_generic_plan;
alter function registry_marking_ranges(integer[], boolean[], text[], text[], text[], text[], integer, integer) set plan_cache_mode = force_generic_plan;
alter function registry_described(uuid[]) set plan_cache_mode = force_generic_plan;

-- The alphabets that are not as the caller remembers them: of a make at a length, with its characters at each position ("3 A B": at position 3, from 0), or, with the
-- length 0, whether the make is registered at all (digest 1). A digest is of all rows, so that one that is equal says that nothing was learned since; 0 where there is
-- no row; p_digests null where nothing is remembered. No serial can be told from them.
-- Served by marking_alphabet_pk.
drop function registry_alphabets(text[], integer[]);
create function registry_alphabets(p_makes text[], p_lengths integer[], p_digests bigint[])
  returns table (make_key text, length integer, digest bigint, characters text[])
  language sql stable security definer set search_path = public, pg_temp set plan_cache_mode = force_generic_plan
  begin atomic
    select b.make_key, b.length, d.digest,
      (select array_agg(r.characters) from (
        select c.position || ' ' || string_agg(c.character, ' ') as characters from marking_alphabet c
        where b.length > 0 and c.make_key = b.make_key collate "C" and c.length = b.length group by c.position) r)
    from unnest(p_makes, p_lengths, p_digests) as b (make_key, length, digest)
      cross join lateral (select case
        when b.length = 0 then coalesce((select 1 from marking_alphabet c where c.make_key = b.make_key collate "C" limit 1), 0)
        else coalesce((
          select bit_xor(hashtextextended(c.character, c.position::bigint)) from marking_alphabet c
          where c.make_key = b.make_key collate "C" and c.length = b.length), 0)
        end as digest offset 0) d
    where d.digest is distinct from b.digest and current_agency() is not null;
  end;

-- All that a search asks, in one round trip. Where an alphabet is not as p_digests says, what was made of it is not looked up: one row says CHANGED, and the caller
-- reads the alphabets and asks again. Else the weapons under keys (KEY) and within ranges (RANGE); under a bare number (BARE) only where no range and no part with the
-- same number p_n from 0 up found any; and what all of these are (WEAPON), a row for each mark, as registry_described gives it. Parts below 0 are those that set a tier.
-- The indexes stand with the functions that it asks.
create function registry_search(
    p_alphabet_makes text[], p_lengths integer[], p_digests bigint[],
    p_n integer[], p_kinds text[], p_makes text[], p_keys text[], p_limits integer[],
    p_range_n integer[], p_ends boolean[], p_range_makes text[], p_from text[], p_before text[], p_patterns text[], p_scanned integer, p_range_limit integer,
    p_core_n integer[], p_core_makes text[], p_core_keys text[], p_core_limit integer)
  returns table (item text, n integer, weapon_ids text[], weapon_id uuid, category text, group_id uuid, type text, make text, model text, calibre text, country text,
    year smallint, marking_id uuid, kind text, text text, component text, condition text)
  language plpgsql stable security definer set search_path = public, pg_temp set plan_cache_mode = force_generic_plan as $$
#variable_conflict use_column
begin
  if current_agency() is null then return; end if;
  if p_lengths <> '{}' and exists (select from registry_alphabets(p_alphabet_makes, p_lengths, p_digests)) then
    item := 'CHANGED';
    return next;
    return;
  end if;
  return query
    with hit as materialized (
      select 'KEY' as item, k.n, k.weapon_ids from registry_marking_hits(p_n, p_kinds, p_makes, p_keys, p_limits) k
      union all
      select 'RANGE', r.n, r.weapon_ids
      from registry_marking_ranges(p_range_n, p_ends, p_range_makes, p_from, p_before, p_patterns, p_scanned, p_range_limit) r),
    found as materialized (
      select h.item, h.n, h.weapon_ids from hit h
      union all
      select 'BARE', c.n, b.weapon_ids
      from unnest(p_core_n, p_core_makes, p_core_keys) as c (n, make_key, keys)
        cross join lateral registry_marking_hits(array[c.n], array['CORE'], array[c.make_key], array[c.keys], array[p_core_limit]) b
      where not exists (select from hit h where h.n = c.n))
    select f.item, f.n, f.weapon_ids::text[], null::uuid, null::text, null::uuid, null::text, null::text, null::text, null::text, null::text,
      null::smallint, null::uuid, null::text, null::text, null::text, null::text
    from found f
    union all
    select 'WEAPON', null, null, d.weapon_id, d.category, d.group_id, d.type, d.make, d.model, d.calibre, d.country, d.year, d.marking_id, d.kind, d.text,
      d.component, d.condition
    from registry_described(array(select distinct u.weapon_id from found f cross join lateral unnest(f.weapon_ids) as u (weapon_id))) d;
end $$;
