import type { RowCheck } from './row-check.ts'

/** What is wrong of what was recorded, which records are one weapon, and what was decided of either. */
export const CORRECTION_CHECKS: readonly RowCheck[] = [
  {
    table: 'error_declaration',
    factKinds: ['error-declaration'],
    columns: 'weapon_id subject_kind subject_id reason explanation_id replacement_id needs_decision actor_id',
  },
  {
    table: 'registrar_decision',
    // Of a link, or of a likely duplicate that is dismissed: one kind.
    factKinds: ['declaration-decision', 'link-decision'],
    columns: 'weapon_id subject_id decision reason_id actor_id',
  },
  {
    table: 'identity_link',
    factKinds: ['identity-link'],
    columns: 'weapon_id other_weapon_id basis tier evidence_id needs_decision actor_id',
  },
]
