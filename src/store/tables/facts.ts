import { integer, jsonb, pgTable, primaryKey, smallint, text, uuid } from 'drizzle-orm/pg-core'
import type { NoticeKind } from '../../domain/vocabulary/notices.ts'
import { bytea, recordedAt } from './columns.ts'

export const fact = pgTable('fact', {
  id: uuid('id').primaryKey(),
  kind: text('kind').notNull(),
  agencyId: uuid('agency_id').notNull(),
  recordedAt: recordedAt(),
  /** Null, as the secret, where the fact was erased. */
  canonical: text('canonical'),
  secret: bytea('secret'),
})

export const leafQueue = pgTable('leaf_queue', {
  factId: uuid('fact_id').primaryKey(),
  entry: bytea('entry').notNull(),
})

export const outbox = pgTable('outbox', {
  factId: uuid('fact_id').primaryKey(),
  kind: text('kind').notNull(),
  recordedAt: recordedAt(),
})

export type PersonalKind =
  | 'PARTY_NAME'
  | 'ACTOR'
  | 'NOTE'
  | 'REQUEST_TEXT'
  | 'LOOK_TEXT'
  | 'SEIZURE_TEXT'
  | 'TRACE_TEXT'

export const personalRecord = pgTable('personal_record', {
  id: uuid('id').primaryKey(),
  kind: text('kind').$type<PersonalKind>().notNull(),
  subjectId: uuid('subject_id').notNull(),
  agencyId: uuid('agency_id').notNull(),
  body: jsonb('body').$type<Record<string, unknown>>().notNull(),
  recordedAt: recordedAt(),
  /** What binds the text to its id; null where it was stored before texts were bound. */
  secret: bytea('secret'),
})

export const contentKey = pgTable('content_key', {
  id: uuid('id').primaryKey(),
  key: bytea('key').notNull(),
})

export const idempotencyRecord = pgTable(
  'idempotency_record',
  {
    agencyId: uuid('agency_id').notNull(),
    actorId: uuid('actor_id').notNull(),
    operation: text('operation').notNull(),
    key: text('key').notNull(),
    requestHash: bytea('request_hash').notNull(),
    status: smallint('status').notNull(),
    headers: jsonb('headers').$type<Record<string, string>>().notNull(),
    keyId: uuid('key_id').notNull(),
    sealed: bytea('sealed').notNull(),
    recordedAt: recordedAt(),
  },
  (table) => [primaryKey({ columns: [table.agencyId, table.actorId, table.operation, table.key] })],
)

export const clientId = pgTable('client_id', {
  id: uuid('id').primaryKey(),
  agencyId: uuid('agency_id').notNull(),
  actorId: uuid('actor_id').notNull(),
  operation: text('operation').notNull(),
  key: text('key').notNull(),
  requestHash: bytea('request_hash').notNull(),
})

export const auditEntry = pgTable('audit_entry', {
  id: uuid('id').primaryKey(),
  agencyId: uuid('agency_id').notNull(),
  actorId: uuid('actor_id').notNull(),
  action: text('action').notNull(),
  subjectIds: uuid('subject_ids').array().notNull(),
  amount: integer('amount').notNull(),
  requestId: text('request_id').notNull(),
  recordedAt: recordedAt(),
})

export const notice = pgTable('notice', {
  id: uuid('id').primaryKey(),
  toAgencyId: uuid('to_agency_id').notNull(),
  kind: text('kind').$type<NoticeKind>().notNull(),
  subjectId: uuid('subject_id').notNull(),
  factId: uuid('fact_id').notNull(),
  recordedAt: recordedAt(),
})
