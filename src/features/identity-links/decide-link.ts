import { DomainError, notFound } from '../../domain/errors.ts'
import { refuseLinkStatus } from '../../domain/identity/link-rules.ts'
import { appendFacts } from '../../store/append-fact.ts'
import { recordAudit } from '../../store/audit.ts'
import { lockRecords } from '../../store/lock-records.ts'
import { insertRows } from '../../store/insert-rows.ts'
import { newId } from '../../store/new-id.ts'
import { keepPersonal } from '../../store/personal.ts'
import { registrarDecision } from '../../store/tables/corrections.ts'
import { conflict } from '../conflict.ts'
import { reproject } from '../reproject.ts'
import type { Stored, VerbWrite } from '../storing.ts'
import { findingsOfJoined } from './propose-link.ts'
import { findLink, loadLink } from './queries.ts'
import type { NewLinkDecision, StoredIdentityLink } from './schemas.ts'

/** A registrar who did not propose it confirms or rejects a link. Confirmed, the records are one from this moment on. */
export async function decideLink(
  write: VerbWrite,
  linkId: string,
  wanted: NewLinkDecision,
): Promise<Stored<StoredIdentityLink>> {
  const { tx, requester, actorId } = write
  const found = await findLink(tx, linkId)
  if (found === undefined) throw notFound('identity link')
  if (found.actorId === actorId) throw new DomainError('forbidden', 'Who proposed a link does not decide it.')
  const { weaponId, otherWeaponId } = found
  const { recordedAt } = await lockRecords(tx, [weaponId, otherWeaponId], 0)
  const { link, declarations } = await loadLink(tx, linkId)
  const refusal = refuseLinkStatus(link, declarations, 'DECIDE')
  if (refusal !== null) throw conflict('decision-not-possible', refusal)
  const id = wanted.id ?? newId()
  const { agencyId } = requester
  const note = { kind: 'NOTE' as const, subjectId: id, body: { note: wanted.reason } }
  const reasonId = await keepPersonal(write, recordedAt, note)
  const said = { weaponId, subjectId: linkId, decision: wanted.decision, reasonId, actorId }
  await insertRows(tx, registrarDecision, [{ id, ...said, agencyId, recordedAt }])
  await appendFacts(tx, agencyId, recordedAt, [{ id, kind: 'link-decision', body: said }])
  if (wanted.decision === 'CONFIRM') await reproject(write, weaponId, recordedAt)
  await recordAudit(write, recordedAt, 'identity-link.decide', [linkId, weaponId, otherWeaponId])
  const findings = wanted.decision === 'CONFIRM' ? await findingsOfJoined(tx, weaponId, recordedAt) : []
  const after = await findLink(tx, linkId)
  if (after === undefined) throw new Error('a link that was decided is gone')
  return { body: { ...after.view, findings }, location: `/v1/identity-links/${linkId}`, findings }
}
