import {
  boolean,
  integer,
  jsonb,
  numeric,
  pgTable,
  primaryKey,
  smallint,
  text,
  timestamp,
  uuid,
} from 'drizzle-orm/pg-core'
import type { Occurred } from '../../domain/time/occurred-at.ts'
import { recordedAt } from './columns.ts'

export const weapon = pgTable('weapon', {
  id: uuid('id').primaryKey(),
  category: text('category').notNull(),
  agencyId: uuid('agency_id').notNull(),
  recordedAt: recordedAt(),
  recovered: boolean('recovered').notNull(),
})

export const weaponDescription = pgTable(
  'weapon_description',
  {
    weaponId: uuid('weapon_id').notNull(),
    version: integer('version').notNull(),
    id: uuid('id').notNull(),
    type: text('type').notNull(),
    make: text('make').notNull(),
    makeKey: text('make_key').notNull(),
    model: text('model').notNull(),
    modelKey: text('model_key').notNull(),
    calibre: text('calibre').notNull(),
    calibreKey: text('calibre_key').notNull(),
    action: text('action').notNull(),
    countryOfManufacture: text('country_of_manufacture').notNull(),
    yearOfManufacture: smallint('year_of_manufacture'),
    yearUnknown: text('year_unknown'),
    listVersion: text('list_version').notNull(),
    occurred: jsonb('occurred').$type<Occurred | null>(),
    declarationId: uuid('declaration_id'),
    agencyId: uuid('agency_id').notNull(),
    recordedAt: recordedAt(),
  },
  (table) => [primaryKey({ columns: [table.weaponId, table.version] })],
)

export const marking = pgTable(
  'marking',
  {
    weaponId: uuid('weapon_id').notNull(),
    n: integer('n').notNull(),
    id: uuid('id').notNull(),
    kind: text('kind').notNull(),
    text: text('text').notNull(),
    component: text('component'),
    side: text('side'),
    method: text('method'),
    condition: text('condition').notNull(),
    country: text('country'),
    year: smallint('year'),
    heightMm: numeric('height_mm', { precision: 8, scale: 4 }),
    depthMm: numeric('depth_mm', { precision: 8, scale: 4 }),
    occurred: jsonb('occurred').$type<Occurred | null>(),
    declarationId: uuid('declaration_id'),
    agencyId: uuid('agency_id').notNull(),
    recordedAt: recordedAt(),
  },
  (table) => [primaryKey({ columns: [table.weaponId, table.n] })],
)

export const markingKey = pgTable(
  'marking_key',
  {
    kind: text('kind').notNull(),
    key: text('key').notNull(),
    makeKey: text('make_key').notNull(),
    weaponId: uuid('weapon_id').notNull(),
    n: integer('n').notNull(),
  },
  (table) => [primaryKey({ columns: [table.kind, table.key, table.makeKey, table.weaponId, table.n] })],
)

export const markingAlphabet = pgTable(
  'marking_alphabet',
  {
    makeKey: text('make_key').notNull(),
    length: smallint('length').notNull(),
    position: smallint('position').notNull(),
    character: text('character').notNull(),
  },
  (table) => [primaryKey({ columns: [table.makeKey, table.length, table.position, table.character] })],
)

export const weaponReader = pgTable(
  'weapon_reader',
  {
    weaponId: uuid('weapon_id').notNull(),
    agencyId: uuid('agency_id').notNull(),
    basis: text('basis').$type<'REGISTERED' | 'REPORTED' | 'RELEASED'>().notNull(),
    sourceId: uuid('source_id').notNull(),
    names: boolean('names').notNull(),
    recordedAt: recordedAt(),
  },
  (table) => [primaryKey({ columns: [table.weaponId, table.agencyId, table.basis, table.sourceId] })],
)

export const weaponState = pgTable('weapon_state', {
  weaponId: uuid('weapon_id').primaryKey(),
  lastSeq: integer('last_seq').notNull(),
  lastMark: integer('last_mark').notNull(),
  lastDescription: integer('last_description').notNull(),
  status: text('status').notNull(),
  holderPartyId: uuid('holder_party_id'),
  consigneePartyId: uuid('consignee_party_id'),
  chainIntact: boolean('chain_intact').notNull(),
  groupId: uuid('group_id'),
  ownStatus: text('own_status'),
  chainRevision: integer('chain_revision').notNull().default(0),
  registeredAt: timestamp('registered_at', { withTimezone: true, mode: 'string' }).notNull(),
})
