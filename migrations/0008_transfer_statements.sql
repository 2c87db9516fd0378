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

-- The sides of a transfer on which the asker may speak: those whose party it acts for; both for a registrar. Null sides for who reported it and for none of them.
-- Served by transfer_pk and custody_event_by_report.
create function transfer_for_sides(p_transfer uuid)
  returns table (id uuid, kind text, reporter_id uuid, from_party_id uuid, to_party_id uuid, is_giver boolean, is_receiver boolean, events jsonb)
  language sql stable security definer set search_path = public, pg_temp
  begin atomic
    select t.id, t.kind, t.agency_id, t.from_party_id, t.to_party_id,
      coalesce(acts_for(t.from_party_id), false), coalesce(acts_for(t.to_party_id), false),
      (select jsonb_agg(jsonb_build_object('id', e.id, 'weaponId', e.weapon_id) order by e.weapon_id)
        from custody_event e
        where e.report_id = t.id and e.declaration_id is null
          and not exists (select from fallen_fact f where f.weapon_id = e.weapon_id and f.fact_id = e.id and f.reason = 'DECLARED'))
    from transfer t
    where t.id = p_transfer and current_agency() is not null
      and (t.agency_id = current_agency() or reads_registry() or acts_for(t.from_party_id) or acts_for(t.to_party_id));
  end;

-- Hand-overs that name a party of the asker, reported by another agency, of which that side has said nothing yet; newest first.
-- Served by transfer_by_receiver and transfer_by_giver for each party that the asker acts for (representation_pk), and transfer_statement_by_transfer.
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
    )
    select n.id, n.kind, n.side, n.from_party_id, n.to_party_id, n.occurred,
      (select array_agg(e.weapon_id order by e.weapon_id) from custody_event e where e.report_id = n.id and e.declaration_id is null),
      to_char(n.recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
    from named n
    where not exists (select from transfer_statement s where s.transfer_id = n.id and s.side = n.side)
    order by n.recorded_at desc, n.id desc limit p_limit;
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
