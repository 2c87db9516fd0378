-- The writes of one transfer of one weapon, and nothing else: the same rows in the same tables, one INSERT or UPDATE a table, one transaction, one commit. The reads
-- that decide the chain are left out, lock and projection of weapon_state are one UPDATE: what is measured against is less than what the service does.
-- {{weapons}}, {{agency}}, {{actor}}, {{giver}} and {{receiver}} are put in by parts/transfer.ts; bench.transferred holds the weapons.
\set n random(1, {{weapons}})
begin;
update weapon_state set last_seq = last_seq + 1, status = 'IN_POSSESSION', holder_party_id = '{{receiver}}'::uuid, consignee_party_id = null, chain_intact = true,
    group_id = null, own_status = null
  where weapon_id = (select weapon_id from bench.transferred where n = :n) returning weapon_id as weapon, last_seq as seq \gset
insert into custody_event (weapon_id, seq, id, report_id, kind, from_party_id, to_party_id, carrier_party_id, occurred, occurred_from, occurred_to, known_since, place,
    destination_country, transit_countries, documents, note_id, declaration_id, agency_id, recorded_at)
  values (:weapon::uuid, :seq, {{uuid}}, {{uuid}}, 'SOLD_DOMESTIC', '{{giver}}'::uuid, '{{receiver}}'::uuid, null,
    '{"value":"2019-01-05","precision":"DAY","from":"2019-01-05T00:00:00.000Z","to":"2019-01-06T00:00:00.000Z","zone":"UTC"}'::jsonb,
    '2019-01-05T00:00:00.000Z', '2019-01-06T00:00:00.000Z', null, null, null, '{}', '[]'::jsonb, null, null, '{{agency}}'::uuid, clock_timestamp())
  returning id as event, report_id as report \gset
insert into event_locator (event_id, weapon_id) values (:event::uuid, :weapon::uuid);
insert into party_in_custody (party_id) values ('{{giver}}'::uuid), ('{{receiver}}'::uuid) on conflict do nothing;
insert into fact (id, kind, agency_id, recorded_at, canonical, secret)
  values (:event::uuid, 'custody-event', '{{agency}}'::uuid, clock_timestamp(),
    '{"agencyId":"0193a000-0a00-7000-8000-000000000004","carrierPartyId": null,"destinationCountry": null,"documents":[],"eventKind":"SOLD_DOMESTIC","factId":"01a2190f-32e6-718d-a415-761038922f54","factKind":"custody-event","fromPartyId":"01a2190d-aca4-716b-838b-3d2b42fc871b","knownSince": null,"noteId": null,"occurred":{"from":"2019-01-05T00:00:00.000Z","precision":"DAY","to":"2019-01-06T00:00:00.000Z","value":"2019-01-05","zone":"UTC"},"place": null,"recordedAt":"2026-11-26T18:12:36.194043Z","reportId":"01a2190f-32e0-7649-88d2-fca0bb1f44d3","seq":7,"toPartyId":"01a2190d-acbc-726c-b40f-3c6ec9938f79","transitCountries":[],"weaponId":"01a2190d-ad5c-7958-b0d9-c416d1d8bf0c"}',
    '\x28ae65d685ebded09eea3c9b8c98c8efc62a7b39035a8749609d7cf1ebd16bb1'::bytea),
  (:report::uuid, 'transfer', '{{agency}}'::uuid, clock_timestamp(),
    '{"agencyId":"0193a000-0a00-7000-8000-000000000004","carrierPartyId": null,"factId":"01a2190f-32e0-7649-88d2-fca0bb1f44d3","factKind":"transfer","fromPartyId":"01a2190d-aca4-716b-838b-3d2b42fc871b","noteId": null,"recordedAt":"2026-11-26T18:12:36.194043Z","toPartyId":"01a2190d-acbc-726c-b40f-3c6ec9938f79","transferKind":"SOLD_DOMESTIC","weaponCount":1}',
    '\x1dcef7970e935a2af29e76d8d2e249fad536d46bcbcc13660ed5ccbf1f1069d0'::bytea);
insert into leaf_queue (fact_id, entry)
  values (:event::uuid, '\x7b2263223a227964336365476f4272314665783268326564686535524d346a724f4d44596248543975486e67785a6f6559222c2276223a317d'::bytea),
  (:report::uuid, '\x7b2263223a227964336365476f4272314665783268326564686535524d346a724f4d44596248543975486e67785a6f6559222c2276223a317d'::bytea);
insert into outbox (fact_id, kind, recorded_at) values (:event::uuid, 'custody-event', clock_timestamp()), (:report::uuid, 'transfer', clock_timestamp());
insert into weapon_reader (weapon_id, agency_id, basis, source_id, names, recorded_at)
  values (:weapon::uuid, '{{agency}}'::uuid, 'REPORTED', :event::uuid, false, clock_timestamp());
insert into transfer (id, kind, from_party_id, to_party_id, carrier_party_id, weapon_count, occurred, place, destination_country, transit_countries, documents, note_id,
    consignment_id, agency_id, recorded_at)
  values (:report::uuid, 'SOLD_DOMESTIC', '{{giver}}'::uuid, '{{receiver}}'::uuid, null, 1,
    '{"value":"2019-01-05","precision":"DAY","from":"2019-01-05T00:00:00.000Z","to":"2019-01-06T00:00:00.000Z","zone":"UTC"}'::jsonb,
    null, null, '{}', '[]'::jsonb, null, null, '{{agency}}'::uuid, clock_timestamp());
insert into audit_entry (id, agency_id, actor_id, action, subject_ids, amount, request_id, recorded_at)
  values ({{uuid}}, '{{agency}}'::uuid, '{{actor}}'::uuid, 'transfer.record', array[:report::uuid, :weapon::uuid], 1, 'e083c3a2-3fa7-427e-a69d-765dc4024af3',
    clock_timestamp());
insert into content_key (id, key) values ({{uuid}}, '\x975bd76e8c1aa2c496f4ae706dfc9c0ddb2040547535b2dfb50f5ba87e29c63c'::bytea) returning id as key \gset
insert into idempotency_record (agency_id, actor_id, operation, key, request_hash, status, headers, key_id, sealed, recorded_at)
  values ('{{agency}}'::uuid, '{{actor}}'::uuid, 'POST /v1/transfers', gen_random_uuid()::text, '\x452aead1e17df2de573281363ece1dbc765f8d388065f309ba719f90911ae0ef'::bytea,
    201, '{"location":"/v1/transfers/01a2190f-32e0-7649-88d2-fca0bb1f44d3"}'::jsonb, :key::uuid, decode(repeat('46', 620), 'hex'), clock_timestamp());
commit;
