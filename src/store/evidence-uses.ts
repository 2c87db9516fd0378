import type { EvidenceMediaType } from '../domain/evidence/media-type.ts'
import type { EvidenceSubject } from '../domain/evidence/subject.ts'
import type { Tx } from './db.ts'

/** One fact that names evidence files. */
export interface EvidenceNaming {
  readonly subjectKind: EvidenceSubject
  readonly subjectId: string
  readonly weaponId: string | null
  readonly evidenceIds: readonly string[]
}

const INSERT = {
  name: 'evidence_uses_insert',
  // Served by evidence_file_pk. Naming opens a file to the readers of a weapon only where it is the namer's own, or a registrar names it.
  text: `
    insert into evidence_use (subject_id, evidence_id, subject_kind, weapon_id, opens, agency_id, recorded_at)
    select u."subjectId", f.id, u."subjectKind", u."weaponId", u."weaponId" is not null and (f.agency_id = current_agency() or reads_names()),
      current_agency(), $2::timestamptz
    from jsonb_to_recordset($1::jsonb) as u ("subjectKind" text, "subjectId" uuid, "weaponId" uuid, "evidenceIds" uuid[])
      cross join unnest(u."evidenceIds") as named (id)
      join evidence_file f on f.id = named.id
    returning 1`,
}

/** Records which facts name which files, in one statement. The files were found before, by `findEvidence`. */
export async function insertEvidenceUses(
  tx: Tx,
  recordedAt: string,
  namings: readonly EvidenceNaming[],
): Promise<void> {
  const named = namings.filter(({ evidenceIds }) => evidenceIds.length > 0)
  if (named.length === 0) return
  const inserted = await tx.rows(INSERT, [JSON.stringify(named), recordedAt])
  const wanted = named.reduce((sum, { evidenceIds }) => sum + evidenceIds.length, 0)
  if (inserted.length !== wanted) throw new Error('an evidence file that was found is gone')
}

const FIND = {
  name: 'evidence_find',
  // Served by evidence_file_pk; row security is the visibility predicate.
  text: 'select id, media_type as "mediaType" from evidence_file where id = any ($1::uuid[])',
}

/** Of these files, those that the asker may read, with their types. */
export async function findEvidence(tx: Tx, ids: readonly string[]): Promise<Map<string, EvidenceMediaType>> {
  if (ids.length === 0) return new Map()
  const rows = await tx.rows<{ id: string; mediaType: EvidenceMediaType }>(FIND, [ids])
  return new Map(rows.map(({ id, mediaType }) => [id, mediaType]))
}

const OF_SUBJECTS = {
  name: 'evidence_of_subjects',
  // Served by evidence_use_pk (subject_id, evidence_id).
  text: `
    select u.subject_id as "subjectId", array_agg(u.evidence_id::text order by u.evidence_id) as ids
    from evidence_use u where u.subject_id = any ($1::uuid[]) group by u.subject_id`,
}

/** The files that each of these facts names, as far as the asker may know of it; a fact that names none is not in it. */
export async function findEvidenceOf(tx: Tx, subjectIds: readonly string[]): Promise<Map<string, string[]>> {
  if (subjectIds.length === 0) return new Map()
  const rows = await tx.rows<{ subjectId: string; ids: string[] }>(OF_SUBJECTS, [subjectIds])
  return new Map(rows.map(({ subjectId, ids }) => [subjectId, ids]))
}
