import { date, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { recordedAt } from './columns.ts'

export const agency = pgTable('agency', {
  id: uuid('id').primaryKey(),
  name: text('name').notNull(),
  country: text('country').notNull(),
  mandateCountries: text('mandate_countries').array().notNull(),
  contact: text('contact'),
  agencyId: uuid('agency_id').notNull(),
  recordedAt: recordedAt(),
})

export const party = pgTable('party', {
  id: uuid('id').primaryKey(),
  kind: text('kind').notNull(),
  country: text('country').notNull(),
  nameId: uuid('name_id').notNull(),
  agencyId: uuid('agency_id').notNull(),
  recordedAt: recordedAt(),
})

export const partyLicence = pgTable(
  'party_licence',
  {
    partyId: uuid('party_id').notNull(),
    id: uuid('id').notNull(),
    kind: text('kind').notNull(),
    number: text('number').notNull(),
    validFrom: date('valid_from').notNull(),
    validTo: date('valid_to'),
    agencyId: uuid('agency_id').notNull(),
    recordedAt: recordedAt(),
  },
  (table) => [primaryKey({ columns: [table.partyId, table.id] })],
)

export const representation = pgTable(
  'representation',
  {
    agencyId: uuid('agency_id').notNull(),
    partyId: uuid('party_id').notNull(),
    id: uuid('id').notNull(),
    validFrom: date('valid_from').notNull(),
    validTo: date('valid_to'),
    reporterId: uuid('reporter_id').notNull(),
    recordedAt: recordedAt(),
  },
  (table) => [primaryKey({ columns: [table.agencyId, table.partyId, table.id] })],
)
