import { boolean, date, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import type { LicenceAction, LicenceScope, LicenceTerms } from '../../domain/licences/licence.ts'
import type { PartyStatus, VersionReason } from '../../domain/parties/party.ts'
import type { PartyKind } from '../../domain/vocabulary/parties.ts'
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

export const agencyVersion = pgTable(
  'agency_version',
  {
    ofAgencyId: uuid('of_agency_id').notNull(),
    version: integer('version').notNull(),
    id: uuid('id').notNull(),
    name: text('name').notNull(),
    country: text('country').notNull(),
    mandateCountries: text('mandate_countries').array().notNull(),
    contact: text('contact'),
    active: boolean('active').notNull(),
    reasonId: uuid('reason_id'),
    agencyId: uuid('agency_id').notNull(),
    recordedAt: recordedAt(),
  },
  (table) => [primaryKey({ columns: [table.ofAgencyId, table.version] })],
)

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
    /** Null where it was erased. */
    number: text('number'),
    validFrom: date('valid_from').notNull(),
    validTo: date('valid_to'),
    agencyId: uuid('agency_id').notNull(),
    recordedAt: recordedAt(),
    issuer: text('issuer'),
    country: text('country'),
    scope: jsonb('scope').$type<LicenceScope>(),
  },
  (table) => [primaryKey({ columns: [table.partyId, table.id] })],
)

export const partyVersion = pgTable(
  'party_version',
  {
    partyId: uuid('party_id').notNull(),
    id: uuid('id').notNull(),
    kind: text('kind').$type<PartyKind>(),
    country: text('country'),
    nameId: uuid('name_id'),
    status: text('status').$type<PartyStatus>(),
    successorPartyId: uuid('successor_party_id'),
    validFrom: date('valid_from'),
    reason: text('reason').$type<VersionReason>().notNull(),
    explanationId: uuid('explanation_id'),
    actorId: uuid('actor_id').notNull(),
    agencyId: uuid('agency_id').notNull(),
    recordedAt: recordedAt(),
  },
  (table) => [primaryKey({ columns: [table.partyId, table.id] })],
)

export const licenceVersion = pgTable(
  'licence_version',
  {
    partyId: uuid('party_id').notNull(),
    licenceId: uuid('licence_id').notNull(),
    id: uuid('id').notNull(),
    action: text('action').$type<LicenceAction>().notNull(),
    fromDay: date('from_day'),
    terms: jsonb('terms').$type<Partial<LicenceTerms>>().notNull(),
    number: text('number'),
    reasonId: uuid('reason_id').notNull(),
    actorId: uuid('actor_id').notNull(),
    agencyId: uuid('agency_id').notNull(),
    recordedAt: recordedAt(),
  },
  (table) => [primaryKey({ columns: [table.partyId, table.licenceId, table.id] })],
)

/** Parties that a custody event names. */
export const partyInCustody = pgTable('party_in_custody', { partyId: uuid('party_id').primaryKey() })

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

export const representationEnd = pgTable(
  'representation_end',
  {
    agencyId: uuid('agency_id').notNull(),
    partyId: uuid('party_id').notNull(),
    representationId: uuid('representation_id').notNull(),
    id: uuid('id').notNull(),
    validTo: date('valid_to').notNull(),
    reasonId: uuid('reason_id'),
    reporterId: uuid('reporter_id').notNull(),
    recordedAt: recordedAt(),
  },
  (table) => [primaryKey({ columns: [table.agencyId, table.partyId, table.representationId, table.id] })],
)
