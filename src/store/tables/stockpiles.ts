import { boolean, integer, jsonb, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core'
import type {
  CountedClass,
  CountMethod,
  DiscrepancyKind,
  LocationKind,
  Outcome,
} from '../../domain/stockpiles/codes.ts'
import type { CountTotals } from '../../domain/stockpiles/totals.ts'
import type { LastSeen } from '../../domain/stockpiles/last-seen.ts'
import type { Occurred } from '../../domain/time/occurred-at.ts'
import { recordedAt } from './columns.ts'

const moment = (name: string) => timestamp(name, { withTimezone: true, mode: 'string' }).notNull()

export const stockLocation = pgTable('stock_location', {
  id: uuid('id').primaryKey(),
  partyId: uuid('party_id').notNull(),
  country: text('country').notNull(),
  kind: text('kind').$type<LocationKind>().notNull(),
  parentId: uuid('parent_id'),
  agencyId: uuid('agency_id').notNull(),
  recordedAt: recordedAt(),
})

export const stockLocationVersion = pgTable(
  'stock_location_version',
  {
    locationId: uuid('location_id').notNull(),
    version: integer('version').notNull(),
    id: uuid('id').notNull(),
    partyId: uuid('party_id').notNull(),
    nameId: uuid('name_id').notNull(),
    securityId: uuid('security_id'),
    capacity: integer('capacity'),
    closed: boolean('closed').notNull(),
    agencyId: uuid('agency_id').notNull(),
    recordedAt: recordedAt(),
  },
  (table) => [primaryKey({ columns: [table.locationId, table.version] })],
)

export const stockPlacement = pgTable(
  'stock_placement',
  {
    weaponId: uuid('weapon_id').notNull(),
    id: uuid('id').notNull(),
    locationId: uuid('location_id').notNull(),
    partyId: uuid('party_id').notNull(),
    placed: boolean('placed').notNull(),
    occurred: jsonb('occurred').$type<Occurred>().notNull(),
    occurredFrom: moment('occurred_from'),
    occurredTo: moment('occurred_to'),
    reportId: uuid('report_id').notNull(),
    noteId: uuid('note_id'),
    actorId: uuid('actor_id').notNull(),
    agencyId: uuid('agency_id').notNull(),
    recordedAt: recordedAt(),
  },
  (table) => [primaryKey({ columns: [table.weaponId, table.id] })],
)

export const stockCount = pgTable('stock_count', {
  id: uuid('id').primaryKey(),
  locationId: uuid('location_id').notNull(),
  partyId: uuid('party_id').notNull(),
  counted: jsonb('counted').$type<Occurred>().notNull(),
  countedFrom: moment('counted_from'),
  countedTo: moment('counted_to'),
  method: text('method').$type<CountMethod>().notNull(),
  complete: boolean('complete').notNull(),
  totals: jsonb('totals').$type<CountTotals>().notNull(),
  noteId: uuid('note_id'),
  actorId: uuid('actor_id').notNull(),
  agencyId: uuid('agency_id').notNull(),
  recordedAt: recordedAt(),
})

export const stockCountLine = pgTable(
  'stock_count_line',
  {
    countId: uuid('count_id').notNull(),
    n: integer('n').notNull(),
    partyId: uuid('party_id').notNull(),
    class: text('class').$type<CountedClass>().notNull(),
    weaponId: uuid('weapon_id'),
    observed: jsonb('observed').$type<object>(),
    quantity: integer('quantity').notNull(),
    agencyId: uuid('agency_id').notNull(),
  },
  (table) => [primaryKey({ columns: [table.countId, table.n] })],
)

export const stockDiscrepancy = pgTable('stock_discrepancy', {
  id: uuid('id').primaryKey(),
  countId: uuid('count_id').notNull(),
  n: integer('n').notNull(),
  locationId: uuid('location_id').notNull(),
  partyId: uuid('party_id').notNull(),
  kind: text('kind').$type<DiscrepancyKind>().notNull(),
  weaponId: uuid('weapon_id'),
  similarTo: uuid('similar_to').array().notNull(),
  observed: jsonb('observed').$type<object>(),
  item: integer('item'),
  quantity: integer('quantity').notNull(),
  lastSeen: jsonb('last_seen').$type<LastSeen>(),
  agencyId: uuid('agency_id').notNull(),
  recordedAt: recordedAt(),
})

export const stockResolution = pgTable('stock_resolution', {
  discrepancyId: uuid('discrepancy_id').primaryKey(),
  id: uuid('id').notNull(),
  partyId: uuid('party_id').notNull(),
  outcome: text('outcome').$type<Outcome>().notNull(),
  reasonId: uuid('reason_id'),
  eventId: uuid('event_id'),
  placementId: uuid('placement_id'),
  countId: uuid('count_id'),
  actorId: uuid('actor_id').notNull(),
  agencyId: uuid('agency_id').notNull(),
  recordedAt: recordedAt(),
})
