import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import { DomainError } from '../domain/errors.ts'
import type { Server } from './create-server.ts'

export type LifecycleState = 'starting' | 'migrating' | 'ready' | 'draining'

export interface HealthOptions {
  readonly state: () => LifecycleState
  readonly pingDatabase: () => Promise<boolean>
  /** What an operator must see to although calls are answered; undefined where there is nothing. */
  readonly alarm?: () => string | undefined
}

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Answered also while the service is not ready or overloaded: what a supervisor asks. */
    whileNotReady?: boolean
  }
}

/** A database that takes longer than this to say hello is of no use to a trace either. */
const PING_TIMEOUT_MS = 1_000
/** Anyone may ask for readiness, as often as they like: the database is asked twice a second at most. */
const PING_MEMORY_MS = 500

const Live = z.object({ status: z.literal('live') }).meta({ id: 'Live' })
const Ready = z
  .object({
    status: z.enum(['ready', 'not-ready']),
    state: z.enum(['starting', 'migrating', 'ready', 'draining']),
    reasons: z.array(z.string()),
  })
  .meta({ id: 'Ready' })

const REASONS: Record<LifecycleState, string[]> = {
  starting: ['The service is starting.'],
  migrating: ['The database schema is being brought up to date.'],
  ready: [],
  draining: ['The service is stopping.'],
}

async function pingWithin(ping: () => Promise<boolean>): Promise<boolean> {
  const stop = new AbortController()
  const late = sleep(PING_TIMEOUT_MS, false, { signal: stop.signal, ref: false }).catch(() => false)
  const answered = ping().catch(() => false)
  try {
    return await Promise.race([answered, late])
  } finally {
    stop.abort()
  }
}

/** One question at a time, remembered for half a second. */
function createPing(ping: () => Promise<boolean>): () => Promise<boolean> {
  let asked: { atMs: number; answer: Promise<boolean> } | undefined
  return () => {
    const nowMs = performance.now()
    if (asked === undefined || nowMs - asked.atMs > PING_MEMORY_MS) asked = { atMs: nowMs, answer: pingWithin(ping) }
    return asked.answer
  }
}

const common = { access: { public: true }, rateLimit: false, whileNotReady: true } as const

/** While the service is starting, migrating or draining every other route answers 503 `not-ready` with Retry-After; an onRequest hook. */
export function registerReadinessGate(app: Server, { state }: Pick<HealthOptions, 'state'>): void {
  app.addHook('onRequest', async (request, reply) => {
    const now = state()
    if (now === 'ready' || request.routeOptions.config?.whileNotReady === true) return
    if (now === 'draining') reply.header('connection', 'close')
    throw new DomainError('not-ready', REASONS[now].join(' '), { retryAfterSeconds: now === 'migrating' ? 10 : 5 })
  })
  closeConnections(app, state)
}

const CLOSE_IDLE_MS = 100

/**
 * A client keeps its connections for the next call, and the server ends when the last of them does: a call that was in flight when the service was told to end would
 * hold it until it is killed. So an answer given while draining closes its connection, and one that is idle all the same is closed.
 */
function closeConnections(app: Server, state: HealthOptions['state']): void {
  app.addHook('onSend', (_request, reply, payload, done) => {
    if (state() === 'draining') reply.header('connection', 'close')
    done(null, payload)
  })
  let timer: NodeJS.Timeout | undefined
  app.addHook('preClose', async () => {
    timer = setInterval(() => app.server.closeIdleConnections(), CLOSE_IDLE_MS)
  })
  app.addHook('onClose', async () => clearInterval(timer))
}

/** `/health/live`: the process answers. `/health/ready`: it can do its work, the database included. Neither says more than that. */
export function registerHealth(app: Server, { state, pingDatabase, alarm }: HealthOptions): void {
  const ping = createPing(pingDatabase)
  const live = {
    operationId: 'getLive',
    tags: ['operations'],
    summary: 'Whether the process answers',
    response: { 200: Live },
  }
  const liveExample = { role: null, status: 200, response: { status: 'live' } }
  app.get('/health/live', { schema: live, config: { ...common, example: liveExample } }, async () => ({
    status: 'live' as const,
  }))

  const ready = {
    operationId: 'getReady',
    tags: ['operations'],
    summary: 'Whether the service can do its work',
    description:
      'False while it starts, migrates or stops, or when the database is away. A reason beside `ready` is an alarm: calls are answered, and its operator must act.',
    response: { 200: Ready, 503: Ready },
  }
  const readyExample = { role: null, status: 200, response: { status: 'ready', state: 'ready', reasons: [] } }
  app.get('/health/ready', { schema: ready, config: { ...common, example: readyExample } }, async (_request, reply) => {
    const now = state()
    const isDatabaseAway = now === 'ready' && !(await ping())
    const reasons = [...REASONS[now], ...(isDatabaseAway ? ['The database does not answer.'] : [])]
    reply.header('cache-control', 'no-store')
    const isReady = reasons.length === 0
    const raised = alarm?.()
    if (raised !== undefined) reasons.push(raised)
    if (isReady) return { status: 'ready' as const, state: now, reasons }
    reply.header('retry-after', '5')
    return reply.code(503).send({ status: 'not-ready' as const, state: now, reasons })
  })
}
