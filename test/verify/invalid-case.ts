import type { TraceAnswer } from '../../src/tracing/answer-schemas.ts'
import type { FailureCode } from '../../src/verify/codes.ts'
import { IDS, TRACED } from './fixture.ts'
import type { Parts } from './make-certificate.ts'
import type { Spoil } from './spoil.ts'
import { traced } from './valid-cases.ts'

export interface InvalidCase {
  readonly code: FailureCode
  readonly parts: Parts
  readonly spoil?: Spoil
}

/** Cases by the names of their files, which begin with the code. */
export type InvalidCases = Readonly<Record<string, InvalidCase>>

export const of = (code: FailureCode, parts: Parts, spoil?: Spoil): InvalidCase => {
  return { code, parts, ...(spoil === undefined ? {} : { spoil }) }
}

export function lied(change: (answer: TraceAnswer) => void): TraceAnswer {
  const answer = structuredClone(TRACED)
  change(answer)
  return answer
}

/** What a registry would do that lies in its answer, shows the records as they are, and signs: the lie is on record as the answer given. */
export const lie = (change: (answer: TraceAnswer) => void): Parts => {
  return { ...traced, answer: lied(change), shownFor: TRACED }
}

export const withoutRecord =
  (factId: string): NonNullable<Parts['disclose']> =>
  (all) =>
    all.filter((one) => one.factId !== factId)

export function renameDealer(value: unknown, name: string): void {
  if (typeof value !== 'object' || value === null) return
  if ('partyId' in value && value.partyId === IDS.dealer) Object.assign(value, { name })
  for (const inner of Object.values(value)) renameDealer(inner, name)
}
