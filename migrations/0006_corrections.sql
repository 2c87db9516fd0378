-- Facts about facts: what corrects a record, joins two of them, or adds to what an agency or a party is.
alter table fact drop constraint fact_kind_known;
alter table fact add constraint fact_kind_known check (kind in (
  'agency', 'agency-version', 'representation', 'representation-end', 'party', 'party-version', 'licence', 'licence-version',
  'weapon', 'description', 'marking', 'transfer', 'transfer-statement', 'custody-event', 'error-declaration', 'declaration-decision',
  'identity-link', 'link-decision', 'evidence-file', 'authorisation', 'consignment', 'consignment-delivery', 'stock-location', 'stock-placement', 'stock-count',
  'assembly', 'lot-split', 'trace-request', 'trace-answer', 'disclosure')) not valid;
