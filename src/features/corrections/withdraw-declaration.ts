import { statusAt } from '../../domain/corrections/declaration.ts'
import { refuseWithdrawing } from '../../domain/corrections/may-declare.ts'
import { DomainError, notFound } from '../../domain/errors.ts'
import { lockRecords } from '../../store/lock-records.ts'
import { newId } from '../../store/new-id.ts'
import { isDependedOn } from '../../store/standing.ts'
import type { Stored, VerbWrite } from '../storing.ts'
import { closeDeclaration, type Opened } from './declare.ts'
import { conflict } from '../conflict.ts'
import { findDeclaration } from './declaration-queries.ts'
import type { NewWithdrawal, StoredDeclaration } from './schemas.ts'

/**
 * Withdraws a declaration: what it declared wrong stands again, exactly as it was. One that still waits is withdrawn at once by who made it; one that is in effect
 * is withdrawn by the rules of any correction, and what a registrar has confirmed only a registrar lets fall.
 */
export async function withdrawDeclaration(
  write: VerbWrite,
  declarationId: string,
  wanted: NewWithdrawal,
): Promise<Stored<StoredDeclaration>> {
  const { tx, requester } = write
  const found = await findDeclaration(tx, declarationId)
  if (found === undefined) throw notFound('declaration')
  const isRegistrar = requester.scopes.has('registry:write-any')
  if (!isRegistrar && found.agencyId !== requester.agencyId)
    throw new DomainError('forbidden', 'Only who made this declaration, or a registrar, may withdraw it.')
  const { weaponId } = found
  const locked = await lockRecords(tx, [weaponId], 0)
  const record = locked.records.get(weaponId)
  const declaration = record?.declarations.find(({ id }) => id === declarationId)
  if (record === undefined || declaration === undefined)
    throw new Error('a declaration is not in the record of its weapon')
  const refusal = refuseWithdrawing(declaration, record.declarations)
  if (refusal !== null) throw conflict('withdrawal-not-possible', refusal)
  const isWaiting = statusAt(declaration, record.declarations) === 'PENDING'
  const subject = {
    kind: 'ERROR_DECLARATION' as const,
    id: declarationId,
    agencyId: found.agencyId,
    weaponId,
    eventId: declaration.replacementId,
    recordedAt: declaration.recordedAt,
    occurredTo: null,
  }
  const needsDecision =
    !isRegistrar && !isWaiting && (declaration.decision !== null || (await isDependedOn(tx, subject)))
  const opened: Opened = { id: wanted.id ?? newId(), subject, needsDecision, locked, record }
  const said = { reason: 'DID_NOT_OCCUR' as const, explanation: wanted.explanation }
  return closeDeclaration(write, opened, said, { replacementId: null, findings: [] })
}
