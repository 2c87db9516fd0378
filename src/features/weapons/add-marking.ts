import { DomainError, notFound } from '../../domain/errors.ts'
import { type MarkingProfile, profileOf } from '../../domain/marking/marking-profile.ts'
import { assessNewMark, refuseImpossibleMark } from '../../domain/marking/marking-rules.ts'
import { appendFacts } from '../../store/append-fact.ts'
import { recordAudit } from '../../store/audit.ts'
import { readClock } from '../../store/clock.ts'
import { insertEvidenceUses } from '../../store/evidence-uses.ts'
import { insertRows } from '../../store/insert-rows.ts'
import { lockForDescription } from '../../store/lock-for-description.ts'
import { newId } from '../../store/new-id.ts'
import { marking } from '../../store/tables/weapons.ts'
import { keyMarks } from '../key-marks.ts'
import { nameEvidence } from '../name-evidence.ts'
import type { Stored, VerbWrite } from '../storing.ts'
import { markingFact, markingNaming } from '../weapon-facts.ts'
import { recordedAsMarked, toMark } from './marked.ts'
import { findOwnMakeKey, findWeapon } from './queries.ts'
import { renderMarking } from './render.ts'
import { markingRow } from '../weapon-rows.ts'
import type { NewMarking } from '../weapon-schemas.ts'
import type { StoredMarking } from './schemas.ts'

/**
 * Adds one observed mark to a weapon of the caller's own, or to any for a registrar. Another's weapon is `not-found`, as an unknown one is:
 * nobody plants a mark on what is not his.
 */
export async function addMarking(
  write: VerbWrite,
  weaponId: string,
  wanted: NewMarking,
  chosen?: MarkingProfile,
): Promise<Stored<StoredMarking>> {
  const { tx, requester } = write
  const makeKey = await findOwnMakeKey(tx, weaponId, requester.scopes.has('registry:write-any'))
  const found = makeKey === undefined ? undefined : await findWeapon(tx, weaponId)
  if (makeKey === undefined || found === undefined) throw notFound('weapon')
  const { evidenceIds = [] } = wanted
  await nameEvidence(write, [{ pointer: '#/evidenceIds', ids: evidenceIds }])
  const { lastMark } = await lockForDescription(tx, weaponId, { marks: 1, descriptions: 0 })
  const recordedAt = await readClock(tx)
  const errors = refuseImpossibleMark(wanted, '#', Number(recordedAt.slice(0, 4)))
  if (errors.length > 0) throw new DomainError('unprocessable', 'This mark cannot be true.', { errors })
  const recording = { weaponId, agencyId: requester.agencyId, recordedAt }
  const row = markingRow(recording, wanted.id ?? newId(), lastMark, wanted)
  await insertRows(tx, marking, [row])
  await keyMarks(tx, weaponId, [row])
  await appendFacts(tx, requester.agencyId, recordedAt, [markingFact(row, evidenceIds)])
  await insertEvidenceUses(tx, recordedAt, [markingNaming(row, evidenceIds)])
  await recordAudit(write, recordedAt, 'marking.add', [weaponId, row.id])
  const weapon = recordedAsMarked(found)
  const profile = profileOf({ ...weapon, chosen, registeringCountry: requester.agency.country })
  const findings = assessNewMark(weapon, toMark(wanted, '#', recordedAt), profile)
  const body = { ...renderMarking(row, evidenceIds), weaponId, findings }
  return { body, location: `/v1/weapons/${weaponId}`, findings }
}
