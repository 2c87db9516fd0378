import { basisOf, type ErasureOrder, personOf, refuseErasure } from '../../domain/retention/grounds.ts'
import { findActor, isSamePerson } from '../../store/actors.ts'
import { appendFacts } from '../../store/append-fact.ts'
import { recordAudits } from '../../store/audit.ts'
import { readClock } from '../../store/clock.ts'
import type { Tx } from '../../store/db.ts'
import { becomeErasureRole, deleteKeys, deletePersonal, eraseEvents } from '../../store/erasure-role.ts'
import { findIndex, isAgency } from '../../store/erasure.ts'
import { insertRows } from '../../store/insert-rows.ts'
import { newId } from '../../store/new-id.ts'
import { keepPersonalOf } from '../../store/personal.ts'
import { erasure } from '../../store/tables/erasure.ts'
import { type ErasurePlan, type ErasureSubject, planErasure, type Regimes } from './plan.ts'

export interface ErasureCall {
  readonly agencyId: string
  readonly subject: ErasureSubject
  readonly order: ErasureOrder
  readonly regimes: Regimes
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

/**
 * The persons of the order as opaque ids, or why they are none whom the registry could ask. A name that nobody ever called with could be invented by whoever gives
 * the order. Their own records may be among those that go.
 */
async function findPersons(tx: Tx, { agencyId, order }: ErasureCall): Promise<Persons | string> {
  const idOf = (subject: string) => findActor(tx, { agencyId, subject: personOf(subject) })
  const stranger = (subject: string) =>
    `The registry knows nobody of this agency by the name ${personOf(subject)}: no call of his was ever recorded.`
  const orderedBy = await idOf(order.orderedBy)
  if (orderedBy === undefined) return stranger(order.orderedBy)
  if (order.confirmedBy === undefined) return { orderedBy, confirmedBy: null }
  const confirmedBy = await idOf(order.confirmedBy)
  if (confirmedBy === undefined) return stranger(order.confirmedBy)
  if (await isSamePerson(tx, orderedBy, confirmedBy)) return 'Who gave the order cannot be the one who confirms it.'
  return { orderedBy, confirmedBy }
}

async function record(
  tx: Tx,
  call: ErasureCall,
  plan: ErasurePlan,
  persons: Persons,
  recordedAt: string,
): Promise<string> {
  const { agencyId, order, subject } = call
  const id = newId()
  const text = { kind: 'NOTE' as const, subjectId: id, body: { note: order.reference } }
  const [textId = ''] = await keepPersonalOf(tx, agencyId, recordedAt, [text])
  const { floors, facts, personal, sealed } = plan
  const basis = [...basisOf(order, floors, recordedAt.slice(0, 10))]
  const counts = { facts: facts.length, personalRecords: personal.length, sealedBodies: sealed.length }
  const said = { subjectKind: subject.kind, subjectId: subject.id, ground: order.ground, basis }
  const row = { ...said, keptUntil: floors.binding.until, textId, ...persons, ...counts }
  const erased = await Promise.all(facts.map(async ({ factId }) => ({ factId, index: await findIndex(tx, factId) })))
  await becomeErasureRole(tx)
  await insertRows(tx, erasure, [{ id, ...row, agencyId, recordedAt }])
  await appendFacts(tx, agencyId, recordedAt, [{ id, kind: 'erasure', body: { ...row, erased } }])
  return id
}

/** Why the order may not be carried out, or who stands behind it. */
async function judge(tx: Tx, call: ErasureCall, plan: ErasurePlan, today: string): Promise<Persons | string> {
  return refuseErasure(call.order, plan.floors, today) ?? (await findPersons(tx, call))
}

/**
 * Plans an order, refuses it or carries it out, in the caller's transaction. The deletions are those of the erasure role, whose rights end at personal records, keys
 * and `erase_events()`; the database refuses the rest. Throws an Error where there is nothing to erase, and where nobody of this id could order it.
 *
 * @throws DomainError `ledger-behind` while nothing may be recorded
 */
export async function carryOut(tx: Tx, call: ErasureCall): Promise<ErasureOutcome> {
  const { agencyId, subject, regimes, dryRun } = call
  // Before hours of reading: what is recorded by a registry that is behind its ledger would be no part of it.
  if (!dryRun) tx.mayRecord()
  // What is erased by the order of nobody could be explained to nobody.
  if (!(await isAgency(tx, agencyId))) throw new Error('No agency of this id is registered.')
  const plan = await planErasure(tx, subject, regimes)
  const recordedAt = await readClock(tx)
  const persons = await judge(tx, call, plan, recordedAt.slice(0, 10))
  if (typeof persons === 'string') return { plan, refusal: persons, erasureId: undefined }
  if (dryRun) return { plan, refusal: undefined, erasureId: undefined }
  const id = await record(tx, call, plan, persons, recordedAt)
  const requester = { agencyId }
  const write = { requester, actorId: persons.orderedBy, requestId: `erasure ${id}` }
  await recordAudits(tx, recordedAt, [{ write, action: 'record.erase', subjectIds: [subject.id, id] }])
  await tx.settle()
  const personal = plan.personal.map(({ id: personalId }) => personalId)
  const keys = [...new Set(plan.sealed.map(({ keyId }) => keyId))]
  if ((await deletePersonal(tx, personal)) !== personal.length) throw new Error('a personal record changed meanwhile')
  if ((await deleteKeys(tx, keys)) !== keys.length) throw new Error('a sealed body changed meanwhile')
  // Also where no fact goes: a chain may be kept that tells of it.
  const facts = await eraseEvents(tx, id, recordedAt, plan.facts)
  if (facts !== plan.facts.length) throw new Error('a fact changed meanwhile')
  return { plan, refusal: undefined, erasureId: id }
}
