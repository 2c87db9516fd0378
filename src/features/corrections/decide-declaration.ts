import { refuseDeciding } from '../../domain/corrections/may-declare.ts'
import { DomainError, notFound } from '../../domain/errors.ts'
import { appendFacts } from '../../store/append-fact.ts'
import { recordAudit } from '../../store/audit.ts'
import { lockRecords } from '../../store/lock-records.ts'
import { insertRows } from '../../store/insert-rows.ts'
import { newId } from '../../store/new-id.ts'
import { keepPersonal } from '../../store/personal.ts'
import { registrarDecision } from '../../store/tables/corrections.ts'
import { reproject } from '../reproject.ts'
import type { Stored, VerbWrite } from '../storing.ts'
import { conflict } from '../conflict.ts'
import { findDeclaration } from './declaration-queries.ts'
import type { NewDecision, StoredDeclaration } from './schemas.ts'

/** Who declared does not decide: a registrar's own declaration needs no decision, and nobody else's waits for its maker. */
function refuseOwn(write: VerbWrite, madeBy: string): void {
  if (madeBy !== write.actorId) return
  throw new DomainError('forbidden', 'Who made a declaration does not decide it.')
}

/** A registrar confirms or rejects what waits. Confirmed, it is in effect from this moment on: chains as known before are not changed by it. */
export async function decideDeclaration(
  write: VerbWrite,
  declarationId: string,
  wanted: NewDecision,
): Promise<Stored<StoredDeclaration>> {
  const { tx, requester, actorId } = write
  const found = await findDeclaration(tx, declarationId)
  if (found === undefined) throw notFound('declaration')
  refuseOwn(write, found.actorId)
  const { weaponId } = found
  const { records, recordedAt } = await lockRecords(tx, [weaponId], 0)
  const declarations = records.get(weaponId)?.declarations ?? []
  const declaration = declarations.find(({ id }) => id === declarationId)
  if (declaration === undefined) throw new Error('a declaration is not in the record of its weapon')
  const refusal = refuseDeciding(declaration, declarations)
  if (refusal !== null) throw conflict('decision-not-possible', refusal)
  const id = wanted.id ?? newId()
  const { agencyId } = requester
  const note = { kind: 'NOTE' as const, subjectId: id, body: { note: wanted.reason } }
  const reasonId = await keepPersonal(write, recordedAt, note)
  const said = { weaponId, subjectId: declarationId, decision: wanted.decision, reasonId, actorId }
  await insertRows(tx, registrarDecision, [{ id, ...said, agencyId, recordedAt }])
  await appendFacts(tx, agencyId, recordedAt, [{ id, kind: 'declaration-decision', body: said }])
  await reproject(write, weaponId, recordedAt)
  await recordAudit(write, recordedAt, 'error.decide', [declarationId, weaponId])
  const after = await findDeclaration(tx, declarationId)
  if (after === undefined) throw new Error('a declaration that was decided is gone')
  return { body: { ...after.view, findings: [] }, location: `/v1/error-declarations/${declarationId}`, findings: [] }
}
