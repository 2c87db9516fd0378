import { boolean, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { bytea, recordedAt } from './columns.ts'

export const traceRequest = pgTable('trace_request', {
  id: uuid('id').primaryKey(),
  actorId: uuid('actor_id').notNull(),
  priority: text('priority').notNull(),
  illicitGrounds: text('illicit_grounds').array().notNull(),
  purpose: text('purpose').notNull(),
  intendedUse: text('intended_use').notNull(),
  canGuaranteeConfidentiality: boolean('can_guarantee_confidentiality').notNull(),
  circumstances: jsonb('circumstances').notNull(),
  observation: jsonb('observation').notNull(),
  textId: uuid('text_id').notNull(),
  identification: jsonb('identification').notNull(),
  flags: jsonb('flags').notNull(),
  findings: jsonb('findings').notNull(),
  status: text('status').notNull(),
  agencyId: uuid('agency_id').notNull(),
  recordedAt: recordedAt(),
})

export const traceAnswer = pgTable(
  'trace_answer',
  {
    requestId: uuid('request_id').notNull(),
    id: uuid('id').notNull(),
    outcome: text('outcome').notNull(),
    tier: text('tier'),
    weaponId: uuid('weapon_id'),
    names: boolean('names').notNull(),
    keyId: uuid('key_id').notNull(),
    sealed: bytea('sealed').notNull(),
    agencyId: uuid('agency_id').notNull(),
    recordedAt: recordedAt(),
  },
  (table) => [primaryKey({ columns: [table.requestId, table.id] })],
)

export const disclosure = pgTable('disclosure', {
  id: uuid('id').primaryKey(),
  actorId: uuid('actor_id').notNull(),
  weaponId: uuid('weapon_id').notNull(),
  purpose: text('purpose'),
  textId: uuid('text_id'),
  ownRecord: boolean('own_record').notNull(),
  shown: text('shown').array().notNull(),
  source: text('source').notNull(),
  agencyId: uuid('agency_id').notNull(),
  recordedAt: recordedAt(),
})
