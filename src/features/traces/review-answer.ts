import { DomainError, notFound } from '../../domain/errors.ts'
import { differencesOf } from '../../domain/traces/compare-answers.ts'
import { restrictionsOf } from '../../domain/traces/restrictions.ts'
import { actorIdOf } from '../../store/actors.ts'
import { readClock } from '../../store/clock.ts'
import { type Database, inTransaction, type Tx } from '../../store/db.ts'
import { recordLook } from '../../store/looks.ts'
import { identifyWeapon } from '../identify-weapon.ts'
import type { TraceAnswer } from './answer-schemas.ts'
import { type Concluded, conclude } from './conclude-request.ts'
import { describeIdentification } from './describe-search.ts'
import { findAsked, findRequest } from './queries.ts'
import { mayHaveNames, openAnswer, type TraceQuestion, withoutNames } from './read-trace.ts'
import type { AnswerReview } from './schemas.ts'

/** Asks the question of then again, of what is known now. Nothing is stored of it but the look. */
async function askAgain(tx: Tx, traceId: string, now: string, askingCountry: string): Promise<Concluded> {
  const asked = await findAsked(tx, traceId)
  if (asked === undefined) throw notFound('trace request')
  const found = await identifyWeapon(tx, asked.observation)
  const head = {
    requestId: traceId,
    askingCountry,
    answeredAt: now,
    identification: describeIdentification(found.identification),
    flags: [],
    relations: [],
    restrictions: restrictionsOf(asked.canGuaranteeConfidentiality, asked.intendedUse),
  }
  return conclude(tx, head, asked, asked.circumstances.occurred, found)
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
    const given = await openAnswer(tx, row, question)
    if (given === undefined) throw new DomainError('answer-not-ready', 'This request has no answer yet to compare.')
    const now = await readClock(tx)
    const { status, answer } = await askAgain(tx, traceId, now, requester.agency.country)
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
