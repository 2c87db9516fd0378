/** ITI 6: why the asking State considers the weapon illicit. */
export const ILLICIT_GROUNDS = [
  'ILLICIT_BY_NATIONAL_LAW',
  'UNSC_EMBARGO_BREACH',
  'INADEQUATE_MARKING',
  'UNLICENSED_MANUFACTURE',
  'UNAUTHORISED_TRANSFER',
] as const

/** ITI 17(c): what the information will be used for. */
export const PURPOSES = [
  'CRIMINAL_INVESTIGATION',
  'PROSECUTION',
  'EMBARGO_MONITORING',
  'COUNTER_TERRORISM',
  'CUSTOMS_ENFORCEMENT',
  'DIVERSION_ANALYSIS',
  'RETURN_TO_OWNER',
  'STATISTICS_SDG',
  'PEACE_OPERATION',
  'STOCKPILE_ACCOUNTABILITY',
] as const
export type Purpose = (typeof PURPOSES)[number]

export const INTENDED_USES = ['INTELLIGENCE', 'EVIDENCE', 'BOTH'] as const
export type IntendedUse = (typeof INTENDED_USES)[number]

export const PRIORITIES = ['ROUTINE', 'URGENT'] as const
export type Priority = (typeof PRIORITIES)[number]

/** ITI 22: why an answer may be delayed, restricted or refused. */
export const REFUSAL_GROUNDS = [
  'ONGOING_INVESTIGATION',
  'CONFIDENTIALITY_LAW',
  'CONFIDENTIALITY_NOT_GUARANTEED',
  'NATIONAL_SECURITY',
] as const
export type RefusalGround = (typeof REFUSAL_GROUNDS)[number]

export const REQUEST_STATUSES = [
  'DRAFT',
  'SUBMITTED',
  'ACKNOWLEDGED',
  'MORE_INFO_REQUESTED',
  'RESUBMITTED',
  'IN_PROGRESS_DOMESTIC',
  'FORWARDED_INTERNATIONAL',
  'ANSWERED_FULL',
  'ANSWERED_RESTRICTED',
  'ANSWERED_NO_RECORD',
  'DELAYED',
  'REFUSED',
  'CLARIFICATION_REQUESTED',
  'CLOSED',
  'WITHDRAWN',
] as const
export type RequestStatus = (typeof REQUEST_STATUSES)[number]

/** Circumstances of recovery (domain vocabulary 8.7). */
export const CIRCUMSTANCE_KINDS = [
  'TRAFFIC_STOP',
  'BORDER_CHECK_LAND',
  'AIRPORT',
  'SEAPORT_CONTAINER',
  'POSTAL_COURIER',
  'VESSEL_BOARDING',
  'HOUSE_SEARCH',
  'CRIME_SCENE',
  'ARREST',
  'CACHE',
  'BATTLEFIELD',
  'CHECKPOINT',
  'ABANDONED_FOUND',
  'VOLUNTARY_SURRENDER',
  'AMNESTY_PROGRAMME',
  'DDR_PROGRAMME',
  'ESTATE',
  'PRISON',
  'DARK_WEB_PURCHASE',
  'PEACE_OPERATION_INSPECTION',
  'STOCK_INSPECTION',
  'OTHER',
  'UNKNOWN',
] as const

export const TIERS = ['T1', 'T2', 'T3', 'T4', 'T5'] as const
export type Tier = (typeof TIERS)[number]

/** The flags that stop a release by itself (design 3.5). */
export const BLOCKING_FLAGS = [
  'ALREADY_RECOVERED_ELSEWHERE',
  'ALREADY_DESTROYED',
  'HOLDER_CONFLICT',
  'DUPLICATE_SERIAL_IN_REGISTRY',
] as const
