import { bigint, boolean, integer, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core'

export const partyRevision = pgTable('party_revision', {
  partyId: uuid('party_id').primaryKey(),
  revision: bigint('revision', { mode: 'number' }).notNull(),
})

export const custodyDossier = pgTable('custody_dossier', {
  weaponId: uuid('weapon_id').primaryKey(),
  lastSeq: integer('last_seq').notNull(),
  chainRevision: integer('chain_revision').notNull(),
  partyIds: uuid('party_ids').array().notNull(),
  partyRevision: bigint('party_revision', { mode: 'number' }).notNull(),
  program: text('program').notNull(),
  validUntil: timestamp('valid_until', { withTimezone: true, mode: 'string' }).notNull(),
  withEvidence: boolean('with_evidence').notNull(),
  body: text('body').notNull(),
  namedIds: uuid('named_ids').array().notNull(),
  nameIds: uuid('name_ids').array().notNull(),
  reporterIds: uuid('reporter_ids').array().notNull(),
  shared: boolean('shared').array().notNull(),
})
