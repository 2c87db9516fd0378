import type { ErrorEntry } from '../errors.ts'
import { type ErrorDeclaration, type ErrorReason, statusAt } from './declaration.ts'

/** True for a declaration that is in effect, or may yet be. */
function isLive(declaration: ErrorDeclaration, all: readonly ErrorDeclaration[]): boolean {
  const status = statusAt(declaration, all)
  return status === 'EFFECTIVE' || status === 'PENDING'
}

/**
 * Why a fact cannot be declared wrong now: it has been already, or a declaration of it waits. At most one live declaration stands against a fact, so that
 * which fact takes its place is never in doubt. Null where it can.
 */
export function refuseDeclaring(factId: string, declarations: readonly ErrorDeclaration[]): string | null {
  const live = declarations.find((other) => other.subjectId === factId && isLive(other, declarations))
  if (live !== undefined) {
    return statusAt(live, declarations) === 'PENDING'
      ? 'A correction of this record waits for a registrar already; withdraw it first, or have it decided.'
      : 'This record was corrected already; what replaced it can be corrected, or the correction withdrawn.'
  }
  const own = declarations.find((other) => other.replacementId === factId)
  return own === undefined || statusAt(own, declarations) === 'EFFECTIVE'
    ? null
    : 'This record is part of a correction that is not in effect.'
}

/** Why a declaration cannot be withdrawn now; null where it can. What replaced the fact and was itself corrected must be put right first, else both would stand. */
export function refuseWithdrawing(declaration: ErrorDeclaration, all: readonly ErrorDeclaration[]): string | null {
  if (declaration.subjectKind === 'ERROR_DECLARATION') return 'A withdrawal is not withdrawn; declare the error again.'
  if (!isLive(declaration, all))
    return 'This declaration is not in effect and does not wait: there is nothing to withdraw.'
  if (all.some((other) => other.subjectId === declaration.id && isLive(other, all)))
    return 'A withdrawal of this declaration waits for a registrar already.'
  const { replacementId } = declaration
  const corrected =
    replacementId !== null && all.some((other) => other.subjectId === replacementId && isLive(other, all))
  return corrected ? 'What replaced the record was corrected in turn; withdraw that correction first.' : null
}

/** Why a statement cannot be decided: it never waited, was decided, or was withdrawn. Null where it can. */
export function refuseDeciding(declaration: ErrorDeclaration, all: readonly ErrorDeclaration[]): string | null {
  return statusAt(declaration, all) === 'PENDING' ? null : 'This declaration does not wait for a decision.'
}

/** What did not occur has nothing in its place. */
export function refuseReason(reason: ErrorReason, hasReplacement: boolean): readonly ErrorEntry[] {
  if (reason !== 'DID_NOT_OCCUR' || !hasReplacement) return []
  const detail = 'What did not occur has no replacement.'
  const hint = 'Give INCORRECT_DATA where something else happened in its place.'
  return [{ pointer: '#/replacement', code: 'replacement-not-expected', detail, hint }]
}
