import type { ErrorReason } from '../../domain/corrections/declaration.ts'
import { refuseDeclaring } from '../../domain/corrections/may-declare.ts'
import type { CustodyRecord } from '../../domain/custody/record.ts'
import { DomainError } from '../../domain/errors.ts'
import type { Finding } from '../../domain/findings.ts'
import { appendFacts } from '../../store/append-fact.ts'
import { recordAudit } from '../../store/audit.ts'
import { type LockedRecords, lockRecords } from '../../store/lock-records.ts'
import { insertRows } from '../../store/insert-rows.ts'
import { newId } from '../../store/new-id.ts'
import { keepPersonal } from '../../store/personal.ts'
import { isDependedOn } from '../../store/standing.ts'
import { errorDeclaration } from '../../store/tables/corrections.ts'
import type { Stored, VerbWrite } from '../storing.ts'
import { reproject } from '../reproject.ts'
import { conflict } from '../conflict.ts'
import type { Subject } from './queries.ts'
import type { StoredDeclaration } from './schemas.ts'

/** A declaration on its way in: its weapon is locked, and whether it takes effect at once is decided. */
export interface Opened {
  readonly id: string
  readonly subject: Subject
  readonly needsDecision: boolean
  readonly locked: LockedRecords
  readonly record: CustodyRecord
}

const PENDING_FINDING: Finding = {
  code: 'CORRECTION_PENDING',
  severity: 'INFO',
  pointer: '#',
  detail:
    'Others may have relied on this record: a registrar decides. Until then it stands, and the correction is shown.',
  hint: 'GET /v1/error-declarations shows what became of it.',
}

/**
 * Who may declare, and whether it takes effect (design 3.1). Its reporter or a registrar; the reporter alone only while no later event, no look by another agency
 * and no answer depends on it. A registrar's own declaration is itself the decision.
 *
 * `events` is 1 where a replacement will be one more event of the weapon.
 */
export async function openDeclaration(
  write: VerbWrite,
  subject: Subject,
  wanted: { readonly id?: string | undefined },
  events: 0 | 1,
): Promise<Opened> {
  const { tx, requester } = write
  const isRegistrar = requester.scopes.has('registry:write-any')
  if (!isRegistrar && subject.agencyId !== requester.agencyId) {
    throw new DomainError('forbidden', 'Only who reported this record, or a registrar, may declare it wrong.')
  }
  const locked = await lockRecords(tx, [subject.weaponId], events)
  const record = locked.records.get(subject.weaponId)
  if (record === undefined) throw new Error('a locked weapon has no record')
  const refusal = refuseDeclaring(subject.id, record.declarations)
  if (refusal !== null) throw conflict('correction-not-possible', refusal)
  const needsDecision = !isRegistrar && (await isDependedOn(tx, subject))
  return { id: wanted.id ?? newId(), subject, needsDecision, locked, record }
}

/** Stores the declaration with its fact, and brings what others look up of the weapon up to date. The replacement is stored before. */
export async function closeDeclaration(
  write: VerbWrite,
  opened: Opened,
  wanted: { readonly reason: ErrorReason; readonly explanation: string },
  outcome: { readonly replacementId: string | null; readonly findings: readonly Finding[] },
): Promise<Stored<StoredDeclaration>> {
  const { tx, requester, actorId } = write
  const { agencyId } = requester
  const { id, subject, needsDecision, locked } = opened
  const { recordedAt } = locked
  const note = { kind: 'NOTE' as const, subjectId: id, body: { note: wanted.explanation } }
  const explanationId = await keepPersonal(write, recordedAt, note)
  const said = {
    weaponId: subject.weaponId,
    subjectKind: subject.kind,
    subjectId: subject.id,
    reason: wanted.reason,
    explanationId,
    replacementId: outcome.replacementId,
    needsDecision,
    actorId,
  }
  await insertRows(tx, errorDeclaration, [{ id, ...said, agencyId, recordedAt }])
  await appendFacts(tx, agencyId, recordedAt, [{ id, kind: 'error-declaration', body: said }])
  await reproject(write, subject.weaponId, recordedAt)
  await recordAudit(write, recordedAt, 'error.declare', [id, subject.id, subject.weaponId])
  const findings = [...outcome.findings, ...(needsDecision ? [PENDING_FINDING] : [])]
  const body: StoredDeclaration = {
    id,
    status: needsDecision ? 'PENDING' : 'EFFECTIVE',
    subject: { kind: subject.kind, id: subject.id, weaponId: subject.weaponId },
    reason: wanted.reason,
    explanation: wanted.explanation,
    ...(outcome.replacementId === null ? {} : { replacementId: outcome.replacementId }),
    agencyId,
    recordedAt,
    findings,
  }
  return { body, location: `/v1/error-declarations/${id}`, findings }
}
