import helmet from '@fastify/helmet'
import underPressure from '@fastify/under-pressure'
import { DomainError } from '../domain/errors.ts'
import { type AccessOptions, registerAccess } from './access.ts'
import type { Server } from './create-server.ts'
import { createErrorHandler } from './error-handler.ts'
import { registerEtags } from './etag.ts'
import { type HealthOptions, registerHealth, registerReadinessGate } from './health.ts'
import { registerJsonBody } from './json-body.ts'
import { registerRequestLog } from './logging.ts'
import { type MetricsOptions, measureRequests, registerMetrics } from './metrics.ts'
import { registerNotFound } from './not-found.ts'
import { type OpenApiOptions, registerOpenApi } from './openapi.ts'
import { registerFrontDoor, registerProblemPages } from './problem-pages.ts'
import { createLimiters, type RateLimitSettings } from './rate-limits.ts'
import { registerStoring } from './storing.ts'

export interface EdgeOptions {
  readonly publicBaseUrl: string
  /** At least 32 bytes; keys the caller's pseudonym in the log. */
  readonly secret: Buffer
  readonly access: Omit<AccessOptions, 'countFailure'>
  readonly rateLimits: RateLimitSettings
  readonly health: HealthOptions
  readonly metrics: MetricsOptions
  /** The mean delay of the event loop above which work is refused, in milliseconds. */
  readonly maxEventLoopDelayMs?: number
  readonly openapi: Omit<OpenApiOptions, 'publicBaseUrl'>
}

/** A mean delay of half a second means that a caller waits longer for a turn than for its trace. */
const MAX_EVENT_LOOP_DELAY_MS = 500

/** An API has no page to protect but must not be framed, sniffed or given a referrer; the documentation page has its own policy. */
async function registerHelmet(app: Server, publicBaseUrl: string): Promise<void> {
  await app.register(helmet, {
    contentSecurityPolicy: { useDefaults: false, directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] } },
    // Only where the service is reached by https: on http://127.0.0.1 the header would lock a browser out of every local port.
    hsts: publicBaseUrl.startsWith('https:') ? { maxAge: 31_536_000, includeSubDomains: false } : false,
    referrerPolicy: { policy: 'no-referrer' },
  })
}

/** Sheds load while the event loop lags; what a supervisor asks is answered all the same, or it would kill a busy process. */
async function registerLoadShedding(app: Server, maxEventLoopDelayMs = MAX_EVENT_LOOP_DELAY_MS): Promise<void> {
  await app.register(underPressure, {
    maxEventLoopDelay: maxEventLoopDelayMs,
    pressureHandler: (request) => {
      if (request.routeOptions.config?.whileNotReady === true) return
      throw new DomainError('overloaded', 'The service is busy at this moment.')
    },
  })
}

/** Fastify keeps a query's broken percent-encodings as they are; a value that was garbled on its way must not be searched for. */
function registerQueryCheck(app: Server): void {
  app.addHook('onRequest', async (request) => {
    const query = request.url.split('?')[1] ?? ''
    try {
      decodeURIComponent(query.replaceAll('+', ' '))
    } catch {
      throw new DomainError('invalid-request', 'The query holds a percent-encoding that cannot be read.')
    }
  })
}

/**
 * Everything that stands between the network and the features, in this order. The order is the guarantee: nobody is authenticated before
 * the service is ready, nothing is counted for a client before it is authenticated, no body is read before both.
 */
export async function registerEdge(app: Server, options: EdgeOptions): Promise<void> {
  const { publicBaseUrl } = options
  // 1. Refusals first: whatever fails below is answered as a problem.
  app.setErrorHandler(createErrorHandler(publicBaseUrl))
  // 2. The request id goes out with every answer, also with refusals.
  app.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id)
  })
  // 3. Addresses are learned before any route exists; access and documentation are demanded of each.
  registerNotFound(app)
  // 4. Numbers and the log see every request, also those that are refused below.
  const registry = measureRequests(app, options.metrics)
  const limiters = await createLimiters(app, options.rateLimits)
  await registerHelmet(app, publicBaseUrl)
  registerRequestLog(app, options.secret)
  // 5. Not ready: 503, before a token's agency is looked up in a database that is not there.
  registerReadinessGate(app, options.health)
  // 6. Too busy: 503, before any work.
  await registerLoadShedding(app, options.maxEventLoopDelayMs)
  registerQueryCheck(app)
  // 7. Who is it, and may they? Before the body is read.
  registerAccess(app, { ...options.access, countFailure: limiters.countFailure })
  // 8. Is it too much? By client, which is known now.
  app.addHook('onRequest', limiters.countRequest)
  // 9. The body: JSON only, and what it carries; then keys and preferences of calls that store.
  registerJsonBody(app)
  registerStoring(app)
  registerEtags(app)
  // 10. The document demands its facts of every route that follows; the routes of the edge itself are the first.
  await registerOpenApi(app, { ...options.openapi, publicBaseUrl })
  registerMetrics(app, registry, options.metrics)
  registerHealth(app, options.health)
  registerProblemPages(app, publicBaseUrl)
  registerFrontDoor(app)
}
