import { jsonb, numeric, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import type { AssemblyAction } from '../../domain/components/assembly.ts'
import type { LotUnit } from '../../domain/components/quantity.ts'
import type { Occurred } from '../../domain/time/occurred-at.ts'
import { recordedAt } from './columns.ts'

export const assembly = pgTable(
  'assembly',
  {
    weaponId: uuid('weapon_id').notNull(),
    id: uuid('id').notNull(),
    hostId: uuid('host_id').notNull(),
    action: text('action').$type<AssemblyAction>().notNull(),
    reportId: uuid('report_id').notNull(),
    occurred: jsonb('occurred').$type<Occurred>().notNull(),
    place: jsonb('place'),
    documents: jsonb('documents').notNull(),
    noteId: uuid('note_id'),
    agencyId: uuid('agency_id').notNull(),
    recordedAt: recordedAt(),
  },
  (table) => [primaryKey({ columns: [table.weaponId, table.id] })],
)

export const componentPlace = pgTable('component_place', {
  weaponId: uuid('weapon_id').primaryKey(),
  hostId: uuid('host_id').notNull(),
  occurred: jsonb('occurred').$type<Occurred>().notNull(),
})

export const weaponLot = pgTable('weapon_lot', {
  weaponId: uuid('weapon_id').primaryKey(),
  number: text('number'),
  amount: numeric('amount', { precision: 15, scale: 6 }).notNull(),
  unit: text('unit').$type<LotUnit>().notNull(),
  lotId: uuid('lot_id'),
  splitId: uuid('split_id'),
  agencyId: uuid('agency_id').notNull(),
  recordedAt: recordedAt(),
})

export const lotSplit = pgTable(
  'lot_split',
  {
    weaponId: uuid('weapon_id').notNull(),
    id: uuid('id').notNull(),
    occurred: jsonb('occurred').$type<Occurred>().notNull(),
    holderPartyId: uuid('holder_party_id'),
    agencyId: uuid('agency_id').notNull(),
    recordedAt: recordedAt(),
  },
  (table) => [primaryKey({ columns: [table.weaponId, table.id] })],
)

export const succession = pgTable('succession', {
  weaponId: uuid('weapon_id').primaryKey(),
  id: uuid('id').notNull(),
  successorId: uuid('successor_id').notNull(),
  occurred: jsonb('occurred').$type<Occurred>().notNull(),
  agencyId: uuid('agency_id').notNull(),
  recordedAt: recordedAt(),
})
