import { integer, jsonb, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core'
import type { Side, StatementKind } from '../../domain/custody/statements.ts'
import { recordedAt } from './columns.ts'

export const transfer = pgTable('transfer', {
  id: uuid('id').primaryKey(),
  kind: text('kind').notNull(),
  fromPartyId: uuid('from_party_id'),
  toPartyId: uuid('to_party_id'),
  carrierPartyId: uuid('carrier_party_id'),
  weaponCount: integer('weapon_count').notNull(),
  occurred: jsonb('occurred').notNull(),
  place: jsonb('place'),
  destinationCountry: text('destination_country'),
  transitCountries: text('transit_countries').array().notNull(),
  documents: jsonb('documents').notNull(),
  noteId: uuid('note_id'),
  consignmentId: uuid('consignment_id'),
  agencyId: uuid('agency_id').notNull(),
  recordedAt: recordedAt(),
})

export const custodyEvent = pgTable(
  'custody_event',
  {
    weaponId: uuid('weapon_id').notNull(),
    seq: integer('seq').notNull(),
    id: uuid('id').notNull(),
    reportId: uuid('report_id').notNull(),
    kind: text('kind').notNull(),
    fromPartyId: uuid('from_party_id'),
    toPartyId: uuid('to_party_id'),
    carrierPartyId: uuid('carrier_party_id'),
    occurred: jsonb('occurred').notNull(),
    occurredFrom: timestamp('occurred_from', { withTimezone: true, mode: 'string' }).notNull(),
    occurredTo: timestamp('occurred_to', { withTimezone: true, mode: 'string' }).notNull(),
    knownSince: jsonb('known_since'),
    place: jsonb('place'),
    destinationCountry: text('destination_country'),
    transitCountries: text('transit_countries').array().notNull(),
    documents: jsonb('documents').notNull(),
    noteId: uuid('note_id'),
    declarationId: uuid('declaration_id'),
    agencyId: uuid('agency_id').notNull(),
    recordedAt: recordedAt(),
  },
  (table) => [primaryKey({ columns: [table.weaponId, table.seq] })],
)

export const eventLocator = pgTable('event_locator', {
  eventId: uuid('event_id').primaryKey(),
  weaponId: uuid('weapon_id').notNull(),
})

export const transferStatement = pgTable(
  'transfer_statement',
  {
    weaponId: uuid('weapon_id').notNull(),
    eventId: uuid('event_id').notNull(),
    id: uuid('id').notNull(),
    transferId: uuid('transfer_id').notNull(),
    side: text('side').$type<Side>().notNull(),
    statement: text('statement').$type<StatementKind>().notNull(),
    reasonId: uuid('reason_id'),
    actorId: uuid('actor_id').notNull(),
    agencyId: uuid('agency_id').notNull(),
    recordedAt: recordedAt(),
  },
  (table) => [primaryKey({ columns: [table.weaponId, table.eventId, table.id] })],
)
