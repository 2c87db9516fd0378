-- What the other side of a hand-over says of it. Both statements are kept: the report itself, and this. The newest statement of a side is what it says.
create table transfer_statement (
  weapon_id   uuid        not null,
  event_id    uuid        not null,
  id          uuid        not null,
  transfer_id uuid        not null,
  side        text        not null,
  statement   text        not null,
  reason_id   uuid,
  actor_id    uuid        not null,
  agency_id   uuid        not null,
  recorded_at timestamptz not null,
  constraint transfer_statement_pk primary key (weapon_id, event_id, id),
  constraint transfer_statement_of_weapon foreign key (weapon_id) references weapon (id),
  constraint transfer_statement_side_known check (side in ('GIVER', 'RECEIVER')),
  constraint transfer_statement_known check (statement in ('ACCEPTED', 'DISPUTED'))
);
create index transfer_statement_by_transfer on transfer_statement (transfer_id, recorded_at);
call declare_table('transfer_statement', 'fact', 'what the other side of a hand-over says of it');
create policy own_or_registry on transfer_statement for select using (agency_id = current_agency() or reads_registry());
create policy append_own on transfer_statement for insert with check (agency_id = current_agency());

create index transfer_by_receiver on transfer (to_party_id, recorded_at desc, id desc) where to_party_id is not null;
create index transfer_by_giver on transfer (from_party_id, recorded_at desc, id desc) where from_party_id is not null;
create index custody_event_by_report on custody_event (report_id);

