import { date, integer, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import type { ErasureGround } from '../../domain/retention/grounds.ts'
import { recordedAt } from './columns.ts'

export const erasure = pgTable('erasure', {
  id: uuid('id').primaryKey(),
  subjectKind: text('subject_kind').$type<'PERSON' | 'CUSTODY_EVENT' | 'EVIDENCE_FILE'>().notNull(),
  subjectId: uuid('subject_id').notNull(),
  ground: text('ground').$type<ErasureGround>().notNull(),
  basis: text('basis').array().notNull(),
  keptUntil: date('kept_until'),
  textId: uuid('text_id').notNull(),
  orderedBy: uuid('ordered_by').notNull(),
  confirmedBy: uuid('confirmed_by'),
  facts: integer('facts').notNull(),
  personalRecords: integer('personal_records').notNull(),
  sealedBodies: integer('sealed_bodies').notNull(),
  agencyId: uuid('agency_id').notNull(),
  recordedAt: recordedAt(),
})
