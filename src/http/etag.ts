import { hash } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** False for a GET whose answer is not a resource with a state of its own. */
    etag?: false
  }
}

/** A strong ETag (RFC 9110 section 8.8.3): it changes with any byte of the body. */
export function strongEtag(body: string | Buffer): string {
  return `"${hash('sha256', body, 'base64url')}"`
}

/** RFC 9110 section 13.1.2: `If-None-Match` compares weakly, so a `W/` that a proxy put before our tag does not matter. */
export function matchesEtag(ifNoneMatch: string, etag: string): boolean {
  if (ifNoneMatch.trim() === '*') return true
  return ifNoneMatch.split(',').some((tag) => tag.trim().replace(/^W\//, '') === etag)
}

function isTaggable(request: FastifyRequest, reply: FastifyReply, payload: unknown): payload is string | Buffer {
  const isRead = request.method === 'GET' || request.method === 'HEAD'
  const isOurs = request.requester !== null && request.routeOptions.config.etag !== false
  return isRead && isOurs && reply.statusCode === 200 && (typeof payload === 'string' || Buffer.isBuffer(payload))
}

/**
 * Tags what a caller may read and answers 304 where it has the same bytes already. The work is done all the same: a look that ends in
 * 304 is a look and is recorded. Nothing that a token was needed for may be kept by a cache, since a shared desk's browser would keep
 * a holder's name; a client that wants 304 keeps tag and body by itself.
 */
export function registerEtags(app: FastifyInstance): void {
  app.addHook('onSend', async (request, reply, payload) => {
    if (request.requester !== null && !reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store')
    if (!isTaggable(request, reply, payload)) return payload
    const etag = strongEtag(payload)
    reply.header('etag', etag)
    const ifNoneMatch = request.headers['if-none-match']
    if (ifNoneMatch === undefined || !matchesEtag(ifNoneMatch, etag)) return payload
    reply.code(304).removeHeader('content-length').removeHeader('content-type')
    return null
  })
}
