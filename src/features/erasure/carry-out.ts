import { type ErasureOrder, refuseErasure } from '../../domain/retention/grounds.ts'
import type { RetentionRegime } from '../../domain/retention/floors.ts'
import { actorIdOf } from '../../store/actors.ts'
import { appendFacts } from '../../store/append-fact.ts'
import { recordAudits } from '../../store/audit.ts'
import { readClock } from '../../store/clock.ts'
import type { Tx } from '../../store/db.ts'
import { becomeErasureRole, deleteKeys, deletePersonal, eraseEvents, findIndex, isAgency } from '../../store/erasure.ts'
import { insertRows } from '../../store/insert-rows.ts'
import { newId } from '../../store/new-id.ts'
import { keepPersonalOf } from '../../store/personal.ts'
import { erasure } from '../../store/tables/erasure.ts'
import { type ErasurePlan, type ErasureSubject, planErasure } from './plan.ts'

export interface ErasureCall {
  readonly agencyId: string
  readonly subject: ErasureSubject
  readonly order: ErasureOrder
  readonly regimes: readonly RetentionRegime[]
  readonly dryRun: boolean
}

/** What was erased, or would be; `refusal` says why it may not. */
export interface ErasureOutcome {
  readonly plan: ErasurePlan
  readonly refusal: string | undefined
  readonly erasureId: string | undefined
}

interface Persons {
  readonly orderedBy: string
  readonly confirmedBy: string | null
}

/** The persons of the order as opaque ids. Their own records may be among those that go. */
async function personsOf(tx: Tx, { agencyId, order }: ErasureCall): Promise<Persons> {
  const idOf = (subject: string) => actorIdOf(tx, { agencyId, subject })
  const { orderedBy, confirmedBy } = order
  return {
    orderedBy: await idOf(orderedBy),
    confirmedBy: confirmedBy === undefined ? null : await idOf(confirmedBy),
  }
}

async function record(
  tx: Tx,
  call: ErasureCall,
  plan: ErasurePlan,
  recordedAt: string,
): Promise<{ readonly id: string; readonly persons: Persons }> {
  const { agencyId, order, subject } = call
  const id = newId()
  const persons = await personsOf(tx, call)
  const text = { kind: 'NOTE' as const, subjectId: id, body: { note: order.reference } }
  const [textId = ''] = await keepPersonalOf(tx, agencyId, recordedAt, [text])
  const { floor, facts, personal, sealed } = plan
  const counts = { facts: facts.length, personalRecords: personal.length, sealedBodies: sealed.length }
  const said = { subjectKind: subject.kind, subjectId: subject.id, ground: order.ground, basis: [...floor.basis] }
  const row = { ...said, keptUntil: floor.until, textId, ...persons, ...counts }
  const erased = await Promise.all(facts.map(async ({ factId }) => ({ factId, index: await findIndex(tx, factId) })))
  await becomeErasureRole(tx)
  await insertRows(tx, erasure, [{ id, ...row, agencyId, recordedAt }])
  await appendFacts(tx, agencyId, recordedAt, [{ id, kind: 'erasure', body: { ...row, erased } }])
  return { id, persons }
}

/**
 * Plans an order, refuses it or carries it out, in the caller's transaction. The deletions are those of the erasure role, whose rights end at personal records, keys
 * and `erase_events()`; the database refuses the rest. Throws an Error where there is nothing to erase, and where nobody of this id could order it.
 */
export async function carryOut(tx: Tx, call: ErasureCall): Promise<ErasureOutcome> {
  const { agencyId, subject, order, regimes, dryRun } = call
  // What is erased by the order of nobody could be explained to nobody.
  if (!(await isAgency(tx, agencyId))) throw new Error('No agency of this id is registered.')
  const plan = await planErasure(tx, subject, regimes)
  const recordedAt = await readClock(tx)
  const refusal = refuseErasure(order, plan.floor, recordedAt.slice(0, 10))
  if (refusal !== undefined || dryRun) return { plan, refusal, erasureId: undefined }
  const { id, persons } = await record(tx, call, plan, recordedAt)
  const requester = { agencyId }
  const write = { requester, actorId: persons.orderedBy, requestId: `erasure ${id}` }
  await recordAudits(tx, recordedAt, [{ write, action: 'record.erase', subjectIds: [subject.id, id] }])
  await tx.settle()
  const personal = plan.personal.map(({ id: personalId }) => personalId)
  const keys = [...new Set(plan.sealed.map(({ keyId }) => keyId))]
  if ((await deletePersonal(tx, personal)) !== personal.length) throw new Error('a personal record changed meanwhile')
  if ((await deleteKeys(tx, keys)) !== keys.length) throw new Error('a sealed body changed meanwhile')
  const facts = plan.facts.length === 0 ? 0 : await eraseEvents(tx, id, recordedAt, plan.facts)
  if (facts !== plan.facts.length) throw new Error('a fact changed meanwhile')
  return { plan, refusal, erasureId: id }
}
