-- How a worn, misread or partial mark is searched: what was read is expanded to every key that it may stand for, and each is probed in a plain b-tree.

-- Which characters registered marks of a make hold at each position of a NO_ZERO key of that length; '*' for all makes together. An unreadable character is
-- expanded to what is really registered there, which loses nothing: three of a maker who numbers in digits are a thousand keys, not a hundred thousand.
-- Rows come with the marks that teach them, in the same transaction, and none is ever removed.
create table marking_alphabet (
  make_key  text     not null collate "C",
  length    smallint not null,
  position  smallint not null,
  character text     not null collate "C",
  constraint marking_alphabet_pk primary key (make_key, length, position, character)
);
call declare_table('marking_alphabet', 'projection', 'which characters registered marks hold at each position');

-- Before anything is learned, keys that a search within one make needs and that no search in the whole registry missed:
-- marks of weapons that were described under several makes, under each of them, since any of its descriptions may come to stand;
insert into marking_key
  select k.kind, k.key, d.make_key, k.weapon_id, k.n
  from weapon_description d join marking_key k on k.weapon_id = d.weapon_id
  where d.weapon_id in (select v.weapon_id from weapon_description v where v.version > 1) and d.make_key <> k.make_key
  on conflict do nothing;

-- makes in Cyrillic that no list knew, under their Serbian and Bulgarian form too: an observation, or an entry that came later, may share either.
create function pg_temp.south_slavic(p_name text) returns text language sql immutable as $$
  select regexp_replace(
    replace(replace(replace(replace(replace(replace(replace(
      translate(upper(p_name),
        'абвгдежзийјклмнопрстћуфхцчшщъьыэюяёљњђџАБВГДЕЖЗИЙЈКЛМНОПРСТЋУФХЦЧШЪЬ',
        'ABVGDEZZIYJKLMNOPRSTCUFHCCSЩAYЫЭЮЯЁЉЊЂЏABVGDEZZIYJKLMNOPRSTCUFHCCSAY'),
      'Щ', 'SHT'), 'Ю', 'YU'), 'Я', 'YA'), 'Љ', 'LJ'), 'Њ', 'NJ'), 'Ђ', 'DJ'), 'Џ', 'DZ'),
    '[^A-Z0-9ЫЭЁ]+', '', 'g')
$$;
insert into marking_key
  select distinct k.kind, k.key, '~' || pg_temp.south_slavic(d.make), k.weapon_id, k.n
  from weapon_description d join marking_key k on k.weapon_id = d.weapon_id
  where d.make_key like '~%' and d.make ~ '[Ѐ-ӿ]'
  on conflict do nothing;

-- Greek letters as they sound, beside the letters themselves: by the table of ELOT 743, and as they are read aloud in English.
create function pg_temp.greek(p_key text, p_table integer) returns text language sql immutable as $$
  select replace(replace(replace(replace(
    translate(p_key, 'ΑΒΓΔΕΖΙΚΛΜΝΞΟΠΡΣΤΩΗΥ',
      'AVGDEZIKLMNXOPRSTO' || case p_table when 1 then 'IY' else 'EU' end),
    'Θ', 'TH'), 'Ψ', 'PS'), 'Φ', case p_table when 1 then 'F' else 'PH' end), 'Χ', case p_table when 1 then 'CH' else 'KH' end)
$$;
insert into marking_key
  select distinct k.kind, pg_temp.greek(k.key, t.n), k.make_key, k.weapon_id, k.n
  from marking_key k cross join (values (1), (2)) as t (n)
  where k.kind = 'PHONETIC' and k.key ~ '[Α-Ω]'
  on conflict do nothing;

-- What the marks that are registered already teach: by characters where there are none beyond ASCII, else letters with their combining marks, as in the service (the
-- blocks for Latin, Greek, Cyrillic, Hebrew, Arabic and the scripts of India and Thailand); then all makes together. Few rows remain of many, so they are gathered
-- in memory.
set local work_mem = '256MB';
insert into marking_alphabet
  select l.make_key, l.length, l.position, l.character
  from (
    select distinct m.make_key, char_length(m.key) as length, c.position - 1 as position, c.character collate "C" as character
    from marking_key m cross join lateral string_to_table(m.key, null) with ordinality as c (character, position)
    where m.kind = 'NO_ZERO' and octet_length(m.key) = char_length(m.key)) l
  order by 1, 2, 3, 4;
insert into marking_alphabet
  select l.make_key, l.length, l.position, l.character
  from (
    select distinct m.make_key, cardinality(m.characters) as length, c.position - 1 as position, c.character collate "C" as character
    from (
        select k.make_key, array(select r.found[1] from regexp_matches(k.key,
            '[^\u0300-\u036f\u0483-\u0489\u0591-\u05c7\u064b-\u065f\u0670\u0900-\u0903\u093a-\u093c\u093e-\u094f\u0e31\u0e34-\u0e3a\u0e47-\u0e4e][\u0300-\u036f\u0483-\u0489\u0591-\u05c7\u064b-\u065f\u0670\u0900-\u0903\u093a-\u093c\u093e-\u094f\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]*',
            'g') as r (found)) as characters
        from marking_key k where k.kind = 'NO_ZERO' and octet_length(k.key) > char_length(k.key)) m
      cross join lateral unnest(m.characters) with ordinality as c (character, position)) l
  order by 1, 2, 3, 4
  on conflict do nothing;
