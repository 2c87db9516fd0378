-- Recovered items: named by ids that their callers made, and handed over to whom an answer named.

-- Whether a search was made for the item when it was recorded. One that was not is asked for by a trace request.
alter table seizure_item add column searched boolean not null default false;
-- The request that was opened with the item.
alter table seizure_item add column trace_request_id uuid;

-- Claims ids that a caller made for parts of what he sends, as claim_client_id() does for the whole, and gives those that were free. In one order, so that two calls
-- with the same ids wait for one another and do not deadlock. An empty hash is that of no body: nothing is replayed under such an id.
create function claim_client_ids(p_ids uuid[], p_actor uuid, p_operation text) returns setof uuid
  language sql security definer set search_path = public, pg_temp
  begin atomic
    insert into client_id (id, agency_id, actor_id, operation, key, request_hash)
      select c.id, current_agency(), p_actor, p_operation, '', ''::bytea
      from unnest(p_ids) as c (id)
      where current_agency() is not null and not exists (select from fact f where f.id = c.id)
      order by c.id
      on conflict on constraint client_id_pk do nothing
      returning id;
  end;

-- Of the asking agency's searches for items in the last hour, how many: each is a question, as a trace request is. Served by seizure_item_by_agency.
create function recent_item_searches() returns integer
  language sql stable security definer set search_path = public, pg_temp
  begin atomic
    select count(*)::integer from seizure_item i
    where i.agency_id = current_agency() and i.searched and i.recorded_at > clock_timestamp() - interval '1 hour';
  end;

-- Registry-wide: to which registered weapons items of a reader are joined, by links that stand, and whether he reads the weapon. Ids alone: he was shown the weapon as
-- a candidate, or an answer named it. Served by seizure_item_pk, identity_link_pk and identity_link_by_other.
create function registry_item_joins(p_weapons uuid[]) returns table (weapon_id uuid, other_id uuid, readable boolean)
  language sql stable security definer set search_path = public, pg_temp
  begin atomic
    select distinct i.weapon_id, o.id, weapon_readable(o.id)
    from seizure_item i
      cross join lateral (
        select l.weapon_id, l.id, l.needs_decision, l.other_weapon_id as other from identity_link l where l.weapon_id = i.weapon_id and l.basis = 'RECOVERED_ITEM'
        union all
        select l.weapon_id, l.id, l.needs_decision, l.weapon_id from identity_link l where l.other_weapon_id = i.weapon_id and l.basis = 'RECOVERED_ITEM') k
      cross join lateral (select k.other as id) o
    where i.weapon_id = any (p_weapons) and current_agency() is not null and (i.agency_id = current_agency() or reads_registry())
      and (not k.needs_decision or exists (
        select from registrar_decision d where d.weapon_id = k.weapon_id and d.subject_id = k.id and d.decision = 'CONFIRM'))
      and not exists (select from fallen_fact f where f.weapon_id = k.weapon_id and f.fact_id = k.id);
  end;

-- Parties that an answer to the asking agency named about one of these items: an item is given back to whom the trace found. Without names.
-- Served by trace_request_by_item, trace_answer_pk, party_pk and party_version_pk.
create function registry_parties_released(p_parties uuid[], p_items uuid[])
  returns table (id uuid, kind text, country text, name_id uuid, versions jsonb)
  language sql stable security definer set search_path = public, pg_temp
  begin atomic
    select p.id, p.kind, p.country, p.name_id, coalesce((
      select jsonb_agg(jsonb_build_object('id', v.id, 'kind', v.kind, 'country', v.country, 'nameId', v.name_id, 'status', v.status,
        'successorPartyId', v.successor_party_id, 'validFrom', v.valid_from,
        'recordedAt', to_char(v.recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')))
      from party_version v where v.party_id = p.id), '[]'::jsonb)
    from party p
    where p.id = any (p_parties) and exists (
      select from trace_request q join trace_answer a on a.request_id = q.id
      where q.seizure_item_id = any (p_items) and q.agency_id = current_agency() and a.told is not null
        and jsonb_path_exists(a.told, '$.**.partyId ? (@ == $party)', jsonb_build_object('party', p.id::text)));
  end;
