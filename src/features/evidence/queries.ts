import type { EvidenceMediaType } from '../../domain/evidence/media-type.ts'
import type { EvidenceSubject } from '../../domain/evidence/subject.ts'
import type { Tx } from '../../store/db.ts'

export interface EvidenceRow {
  readonly id: string
  readonly sha256: Buffer
  readonly mediaType: EvidenceMediaType
  readonly size: number
  readonly keyId: string
  readonly isErased: boolean
  readonly agencyId: string
  readonly recordedAt: string
}

const BY_ID = {
  name: 'evidence_file_by_id',
  // Served by evidence_file_pk and content_key_pk; row security is the visibility predicate.
  text: `
    select f.id, f.sha256, f.media_type as "mediaType", f.size, f.key_id as "keyId", f.agency_id as "agencyId",
      not exists (select from content_key k where k.id = f.key_id) as "isErased",
      to_char(f.recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as "recordedAt"
    from evidence_file f where f.id = $1::uuid`,
}

/** A file that the asker may read. */
export async function findEvidenceFile(tx: Tx, id: string): Promise<EvidenceRow | undefined> {
  const [row] = await tx.rows<EvidenceRow>(BY_ID, [id])
  return row
}

export interface UseRow {
  readonly kind: EvidenceSubject
  readonly id: string
  readonly weaponId: string | null
  /** Of the weapon. */
  readonly isOwn: boolean
}

/** A paper of a whole consignment is named by each of its 500 events; a reader needs the first of them. */
export const MAX_USES = 200

const USES = {
  name: 'evidence_uses_of_file',
  // Served by evidence_use_by_file (evidence_id, recorded_at, subject_id).
  text: `
    select u.subject_kind as kind, u.subject_id as id, u.weapon_id as "weaponId", coalesce(weapon_is_own(u.weapon_id), false) as "isOwn"
    from evidence_use u where u.evidence_id = $1::uuid
    order by u.recorded_at, u.subject_id limit ${MAX_USES}`,
}

/** The facts that name a file, as far as the asker may know of them, the oldest first. */
export async function findUses(tx: Tx, evidenceId: string): Promise<UseRow[]> {
  return tx.rows<UseRow>(USES, [evidenceId])
}
