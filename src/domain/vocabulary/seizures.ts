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

/** Where an item stands: stored securely until one of the others is true of it (ITI 9). */
export const DISPOSITIONS = ['SECURED', ...DISPOSITION_KINDS] as const
export type Disposition = (typeof DISPOSITIONS)[number]

/** What may have been done with an item before it is reported: an explosive device is blown up where it lies. */
export const DONE_ON_THE_SPOT = ['SECURED', 'DESTROYED', 'MARKED_AND_RECORDED'] as const
export type DoneOnTheSpot = (typeof DONE_ON_THE_SPOT)[number]

/** What the items were carried by (domain vocabulary 8.7). */
export const TRANSPORTS = ['ROAD', 'RAIL', 'AIR', 'SEA', 'INLAND_WATER', 'POST', 'FOOT'] as const
export type Transport = (typeof TRANSPORTS)[number]

/** Where the items were hidden (domain vocabulary 8.7). */
export const CONCEALMENTS = [
  'BAGGAGE',
  'BODY',
  'VEHICLE_CAVITY',
  'CARGO_DECLARED_AS_OTHER',
  'CONTAINER',
  'PARCEL',
  'FUEL_TANK',
  'VESSEL_HOLD',
  'MACHINERY',
  'NONE',
] as const
export type Concealment = (typeof CONCEALMENTS)[number]
