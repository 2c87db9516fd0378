-- Authorised against delivered: the papers under which weapons cross borders, and the consignments that go under them (ATT 12; Firearms Protocol 7, 10).

create table authorisation (
  id                   uuid        not null,
  kind                 text        not null,
  number               text        not null,
  issuer               text,
  country              text        not null,
  issued_on            date        not null,
  expires_on           date,
  exporter_party_id    uuid,
  consignee_party_id   uuid,
  end_user_party_id    uuid,
  destination_country  text,
  transit_countries    text[]      not null,
  lines                jsonb       not null,
  non_retransfer_clause boolean    not null,
  embargo_references   text[]      not null,
  consignment_id       uuid,
  note_id              uuid,
  agency_id            uuid        not null,
  recorded_at          timestamptz not null,
  constraint authorisation_pk primary key (id),
  constraint authorisation_period check (expires_on is null or expires_on >= issued_on),
  constraint authorisation_kind_known check (kind in (
    'EXPORT_LICENCE', 'IMPORT_LICENCE', 'INTERNATIONAL_IMPORT_CERTIFICATE', 'END_USER_CERTIFICATE', 'TRANSIT_AUTHORISATION', 'NO_OBJECTION',
    'RE_EXPORT_CONSENT', 'UN_EXEMPTION_NOTIFICATION'))
);
-- A paper that came after its consignment was opened.
create index authorisation_by_consignment on authorisation (consignment_id) where consignment_id is not null;
call declare_table('authorisation', 'fact', 'licences, certificates and consents for crossing borders');
create policy of_party on authorisation for select using (
  agency_id = current_agency() or reads_registry()
  or acts_for(exporter_party_id) or acts_for(consignee_party_id) or acts_for(end_user_party_id));
create policy append_own on authorisation for insert with check (agency_id = current_agency());

-- Whether a paper was checked with its issuer: certificates are forged, bought and never checked, so nothing is taken for authentic by itself.
create table authorisation_verification (
  authorisation_id uuid        not null,
  id               uuid        not null,
  status           text        not null,
  verified_on      date        not null,
  note_id          uuid        not null,
  agency_id        uuid        not null,
  recorded_at      timestamptz not null,
  constraint authorisation_verification_pk primary key (authorisation_id, id),
  constraint authorisation_verification_known check (status in ('UNVERIFIED', 'AUTHENTICATED_WITH_ISSUER', 'REJECTED'))
);
call declare_table('authorisation_verification', 'fact', 'what came of checking papers with their issuers');
-- Row security of authorisation decides.
create policy of_authorisation on authorisation_verification for select using (
  agency_id = current_agency() or exists (select from authorisation a where a.id = authorisation_id));
create policy append_own on authorisation_verification for insert with check (agency_id = current_agency());

create table consignment (
  id                  uuid        not null,
  reference           text,
  exporter_party_id   uuid        not null,
  consignee_party_id  uuid        not null,
  end_user_party_id   uuid,
  carrier_party_id    uuid,
  destination_country text        not null,
  transit_countries   text[]      not null,
  embargo_references  text[]      not null,
  authorisation_ids   uuid[]      not null,
  lines               jsonb       not null,
  note_id             uuid,
  agency_id           uuid        not null,
  recorded_at         timestamptz not null,
  constraint consignment_pk primary key (id)
);
create index consignment_by_agency on consignment (agency_id, id);
create index consignment_by_exporter on consignment (exporter_party_id, id);
create index consignment_by_consignee on consignment (consignee_party_id, id);
create index consignment_by_end_user on consignment (end_user_party_id, id);
create index consignment_by_authorisation on consignment using gin (authorisation_ids);
call declare_table('consignment', 'fact', 'what is sent, from whom to whom, under which papers');
-- Exporter, consignee and end user; a carrier carries a closed crate and learns nothing of it here.
create policy of_party on consignment for select using (
  agency_id = current_agency() or reads_registry()
  or acts_for(exporter_party_id) or acts_for(consignee_party_id) or acts_for(end_user_party_id));
create policy append_own on consignment for insert with check (agency_id = current_agency());

create policy of_consignment on authorisation for select using (
  consignment_id is not null and exists (select from consignment c where c.id = consignment_id));

