import { digestText } from '../../domain/evidence/content-digest.ts'
import { DomainError, notFound } from '../../domain/errors.ts'
import type { Requester } from '../../domain/requester.ts'
import { type Database, inTransaction, type Tx } from '../../store/db.ts'
import { openContent } from '../../store/evidence-content.ts'
import { recordReading } from '../../store/record-reading.ts'
import { type EvidenceRow, findEvidenceFile, findUses, type UseRow } from './queries.ts'
import type { EvidenceFile } from './schemas.ts'

export interface EvidenceQuestion {
  readonly requester: Requester
  readonly requestId: string
  readonly evidenceId: string
}

/** A look at another's file is one at each weapon that shows it to the asker, too. In one's own file it shows nothing but that it is named. */
async function recordLooks(
  tx: Tx,
  { requester, requestId }: EvidenceQuestion,
  file: EvidenceRow,
  uses: readonly UseRow[],
  shown: 'EVIDENCE' | 'EVIDENCE_CONTENT',
): Promise<void> {
  const isOwnFile = file.agencyId === requester.agencyId
  const own = new Map(uses.flatMap(({ weaponId, isOwn }) => (weaponId === null ? [] : [[weaponId, isOwn] as const])))
  const look = { shown: [isOwnFile ? 'LISTED' : shown], source: 'evidence-file' }
  const weapons = [...own].map(([weaponId, ownRecord]) => ({ weaponId, ownRecord, ...look }))
  const record = { kind: 'EVIDENCE_FILE' as const, id: file.id, ownerId: file.agencyId }
  const others = isOwnFile ? [] : [{ record, ownRecord: false, ...look }]
  const audits = [{ action: 'evidence.look', subjectIds: isOwnFile ? [] : [file.id] }]
  await recordReading(tx, { requester, requestId }, [...others, ...weapons], audits)
}

async function load(tx: Tx, id: string): Promise<EvidenceRow> {
  const file = await findEvidenceFile(tx, id)
  if (file === undefined) throw notFound('evidence file')
  return file
}

/** What a file is and what names it. Throws `not-found` alike for an unknown file and another's. */
export async function readEvidence(db: Database, question: EvidenceQuestion): Promise<EvidenceFile> {
  return inTransaction(db, question.requester, async (tx) => {
    const file = await load(tx, question.evidenceId)
    const uses = await findUses(tx, file.id)
    await recordLooks(tx, question, file, uses, 'EVIDENCE')
    const { id, mediaType, size, recordedAt, isErased } = file
    const namedBy = uses.map((use) => ({
      kind: use.kind,
      id: use.id,
      ...(use.weaponId === null ? {} : { weaponId: use.weaponId }),
    }))
    return { id, digest: digestText(file.sha256), mediaType, size, contentErased: isErased, namedBy, recordedAt }
  })
}

/** The bytes of a file. Throws `not-found` as `readEvidence`, and `content-erased` where its key was deleted; the record stays. */
export async function readContent(
  db: Database,
  question: EvidenceQuestion,
): Promise<{ readonly file: EvidenceRow; readonly bytes: Buffer }> {
  return inTransaction(db, question.requester, async (tx) => {
    const file = await load(tx, question.evidenceId)
    const bytes = file.isErased ? null : await openContent(tx, file.keyId)
    if (bytes === null)
      throw new DomainError('content-erased', 'The content of this file was lawfully erased. Its record stays.')
    await recordLooks(tx, question, file, await findUses(tx, file.id), 'EVIDENCE_CONTENT')
    return { file, bytes }
  })
}
