import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import { z } from 'zod'
import { notFound } from '../domain/errors.ts'
import type { Server } from './create-server.ts'
import { routeOf } from './logging.ts'

/** A number of the service that is read when metrics are asked for, such as the waiting clients of the pool. */
export interface GaugeReading {
  readonly name: string
  readonly help: string
  readonly read: () => number
}

export interface MetricsOptions {
  /** False: only a caller on this machine may read them. */
  readonly isPublic: boolean
  readonly gauges: readonly GaugeReading[]
  /** Memory, event loop and garbage collection of the process; off where many servers live in one process (tests). */
  readonly processMetrics: boolean
}

/** Around the promises made: a trace in milliseconds, a write within a tenth of a second, nothing beyond ten. */
const BUCKETS_SECONDS = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]
const LOOPBACK = /^(?:127\.\d+\.\d+\.\d+|::1|::ffff:127\.\d+\.\d+\.\d+)$/

/** A caller on this machine. Behind a proxy that is not declared trusted every peer looks local, so a forwarded request does not count. */
function isLocal(request: { ip: string; ips?: string[] | undefined; headers: Record<string, unknown> }): boolean {
  const isForwarded = request.headers['x-forwarded-for'] !== undefined || request.headers['forwarded'] !== undefined
  return LOOPBACK.test(request.ip) && !(isForwarded && request.ips === undefined)
}

function addGauges(registry: Registry, gauges: readonly GaugeReading[]): void {
  for (const { name, help, read } of gauges) {
    new Gauge({
      name,
      help,
      registers: [registry],
      collect() {
        this.set(read())
      },
    })
  }
}

function addRequestMetrics(app: Server, registry: Registry): void {
  const seconds = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Duration of requests by route pattern, method and status.',
    labelNames: ['route', 'method', 'status'],
    buckets: BUCKETS_SECONDS,
    registers: [registry],
  })
  const inFlight = new Gauge({
    name: 'http_requests_in_flight',
    help: 'Requests being answered.',
    registers: [registry],
  })
  app.addHook('onRequest', async (_request, reply) => {
    inFlight.inc()
    // The socket's end and not the reply's: a caller who hangs up must not stay counted.
    reply.raw.once('close', () => inFlight.dec())
  })
  app.addHook('onResponse', async (request, reply) => {
    const labels = { route: routeOf(request), method: request.method, status: String(reply.statusCode) }
    seconds.observe(labels, reply.elapsedTime / 1000)
  })
}

/** Starts to measure. Its hooks come early in the edge, so that refused requests are counted too. */
export function measureRequests(app: Server, options: MetricsOptions): Registry {
  const registry = new Registry()
  if (options.processMetrics) collectDefaultMetrics({ register: registry })
  addGauges(registry, options.gauges)
  addRequestMetrics(app, registry)
  return registry
}

/**
 * `GET /metrics` in the text format of Prometheus. Labels are route patterns, methods and statuses, never an id, a serial or an agency.
 * There is no business data in it, but how busy a registry is may tell of an operation under way: so it is for loopback unless made public, and 404 elsewhere.
 */
export function registerMetrics(app: Server, registry: Registry, { isPublic }: Pick<MetricsOptions, 'isPublic'>): void {
  const schema = {
    operationId: 'getMetrics',
    tags: ['operations'],
    summary: 'Numbers of the process, in the text format of Prometheus',
    response: { 200: { description: 'Prometheus text format.', content: { 'text/plain': { schema: z.string() } } } },
  }
  const example = {
    role: null,
    status: 200,
    response: '# TYPE http_requests_in_flight gauge\nhttp_requests_in_flight 1\n',
  }
  const config = { access: { public: true }, rateLimit: false, whileNotReady: true, example } as const
  app.get('/metrics', { schema, config }, async (request, reply) => {
    if (!isPublic && !isLocal(request)) throw notFound('page')
    return reply.type(registry.contentType).send(await registry.metrics())
  })
}
