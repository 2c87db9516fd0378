import { notFound } from '../../domain/errors.ts'
import { appendFacts } from '../../store/append-fact.ts'
import { recordAudit } from '../../store/audit.ts'
import { lockRecords } from '../../store/lock-records.ts'
import { insertRows } from '../../store/insert-rows.ts'
import { newId } from '../../store/new-id.ts'
import { keepPersonal } from '../../store/personal.ts'
import { registrarDecision } from '../../store/tables/corrections.ts'
import { conflict } from '../conflict.ts'
import type { Stored, VerbWrite } from '../storing.ts'
import { findDuplicate } from './duplicate-queries.ts'
import type { NewDismissal, StoredDismissal } from './schemas.ts'

/** A registrar decides that two records are two weapons after all; the pair leaves the queue, with his reason. */
export async function dismissDuplicate(
  write: VerbWrite,
  duplicateId: string,
  wanted: NewDismissal,
): Promise<Stored<StoredDismissal>> {
  const { tx, requester, actorId } = write
  const found = await findDuplicate(tx, duplicateId)
  if (found === undefined) throw notFound('likely duplicate')
  const [weaponId = '', otherWeaponId = ''] = found.weaponIds
  const { recordedAt } = await lockRecords(tx, [weaponId], 0)
  const locked = await findDuplicate(tx, duplicateId)
  if (locked?.status !== 'OPEN') throw conflict('decision-not-possible', 'This pair is not open.')
  const id = wanted.id ?? newId()
  const { agencyId } = requester
  const note = { kind: 'NOTE' as const, subjectId: id, body: { note: wanted.reason } }
  const reasonId = await keepPersonal(write, recordedAt, note)
  const said = { weaponId, subjectId: duplicateId, decision: 'REJECT' as const, reasonId, actorId }
  await insertRows(tx, registrarDecision, [{ id, ...said, agencyId, recordedAt }])
  await appendFacts(tx, agencyId, recordedAt, [{ id, kind: 'link-decision', body: said }])
  await recordAudit(write, recordedAt, 'likely-duplicate.dismiss', [duplicateId, weaponId, otherWeaponId])
  const body = { ...found, status: 'DISMISSED' as const, findings: [] }
  return { body, location: `/v1/likely-duplicates/${duplicateId}`, findings: [] }
}
