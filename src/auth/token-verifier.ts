import {
  createLocalJWKSet,
  createRemoteJWKSet,
  errors,
  type JSONWebKeySet,
  jwtVerify,
  type JWTVerifyGetKey,
} from 'jose'
import { DomainError } from '../domain/errors.ts'
import type { VerifiedToken } from '../domain/requester.ts'
import { readClaims, refuseToken } from './claims.ts'
import { createTokenMemory } from './token-memory.ts'

/** The asymmetric algorithms of RFC 7518 and RFC 8037 that are accepted. No `none` and no HS: a public key must never serve as a secret. */
export const ALGORITHMS = ['ES256', 'ES384', 'RS256', 'PS256', 'EdDSA'] as const
export type Algorithm = (typeof ALGORITHMS)[number]

/** RFC 9068 section 4 and plain JWTs. A logout token or a DPoP proof of the same issuer is not an access token. */
const ACCESS_TOKEN_TYPES = ['jwt', 'at+jwt', 'application/at+jwt']
/** Above any real token; keeps a caller from having megabytes decoded before a signature is checked. */
const MAX_TOKEN_CHARS = 8192

/** How the key set is fetched: an unknown kid asks again at most every 30 s, so made-up kids cannot make this service flood the issuer. */
const FETCHING = { cooldownDuration: 30_000, cacheMaxAge: 600_000, timeoutDuration: 5_000 }

export interface TokenVerifierOptions {
  readonly issuer: string
  readonly audience: string
  readonly jwks: { readonly url: string } | { readonly local: JSONWebKeySet }
  readonly algorithms?: readonly Algorithm[]
  readonly clockToleranceSeconds?: number
  /** The clock in milliseconds since the epoch. */
  readonly now?: () => number
}

export type TokenVerifier = (unverifiedToken: string) => Promise<VerifiedToken>

/** What jose says about a token that is wrong, in a sentence for its sender. */
const REFUSALS: readonly [new (...args: never[]) => Error, string][] = [
  [errors.JWTExpired, 'The token has expired'],
  [errors.JWTClaimValidationFailed, 'A claim of the token is missing or not valid here'],
  [errors.JWSSignatureVerificationFailed, 'The signature of the token is not valid'],
  [errors.JWKSNoMatchingKey, 'The key of the token is not known'],
  [errors.JWKSMultipleMatchingKeys, 'The token does not say which key signed it'],
  [errors.JOSEAlgNotAllowed, 'The algorithm of the token is not accepted'],
  [errors.JOSENotSupported, 'The token uses something that is not supported'],
  [errors.JWTInvalid, 'The token is malformed'],
  [errors.JWSInvalid, 'The token is malformed'],
]

/**
 * Anything else is not about the token but about the issuer's keys (network, a broken key set): then nobody knows whether the token is good.
 * That is 503 and never 401, which would make clients throw good tokens away; and nothing is let through.
 */
function translate(error: unknown): DomainError {
  if (error instanceof DomainError) return error
  const known = REFUSALS.find(([kind]) => error instanceof kind)
  if (known !== undefined) return refuseToken(known[1], error)
  const detail = 'The keys of the token issuer cannot be had at this moment.'
  return new DomainError('not-ready', detail, { retryAfterSeconds: 5, cause: error })
}

function keysOf(jwks: TokenVerifierOptions['jwks']): JWTVerifyGetKey {
  return 'url' in jwks ? createRemoteJWKSet(new URL(jwks.url), FETCHING) : createLocalJWKSet(jwks.local)
}

/**
 * Makes the check of bearer tokens (RFC 7519, RFC 8725): signature by a key of the issuer's set, allow-listed algorithm, issuer, audience,
 * `exp` and `iat` required, `nbf` where given, and the claims of `readClaims`. A verified token is remembered by its hash for at most 60 s.
 * The result throws `unauthenticated`, or `not-ready` when the issuer's keys cannot be had.
 */
export function createTokenVerifier(options: TokenVerifierOptions): TokenVerifier {
  const { issuer, audience, algorithms = ALGORITHMS, clockToleranceSeconds = 30, now = Date.now } = options
  const keys = keysOf(options.jwks)
  const memory = createTokenMemory()

  async function verify(unverifiedToken: string, nowMs: number): Promise<VerifiedToken> {
    const { payload, protectedHeader } = await jwtVerify(unverifiedToken, keys, {
      issuer,
      audience,
      algorithms: [...algorithms],
      clockTolerance: clockToleranceSeconds,
      currentDate: new Date(nowMs),
      requiredClaims: ['exp', 'iat', 'sub'],
    })
    const type = protectedHeader.typ?.toLowerCase() ?? 'jwt'
    if (!ACCESS_TOKEN_TYPES.includes(type)) throw refuseToken('This is not an access token')
    return readClaims(payload, Math.floor(nowMs / 1000), clockToleranceSeconds)
  }

  return async (unverifiedToken) => {
    if (unverifiedToken.length > MAX_TOKEN_CHARS) throw refuseToken('The token is too long')
    const nowMs = now()
    const recalled = memory.recall(unverifiedToken, nowMs)
    if (recalled !== undefined) return recalled
    const token = await verify(unverifiedToken, nowMs).catch((error: unknown) => {
      throw translate(error)
    })
    memory.remember(unverifiedToken, token, nowMs)
    return token
  }
}
