/** Records that are no weapons and of which a look tells who reported them. */
export const RECORD_KINDS = [
  'PARTY',
  'TRANSFER',
  'TRACE_REQUEST',
  'SEIZURE',
  'CONSIGNMENT',
  'AUTHORISATION',
  'STOCK_LOCATION',
  'STOCK_COUNT',
  'STOCK_DISCREPANCY',
  'EVIDENCE_FILE',
] as const
export type RecordKind = (typeof RECORD_KINDS)[number]
