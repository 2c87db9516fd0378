import { DomainError, notFound } from '../../domain/errors.ts'
import { differencesOf } from '../../domain/traces/compare-answers.ts'
import { actorIdOf } from '../../store/actors.ts'
import { readClock } from '../../store/clock.ts'
import { type Database, inTransaction, type Tx } from '../../store/db.ts'
import { recordLook } from '../../store/looks.ts'
import { type Asker, findAsker, loadAnswerContext } from '../../tracing/answer-context.ts'
import type { TraceAnswer } from '../../tracing/answer-schemas.ts'
import type { Concluded } from '../../tracing/conclude.ts'
import { flagIdentified } from '../../tracing/flag-identified.ts'
import { concludeOne, releasedOf } from '../../tracing/open-traces.ts'
import { identifyWeapon } from '../identify-weapon.ts'
import { looksAtRequest, mayHaveNames, openAnswer, type TraceQuestion, withoutNames } from './open-answer.ts'
import { prepareAgain } from './prepare-again.ts'
import { findRequest, type RequestRow } from './queries.ts'
import type { AnswerReview } from './schemas.ts'

const WAITING: Concluded = { status: 'IN_PROGRESS_DOMESTIC', flags: [], weaponId: null, answer: null }

/** A search that found nothing then, made again. */
async function searchAgain(tx: Tx, row: RequestRow, asker: Asker, now: string): Promise<Concluded> {
  const { id: requestId, circumstances } = row
  const { country, occurred } = circumstances
  const found = await identifyWeapon(tx, row.observation)
  const judged = await flagIdentified(tx, asker, [{ found, recovery: { country, occurred } }], now)
  const context = await loadAnswerContext(tx, asker, releasedOf(judged), row.canGuaranteeConfidentiality)
  const [flagged] = judged
  if (flagged === undefined) throw new Error('a search was not judged')
  return concludeOne({ requestId, wanted: row, occurred, found }, flagged, null, context, now)
}

/** Asks the question of then again, of what is known now. Nothing is stored of it but the look. */
async function askAgain(tx: Tx, row: RequestRow, now: string): Promise<Concluded> {
  const asker = await findAsker(tx, row.agencyId)
  if (row.weaponId === null) return searchAgain(tx, row, asker, now)
  return (await prepareAgain(tx, row, asker, now))?.conclude() ?? WAITING
}

/**
 * What an answer of yesterday would be today: the same question, decided by all that is known now, beside the answer that was given and stands as given. Where
 * corrections, links or further reports have made it one that a person must decide, nothing of it is released.
 */
export async function reviewAnswer(db: Database, question: TraceQuestion): Promise<AnswerReview> {
  const { requester, requestId, traceId } = question
  return inTransaction(db, requester, async (tx) => {
    const row = await findRequest(tx, traceId)
    if (row === undefined) throw notFound('trace request')
    const seen = looksAtRequest(row, question, 'trace-answer-review')
    const given = await openAnswer(tx, row, question, 'trace-answer', seen)
    if (given === undefined) throw new DomainError('answer-not-ready', 'This request has no answer yet to compare.')
    const now = await readClock(tx)
    const { status, answer } = await askAgain(tx, row, now)
    const names = mayHaveNames(requester)
    const today = answer === null ? null : names ? answer.sent : (withoutNames(answer.sent) as TraceAnswer)
    if (today?.weapon) {
      const write = { tx, requester, actorId: await actorIdOf(tx, requester), requestId }
      const shown = names && answer?.names === true ? ['CHAIN', 'NAMES'] : ['CHAIN']
      await recordLook(write, now, [
        { weaponId: today.weapon.id, ownRecord: false, shown, source: 'trace-answer-review' },
      ])
    }
    const differences = differencesOf(given, today)
    return {
      requestId: traceId,
      answeredAt: given.answeredAt,
      reviewedAt: now,
      changed: differences.length > 0,
      differences: [...differences],
      status,
      ...(today === null ? {} : { answer: today }),
    }
  })
}
