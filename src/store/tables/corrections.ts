import { boolean, jsonb, numeric, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import type { Decision, ErrorReason, SubjectKind } from '../../domain/corrections/declaration.ts'
import type { LikenessReason } from '../../domain/identity/likely-duplicates.ts'
import type { Tier } from '../../domain/vocabulary/traces.ts'
import { recordedAt } from './columns.ts'

export const errorDeclaration = pgTable(
  'error_declaration',
  {
    weaponId: uuid('weapon_id').notNull(),
    id: uuid('id').notNull(),
    subjectKind: text('subject_kind').$type<SubjectKind>().notNull(),
    subjectId: uuid('subject_id').notNull(),
    reason: text('reason').$type<ErrorReason>().notNull(),
    explanationId: uuid('explanation_id').notNull(),
    replacementId: uuid('replacement_id'),
    needsDecision: boolean('needs_decision').notNull(),
    actorId: uuid('actor_id').notNull(),
    agencyId: uuid('agency_id').notNull(),
    recordedAt: recordedAt(),
  },
  (table) => [primaryKey({ columns: [table.weaponId, table.id] })],
)

export const registrarDecision = pgTable(
  'registrar_decision',
  {
    weaponId: uuid('weapon_id').notNull(),
    subjectId: uuid('subject_id').notNull(),
    id: uuid('id').notNull(),
    decision: text('decision').$type<Decision>().notNull(),
    reasonId: uuid('reason_id').notNull(),
    actorId: uuid('actor_id').notNull(),
    agencyId: uuid('agency_id').notNull(),
    recordedAt: recordedAt(),
  },
  (table) => [primaryKey({ columns: [table.weaponId, table.subjectId] })],
)

export const fallenFact = pgTable(
  'fallen_fact',
  {
    weaponId: uuid('weapon_id').notNull(),
    factId: uuid('fact_id').notNull(),
    reason: text('reason').$type<'DECLARED' | 'DISPUTED' | 'WITHDRAWN'>().notNull(),
  },
  (table) => [primaryKey({ columns: [table.weaponId, table.factId, table.reason] })],
)

export const identityLink = pgTable(
  'identity_link',
  {
    weaponId: uuid('weapon_id').notNull(),
    id: uuid('id').notNull(),
    otherWeaponId: uuid('other_weapon_id').notNull(),
    basis: text('basis').$type<'SAME_REGISTRATION' | 'RECOVERED_ITEM'>().notNull(),
    tier: text('tier').$type<Tier>(),
    evidenceId: uuid('evidence_id').notNull(),
    needsDecision: boolean('needs_decision').notNull(),
    actorId: uuid('actor_id').notNull(),
    agencyId: uuid('agency_id').notNull(),
    recordedAt: recordedAt(),
  },
  (table) => [primaryKey({ columns: [table.weaponId, table.id] })],
)

export const likelyDuplicate = pgTable(
  'likely_duplicate',
  {
    weaponId: uuid('weapon_id').notNull(),
    otherWeaponId: uuid('other_weapon_id').notNull(),
    id: uuid('id').notNull(),
    tier: text('tier').$type<Tier>(),
    score: numeric('score', { precision: 5, scale: 4 }),
    reasons: jsonb('reasons').$type<readonly LikenessReason[]>(),
    agencyId: uuid('agency_id').notNull(),
    recordedAt: recordedAt(),
  },
  (table) => [primaryKey({ columns: [table.weaponId, table.otherWeaponId] })],
)
