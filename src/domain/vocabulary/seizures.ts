/** How an item came into an authority's hands, as SDG 16.4.2 tells them apart. */
export const RECOVERY_CLASSES = ['SEIZED', 'FOUND', 'SURRENDERED'] as const
export type RecoveryClass = (typeof RECOVERY_CLASSES)[number]

/** Whether a trace of an item can be expected at all (domain vocabulary 8.11; MOSAIC 05.31 names the exceptions). */
export const TRACEABILITIES = ['TRACEABLE', 'UNMARKED', 'PRE_1946', 'AMNESTY_COLLECTION', 'NOT_A_WEAPON'] as const
export type Traceability = (typeof TRACEABILITIES)[number]

/** What became of an item in the end (ITI 9). */
export const DISPOSITION_KINDS = [
  'MARKED_AND_RECORDED',
  'DESTROYED',
  'RETURNED',
  'RETAINED',
  'CONFISCATED',
  'DEACTIVATED',
] as const
export type DispositionKind = (typeof DISPOSITION_KINDS)[number]
