import { customType, date, integer, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import type { DisclosedFact } from '../../domain/ledger/disclosed-fields.ts'
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

const transactionId = customType<{ data: string }>({ dataType: () => 'xid8' })

/** Written by `erase_events()` alone. */
export const factErasure = pgTable('fact_erasure', {
  factId: uuid('fact_id').primaryKey(),
  erasureId: uuid('erasure_id').notNull(),
  /** Null where the fact is of no weapon. */
  weaponId: uuid('weapon_id'),
  remaining: jsonb('remaining').$type<DisclosedFact>().notNull(),
  transactionId: transactionId('transaction_id').notNull(),
  agencyId: uuid('agency_id').notNull(),
  recordedAt: recordedAt(),
})