-- Registry-wide, beside registry_history() and in the same statement with it. Served by transfer_statement_pk.
create function registry_transfer_statements(p_weapons uuid[])
  returns table (root uuid, weapon_id uuid, item text, id uuid, body jsonb, recorded_at text)
  language sql stable security definer set search_path = public, pg_temp
  begin atomic
    select l.root, s.weapon_id, 'STATEMENT', s.id, jsonb_build_object('eventId', s.event_id, 'side', s.side, 'statement', s.statement),
      to_char(s.recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
    from registry_linked(p_weapons) l join transfer_statement s on s.weapon_id = l.weapon_id;
  end;

-- Events of a report that stand, a correction's replacement included; what is denied stands too, or it could never be accepted.
-- Served by custody_event_by_report and fallen_fact_pk.
create function standing_events_of(p_report uuid)
  returns table (weapon_id uuid, id uuid, from_party_id uuid, to_party_id uuid)
  language sql stable security definer set search_path = public, pg_temp
  begin atomic
    select e.weapon_id, e.id, e.from_party_id, e.to_party_id from custody_event e
    where e.report_id = p_report and current_agency() is not null
      and not exists (select from fallen_fact f where f.weapon_id = e.weapon_id and f.fact_id = e.id and f.reason = 'DECLARED');
  end;

-- A transfer for who may speak of it: its events, the sides that each of them has, and on which the asker acts for a party. No row for who reported nothing of it
-- and stands on no side. Served by transfer_pk.
create function transfer_for_sides(p_transfer uuid)
  returns table (id uuid, reporter_id uuid, is_giver boolean, is_receiver boolean, events jsonb)
  language sql stable security definer set search_path = public, pg_temp
  begin atomic
    with seen as (
      select e.weapon_id, e.id, e.from_party_id is not null as has_giver, e.to_party_id is not null as has_receiver,
        coalesce(acts_for(e.from_party_id), false) as is_giver, coalesce(acts_for(e.to_party_id), false) as is_receiver
      from standing_events_of(p_transfer) e
    )
    select t.id, t.agency_id, coalesce(bool_or(s.is_giver), false), coalesce(bool_or(s.is_receiver), false),
      jsonb_agg(jsonb_build_object('id', s.id, 'weaponId', s.weapon_id, 'hasGiver', s.has_giver, 'hasReceiver', s.has_receiver,
        'isGiver', s.is_giver, 'isReceiver', s.is_receiver) order by s.weapon_id) filter (where s.id is not null)
    from transfer t
      left join seen s on t.agency_id = current_agency() or reads_registry() or s.is_giver or s.is_receiver
    where t.id = p_transfer and current_agency() is not null
    group by t.id, t.agency_id
    having t.agency_id = current_agency() or reads_registry() or bool_or(s.is_giver) or bool_or(s.is_receiver)
      or acts_for(t.from_party_id) or acts_for(t.to_party_id);
  end;

-- Hand-overs that name a party of the asker, reported by another agency, with weapons of which that side has said nothing yet; newest first. A correction's
-- replacement is asked anew. Served by transfer_by_receiver and transfer_by_giver for each party that the asker acts for (representation_pk), and transfer_statement_pk.
create function transfers_awaiting(p_before timestamptz, p_before_id uuid, p_limit integer)
  returns table (id uuid, kind text, side text, from_party_id uuid, to_party_id uuid, occurred jsonb, weapon_ids uuid[], recorded_at text)
  language sql stable security definer set search_path = public, pg_temp
  begin atomic
    with own as (
      select distinct r.party_id from representation r where r.agency_id = current_agency() and acts_for(r.party_id)
    ), named as (
      select 'RECEIVER' as side, t.id, t.kind, t.from_party_id, t.to_party_id, t.occurred, t.recorded_at
        from own join transfer t on t.to_party_id = own.party_id
        where t.agency_id <> current_agency() and (t.recorded_at, t.id) < (p_before, p_before_id)
      union all
      select 'GIVER', t.id, t.kind, t.from_party_id, t.to_party_id, t.occurred, t.recorded_at
        from own join transfer t on t.from_party_id = own.party_id
        where t.agency_id <> current_agency() and (t.recorded_at, t.id) < (p_before, p_before_id)
    ), unanswered as (
      select n.*, (
        select array_agg(e.weapon_id order by e.weapon_id) from standing_events_of(n.id) e
        where not exists (
          select from transfer_statement s where s.weapon_id = e.weapon_id and s.event_id = e.id and s.side = n.side)) as weapon_ids
      from named n
    )
    select u.id, u.kind, u.side, u.from_party_id, u.to_party_id, u.occurred, u.weapon_ids,
      to_char(u.recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
    from unanswered u where u.weapon_ids is not null
    order by u.recorded_at desc, u.id desc limit p_limit;
  end;

-- What was said of a transfer, for who reported it, its sides and the registry's readers. Served by transfer_statement_by_transfer.
create function transfer_statements_of(p_transfer uuid)
  returns table (id uuid, side text, statement text, reason_id uuid, agency_id uuid, weapon_ids uuid[], recorded_at text)
  language sql stable security definer set search_path = public, pg_temp
  begin atomic
    select s.id, s.side, s.statement, s.reason_id, s.agency_id, array_agg(s.weapon_id order by s.weapon_id),
      to_char(s.recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
    from transfer_statement s
    where s.transfer_id = p_transfer and exists (select from transfer_for_sides(p_transfer))
    group by s.id, s.side, s.statement, s.reason_id, s.agency_id, s.recorded_at
    order by s.recorded_at, s.id;
  end;

-- A reason is for those to whom the transfer is: the two sides, and registrars.
create index transfer_statement_by_reason on transfer_statement (reason_id) where reason_id is not null;
create function is_reason_for_me(p_note uuid) returns boolean
  language sql stable security definer set search_path = public, pg_temp
  begin atomic
    select exists (
      select from transfer_statement s join transfer t on t.id = s.transfer_id
      where s.reason_id = p_note and current_agency() is not null
        and (t.agency_id = current_agency() or acts_for(t.from_party_id) or acts_for(t.to_party_id)));
  end;
create policy reason_of_statement on personal_record for select using (kind = 'NOTE' and is_reason_for_me(id));

-- As before, and depended on once the other side of the hand-over has spoken: nobody takes back alone what another has accepted or denied.
create or replace function weapon_is_depended_on(p_weapon uuid, p_event uuid, p_since timestamptz, p_occurred_to timestamptz) returns boolean
  language sql stable security definer set search_path = public, pg_temp
  begin atomic
    select exists (
        select from custody_event e
        where e.weapon_id in (select l.weapon_id from registry_linked(array[p_weapon]) l) and e.id is distinct from p_event
          and (e.recorded_at > p_since or e.occurred_from >= p_occurred_to)
          and not exists (select from fallen_fact f where f.weapon_id = e.weapon_id and f.fact_id = e.id))
      or exists (select from transfer_statement s where s.weapon_id = p_weapon and (s.event_id = p_event or s.recorded_at >= p_since))
      or exists (select from disclosure d where d.weapon_id = p_weapon and d.agency_id <> current_agency() and d.recorded_at >= p_since)
      or exists (select from trace_answer a where a.weapon_id = p_weapon and a.recorded_at >= p_since)
      or exists (select from registry_linked(array[p_weapon]) l where l.weapon_id <> p_weapon);
  end;

-- True where the asker holds a weapon by his own word alone: a receipt that his agency reported, that its giver has not accepted, and that nobody else reported.
-- It lets him read the record and report on, for he may have the weapon in hand; it does not let him say what the weapon is.
create function holds_by_own_word(p_weapon uuid) returns boolean
  language sql stable security definer set search_path = public, pg_temp
  begin atomic
    select exists (
      select from custody_event e
      where e.weapon_id = p_weapon and e.agency_id = current_agency() and e.from_party_id is not null
        and acts_for(e.to_party_id) and not acts_for(e.from_party_id)
        and not exists (select from fallen_fact f where f.weapon_id = e.weapon_id and f.fact_id = e.id)
        and not exists (select from transfer_statement s
                        where s.weapon_id = e.weapon_id and s.event_id = e.id and s.side = 'GIVER' and s.statement = 'ACCEPTED')
        and not exists (select from custody_event o
                        where o.weapon_id = e.weapon_id and o.agency_id <> e.agency_id
                          and o.from_party_id = e.from_party_id and o.to_party_id = e.to_party_id));
  end;

-- As before, but not by one's own word alone. What another reported binds the registrant only while it stands undenied.
create or replace function weapon_may_describe(p_weapon uuid) returns boolean
  language sql stable security definer set search_path = public, pg_temp
  begin atomic
    select current_agency() is not null and (
      exists (select from weapon_state s where s.weapon_id = p_weapon and s.chain_intact and acts_for(s.holder_party_id))
        and not holds_by_own_word(p_weapon)
      or (exists (select from weapon w where w.id = p_weapon and w.agency_id = current_agency())
        and not exists (select from custody_event e where e.weapon_id = p_weapon and e.agency_id <> current_agency()
                        and not exists (select from fallen_fact f where f.weapon_id = e.weapon_id and f.fact_id = e.id))
        and not exists (select from disclosure d where d.weapon_id = p_weapon and d.agency_id <> current_agency())));
  end;
