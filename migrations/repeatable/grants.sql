-- Runs after every migration: the service's role may insert and read facts, and nothing more. No UPDATE, DELETE or TRUNCATE is ever granted;
-- projections change through the named functions only.
do $$
declare
  service text := current_setting('marktrace.service_role');
  item record;
begin
  if service = current_user then
    raise exception 'the service must not be the owner: grants to % would take from the owner what its functions need', service;
  end if;
  execute format('revoke all on all tables in schema public from public, %I', service);
  execute format('revoke all on all functions in schema public from public, %I', service);
  execute format('revoke all on all procedures in schema public from public, %I', service);
  execute format('grant usage on schema public to %I', service);
  execute 'revoke create on schema public from public';

  for item in
    select c.oid::regclass as name, split_part(obj_description(c.oid), ':', 1) as class
    from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
  loop
    if item.class in ('fact', 'audit', 'personal') then
      execute format('grant select, insert on %s to %I', item.name, service);
    end if;
  end loop;

  -- The salts of a fact's commitment stay out of the service's reach: it writes them once and never needs them again to answer.
  execute format('revoke select on fact from %I', service);
  execute format('grant select (id, kind, agency_id, recorded_at, canonical) on fact to %I', service);

  execute format('grant insert on leaf_queue, outbox to %I', service);
  execute format('grant select, insert on idempotency_record, event_locator, trace_state, notice to %I', service);
  execute format('grant select on fallen_fact to %I', service);
  execute format('grant insert on party_in_custody to %I', service);
  execute format('grant insert on likely_duplicate to %I', service);
  execute format('grant select on component_place to %I', service);
  execute format('grant insert on marking_key to %I', service);
  execute format('grant select on schema_migration to %I', service);

  execute format('grant execute on function current_agency(), reads_registry(), reads_names(), acts_for(uuid), is_shared_party(uuid), weapon_readable(uuid), weapon_is_own(uuid), weapon_may_describe(uuid) to %I', service);
  execute format('grant execute on function recent_control_data() to %I', service);
  execute format('grant execute on function representation_valid(uuid, uuid, date), party_closed(uuid, date) to %I', service);
  execute format('grant execute on function party_name_id(uuid, date, timestamptz), reported_party(uuid), party_is_depended_on(uuid), registry_party_versions(uuid[]), registry_firm_licences(uuid[]) to %I', service);
  execute format('grant execute on function evidence_readable(uuid, uuid), weapon_shows_evidence(uuid) to %I', service);
  execute format('grant execute on function claim_client_id(uuid, uuid, text, text, bytea) to %I', service);
  execute format('grant execute on function open_weapon_states(uuid[], integer[]), lock_weapons(uuid[], integer, integer, integer), project_custody(jsonb) to %I', service);
  execute format('grant execute on function registry_transfer_statements(uuid[]), transfer_for_sides(uuid), transfers_awaiting(timestamptz, uuid, integer), transfer_statements_of(uuid), is_reason_for_me(uuid) to %I', service);
  execute format('grant execute on function registry_consignment(uuid, boolean), authorisation_body(authorisation) to %I', service);
  execute format('grant execute on function lock_linked_weapons(uuid[], integer), project_standing(jsonb), weapon_is_depended_on(uuid, uuid, timestamptz, timestamptz) to %I', service);
  execute format('grant execute on function weapon_is_held(uuid), project_places(jsonb), registry_components_in(uuid[]), registry_lots_taken(uuid[], timestamptz, timestamptz), registry_relations(uuid[]) to %I', service);
  execute format('grant execute on function registry_history(uuid[]), registry_declarations(uuid), registry_likely_duplicates(uuid, text, timestamptz, uuid, integer), registry_party_names(uuid[], date, timestamptz), registry_described(uuid[]) to %I', service);
  execute format('grant execute on function learn_alphabet(text[], integer[], integer[], text[]), registry_alphabets(text[], integer[], bigint[]) to %I', service);
  execute format('grant execute on function registry_search(text[], integer[], bigint[], integer[], text[], text[], text[], integer[], integer[], boolean[], text[], text[], text[], text[], integer, integer, integer[], text[], text[], integer) to %I', service);
  execute format('grant execute on function registry_chain_keys(uuid[]), keep_dossiers(jsonb), registry_custody_sights(uuid[], text, boolean) to %I', service);
  execute format('grant execute on function stock_visible(uuid), registry_stock(uuid, timestamptz, timestamptz, integer), registry_stock_profiles(uuid, uuid, text[], integer), registry_stock_weapons(uuid, uuid, integer) to %I', service);
  execute format('grant execute on function list_weapons(boolean, uuid, uuid, text, text, text, text, text, timestamptz, timestamptz, uuid, integer), transfer_concerns(uuid, uuid, uuid) to %I', service);
  execute format('grant execute on function project_traces(jsonb), lock_trace(uuid), registry_answers_of(uuid[]), registry_requests_of(uuid[], uuid[], text), registry_offices(uuid[]), is_same_person(uuid, uuid) to %I', service);
  execute format('grant execute on function registry_recovery_figures(uuid, timestamptz, timestamptz, text[]) to %I', service);
  execute format('grant execute on function claim_client_ids(uuid[], uuid, text), recent_item_searches(), registry_item_joins(uuid[]), registry_parties_released(uuid[], uuid[]) to %I', service);
  execute format('grant execute on function registry_lot(uuid[], text[], uuid[], text[], uuid[]) to %I', service);
  execute format('grant execute on function registry_audit_entries(uuid, text, uuid, uuid, timestamptz, timestamptz, uuid, integer), registry_audit_texts(uuid[]) to %I', service);
  execute format('grant execute on function open_call(text, text, text), registry_record(uuid[]), lock_records(uuid[], integer, boolean) to %I', service);
  execute format('grant execute on function registry_answer_records(uuid, uuid, uuid), registry_answer_names(uuid, uuid) to %I', service);
  execute format('grant execute on function holds_ledger_lock(), sequence_leaves(integer), ledger_waiting(integer) to %I', service);
  execute format('grant execute on function fact_provable(uuid) to %I', service);
  execute format('grant execute on function registry_erasures(uuid[]), registry_own_looks(uuid, timestamptz, timestamptz, uuid, text[], timestamptz, integer), registry_look_facts(uuid[], text[], timestamptz) to %I', service);
  -- Orders of erasure come from the erasure role alone.
  execute format('revoke insert on erasure, fact_erasure from %I', service);
