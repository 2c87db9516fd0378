import { digestText } from '../../domain/evidence/content-digest.ts'
import { appendFacts } from '../../store/append-fact.ts'
import { recordAudit } from '../../store/audit.ts'
import { readClock } from '../../store/clock.ts'
import { keepContent } from '../../store/evidence-content.ts'
import { insertRows } from '../../store/insert-rows.ts'
import { newId } from '../../store/new-id.ts'
import { evidenceFile } from '../../store/tables/evidence.ts'
import type { Stored, VerbWrite } from '../storing.ts'
import type { ReceivedFile } from './receive-file.ts'
import type { StoredEvidence } from './schemas.ts'

/**
 * Stores a file that was received. A second upload of the same bytes by the same agency is a record of its own over the same stored bytes; what other agencies
 * have stored is not looked at, so that nothing in the answer or its time can tell of it.
 */
export async function keepEvidence(
  write: VerbWrite,
  { bytes, sha256, mediaType }: ReceivedFile,
  wantedId: string | undefined,
): Promise<Stored<StoredEvidence>> {
  const { tx, requester, actorId } = write
  const { agencyId } = requester
  const id = wantedId ?? newId()
  const recordedAt = await readClock(tx)
  const keyId = await keepContent(tx, recordedAt, sha256, bytes)
  const size = bytes.length
  await insertRows(tx, evidenceFile, [{ id, sha256, mediaType, size, keyId, actorId, agencyId, recordedAt }])
  const body = { sha256: sha256.toString('hex'), mediaType, size, actorId }
  await appendFacts(tx, agencyId, recordedAt, [{ id, kind: 'evidence-file', body }])
  await recordAudit(write, recordedAt, 'evidence.store', [id])
  const stored = { id, digest: digestText(sha256), mediaType, size, recordedAt, findings: [] }
  return { body: stored, location: `/v1/evidence-files/${id}`, findings: [] }
}
