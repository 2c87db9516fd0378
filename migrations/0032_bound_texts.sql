-- Names and free texts are bound to the facts that name them: their ids are commitments to them (domain/ledger/bound-text.ts), made with a secret that goes with the
-- text when it is erased. Without it who can write the database could have put another name under the id of a party. Rows from before have none, and ids of version 7.
alter table personal_record add column secret bytea;
alter table personal_record add constraint personal_record_secret_size check (octet_length(secret) = 32);
alter table personal_record add constraint personal_record_bound check ((secret is not null) = (substr(id::text, 15, 1) = '8'));

-- The names that the parties of one answer ever had, with what binds them, for its certificate: which of them are shown is decided by the service
-- (features/traces/disclose-names.ts), as far as the answer shows them. Only for the agency that asked, or a reader of the registry.
-- Served by trace_answer_pk, trace_request_pk, party_pk, party_version_pk and personal_record_pk.
create function registry_answer_names(p_request uuid, p_answer uuid)
  returns table (id uuid, party_id uuid, agency_id uuid, kind text, body jsonb, secret bytea)
  language sql stable security definer set search_path = public, pg_temp
  begin atomic
    with named (id) as (
      select distinct (p.id #>> '{}')::uuid
      from trace_answer a join trace_request q on q.id = a.request_id, jsonb_path_query(a.told, '$.**.partyId') p (id)
      where a.request_id = p_request and a.id = p_answer
        and current_agency() is not null and (q.agency_id = current_agency() or reads_registry()))
    select r.id, r.subject_id, r.agency_id, r.kind, r.body, r.secret
    from (
      select p.name_id from named n join party p on p.id = n.id
      union
      select v.name_id from named n join party_version v on v.party_id = n.id where v.name_id is not null) w
      join personal_record r on r.id = w.name_id;
  end;
