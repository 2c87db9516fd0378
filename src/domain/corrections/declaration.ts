import { compareInstants } from '../time/instants.ts'

/** What a declaration may be about. A withdrawal is a declaration about a declaration. */
export const SUBJECT_KINDS = ['CUSTODY_EVENT', 'MARKING', 'DESCRIPTION', 'IDENTITY_LINK', 'ERROR_DECLARATION'] as const
export type SubjectKind = (typeof SUBJECT_KINDS)[number]

/** Why a fact is declared wrong: it never happened, or it happened otherwise (EPCIS `ErrorDeclaration.reason`). */
export const ERROR_REASONS = ['DID_NOT_OCCUR', 'INCORRECT_DATA'] as const
export type ErrorReason = (typeof ERROR_REASONS)[number]

export const DECLARATION_STATUSES = ['PENDING', 'EFFECTIVE', 'REJECTED', 'WITHDRAWN'] as const
export type DeclarationStatus = (typeof DECLARATION_STATUSES)[number]

export const DECISIONS = ['CONFIRM', 'REJECT'] as const
export type Decision = (typeof DECISIONS)[number]

/** Something said that takes effect at once, or only once a registrar has confirmed it. Times are the database's clock, UTC text with microseconds. */
export interface Statement {
  readonly id: string
  readonly recordedAt: string
  readonly needsDecision: boolean
  readonly decision: Decision | null
  readonly decidedAt: string | null
}

export interface ErrorDeclaration extends Statement {
  /** The record it lies in, which is its subject's too. */
  readonly weaponId: string
  readonly subjectKind: SubjectKind
  readonly subjectId: string
  /** The whole new fact in the subject's place, if any; it stands only while the declaration is in effect. */
  readonly replacementId: string | null
}

/**
 * What a statement was at a moment: undefined before it was recorded. It is withdrawn while a withdrawal of it is in effect; a withdrawal cannot itself be
 * withdrawn, a new declaration is made instead.
 */
export function statusAt(
  statement: Statement,
  declarations: readonly ErrorDeclaration[],
  knownAt?: string,
): DeclarationStatus | undefined {
  if (!isKnown(statement.recordedAt, knownAt)) return undefined
  const isWithdrawn = declarations.some(
    (other) => other.subjectId === statement.id && decidedStatus(other, knownAt) === 'EFFECTIVE',
  )
  return isWithdrawn ? 'WITHDRAWN' : decidedStatus(statement, knownAt)
}

function decidedStatus(statement: Statement, knownAt: string | undefined): DeclarationStatus | undefined {
  const { recordedAt, needsDecision, decision, decidedAt } = statement
  if (!isKnown(recordedAt, knownAt)) return undefined
  if (!needsDecision) return 'EFFECTIVE'
  if (decision === null || decidedAt === null || !isKnown(decidedAt, knownAt)) return 'PENDING'
  return decision === 'CONFIRM' ? 'EFFECTIVE' : 'REJECTED'
}

/** True where a fact recorded at `recordedAt` was known at `knownAt`; everything is known now. */
export function isKnown(recordedAt: string, knownAt: string | undefined): boolean {
  return knownAt === undefined || compareInstants(recordedAt, knownAt) <= 0
}
