/** Keys that do not hold weapon_id although their table does: each is asked for by the other id, and would be sharded by it. */
export const NOT_BY_WEAPON = [
  'disclosure_pk',
  'event_locator_pk',
  'evidence_use_pk',
  'fact_erasure_pk',
  'stock_count_line_pk',
  'stock_discrepancy_pk',
  'trace_answer_pk',
  'trace_state_pk',
]
