-- Certificates of answers: the records that an answer stands on, with their secrets, for who may read the answer; of those that were erased what is left, and the order.

-- Bytes and secrets of the facts behind one answer: the answer itself, what superseded it, the events of its chain, the weapon with its descriptions and marks, the
-- parties that it names, the links that join records to its weapon, and the record of the key that signs. Which of their fields are shown is decided by the service
-- (features/traces/disclose-records.ts), as far as the answer shows them. Only for the agency that asked, or a reader of the registry, since a secret opens every
-- field of its fact.
-- Served by trace_answer_pk and trace_request_pk; weapon_description_pk, marking_pk, party_version_pk, answer_supersession_pk and identity_link_pk by their first
-- columns, identity_link_by_other; fact_pk and fact_erasure_pk.
create function registry_answer_records(p_request uuid, p_answer uuid, p_key uuid)
  returns table (fact_id uuid, kind text, canonical text, secret bytea, remaining jsonb)
  language sql stable security definer set search_path = public, pg_temp
  begin atomic
    with recursive answer as (
      select a.request_id, a.id, a.told, a.weapon_id from trace_answer a join trace_request q on q.id = a.request_id
      where a.request_id = p_request and a.id = p_answer
        and current_agency() is not null and (q.agency_id = current_agency() or reads_registry())),
    joined (id) as (
      select a.weapon_id from answer a where a.weapon_id is not null
      union
      select o.id from joined j cross join lateral (
        select l.other_weapon_id from identity_link l where l.weapon_id = j.id
        union all
        select l.weapon_id from identity_link l where l.other_weapon_id = j.id) o (id)),
    behind (id) as (
      select a.id from answer a
      union select k.id from answer a, fact k where k.id = p_key and k.kind = 'key-event'
      union select s.id from answer a join answer_supersession s on s.request_id = a.request_id and s.answer_id = a.id
      union select (l.link ->> 'eventId')::uuid from answer a, jsonb_array_elements(a.told -> 'chain') l (link) where l.link ? 'eventId'
      union select j.id from joined j
      union select l.id from joined j join identity_link l on l.weapon_id = j.id
      union select d.id from answer a join weapon_description d on d.weapon_id = a.weapon_id
      union select m.id from answer a join marking m on m.weapon_id = a.weapon_id
      union select (p.id #>> '{}')::uuid from answer a, jsonb_path_query(a.told, '$.**.partyId') p (id)
      union select v.id from answer a, jsonb_path_query(a.told, '$.**.partyId') p (id) join party_version v on v.party_id = (p.id #>> '{}')::uuid)
    select f.id, f.kind, f.canonical, f.secret, x.remaining
    from (select b.id from behind b union select e.erasure_id from behind b join fact_erasure e on e.fact_id = b.id) w
      join fact f on f.id = w.id left join fact_erasure x on x.fact_id = f.id;
  end;