alter table transfer add column consignment_id uuid;

-- The events of weapons that belong to a consignment: shipped, carried, arrived.
create table consignment_movement (
  weapon_id      uuid        not null,
  event_id       uuid        not null,
  consignment_id uuid        not null,
  agency_id      uuid        not null,
  recorded_at    timestamptz not null,
  constraint consignment_movement_pk primary key (weapon_id, event_id)
);
create index consignment_movement_by_consignment on consignment_movement (consignment_id, weapon_id, event_id);
call declare_table('consignment_movement', 'fact', 'which events moved the weapons of a consignment');
create policy own_or_registry on consignment_movement for select using (agency_id = current_agency() or reads_registry());
create policy append_own on consignment_movement for insert with check (agency_id = current_agency());

-- What the receiver found: counted in the crate, later unpacked serial by serial.
create table consignment_delivery (
  consignment_id uuid        not null,
  id             uuid        not null,
  occurred       jsonb       not null,
  complete       boolean     not null,
  lines          jsonb       not null,
  items          jsonb       not null,
  documents      jsonb       not null,
  note_id        uuid,
  agency_id      uuid        not null,
  recorded_at    timestamptz not null,
  constraint consignment_delivery_pk primary key (consignment_id, id)
);
call declare_table('consignment_delivery', 'fact', 'what was counted and unpacked of a consignment');
-- Row security of consignment decides.
create policy of_consignment on consignment_delivery for select using (
  agency_id = current_agency() or exists (select from consignment c where c.id = consignment_id));
create policy append_own on consignment_delivery for insert with check (agency_id = current_agency());

-- What one paper is, for reconciling and for its readers; row security of who asks applies. Served by authorisation_verification_pk.
create function authorisation_body(p_authorisation authorisation) returns jsonb
  language sql stable
  begin atomic
    select jsonb_build_object(
      'id', p_authorisation.id, 'kind', p_authorisation.kind, 'number', p_authorisation.number, 'issuer', p_authorisation.issuer,
      'country', p_authorisation.country, 'issuedOn', p_authorisation.issued_on, 'expiresOn', p_authorisation.expires_on,
      'exporterPartyId', p_authorisation.exporter_party_id, 'consigneePartyId', p_authorisation.consignee_party_id,
      'endUserPartyId', p_authorisation.end_user_party_id, 'destinationCountry', p_authorisation.destination_country,
      'transitCountries', p_authorisation.transit_countries, 'lines', p_authorisation.lines,
      'nonRetransferClause', p_authorisation.non_retransfer_clause, 'embargoReferences', p_authorisation.embargo_references,
      'verification', coalesce((
        select v.status from authorisation_verification v where v.authorisation_id = p_authorisation.id
        order by v.recorded_at desc, v.id desc limit 1), 'UNVERIFIED'));
  end;

