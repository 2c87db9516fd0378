-- Searches by marks that are no trace request: what was asked, why and by what right, and what was shown. Each weapon shown is a look besides (disclosure).
create table marking_search (
  id          uuid        not null,
  actor_id    uuid        not null,
  observation jsonb       not null,
  purpose     text        not null,
  text_id     uuid        not null,
  tier        text,
  -- The rank of the first candidate shown, from 0, and the candidates shown, best first.
  start_rank  integer     not null,
  shown       uuid[]      not null,
  agency_id   uuid        not null,
  recorded_at timestamptz not null,
  constraint marking_search_pk primary key (id),
  constraint marking_search_tier_known check (tier in ('T1', 'T2', 'T3', 'T4', 'T5')),
  constraint marking_search_start_rank_sound check (start_rank >= 0)
);
create index marking_search_by_agency on marking_search (agency_id, recorded_at);
call declare_table('marking_search', 'fact', 'questions by marks, and what was shown');
create policy own_or_registry on marking_search for select using (agency_id = current_agency() or reads_registry());
create policy append_own on marking_search for insert with check (agency_id = current_agency());

alter table fact drop constraint fact_kind_known;
alter table fact add constraint fact_kind_known check (kind in (
  'agency', 'agency-version', 'representation', 'representation-end', 'party', 'party-version', 'licence', 'licence-version',
  'weapon', 'description', 'marking', 'transfer', 'transfer-statement', 'custody-event', 'error-declaration', 'declaration-decision',
  'identity-link', 'link-decision', 'evidence-file', 'authorisation', 'authorisation-verification', 'consignment', 'consignment-delivery', 'stock-location', 'stock-placement', 'stock-count', 'stock-resolution',
  'assembly', 'lot-split', 'succession', 'seizure', 'seizure-item', 'disposition', 'trace-request', 'trace-step', 'trace-decision', 'trace-answer',
  'answer-supersession', 'marking-search', 'disclosure')) not valid;
