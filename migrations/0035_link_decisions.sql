-- A certificate shows of a link of two records that it was confirmed, where it had to be.

-- As in 0031, with what became of the links: what a registrar decided of them, and by what they were withdrawn. Which links were in effect when the answer was given is
-- for the service to say (features/traces/disclose-joints.ts).
-- Served as there, and by registrar_decision_pk and error_declaration_pk, whose first column is the weapon.
create or replace function registry_answer_records(p_request uuid, p_answer uuid, p_key uuid)
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
      union select r.id from joined j join identity_link l on l.weapon_id = j.id join registrar_decision r on r.weapon_id = l.weapon_id and r.subject_id = l.id
      union select d.id from joined j join identity_link l on l.weapon_id = j.id
        join error_declaration d on d.weapon_id = l.weapon_id and d.subject_id = l.id and d.subject_kind = 'IDENTITY_LINK'
      union select d.id from answer a join weapon_description d on d.weapon_id = a.weapon_id
      union select m.id from answer a join marking m on m.weapon_id = a.weapon_id
      union select (p.id #>> '{}')::uuid from answer a, jsonb_path_query(a.told, '$.**.partyId') p (id)
      union select v.id from answer a, jsonb_path_query(a.told, '$.**.partyId') p (id) join party_version v on v.party_id = (p.id #>> '{}')::uuid)
    select f.id, f.kind, f.canonical, f.secret, x.remaining
    from (select b.id from behind b union select e.erasure_id from behind b join fact_erasure e on e.fact_id = b.id) w
      join fact f on f.id = w.id left join fact_erasure x on x.fact_id = f.id;
  end;
