import { DomainError } from '../../domain/errors.ts'
import type { Requester } from '../../domain/requester.ts'
import { actorIdOf } from '../../store/actors.ts'
import { readClock } from '../../store/clock.ts'
import type { Tx } from '../../store/db.ts'
import { recordLook } from '../../store/looks.ts'
import { unseal } from '../../store/seal.ts'
import type { Superseded, TraceAnswer } from '../../tracing/answer-schemas.ts'

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

export interface SealedAnswer {
  readonly keyId: string | null
  readonly sealed: Buffer | null
  readonly superseded: Superseded | null
}

/** The answer as this reader may have it; undefined where none was given, or where it was lawfully erased. */
export interface OpenedAnswer {
  readonly answer: TraceAnswer | undefined
  readonly isErased: boolean
}

/** Opens an answer for a reader and records the look. An answer that a later fact changed stands as it was given, and says so. */
export async function openIfThere(
  tx: Tx,
  sealedAnswer: SealedAnswer,
  question: TraceQuestion,
  source = 'trace-answer',
): Promise<OpenedAnswer> {
  const { keyId, sealed } = sealedAnswer
  if (keyId === null || sealed === null) return { answer: undefined, isErased: false }
  const text = await unseal(tx, { keyId, sealed })
  if (text === null) return { answer: undefined, isErased: true }
  return { answer: await show(tx, text, sealedAnswer, question, source), isErased: false }
}

/** The same, for who asks for the answer alone. Throws `not-found` where it was erased. */
export async function openAnswer(...asked: Parameters<typeof openIfThere>): Promise<TraceAnswer | undefined> {
  const { answer, isErased } = await openIfThere(...asked)
  if (isErased) throw new DomainError('not-found', 'The answer to this request was lawfully erased.')
  return answer
}

async function show(
  tx: Tx,
  text: string,
  { superseded }: SealedAnswer,
  { requester, requestId }: TraceQuestion,
  source: string,
): Promise<TraceAnswer> {
  const whole = JSON.parse(text) as TraceAnswer
  const names = mayHaveNames(requester)
  const answer = names ? whole : (withoutNames(whole) as TraceAnswer)
  if (answer.weapon !== null) {
    const write = { tx, requester, actorId: await actorIdOf(tx, requester), requestId }
    const shown = names ? ['CHAIN', 'NAMES'] : ['CHAIN']
    await recordLook(write, await readClock(tx), [{ weaponId: answer.weapon.id, ownRecord: false, shown, source }])
  }
  return superseded === null ? answer : { ...answer, superseded }
}
