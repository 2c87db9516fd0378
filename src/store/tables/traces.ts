import { boolean, integer, jsonb, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core'
import type { Decision } from '../../domain/corrections/declaration.ts'
import type { Outcome } from '../../domain/traces/outcome.ts'
import type { RequestStatus, Tier } from '../../domain/vocabulary/traces.ts'
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
  seizureItemId: uuid('seizure_item_id'),
})

export const markingSearch = pgTable('marking_search', {
  id: uuid('id').primaryKey(),
  actorId: uuid('actor_id').notNull(),
  observation: jsonb('observation').notNull(),
  purpose: text('purpose').notNull(),
  textId: uuid('text_id').notNull(),
  tier: text('tier').$type<Tier>(),
  startRank: integer('start_rank').notNull(),
  shown: uuid('shown').array().notNull(),
  agencyId: uuid('agency_id').notNull(),
  recordedAt: recordedAt(),
})

export const traceState = pgTable('trace_state', {
  requestId: uuid('request_id').primaryKey(),
  agencyId: uuid('agency_id').notNull(),
  status: text('status').$type<RequestStatus>().notNull(),
  outcome: text('outcome').$type<Outcome>(),
  weaponId: uuid('weapon_id'),
  answerId: uuid('answer_id'),
  superseded: boolean('superseded').notNull(),
  answeredAt: timestamp('answered_at', { withTimezone: true, mode: 'string' }),
  receivedAt: timestamp('received_at', { withTimezone: true, mode: 'string' }).notNull(),
})

export const traceDecision = pgTable(
  'trace_decision',
  {
    requestId: uuid('request_id').notNull(),
    id: uuid('id').notNull(),
    weaponId: uuid('weapon_id').notNull(),
    decision: text('decision').$type<Decision>().notNull(),
    tier: text('tier').$type<Tier>().notNull(),
    reasonId: uuid('reason_id').notNull(),
    actorId: uuid('actor_id').notNull(),
    agencyId: uuid('agency_id').notNull(),
    recordedAt: recordedAt(),
  },
  (table) => [primaryKey({ columns: [table.requestId, table.id, table.weaponId] })],
)

export const traceStep = pgTable(
  'trace_step',
  {
    requestId: uuid('request_id').notNull(),
    id: uuid('id').notNull(),
    action: text('action').notNull(),
    status: text('status').$type<RequestStatus>().notNull(),
    details: jsonb('details').notNull(),
    observation: jsonb('observation'),
    identification: jsonb('identification'),
    textId: uuid('text_id'),
    actorId: uuid('actor_id').notNull(),
    agencyId: uuid('agency_id').notNull(),
    recordedAt: recordedAt(),
  },
  (table) => [primaryKey({ columns: [table.requestId, table.id] })],
)

export const answerSupersession = pgTable(
  'answer_supersession',
  {
    requestId: uuid('request_id').notNull(),
    answerId: uuid('answer_id').notNull(),
    id: uuid('id').notNull(),
    differences: text('differences').array().notNull(),
    agencyId: uuid('agency_id').notNull(),
    recordedAt: recordedAt(),
  },
  (table) => [primaryKey({ columns: [table.requestId, table.answerId, table.id] })],
)

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
    told: jsonb('told'),
    supersedes: uuid('supersedes'),
  },
  (table) => [primaryKey({ columns: [table.requestId, table.id] })],
)

export const disclosure = pgTable('disclosure', {
  id: uuid('id').primaryKey(),
  actorId: uuid('actor_id').notNull(),
  weaponId: uuid('weapon_id'),
  purpose: text('purpose'),
  textId: uuid('text_id'),
  ownRecord: boolean('own_record').notNull(),
  shown: text('shown').array().notNull(),
  source: text('source').notNull(),
  agencyId: uuid('agency_id').notNull(),
  recordedAt: recordedAt(),
  factId: uuid('fact_id'),
  requestId: text('request_id'),
  recordKind: text('record_kind'),
  recordId: uuid('record_id'),
  ownerId: uuid('owner_id'),
})
