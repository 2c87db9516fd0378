import { outcomeOf } from '../../domain/traces/outcome.ts'
import { restrictionsOf } from '../../domain/traces/restrictions.ts'
import { type Verdict, weighDecisions } from '../../domain/traces/weigh-decisions.ts'
import { appendFacts } from '../../store/append-fact.ts'
import { insertRows } from '../../store/insert-rows.ts'
import { newId } from '../../store/new-id.ts'
import { projectFallen } from '../../store/standing.ts'
import { answerSupersession } from '../../store/tables/traces.ts'
import { findAsker } from '../../tracing/answer-context.ts'
import { concludeNothing } from '../../tracing/conclude.ts'
import { joinRecovered } from '../../tracing/join-recovered.ts'
import { partRecovered } from '../../tracing/part-recovered.ts'
import { prepareRelease } from '../../tracing/release-weapon.ts'
import { storeAnswers } from '../../tracing/store-traces.ts'
import { projectTraces } from '../../tracing/trace-state.ts'
import { conflict } from '../conflict.ts'
import type { VerbWrite } from '../storing.ts'
import type { LockedRequest } from './load-request.ts'
import { findDecisions, type RequestRow } from './queries.ts'
import { restrictionsByRegistry } from './restrictions-by-registry.ts'
import { storeStep, tellAsker } from './store-step.ts'

/** Joins the recovered item that the request is about to the weapon that was confirmed, so that the recovery stands in its chain. */
async function joinItem(
  write: VerbWrite,
  { id, itemWeaponId, identification }: RequestRow,
  weaponId: string,
): Promise<void> {
  const tier = identification.candidates.find((candidate) => candidate.weaponId === weaponId)?.tier
  if (itemWeaponId === null || tier === undefined) return
  await joinRecovered(write, [{ itemWeaponId, weaponId, tier, evidence: `Trace request ${id}` }])
}

interface Certain {
  readonly weaponId: string
  readonly duplicateSerial: boolean
  readonly decided: { readonly persons: number; readonly decidedAt: string } | null
}

/** Releases a weapon that is certain, with what restricts the answer; the item that the request is about is joined to it first. */
async function release(write: VerbWrite, { row }: LockedRequest, certain: Certain, now: string): Promise<boolean> {
  await joinItem(write, row, certain.weaponId)
  const restrictions = [
    ...restrictionsOf(row.canGuaranteeConfidentiality, row.intendedUse),
    ...(await restrictionsByRegistry(write.tx, row.id)),
  ]
  const stands = {
    ...certain,
    requestId: row.id,
    asker: await findAsker(write.tx, row.agencyId),
    asked: row,
    occurred: row.circumstances.occurred,
    identification: row.identification,
    restrictions,
    supersedes: row.answerId,
  }
  const prepared = await prepareRelease(write.tx, stands, now)
  if (prepared === undefined) throw conflict('decision-not-possible', 'This weapon is not described any more.')
  const { answer } = await prepared.release(write)
  return answer?.names === true
}

/** Releases the weapon that persons confirmed: flags are told, and block no longer (design 3.5). */
export async function answerConfirmed(
  write: VerbWrite,
  locked: LockedRequest,
  { weaponId, persons, decidedAt }: Extract<Verdict, { state: 'CONFIRMED' }>,
  now: string,
): Promise<void> {
  const duplicateSerial = locked.row.flags.some(({ code }) => code === 'DUPLICATE_SERIAL_IN_REGISTRY')
  const names = await release(write, locked, { weaponId, duplicateSerial, decided: { persons, decidedAt } }, now)
  const action = names ? ('ANSWER_FULL' as const) : ('ANSWER_RESTRICTED' as const)
  const step = await storeStep(write, locked, { side: 'REGISTRY', action }, { details: {} }, now)
  await tellAsker(write, locked, 'REQUEST_ANSWERED', step.id, now)
}

/** Releases a weapon that a new observation identified beyond doubt. */
export async function answerIdentified(
  write: VerbWrite,
  locked: LockedRequest,
  identified: Pick<Certain, 'weaponId' | 'duplicateSerial'>,
  now: string,
): Promise<void> {
  await release(write, locked, { ...identified, decided: null }, now)
}

