import rateLimit, { type RateLimitOptions } from '@fastify/rate-limit'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { DomainError } from '../domain/errors.ts'

export interface RateLimitSettings {
  readonly perMinute: number
}

const WINDOW_SECONDS = 60
/** Clients that are counted at the same time; about 1 MB. */
const MAX_CLIENTS = 10_000
/** Failed authentications of one address in a minute. A client that renews its token late fails once or twice, not thirty times. */
const FAILURES_PER_MINUTE = 30
/** One subscriber of an IPv6 network has a /64 and could otherwise take a new address for each call. */
const IPV6_SUBNET = 64

function addressOf(request: FastifyRequest): string {
  return `ip ${rateLimit.normalizeIP(request.ip, IPV6_SUBNET)}`
}

/** A verified caller counts as itself wherever it comes from; everyone else counts by address. */
function clientOf(request: FastifyRequest): string {
  const who = request.requester
  return who === null ? addressOf(request) : `client ${who.agencyId} ${who.subject}`
}

function limits(max: number, keyGenerator: (request: FastifyRequest) => string): RateLimitOptions {
  return { max, timeWindow: WINDOW_SECONDS * 1000, keyGenerator, cache: MAX_CLIENTS }
}

function tooMany(retryAfterSeconds: number): DomainError {
  return new DomainError('too-many-requests', 'The quota of this client is used up for now.', { retryAfterSeconds })
}

/** The limits, made before the hooks that use them are put in order. */
export interface Limiters {
  /** Counts a failed authentication by address. */
  readonly countFailure: (request: FastifyRequest, reply: FastifyReply) => Promise<void>
  /** Counts a request, tells what is left (draft-ietf-httpapi-ratelimit-headers) and throws `too-many-requests` when nothing is. */
  readonly countRequest: (request: FastifyRequest, reply: FastifyReply) => Promise<void>
}

/**
 * One check after another. The library's counter is one object for each client, which a check reads a turn after it has raised it: of calls that come in one turn
 * each would read what the last of them raised, and all would be refused where only some are too many.
 */
function inTurn<Result>(
  check: (request: FastifyRequest) => Promise<Result>,
): (request: FastifyRequest) => Promise<Result> {
  let last: Promise<unknown> = Promise.resolve()
  return (request) => {
    const result = last.then(() => check(request))
    last = result.catch(() => undefined)
    return result
  }
}

/**
 * Failures are counted after the check of a token and not before: a caller with a good token must not be shut out
 * because someone behind the same address tries bad ones. What the limit stops is the 401 that tells a guesser "no".
 */
export async function createLimiters(app: FastifyInstance, { perMinute }: RateLimitSettings): Promise<Limiters> {
  await app.register(rateLimit, { global: false })
  const checkFailure = inTurn(app.createRateLimit(limits(FAILURES_PER_MINUTE, addressOf)))
  const checkRequest = inTurn(app.createRateLimit(limits(perMinute, clientOf)))
  return {
    async countFailure(request, reply) {
      const result = await checkFailure(request)
      if (result.isAllowed || !result.isExceeded) return
      reply.removeHeader('www-authenticate')
      throw tooMany(result.ttlInSeconds)
    },
    async countRequest(request, reply) {
      if (request.routeOptions.config?.rateLimit === false) return
      const result = await checkRequest(request)
      if (result.isAllowed) return
      reply.header('ratelimit-policy', `"default";q=${perMinute};w=${WINDOW_SECONDS}`)
      reply.header('ratelimit', `"default";r=${result.remaining};t=${result.ttlInSeconds}`)
      if (result.isExceeded) throw tooMany(result.ttlInSeconds)
    },
  }
}
