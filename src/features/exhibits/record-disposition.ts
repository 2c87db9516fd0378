import { DomainError, notFound } from '../../domain/errors.ts'
import { refuseImpossibleMark } from '../../domain/marking/marking-rules.ts'
import { isUniquelyMarked, type ItemMark } from '../../domain/seizures/disposition.ts'
import { appendFacts } from '../../store/append-fact.ts'
import { recordAudit } from '../../store/audit.ts'
import { readClock } from '../../store/clock.ts'
import { insertEvidenceUses } from '../../store/evidence-uses.ts'
import { insertRows } from '../../store/insert-rows.ts'
import { lockForDescription } from '../../store/lock-for-description.ts'
import { newId } from '../../store/new-id.ts'
import { disposition } from '../../store/tables/seizures.ts'
import { marking } from '../../store/tables/weapons.ts'
import { conflict } from '../conflict.ts'
import { keepNote } from '../keep-note.ts'
import { nameEvidence } from '../name-evidence.ts'
import { readDates } from '../read-report.ts'
import type { Stored, VerbWrite } from '../storing.ts'
import { markingFact, markingNaming } from '../weapon-facts.ts'
import { markingRow } from '../weapon-rows.ts'
import { type Exhibit, findExhibit, findExhibitMarks, isMarkedAlready } from './queries.ts'
import type { NewDisposition, StoredDisposition } from './schemas.ts'

const UNMARKED = {
  pointer: '#/marking',
  code: 'unique-mark-required',
  detail: 'No mark that can be read tells this item from every other (ITI 9).',
  hint: 'Mark it, and give the mark: kind SERIAL_STATE_ASSIGNED, its text and component.',
}

/** Puts the mark on the item's record. It is no key to a search, as nothing read on a recovered item is. */
async function addMark(
  write: VerbWrite,
  { weaponId }: Exhibit,
  wanted: NonNullable<NewDisposition['marking']>,
  recordedAt: string,
): Promise<string> {
  const { tx, requester } = write
  const { evidenceIds = [] } = wanted
  const { lastMark } = await lockForDescription(tx, weaponId, { marks: 1, descriptions: 0 })
  const recording = { weaponId, agencyId: requester.agencyId, recordedAt, base: '#/marking' }
  const row = markingRow(recording, newId(), lastMark, wanted)
  await insertRows(tx, marking, [row])
  await appendFacts(tx, requester.agencyId, recordedAt, [markingFact(row, evidenceIds)])
  await insertEvidenceUses(tx, recordedAt, [markingNaming(row, evidenceIds)])
  return row.id ?? ''
}

async function refuseUnmarked(
  write: VerbWrite,
  { weaponId }: Exhibit,
  wanted: NewDisposition,
  now: string,
): Promise<void> {
  const year = Number(now.slice(0, 4))
  const impossible = wanted.marking === undefined ? [] : refuseImpossibleMark(wanted.marking, '#/marking', year)
  const marks = await findExhibitMarks<ItemMark>(write.tx, weaponId)
  const isMarked = wanted.marking !== undefined || isUniquelyMarked(marks)
  const errors = [...impossible, ...(isMarked ? [] : [UNMARKED])]
  if (errors.length > 0) throw new DomainError('unprocessable', 'The item is not uniquely marked.', { errors })
}

/**
 * Records that a recovered item was uniquely marked and recorded (ITI 9), by the mark that it bears or by one put on it. By the agency that recovered it, or a
 * registrar; once.
 */
export async function recordDisposition(
  write: VerbWrite,
  itemId: string,
  wanted: NewDisposition,
): Promise<Stored<StoredDisposition>> {
  const { tx, requester, actorId } = write
  const exhibit = await findExhibit(tx, itemId)
  const isOwn = exhibit?.agencyId === requester.agencyId
  if (exhibit === undefined || (!isOwn && !requester.scopes.has('registry:write-any'))) throw notFound('seizure item')
  const { occurred } = readDates(wanted)
  await nameEvidence(write, [{ pointer: '#/marking/evidenceIds', ids: wanted.marking?.evidenceIds }])
  await lockForDescription(tx, exhibit.weaponId, { marks: 0, descriptions: 0 })
  const recordedAt = await readClock(tx)
  await refuseUnmarked(write, exhibit, wanted, recordedAt)
  if (await isMarkedAlready(tx, itemId))
    throw conflict('disposition-recorded', 'This item is recorded as marked already.')
  const markingId = wanted.marking === undefined ? undefined : await addMark(write, exhibit, wanted.marking, recordedAt)
  const [id, { weaponId }, { agencyId }] = [wanted.id ?? newId(), exhibit, requester]
  const noteId = await keepNote(write, id, wanted.note)
  const said = { weaponId, itemId, kind: wanted.kind, occurred: { ...occurred }, eventId: null, noteId, actorId }
  await insertRows(tx, disposition, [{ id, ...said, agencyId, recordedAt }])
  await appendFacts(tx, agencyId, recordedAt, [{ id, kind: 'disposition', body: said }])
  await recordAudit(write, recordedAt, 'disposition.record', [itemId, weaponId])
  const mark = markingId === undefined ? {} : { markingId }
  const body = { id, itemId, weaponId, kind: wanted.kind, ...mark, recordedAt, findings: [] }
  return { body, location: `/v1/seizure-items/${itemId}`, findings: [] }
}
