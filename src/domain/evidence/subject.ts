/** What may name an evidence file. */
export const EVIDENCE_SUBJECTS = [
  'CUSTODY_EVENT',
  'MARKING',
  'TRACE_REQUEST',
  'TRACE_DECISION',
  'SEIZURE',
  'SEIZURE_ITEM',
] as const
export type EvidenceSubject = (typeof EVIDENCE_SUBJECTS)[number]

/** Files that one event, mark or observation may name. */
export const MAX_EVIDENCE_IDS = 20
