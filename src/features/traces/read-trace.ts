import { DomainError, notFound } from '../../domain/errors.ts'
import type { Finding } from '../../domain/findings.ts'
import type { Requester } from '../../domain/requester.ts'
import type { RequestStatus } from '../../domain/vocabulary/traces.ts'
import { actorIdOf } from '../../store/actors.ts'
import { readClock } from '../../store/clock.ts'
import { type Database, inTransaction, type Tx } from '../../store/db.ts'
import { recordLook } from '../../store/looks.ts'
import { unseal } from '../../store/seal.ts'
import type { TraceAnswer } from './answer-schemas.ts'
import type { Identification } from './identification-schemas.ts'
import { findRequest, type RequestRow } from './queries.ts'
import type { TraceRequest } from './schemas.ts'

/** Who reads which request, through which call. */
export interface TraceQuestion {
  readonly requester: Requester
  readonly requestId: string
  readonly traceId: string
}

/** A registry-wide reader who may not have names gets the answer without them, as everywhere else. */
export function withoutNames(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNames)
  if (typeof value !== 'object' || value === null) return value
  const kept = Object.entries(value).filter(([key]) => key !== 'name')
  return Object.fromEntries(kept.map(([key, inner]) => [key, withoutNames(inner)]))
}

export function mayHaveNames({ scopes }: Requester): boolean {
  return scopes.has('registry:write-any') || !scopes.has('registry:read-any')
}

export async function openAnswer(tx: Tx, row: RequestRow, question: TraceQuestion): Promise<TraceAnswer | undefined> {
  if (row.keyId === null || row.sealed === null) return undefined
  const text = await unseal(tx, { keyId: row.keyId, sealed: row.sealed })
  if (text === null) throw new DomainError('not-found', 'The answer to this request was lawfully erased.')
  const { requester } = question
  const whole = JSON.parse(text) as TraceAnswer
  const names = mayHaveNames(requester)
  const answer = names ? whole : (withoutNames(whole) as TraceAnswer)
  if (answer.weapon !== null) {
    const write = { tx, requester, actorId: await actorIdOf(tx, requester), requestId: question.requestId }
    const look = {
      weaponId: answer.weapon.id,
      ownRecord: false,
      shown: names ? ['CHAIN', 'NAMES'] : ['CHAIN'],
      source: 'trace-answer',
    }
    await recordLook(write, await readClock(tx), [look])
  }
  return answer
}

/** A request as its POST answered it, with the answer if there is one by now. Another agency's is `not-found`. */
export async function readTrace(db: Database, question: TraceQuestion): Promise<TraceRequest> {
  return inTransaction(db, question.requester, async (tx) => {
    const row = await findRequest(tx, question.traceId)
    if (row === undefined) throw notFound('trace request')
    const answer = await openAnswer(tx, row, question)
    const { id, priority, illicitGrounds, purpose, intendedUse, recordedAt } = row
    return {
      id,
      priority,
      illicitGrounds,
      purpose,
      intendedUse,
      recordedAt,
      status: row.status as RequestStatus,
      identification: row.identification as Identification,
      flags: row.flags as TraceRequest['flags'],
      findings: row.findings as Finding[],
      ...(row.evidenceIds === null || row.evidenceIds.length === 0 ? {} : { evidenceIds: row.evidenceIds }),
      ...(answer === undefined ? {} : { answer }),
    }
  })
}

/** The answer alone; `answer-not-ready` while a person has still to decide. */
export async function readAnswer(db: Database, question: TraceQuestion): Promise<TraceAnswer> {
  return inTransaction(db, question.requester, async (tx) => {
    const row = await findRequest(tx, question.traceId)
    if (row === undefined) throw notFound('trace request')
    const answer = await openAnswer(tx, row, question)
    if (answer !== undefined) return answer
    throw new DomainError('answer-not-ready', 'This request has no answer yet: a person has to decide.')
  })
}
