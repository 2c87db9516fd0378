import { boolean, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import type { EvidenceMediaType } from '../../domain/evidence/media-type.ts'
import type { EvidenceSubject } from '../../domain/evidence/subject.ts'
import { bytea, recordedAt } from './columns.ts'

export const evidenceContent = pgTable('evidence_content', {
  keyId: uuid('key_id').primaryKey(),
  sha256: bytea('sha256').notNull(),
  sealed: bytea('sealed').notNull(),
  agencyId: uuid('agency_id').notNull(),
  recordedAt: recordedAt(),
})

export const evidenceFile = pgTable('evidence_file', {
  id: uuid('id').primaryKey(),
  sha256: bytea('sha256').notNull(),
  mediaType: text('media_type').$type<EvidenceMediaType>().notNull(),
  size: integer('size').notNull(),
  keyId: uuid('key_id').notNull(),
  actorId: uuid('actor_id').notNull(),
  agencyId: uuid('agency_id').notNull(),
  recordedAt: recordedAt(),
})

export const evidenceUse = pgTable(
  'evidence_use',
  {
    subjectId: uuid('subject_id').notNull(),
    evidenceId: uuid('evidence_id').notNull(),
    subjectKind: text('subject_kind').$type<EvidenceSubject>().notNull(),
    weaponId: uuid('weapon_id'),
    opens: boolean('opens').notNull(),
    agencyId: uuid('agency_id').notNull(),
    recordedAt: recordedAt(),
  },
  (table) => [primaryKey({ columns: [table.subjectId, table.evidenceId] })],
)
