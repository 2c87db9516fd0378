import type { JWTPayload } from 'jose'
import { DomainError } from '../domain/errors.ts'
import type { VerifiedToken } from '../domain/requester.ts'
import { SCOPES, type Scope } from '../domain/vocabulary/scopes.ts'

const UUID_FORM = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i
/** OpenID Connect Core section 2 bounds `sub` at 255 characters; audit rows keep it whole. */
const MAX_SUBJECT_CHARS = 255
const UNPRINTABLE = /\p{Cc}|\p{Surrogate}/u

/** A token that is refused. The sentence stands in a header and in a body, so it never holds anything of the token. */
export function refuseToken(detail: string, cause?: unknown): DomainError {
  return new DomainError('unauthenticated', detail, { cause })
}

function readSubject(sub: unknown): string {
  if (typeof sub !== 'string' || sub.trim() === '') throw refuseToken('The token names no subject')
  if (sub.length > MAX_SUBJECT_CHARS || UNPRINTABLE.test(sub))
    throw refuseToken('The subject of the token is malformed')
  return sub
}

function readAgencyId(agency: unknown): string {
  if (typeof agency !== 'string' || !UUID_FORM.test(agency)) throw refuseToken('The token names no agency')
  return agency.toLowerCase()
}

function isScope(word: string): word is Scope {
  return SCOPES.some((scope) => scope === word)
}

/** RFC 8693 section 4.2: words with spaces between. Words that are not ours are for other services and are ignored. */
function readScopes(scope: unknown): ReadonlySet<Scope> {
  if (scope === undefined) return new Set()
  if (typeof scope !== 'string') throw refuseToken('The scope of the token is malformed')
  return new Set(scope.split(' ').filter(isScope))
}

/** RFC 7519 section 4.1.6: a token from the future, or one that ended before it began, was not made by a sane issuer. */
function checkIssuedAt(iat: number | undefined, exp: number, nowSeconds: number, toleranceSeconds: number): void {
  if (typeof iat !== 'number' || !Number.isFinite(iat)) throw refuseToken('The token does not say when it was issued')
  if (iat > nowSeconds + toleranceSeconds) throw refuseToken('The token was issued in the future')
  if (iat > exp) throw refuseToken('The token ends before it begins')
}

/**
 * The claims of a payload whose signature, issuer, audience and times are verified: `sub`, `agency`, `scope`, `iat`, `exp`.
 * A token bound to a key (`cnf`, RFC 9449 and RFC 8705) is refused: accepted without proof of that key, it would be worth no more than a stolen one.
 */
export function readClaims(payload: JWTPayload, nowSeconds: number, toleranceSeconds: number): VerifiedToken {
  if (payload.exp === undefined) throw refuseToken('The token does not say when it ends')
  if (payload['cnf'] !== undefined) throw refuseToken('The token is bound to a key, and proofs are not supported here')
  checkIssuedAt(payload.iat, payload.exp, nowSeconds, toleranceSeconds)
  return {
    subject: readSubject(payload.sub),
    agencyId: readAgencyId(payload['agency']),
    scopes: readScopes(payload['scope']),
    expiresAtMs: payload.exp * 1000,
  }
}
