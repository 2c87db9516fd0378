import { DomainError } from '../../domain/errors.ts'
import type { Requester } from '../../domain/requester.ts'
import type { Tx } from '../../store/db.ts'
import type { Look } from '../../store/looks.ts'
import { recordReading } from '../../store/record-reading.ts'
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

/** A look at the request itself, by another than its asker's agency. */
export function looksAtRequest(
  { id, agencyId }: { readonly id: string; readonly agencyId: string },
  { requester }: TraceQuestion,
  source: string,
): Look[] {
  if (agencyId === requester.agencyId) return []
  const record = { kind: 'TRACE_REQUEST' as const, id, ownerId: agencyId }
  return [{ record, ownRecord: false, shown: ['RECORD'], source }]
}

/** The answer as this reader may have it; undefined where none was given, or where it was lawfully erased. */
export interface OpenedAnswer {
  readonly answer: TraceAnswer | undefined
  readonly isErased: boolean
}

/**
 * Opens an answer for a reader and records the look, with what else he is shown. An answer that a later fact changed stands as it was given, and says so.
 */
export async function openIfThere(
  tx: Tx,
  { keyId, sealed, superseded }: SealedAnswer,
  question: TraceQuestion,
  source = 'trace-answer',
  alsoShown: readonly Look[] = [],
): Promise<OpenedAnswer> {
  const isGiven = keyId !== null && sealed !== null
  const text = isGiven ? await unseal(tx, { keyId, sealed }) : null
  if (text === null) {
    await recordReading(tx, question, alsoShown)
    return { answer: undefined, isErased: isGiven }
  }
  const { requester } = question
  const whole = JSON.parse(text) as TraceAnswer
  const names = mayHaveNames(requester)
  const answer = names ? whole : (withoutNames(whole) as TraceAnswer)
  const shown = names ? ['CHAIN', 'NAMES'] : ['CHAIN']
  const look = answer.weapon === null ? [] : [{ weaponId: answer.weapon.id, ownRecord: false, shown, source }]
  await recordReading(tx, question, [...look, ...alsoShown])
  return { answer: superseded === null ? answer : { ...answer, superseded }, isErased: false }
}

/** The same, for who asks for the answer alone. Throws `not-found` where it was erased. */
export async function openAnswer(...asked: Parameters<typeof openIfThere>): Promise<TraceAnswer | undefined> {
  const { answer, isErased } = await openIfThere(...asked)
  if (isErased) throw new DomainError('not-found', 'The answer to this request was lawfully erased.')
  return answer
}