-- Everything that is recorded of one consignment, in one statement, for who may read it: itself, its papers, the standing movements of its weapons with what
-- each weapon is, the deliveries, and what other consignments shipped under the same papers (as numbers by kind of weapon, never whose or which).
-- A serial is given of weapons that were shipped in it, since its receiver is entitled to the packing list; of what only claims to have arrived none is.
-- Served by consignment_pk, authorisation_pk, consignment_movement_by_consignment, custody_event_id_once, fallen_fact_pk, weapon_description_pk, marking_pk,
-- consignment_delivery_pk, consignment_by_authorisation and authorisation_by_consignment.
create function registry_consignment(p_consignment uuid, p_serials boolean) returns table (item text, id uuid, body jsonb)
  language sql stable security definer set search_path = public, pg_temp
  begin atomic
    with asked as materialized (
      select c.* from consignment c
      where c.id = p_consignment and current_agency() is not null
        and (c.agency_id = current_agency() or reads_registry()
          or acts_for(c.exporter_party_id) or acts_for(c.consignee_party_id) or acts_for(c.end_user_party_id))
    ), paper as materialized (
      select a.* from authorisation a where a.id = any ((select c.authorisation_ids from asked c)::uuid[])
      union
      select a.* from authorisation a where a.consignment_id = (select c.id from asked c)
    ), shipped_elsewhere as (
      select distinct p.kind, m.weapon_id
      from (select a.kind, array_agg(a.id) as ids, array_agg(a.consignment_id) as joined
            from paper a where a.lines <> '[]'::jsonb group by a.kind) p
        cross join lateral (
          select c.id from consignment c where c.authorisation_ids && p.ids
          union select unnest(p.joined)) other
        join consignment_movement m on m.consignment_id = other.id and other.id <> p_consignment
        join custody_event e on e.weapon_id = m.weapon_id and e.id = m.event_id
          and e.kind in ('EXPORTED', 'RE_EXPORTED', 'RETRANSFERRED', 'GOV_TO_GOV_DONATED')
      where not exists (select from fallen_fact f where f.weapon_id = e.weapon_id and f.fact_id = e.id)
    )
    select 'CONSIGNMENT', c.id, jsonb_build_object(
        'reference', c.reference, 'exporterPartyId', c.exporter_party_id, 'consigneePartyId', c.consignee_party_id,
        'endUserPartyId', c.end_user_party_id, 'carrierPartyId', c.carrier_party_id, 'destinationCountry', c.destination_country,
        'transitCountries', c.transit_countries, 'embargoReferences', c.embargo_references, 'authorisationIds', c.authorisation_ids,
        'lines', c.lines, 'agencyId', c.agency_id,
        'recordedAt', to_char(c.recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'))
    from asked c
    union all
    select 'AUTHORISATION', a.id, authorisation_body(a) from paper a
    union all
    select 'MOVEMENT', m.event_id, jsonb_build_object(
        'weaponId', m.weapon_id, 'kind', e.kind, 'occurred', e.occurred, 'transitCountries', e.transit_countries,
        'papers', jsonb_path_query_array(e.documents, '$[*].kind'),
        'weapon', (
          select jsonb_build_object('type', d.type, 'make', d.make, 'model', d.model, 'calibre', d.calibre,
            'makeKey', d.make_key, 'modelKey', d.model_key, 'calibreKey', d.calibre_key)
          from weapon_description d
          where d.weapon_id = m.weapon_id and not exists (select from fallen_fact f where f.weapon_id = d.weapon_id and f.fact_id = d.id)
          order by d.version desc limit 1),
        'serials', case when p_serials and e.kind in ('EXPORTED', 'RE_EXPORTED', 'RETRANSFERRED', 'GOV_TO_GOV_DONATED') then (
          select jsonb_agg(k.text order by k.n) from marking k
          where k.weapon_id = m.weapon_id and k.kind in ('SERIAL_PRIMARY', 'SERIAL_IMPORT_ASSIGNED', 'SERIAL_STATE_ASSIGNED')
            and not exists (select from fallen_fact f where f.weapon_id = k.weapon_id and f.fact_id = k.id)) end)
    from asked c
      join consignment_movement m on m.consignment_id = c.id
      join custody_event e on e.weapon_id = m.weapon_id and e.id = m.event_id
    where not exists (select from fallen_fact f where f.weapon_id = e.weapon_id and f.fact_id = e.id)
    union all
    select 'DELIVERY', d.id, jsonb_build_object(
        'occurred', d.occurred, 'complete', d.complete, 'lines', d.lines, 'items', d.items, 'documents', d.documents,
        'recordedAt', to_char(d.recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'))
    from asked c join consignment_delivery d on d.consignment_id = c.id
    union all
    select 'SHIPPED_ELSEWHERE', null::uuid, jsonb_build_object('kind', s.kind, 'count', count(*),
        'weapon', jsonb_build_object('type', d.type, 'make', null, 'model', null, 'calibre', null,
          'makeKey', d.make_key, 'modelKey', d.model_key, 'calibreKey', d.calibre_key))
    from shipped_elsewhere s
      cross join lateral (
        select w.type, w.make_key, w.model_key, w.calibre_key from weapon_description w
        where w.weapon_id = s.weapon_id and not exists (select from fallen_fact f where f.weapon_id = w.weapon_id and f.fact_id = w.id)
        order by w.version desc limit 1) d
    group by s.kind, d.type, d.make_key, d.model_key, d.calibre_key;
  end;