/** Gives an answered request a restricted answer in the place of the full one. What was read before cannot be unread; what is read from now on has no names. */
export async function restrictAnswer(write: VerbWrite, locked: LockedRequest, now: string): Promise<void> {
  const { row } = locked
  if (row.weaponId === null || row.answerId === null) return
  const decisions = await findDecisions(write.tx, row.id)
  const { verdict } = weighDecisions({ askerId: row.actorId, candidates: row.identification.candidates, decisions })
  const decided = verdict.state === 'CONFIRMED' ? { persons: verdict.persons, decidedAt: verdict.decidedAt } : null
  const duplicateSerial = row.flags.some(({ code }) => code === 'DUPLICATE_SERIAL_IN_REGISTRY')
  await release(write, locked, { weaponId: row.weaponId, duplicateSerial, decided }, now)
}

/** Every candidate was rejected: nothing of any is told, and the asker learns whom to ask. */
export async function answerRejected(write: VerbWrite, locked: LockedRequest, now: string): Promise<void> {
  const { row } = locked
  const candidates = row.identification.candidates.length
  const outcome = outcomeOf({ found: { kind: 'UNCONFIRMED', candidates }, duplicate: false, stated: null })
  const step = await storeStep(write, locked, { side: 'REGISTRY', action: 'ANSWER_NO_RECORD' }, { details: {} }, now)
  await answerNothing(write, locked, outcome, now)
  await tellAsker(write, locked, 'REQUEST_ANSWERED', step.id, now)
}

/** Gives an answer that names no weapon. */
export async function answerNothing(
  write: VerbWrite,
  { row }: LockedRequest,
  outcome: ReturnType<typeof outcomeOf>,
  now: string,
): Promise<void> {
  const asker = await findAsker(write.tx, row.agencyId)
  const restrictions = restrictionsOf(row.canGuaranteeConfidentiality, row.intendedUse)
  const stated = { identification: row.identification, restrictions, supersedes: row.answerId, decided: null }
  const head = { answerId: newId(), requestId: row.id, answeredAt: now, flags: [], relations: [], duplicateOf: null }
  const { answer: given, status } = concludeNothing({ ...head, ...stated }, outcome, row, asker.country)
  if (given === null) throw new Error('nothing was not concluded')
  await storeAnswers(write, now, [{ requestId: row.id, toAgencyId: row.agencyId, given }])
  const { answerId } = given.sent
  const state = { requestId: row.id, status, outcome, weaponId: null, answerId, superseded: false, answeredAt: now }
  await projectTraces(write.tx, [state])
}

/**
 * Takes back an answer whose weapon is not the one observed: it is marked, the sight of the weapon that it gave ends, the recovered item is parted from it, and the request
 * waits again. What was told cannot be untold, so the asker is told that.
 */
export async function takeBack(write: VerbWrite, locked: LockedRequest, now: string): Promise<void> {
  const { tx, requester } = write
  const { row } = locked
  const { id: requestId, weaponId, answerId, itemWeaponId } = row
  if (weaponId === null || answerId === null) return
  const said = { requestId, answerId, differences: ['weapon'] }
  const id = newId()
  const { agencyId } = requester
  await insertRows(tx, answerSupersession, [{ id, ...said, agencyId, recordedAt: now }])
  await appendFacts(tx, agencyId, now, [{ id, kind: 'answer-supersession', body: said }])
  await projectFallen(tx, [{ weaponId, factId: answerId, reason: 'WITHDRAWN', stands: false }])
  await storeStep(write, locked, { side: 'REGISTRY', action: 'REOPEN' }, { details: {} }, now)
  const nothing = { outcome: null, weaponId: null, answerId: null, answeredAt: null, superseded: false }
  await projectTraces(tx, [{ requestId, status: 'IN_PROGRESS_DOMESTIC', ...nothing }])
  if (itemWeaponId !== null) await partRecovered(write, itemWeaponId, weaponId, `Trace request ${requestId}`)
  await tellAsker(write, locked, 'ANSWER_SUPERSEDED', id, now)
}
