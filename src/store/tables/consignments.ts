import { boolean, date, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import type { AuthorisationKind, VerificationStatus } from '../../domain/consignments/vocabulary.ts'
import { recordedAt } from './columns.ts'

export const authorisation = pgTable('authorisation', {
  id: uuid('id').primaryKey(),
  kind: text('kind').$type<AuthorisationKind>().notNull(),
  number: text('number').notNull(),
  issuer: text('issuer'),
  country: text('country').notNull(),
  issuedOn: date('issued_on').notNull(),
  expiresOn: date('expires_on'),
  exporterPartyId: uuid('exporter_party_id'),
  consigneePartyId: uuid('consignee_party_id'),
  endUserPartyId: uuid('end_user_party_id'),
  destinationCountry: text('destination_country'),
  transitCountries: text('transit_countries').array().notNull(),
  lines: jsonb('lines').notNull(),
  nonRetransferClause: boolean('non_retransfer_clause').notNull(),
  embargoReferences: text('embargo_references').array().notNull(),
  consignmentId: uuid('consignment_id'),
  noteId: uuid('note_id'),
  agencyId: uuid('agency_id').notNull(),
  recordedAt: recordedAt(),
})

export const authorisationVerification = pgTable(
  'authorisation_verification',
  {
    authorisationId: uuid('authorisation_id').notNull(),
    id: uuid('id').notNull(),
    status: text('status').$type<VerificationStatus>().notNull(),
    verifiedOn: date('verified_on').notNull(),
    noteId: uuid('note_id').notNull(),
    agencyId: uuid('agency_id').notNull(),
    recordedAt: recordedAt(),
  },
  (table) => [primaryKey({ columns: [table.authorisationId, table.id] })],
)

export const consignment = pgTable('consignment', {
  id: uuid('id').primaryKey(),
  reference: text('reference'),
  exporterPartyId: uuid('exporter_party_id').notNull(),
  consigneePartyId: uuid('consignee_party_id').notNull(),
  endUserPartyId: uuid('end_user_party_id'),
  carrierPartyId: uuid('carrier_party_id'),
  destinationCountry: text('destination_country').notNull(),
  transitCountries: text('transit_countries').array().notNull(),
  embargoReferences: text('embargo_references').array().notNull(),
  authorisationIds: uuid('authorisation_ids').array().notNull(),
  lines: jsonb('lines').notNull(),
  noteId: uuid('note_id'),
  agencyId: uuid('agency_id').notNull(),
  recordedAt: recordedAt(),
})

export const consignmentMovement = pgTable(
  'consignment_movement',
  {
    weaponId: uuid('weapon_id').notNull(),
    eventId: uuid('event_id').notNull(),
    consignmentId: uuid('consignment_id').notNull(),
    agencyId: uuid('agency_id').notNull(),
    recordedAt: recordedAt(),
  },
  (table) => [primaryKey({ columns: [table.weaponId, table.eventId] })],
)

export const consignmentDelivery = pgTable(
  'consignment_delivery',
  {
    consignmentId: uuid('consignment_id').notNull(),
    id: uuid('id').notNull(),
    occurred: jsonb('occurred').notNull(),
    complete: boolean('complete').notNull(),
    lines: jsonb('lines').notNull(),
    items: jsonb('items').notNull(),
    documents: jsonb('documents').notNull(),
    noteId: uuid('note_id'),
    agencyId: uuid('agency_id').notNull(),
    recordedAt: recordedAt(),
  },
  (table) => [primaryKey({ columns: [table.consignmentId, table.id] })],
)