insert into marking_alphabet select distinct '*', a.length, a.position, a.character from marking_alphabet a order by 2, 3, 4;
reset work_mem;

-- Ranges of what is left of a mark: a lost end of one maker's, a lost beginning of one maker's, and of all; marking_key_pk serves a lost end of all. With the two of
-- one maker in one index, reversed key first, the planner took marking_key_by_make for lost beginnings and read all that a maker has registered (60 ms).
create index marking_key_by_make on marking_key (make_key, key, weapon_id) where kind = 'NO_ZERO';
create index marking_key_by_make_end on marking_key (make_key, reverse(key), weapon_id) where kind = 'NO_ZERO';
create index marking_key_by_end on marking_key (reverse(key), make_key, weapon_id) where kind = 'NO_ZERO';
-- Recovered items have no keys; that none is ever shown is asked again of this index, which holds them alone.
create index weapon_recovered on weapon (id) where recovered;
-- Few records are joined to others: asked here, a group costs a probe of a small index instead of the row that every writer of the weapon locks.
create index weapon_state_grouped on weapon_state (weapon_id, group_id) where group_id is not null;

-- Adds what new marks teach. What is there already costs one probe of marking_alphabet_pk each; a writer of the same new rows waits for the other. Sorted by the
-- caller, so that two never wait for one another.
create function learn_alphabet(p_makes text[], p_lengths integer[], p_positions integer[], p_characters text[]) returns void
  language sql security definer set search_path = public, pg_temp
  begin atomic
    insert into marking_alphabet (make_key, length, position, character)
      select l.make_key, l.length, l.position, l.character
      from unnest(p_makes, p_lengths, p_positions, p_characters) with ordinality as l (make_key, length, position, character, n)
      where current_agency() is not null
      order by l.n
      on conflict do nothing;
  end;

-- The alphabets of some makes at some lengths, one row for each, and one without a length for each make that is registered at all; no serial can be told from them.
-- Served by marking_alphabet_pk.
create function registry_alphabets(p_makes text[], p_lengths integer[])
  returns table (make_key text, length integer, positions integer[], characters text[])
  language sql stable security definer set search_path = public, pg_temp
  begin atomic
    select a.make_key, a.length::integer, array_agg(a.position::integer), array_agg(a.characters)
    from (
      select m.make_key, l.length, r.position, string_agg(r.character, ' ') as characters
      from unnest(p_makes) as m (make_key) cross join unnest(p_lengths) as l (length)
        cross join lateral (
          select c.position, c.character from marking_alphabet c where c.make_key = m.make_key collate "C" and c.length = l.length offset 0) r
      group by m.make_key, l.length, r.position) a
    where current_agency() is not null
    group by a.make_key, a.length
    union all
    select m.make_key, null, '{}', '{}' from unnest(p_makes) as m (make_key)
    where current_agency() is not null and (select true from marking_alphabet c where c.make_key = m.make_key collate "C" limit 1);
  end;

-- Many searches at once, in parts: `p_keys` are keys of one kind, with a space between two; with a make, of that make alone. The weapons under the keys of each
-- part, at most p_limits of it, the lowest ids, so that a part finds the same alone and among others; recovered items are none of them (design 5).
-- Served by marking_key_pk (kind, key, make_key): one descent for each key, and for neighbouring ones often none. "offset 0" keeps each part its own look-up:
-- the planner knows neither how many keys a part has nor how many parts there are, and could else read the whole table once. weapon_recovered is asked last.
drop function registry_marking_hits(jsonb, integer);
create function registry_marking_hits(p_n integer[], p_kinds text[], p_makes text[], p_keys text[], p_limits integer[])
  returns table (n integer, weapon_ids uuid[])
  language sql stable security definer set search_path = public, pg_temp
  begin atomic
    select s.n, h.weapon_ids
    from unnest(p_n, p_kinds, p_makes, p_keys, p_limits) as s (n, kind, make_key, keys, most)
      cross join lateral (
        select array_agg(f.weapon_id order by f.weapon_id) as weapon_ids from (
          select d.weapon_id from (
            select distinct m.weapon_id from (
              select k.weapon_id from marking_key k
              where k.kind = s.kind collate "C" and k.key = any (string_to_array(s.keys, ' ')) offset 0) m) d
          where (select true from weapon w where w.id = d.weapon_id and w.recovered) is null
          order by d.weapon_id
          limit s.most) f) h
    where s.make_key is null and h.weapon_ids is not null and current_agency() is not null
    union all
    select s.n, h.weapon_ids
    from unnest(p_n, p_kinds, p_makes, p_keys, p_limits) as s (n, kind, make_key, keys, most)
      cross join lateral (
        select array_agg(f.weapon_id order by f.weapon_id) as weapon_ids from (
          select d.weapon_id from (
            select distinct m.weapon_id from (
              select k.weapon_id from marking_key k
              where k.kind = s.kind collate "C" and k.key = any (string_to_array(s.keys, ' ')) and k.make_key = s.make_key collate "C" offset 0) m) d
          where (select true from weapon w where w.id = d.weapon_id and w.recovered) is null
          order by d.weapon_id
          limit s.most) f) h
    where s.make_key is not null and h.weapon_ids is not null and current_agency() is not null;
  end;

