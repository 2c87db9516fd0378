import { PLACE, type RowCheck, spanOf } from './row-check.ts'

/** Recoveries, and what became of what was recovered. */
export const SEIZURE_CHECKS: readonly RowCheck[] = [
  {
    table: 'seizure',
    factKinds: ['seizure'],
    columns: 'actor_id recovery_class circumstance custodian_id text_id item_count occurred customs',
    named: { place: PLACE },
    holds: { occurred_from: spanOf('occurred')['occurred_from'] ?? 'false' },
  },
  {
    table: 'seizure_item',
    factKinds: ['seizure-item'],
    columns:
      'weapon_id seizure_id n observation identification identified_as flags findings searched trace_request_id traceability due_on',
  },
  {
    table: 'disposition',
    factKinds: ['disposition'],
    columns: 'weapon_id item_id kind occurred event_id note_id actor_id',
  },
]