end $$;

-- Made where the owner may make roles; an administrator makes it otherwise (migrations/README.md).
do $$
begin
  if not exists (select from pg_roles where rolname = 'marktrace_erasure') then
    create role marktrace_erasure nologin;
  end if;
exception when insufficient_privilege or duplicate_object or unique_violation then
  raise notice 'the role marktrace_erasure could not be made here';
end $$;
-- `marktrace erase` comes with the owner's login and takes the role on. Where an administrator made the role, he grants it (migrations/README.md).
do $$
begin
  grant marktrace_erasure to current_user;
exception when insufficient_privilege or undefined_object or unique_violation or sqlstate 'XX000' then
  raise notice 'the role marktrace_erasure could not be granted to the owner here';
end $$;
do $$
begin
  if exists (select from pg_roles where rolname = 'marktrace_erasure') then
    grant usage on schema public to marktrace_erasure;
    grant select, delete on personal_record, content_key to marktrace_erasure;
    -- What an order of erasure records of itself, and what it must read to know what would go.
    grant insert on personal_record, fact, leaf_queue, outbox, audit_entry, erasure to marktrace_erasure;
    grant select on fact, erasure, fact_erasure, custody_event, party, evidence_file, evidence_content, agency to marktrace_erasure;
    grant execute on function current_agency(), reads_registry(), reads_names() to marktrace_erasure;
    grant execute on function erase_events(uuid, timestamptz, jsonb) to marktrace_erasure;
    -- Without a policy of its own row-level security would hide every row from it: a DELETE would succeed and erase nothing.
    drop policy if exists erasure on personal_record;
    drop policy if exists erasure on content_key;
    create policy erasure on personal_record to marktrace_erasure using (true);
    create policy erasure on content_key to marktrace_erasure using (true);
  end if;
end $$;