-- Ranges of what was read of a mark: from p_from to before p_before, of a key (p_ends false) or of a reversed key, of one make or of all; what is left must fit
-- p_patterns (LIKE). At most p_scanned keys of a range are looked at, and p_limit weapons given, in the order of the index.
-- Served by marking_key_by_make, marking_key_by_make_end, marking_key_by_end and marking_key_pk: one of four look-ups for each range, the others end before they begin.
create function registry_marking_ranges(p_n integer[], p_ends boolean[], p_makes text[], p_from text[], p_before text[], p_patterns text[], p_scanned integer, p_limit integer)
  returns table (n integer, weapon_ids uuid[])
  language sql stable security definer set search_path = public, pg_temp
  begin atomic
    select s.n, h.weapon_ids
    from unnest(p_n, p_ends, p_makes, p_from, p_before, p_patterns) as s (n, is_end, make_key, lower, upper, pattern)
      cross join lateral (
        select array_agg(d.weapon_id) as weapon_ids from (
          select distinct f.weapon_id from (
            select r.weapon_id from (
              (select k.key, k.weapon_id from marking_key k
                where not s.is_end and s.make_key is not null and k.kind = 'NO_ZERO' and k.make_key = s.make_key collate "C"
                  and k.key >= s.lower collate "C" and k.key < s.upper collate "C" order by k.key, k.weapon_id limit p_scanned)
              union all
              (select k.key, k.weapon_id from marking_key k
                where s.is_end and s.make_key is not null and k.kind = 'NO_ZERO' and k.make_key = s.make_key collate "C"
                  and reverse(k.key) >= s.lower collate "C" and reverse(k.key) < s.upper collate "C" order by reverse(k.key), k.weapon_id limit p_scanned)
              union all
              (select k.key, k.weapon_id from marking_key k
                where not s.is_end and s.make_key is null and k.kind = 'NO_ZERO'
                  and k.key >= s.lower collate "C" and k.key < s.upper collate "C" order by k.key, k.make_key, k.weapon_id limit p_scanned)
              union all
              (select k.key, k.weapon_id from marking_key k
                where s.is_end and s.make_key is null and k.kind = 'NO_ZERO'
                  and reverse(k.key) >= s.lower collate "C" and reverse(k.key) < s.upper collate "C" order by reverse(k.key), k.make_key, k.weapon_id limit p_scanned)) r
            where r.key like s.pattern collate "C"
            limit p_limit) f
          where (select true from weapon w where w.id = f.weapon_id and w.recovered) is null) d) h
    where h.weapon_ids is not null and current_agency() is not null;
  end;

-- What some weapons are, for deciding which of them was observed: description, marks and group, no holder and no agency; a row for each mark, in the order of the
-- ids given, which are distinct. Columns instead of documents: half the time of the JSON that stood here.
-- Served by weapon_pk, weapon_state_grouped, weapon_description_pk, marking_pk and fallen_fact_pk.
drop function registry_described(uuid[]);
create function registry_described(p_weapons uuid[])
  returns table (weapon_id uuid, category text, group_id uuid, type text, make text, model text, calibre text, country text, year smallint,
    marking_id uuid, kind text, text text, component text, condition text)
  language sql stable security definer set search_path = public, pg_temp
  begin atomic
    select w.id, w.category, s.group_id, d.type, d.make, d.model, d.calibre, d.country_of_manufacture, d.year_of_manufacture, m.id, m.kind, m.text, m.component, m.condition
    from unnest(p_weapons) as h (weapon_id)
      cross join lateral (select i.id, i.category from weapon i where i.id = h.weapon_id offset 0) w
      cross join lateral (select (select t.group_id from weapon_state t where t.weapon_id = h.weapon_id and t.group_id is not null) as group_id) s
      left join lateral (
        select v.type, v.make, v.model, v.calibre, v.country_of_manufacture, v.year_of_manufacture from weapon_description v
        where v.weapon_id = h.weapon_id and (select true from fallen_fact f where f.weapon_id = v.weapon_id and f.fact_id = v.id limit 1) is null
        order by v.version desc limit 1) d on true
      left join lateral (
        select k.n, k.id, k.kind, k.text, k.component, k.condition from marking k
        where k.weapon_id = h.weapon_id and (select true from fallen_fact f where f.weapon_id = k.weapon_id and f.fact_id = k.id limit 1) is null
        order by k.n) m on true
    where current_agency() is not null;
  end;
