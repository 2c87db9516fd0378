-- A look at where arms lie, what was counted there, a paper of a consignment or a file of evidence was in the audit only: whose it is was not told of it, and no fact held it.
-- Not valid: what is there was checked by a narrower list when it came.
alter table disclosure
  drop constraint disclosure_record_kind_known,
  add constraint disclosure_record_kind_known check (record_kind in (
    'PARTY', 'TRANSFER', 'TRACE_REQUEST', 'SEIZURE', 'CONSIGNMENT', 'AUTHORISATION', 'STOCK_LOCATION', 'STOCK_COUNT', 'STOCK_DISCREPANCY', 'EVIDENCE_FILE')) not valid;
