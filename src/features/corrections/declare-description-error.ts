import { refuseReason } from '../../domain/corrections/may-declare.ts'
import { DomainError, type ErrorEntry, notFound } from '../../domain/errors.ts'
import { refuseImpossibleDescription } from '../../domain/marking/marking-rules.ts'
import type { WeaponCategory } from '../../domain/vocabulary/weapons.ts'
import { appendFacts } from '../../store/append-fact.ts'
import { insertRows } from '../../store/insert-rows.ts'
import { lockForDescription } from '../../store/lock-for-description.ts'
import { findMarksToKey } from '../../store/marking-keys.ts'
import { newId } from '../../store/new-id.ts'
import { weaponDescription } from '../../store/tables/weapons.ts'
import type { Stored, VerbWrite } from '../storing.ts'
import { keyMarks } from '../key-marks.ts'
import { descriptionFact } from '../weapon-facts.ts'
import { descriptionRow } from '../weapon-rows.ts'
import type { NewDescription } from '../weapon-schemas.ts'
import { closeDeclaration, type Opened, openDeclaration } from './declare.ts'
import { findCategory, findCurrentDescription, findRecordSubject } from './queries.ts'
import type { NewDescriptionError, StoredDeclaration } from './schemas.ts'

async function storeReplacement(
  write: VerbWrite,
  opened: Opened,
  wanted: NewDescription,
  category: WeaponCategory,
): Promise<string> {
  const { tx, requester } = write
  const { weaponId } = opened.subject
  const { recordedAt } = opened.locked
  const { lastDescription } = await lockForDescription(tx, weaponId, { marks: 0, descriptions: 1 })
  const recording = {
    weaponId,
    agencyId: requester.agencyId,
    recordedAt,
    declarationId: opened.id,
    base: '#/replacement',
  }
  const row = descriptionRow(recording, wanted.id ?? newId(), lastDescription, { ...wanted, category })
  await insertRows(tx, weaponDescription, [row])
  await keyMarks(tx, weaponId, await findMarksToKey(tx, weaponId))
  await appendFacts(tx, requester.agencyId, recordedAt, [descriptionFact(row)])
  return row.id
}

/** A weapon is never without a description, and a replacement takes the place of the newest one: which of two versions is today's is then never in doubt. */
function refuseOrder(isCurrent: boolean, isOnly: boolean, hasReplacement: boolean): ErrorEntry[] {
  if (isCurrent && isOnly && !hasReplacement) {
    const detail = 'The only description of a weapon is corrected by a replacement.'
    return [{ pointer: '#/replacement', code: 'replacement-required', detail }]
  }
  if (isCurrent || !hasReplacement) return []
  const detail =
    'This is not the description of today: declare it wrong without a replacement, and describe the weapon anew if need be.'
  return [{ pointer: '#/replacement', code: 'replacement-not-expected', detail }]
}

/** Declares a version of a weapon's description wrong, with another in its place, if any. */
export async function declareDescriptionError(
  write: VerbWrite,
  descriptionId: string,
  wanted: NewDescriptionError,
): Promise<Stored<StoredDeclaration>> {
  const { tx } = write
  const subject = await findRecordSubject(tx, 'DESCRIPTION', descriptionId)
  if (subject === undefined) throw notFound('description')
  const { replacement } = wanted
  const opened = await openDeclaration(write, subject, wanted, 0)
  const current = await findCurrentDescription(tx, subject.weaponId)
  const hasReplacement = replacement !== undefined
  const errors = [
    ...refuseReason(wanted.reason, hasReplacement),
    ...refuseOrder(current?.id === descriptionId, current?.isOnly === true, hasReplacement),
  ]
  if (errors.length > 0) throw new DomainError('unprocessable', 'This cannot be declared.', { errors })
  if (replacement === undefined) return closeDeclaration(write, opened, wanted, { replacementId: null, findings: [] })
  const category = await findCategory(tx, subject.weaponId)
  const year = Number(opened.locked.recordedAt.slice(0, 4))
  const impossible = refuseImpossibleDescription({ ...replacement, category }, year).map((entry) => ({
    ...entry,
    pointer: entry.pointer.replace('#/', '#/replacement/'),
  }))
  if (impossible.length > 0)
    throw new DomainError('unprocessable', 'This description cannot be true.', { errors: impossible })
  const replacementId = await storeReplacement(write, opened, replacement, category)
  return closeDeclaration(write, opened, wanted, { replacementId, findings: [] })
}
