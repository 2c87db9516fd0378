import { refuseReason } from '../../domain/corrections/may-declare.ts'
import { DomainError, notFound } from '../../domain/errors.ts'
import { appendFacts } from '../../store/append-fact.ts'
import { insertEvidenceUses } from '../../store/evidence-uses.ts'
import { insertRows } from '../../store/insert-rows.ts'
import { lockForDescription } from '../../store/lock-for-description.ts'
import { newId } from '../../store/new-id.ts'
import { marking } from '../../store/tables/weapons.ts'
import { keyMarks } from '../key-marks.ts'
import { nameEvidence } from '../name-evidence.ts'
import type { Stored, VerbWrite } from '../storing.ts'
import { markingFact, markingNaming } from '../weapon-facts.ts'
import { markingRow } from '../weapon-rows.ts'
import type { NewMarking } from '../weapon-schemas.ts'
import { closeDeclaration, type Opened, openDeclaration } from './declare.ts'
import { findRecordSubject } from './queries.ts'
import type { NewMarkingError, StoredDeclaration } from './schemas.ts'

async function storeReplacement(write: VerbWrite, opened: Opened, wanted: NewMarking): Promise<string> {
  const { tx, requester } = write
  const { weaponId } = opened.subject
  const { evidenceIds = [] } = wanted
  await nameEvidence(write, [{ pointer: '#/replacement/evidenceIds', ids: evidenceIds }])
  const { recordedAt } = opened.locked
  const { lastMark } = await lockForDescription(tx, weaponId, { marks: 1, descriptions: 0 })
  const recording = {
    weaponId,
    agencyId: requester.agencyId,
    recordedAt,
    declarationId: opened.id,
    base: '#/replacement',
  }
  const row = markingRow(recording, wanted.id ?? newId(), lastMark, wanted)
  await insertRows(tx, marking, [row])
  // Its keys are there before it stands; a search leaves out marks that do not stand.
  await keyMarks(tx, weaponId, [row])
  await appendFacts(tx, requester.agencyId, recordedAt, [markingFact(row, evidenceIds)])
  await insertEvidenceUses(tx, recordedAt, [markingNaming(row, evidenceIds)])
  return row.id
}

/** Declares a mark wrong, with the mark that is really there in its place, if any. A mark that does not stand is not searched. */
export async function declareMarkingError(
  write: VerbWrite,
  markingId: string,
  wanted: NewMarkingError,
): Promise<Stored<StoredDeclaration>> {
  const subject = await findRecordSubject(write.tx, 'MARKING', markingId)
  if (subject === undefined) throw notFound('marking')
  const { replacement } = wanted
  const errors = refuseReason(wanted.reason, replacement !== undefined)
  if (errors.length > 0) throw new DomainError('unprocessable', 'This cannot be declared.', { errors })
  const opened = await openDeclaration(write, subject, wanted, 0)
  const replacementId = replacement === undefined ? null : await storeReplacement(write, opened, replacement)
  return closeDeclaration(write, opened, wanted, { replacementId, findings: [] })
}
