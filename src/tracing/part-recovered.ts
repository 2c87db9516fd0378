import { statusAt } from '../domain/corrections/declaration.ts'
import { appendFacts } from '../store/append-fact.ts'
import { recordAudit } from '../store/audit.ts'
import { lockRecords } from '../store/lock-records.ts'
import { insertRows } from '../store/insert-rows.ts'
import { newId } from '../store/new-id.ts'
import { keepPersonal } from '../store/personal.ts'
import { errorDeclaration } from '../store/tables/corrections.ts'
import { reprojectAll } from '../features/reproject.ts'
import type { VerbWrite } from '../features/storing.ts'

/** Declares that a recovered item is not the weapon it was joined to: each has its own life again, as if they had never been joined. */
export async function partRecovered(
  write: VerbWrite,
  itemWeaponId: string,
  weaponId: string,
  why: string,
): Promise<void> {
  const { tx, requester, actorId } = write
  const { records, recordedAt } = await lockRecords(tx, [itemWeaponId, weaponId], 0)
  const record = records.get(itemWeaponId)
  const link = record?.links.find(
    (one) =>
      [one.weaponId, one.otherWeaponId].includes(weaponId) &&
      [one.weaponId, one.otherWeaponId].includes(itemWeaponId) &&
      statusAt(one, record.declarations) === 'EFFECTIVE',
  )
  if (link === undefined) return
  const [id, { agencyId }] = [newId(), requester]
  const note = { kind: 'NOTE' as const, subjectId: id, body: { note: why } }
  const explanationId = await keepPersonal(write, recordedAt, note)
  const subject = { weaponId: link.weaponId, subjectKind: 'IDENTITY_LINK' as const, subjectId: link.id }
  const said = {
    ...subject,
    reason: 'DID_NOT_OCCUR' as const,
    explanationId,
    replacementId: null,
    needsDecision: false,
    actorId,
  }
  await insertRows(tx, errorDeclaration, [{ id, ...said, agencyId, recordedAt }])
  await appendFacts(tx, agencyId, recordedAt, [{ id, kind: 'error-declaration', body: said }])
  await reprojectAll(write, [itemWeaponId, weaponId], recordedAt)
  await recordAudit(write, recordedAt, 'identity-link.withdraw', [link.id, itemWeaponId, weaponId])
}
