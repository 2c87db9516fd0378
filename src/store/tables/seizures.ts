import { boolean, date, integer, jsonb, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core'
import type { DispositionKind, RecoveryClass, Traceability } from '../../domain/vocabulary/seizures.ts'
import { recordedAt } from './columns.ts'

export const seizure = pgTable('seizure', {
  id: uuid('id').primaryKey(),
  actorId: uuid('actor_id').notNull(),
  recoveryClass: text('recovery_class').$type<RecoveryClass>().notNull(),
  circumstance: text('circumstance').notNull(),
  occurred: jsonb('occurred').notNull(),
  occurredFrom: timestamp('occurred_from', { withTimezone: true, mode: 'string' }).notNull(),
  place: jsonb('place').notNull(),
  customs: jsonb('customs'),
  custodianId: uuid('custodian_id'),
  textId: uuid('text_id').notNull(),
  itemCount: integer('item_count').notNull(),
  agencyId: uuid('agency_id').notNull(),
  recordedAt: recordedAt(),
})

export const seizureItem = pgTable(
  'seizure_item',
  {
    weaponId: uuid('weapon_id').notNull(),
    id: uuid('id').notNull(),
    seizureId: uuid('seizure_id').notNull(),
    n: integer('n').notNull(),
    observation: jsonb('observation').notNull(),
    identification: jsonb('identification').notNull(),
    identifiedAs: uuid('identified_as'),
    flags: jsonb('flags').notNull(),
    findings: jsonb('findings').notNull(),
    searched: boolean('searched').notNull(),
    traceRequestId: uuid('trace_request_id'),
    traceability: text('traceability').$type<Traceability>().notNull(),
    dueOn: date('due_on', { mode: 'string' }).notNull(),
    agencyId: uuid('agency_id').notNull(),
    recordedAt: recordedAt(),
  },
  (table) => [primaryKey({ columns: [table.weaponId, table.id] })],
)

export const disposition = pgTable(
  'disposition',
  {
    weaponId: uuid('weapon_id').notNull(),
    id: uuid('id').notNull(),
    itemId: uuid('item_id').notNull(),
    kind: text('kind').$type<DispositionKind>().notNull(),
    occurred: jsonb('occurred').notNull(),
    eventId: uuid('event_id'),
    noteId: uuid('note_id'),
    actorId: uuid('actor_id').notNull(),
    agencyId: uuid('agency_id').notNull(),
    recordedAt: recordedAt(),
  },
  (table) => [primaryKey({ columns: [table.weaponId, table.id] })],
)
