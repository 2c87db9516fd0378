import { CONSIGNMENT_CHECKS } from './consignments.ts'
import { CORRECTION_CHECKS } from './corrections.ts'
import { CUSTODY_CHECKS, REPORTED_SIGHT } from './custody.ts'
import { EVIDENCE_CHECKS } from './evidence.ts'
import { AGENCY_CHECKS, PARTY_CHECKS } from './parties.ts'
import { RECORD_CHECKS } from './records.ts'
import type { RowCheck } from './row-check.ts'
import { SEIZURE_CHECKS } from './seizures.ts'
import { STOCK_CHECKS } from './stockpiles.ts'
import { RELEASED_SIGHT, TRACE_CHECKS } from './traces.ts'
import { COMPONENT_CHECKS, REGISTERED_SIGHT, WEAPON_CHECKS } from './weapons.ts'

/** All tables that facts stand for. One that holds rows of several origins has a check for each. */
export const ROW_CHECKS: readonly RowCheck[] = [
  ...AGENCY_CHECKS,
  ...PARTY_CHECKS,
  ...WEAPON_CHECKS,
  ...COMPONENT_CHECKS,
  ...CUSTODY_CHECKS,
  ...CORRECTION_CHECKS,
  REGISTERED_SIGHT,
  REPORTED_SIGHT,
  RELEASED_SIGHT,
  ...EVIDENCE_CHECKS,
  ...CONSIGNMENT_CHECKS,
  ...STOCK_CHECKS,
  ...SEIZURE_CHECKS,
  ...TRACE_CHECKS,
  ...RECORD_CHECKS,
]
