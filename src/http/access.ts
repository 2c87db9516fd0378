import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { DomainError } from '../domain/errors.ts'
import type { Agency, Requester, VerifiedToken } from '../domain/requester.ts'
import type { Scope } from '../domain/vocabulary/scopes.ts'

/** Who may call a route: anyone, or a token that carries every one of the scopes named. */
export type Access = { readonly public: true } | { readonly scopes: readonly Scope[] }

declare module 'fastify' {
  interface FastifyContextConfig {
    access?: Access
  }
  interface FastifyRequest {
    /** Who is calling. Null on public routes; on every other route the authentication hook has set it before the body is read. */
    requester: Requester | null
  }
}

export interface AccessOptions {
  /** Throws `unauthenticated` for a token that is not good, `not-ready` when that cannot be told. */
  readonly verifyToken: (unverifiedToken: string) => Promise<VerifiedToken>
  /** Null for an agency that is unknown or not active. */
  readonly loadAgency: (agencyId: string) => Promise<Agency | null>
  /** Counts a failed authentication; throws `too-many-requests` when its sender has failed too often. */
  readonly countFailure: (request: FastifyRequest, reply: FastifyReply) => Promise<void>
}

const REALM = 'Bearer realm="marktrace"'
// RFC 6750 section 2.1: the credentials are one b64token.
const BEARER = /^Bearer +([A-Za-z0-9\-._~+/]+=*) *$/i

/** The documentation pages come from a plugin whose routes cannot name their access. Nothing of ours is served below this address. */
export function isDocsRoute(url: string): boolean {
  return url === '/docs' || url.startsWith('/docs/')
}

function unauthenticated(reply: FastifyReply, detail: string, challenge: string): DomainError {
  reply.header('www-authenticate', challenge)
  return new DomainError('unauthenticated', detail)
}

/** The token of the request, not yet verified. RFC 6750 section 3.1: no error code where there are no credentials. */
function readUnverifiedToken(request: FastifyRequest, reply: FastifyReply): string {
  const header = request.headers.authorization
  if (header === undefined) throw unauthenticated(reply, 'This call needs a bearer token.', REALM)
  const token = BEARER.exec(header)?.[1]
  if (token !== undefined) return token
  const challenge = `${REALM}, error="invalid_request", error_description="The Authorization header is not a bearer token"`
  throw unauthenticated(reply, 'The Authorization header does not hold one bearer token.', challenge)
}

async function verify(options: AccessOptions, request: FastifyRequest, reply: FastifyReply): Promise<VerifiedToken> {
  try {
    const unverifiedToken = readUnverifiedToken(request, reply)
    return await options.verifyToken(unverifiedToken)
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== 'unauthenticated') throw error
    if (!reply.hasHeader('www-authenticate')) {
      reply.header('www-authenticate', `${REALM}, error="invalid_token", error_description="${error.message}"`)
    }
    await options.countFailure(request, reply)
    throw error
  }
}

/** RFC 6750 section 3.1 `insufficient_scope`: the scopes that are needed are named, since the contract names them too. */
function requireScopes(reply: FastifyReply, token: VerifiedToken, needed: readonly Scope[]): void {
  const missing = needed.filter((scope) => !token.scopes.has(scope))
  if (missing.length === 0) return
  reply.header('www-authenticate', `${REALM}, error="insufficient_scope", scope="${needed.join(' ')}"`)
  throw new DomainError('forbidden', `The token does not carry the scope ${missing.join(' ')}.`)
}

async function authenticate(options: AccessOptions, request: FastifyRequest, reply: FastifyReply): Promise<void> {
  if (request.is404) return
  const { access } = request.routeOptions.config
  // The build refuses a route without access; should one get through all the same, nobody may call it.
  if (access === undefined) throw new DomainError('forbidden', 'Nobody may call this.')
  if ('public' in access) return
  const token = await verify(options, request, reply)
  requireScopes(reply, token, access.scopes)
  const agency = await options.loadAgency(token.agencyId)
  if (agency === null) throw new DomainError('forbidden', 'The agency of this token is not known here or not active.')
  request.requester = { subject: token.subject, agencyId: token.agencyId, agency, scopes: token.scopes }
}

/**
 * Denied by default: a route that does not say who may call it stops the build, and the token is checked in `onRequest`, before a byte
 * of the body is read. A HEAD route is its GET route, with the same access.
 */
export function registerAccess(app: FastifyInstance, options: AccessOptions): void {
  app.decorateRequest('requester', null)
  app.addHook('onRoute', (route) => {
    if (isDocsRoute(route.url)) route.config = { ...route.config, access: { public: true } }
    const access = route.config?.access
    if (access === undefined || (!('public' in access) && access.scopes === undefined)) {
      throw new Error(`${String(route.method)} ${route.url} does not declare config.access: say who may call it.`)
    }
  })
  app.addHook('onRequest', (request, reply) => authenticate(options, request, reply))
}

/** The caller of a route that is not public. Throws `unauthenticated` where there is none, so that a route made public by mistake fails closed. */
export function requesterOf(request: FastifyRequest): Requester {
  if (request.requester === null) throw new DomainError('unauthenticated', 'This call needs a bearer token.')
  return request.requester
}
