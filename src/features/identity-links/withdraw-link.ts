import { DomainError, notFound } from '../../domain/errors.ts'
import { refuseLinkStatus } from '../../domain/identity/link-rules.ts'
import { appendFacts } from '../../store/append-fact.ts'
import { recordAudit } from '../../store/audit.ts'
import { lockRecords } from '../../store/lock-records.ts'
import { insertRows } from '../../store/insert-rows.ts'
import { newId } from '../../store/new-id.ts'
import { keepPersonal } from '../../store/personal.ts'
import { errorDeclaration } from '../../store/tables/corrections.ts'
import { conflict } from '../conflict.ts'
import { reprojectAll } from '../reproject.ts'
import type { Stored, VerbWrite } from '../storing.ts'
import { findLink, loadLink } from './queries.ts'
import type { NewLinkWithdrawal, StoredIdentityLink } from './schemas.ts'

/**
 * Withdraws a link: each record is a weapon of its own again, with its own chain. By a registrar, or by who proposed it while it waits. It is stored as a
 * declaration that the link did not hold, so that chains as known before stay what they were.
 */
export async function withdrawLink(
  write: VerbWrite,
  linkId: string,
  wanted: NewLinkWithdrawal,
): Promise<Stored<StoredIdentityLink>> {
  const { tx, requester, actorId } = write
  const found = await findLink(tx, linkId)
  if (found === undefined) throw notFound('identity link')
  const { weaponId, otherWeaponId } = found
  const { recordedAt } = await lockRecords(tx, [weaponId, otherWeaponId], 0)
  const { link, declarations } = await loadLink(tx, linkId)
  const refusal = refuseLinkStatus(link, declarations, 'WITHDRAW')
  if (refusal !== null) throw conflict('withdrawal-not-possible', refusal)
  const isWaiting = refuseLinkStatus(link, declarations, 'DECIDE') === null
  if (!requester.scopes.has('registry:write-any') && !(isWaiting && found.agencyId === requester.agencyId))
    throw new DomainError('forbidden', 'A link that is in effect is withdrawn by a registrar.')
  const id = wanted.id ?? newId()
  const { agencyId } = requester
  const note = { kind: 'NOTE' as const, subjectId: id, body: { note: wanted.explanation } }
  const explanationId = await keepPersonal(write, recordedAt, note)
  const said = {
    weaponId,
    subjectKind: 'IDENTITY_LINK' as const,
    subjectId: linkId,
    reason: 'DID_NOT_OCCUR' as const,
    explanationId,
    replacementId: null,
    needsDecision: false,
    actorId,
  }
  await insertRows(tx, errorDeclaration, [{ id, ...said, agencyId, recordedAt }])
  await appendFacts(tx, agencyId, recordedAt, [{ id, kind: 'error-declaration', body: said }])
  await reprojectAll(write, [weaponId, otherWeaponId], recordedAt)
  await recordAudit(write, recordedAt, 'identity-link.withdraw', [linkId, weaponId, otherWeaponId])
  const after = await findLink(tx, linkId)
  if (after === undefined) throw new Error('a link that was withdrawn is gone')
  return { body: { ...after.view, findings: [] }, location: `/v1/identity-links/${linkId}`, findings: [] }
}
