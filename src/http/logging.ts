import { createHmac } from 'node:crypto'
import type { FastifyInstance, FastifyRequest } from 'fastify'

/** How many causes of an error are named in its log line. */
const MAX_CAUSES = 3
const MAX_FRAMES = 12

/** Only the places in the code: an error's message may quote a value (PostgreSQL quotes the offending text), its frames do not. */
function framesOf(error: Error): string {
  const lines = (error.stack ?? '').split('\n').map((line) => line.trim())
  return lines
    .filter((line) => line.startsWith('at '))
    .slice(0, MAX_FRAMES)
    .join('\n')
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined
}

/** The shape that pino's own serializer has; `message` is always empty. */
interface DescribedError {
  type: string
  message: string
  stack: string
  [field: string]: unknown
}

/**
 * An error for the log: its name, code, constraint and frames, and those of its causes, never its message or its data.
 * `safeDetail`, where an error of ours has one, is written by us and holds no values.
 */
export function describeError(error: unknown, depth = 0): DescribedError {
  if (!(error instanceof Error)) return { type: typeof error, message: '', stack: '' }
  const { code, constraint, table, routine, safeDetail } = error as Error & Record<string, unknown>
  const cause = error.cause !== undefined && depth < MAX_CAUSES ? describeError(error.cause, depth + 1) : undefined
  return {
    type: error.name,
    message: '',
    stack: framesOf(error),
    code: text(code),
    constraint: text(constraint),
    table: text(table),
    routine: text(routine),
    detail: text(safeDetail),
    ...(cause === undefined ? {} : { cause }),
  }
}

export interface LogOptions {
  readonly level: string
  readonly stream?: { write(line: string): void }
}

/**
 * Options for pino. The serializers stand against the framework's own lines, which would print addresses with their queries and
 * messages with their values; the redaction stands against a line of ours that someone writes later.
 */
export function loggerOptions({ level, stream }: LogOptions) {
  return {
    level,
    ...(stream === undefined ? {} : { stream }),
    base: null,
    redact: {
      paths: ['authorization', 'cookie', 'idempotency-key'].flatMap((name) => [
        `headers["${name}"]`,
        `*.headers["${name}"]`,
      ]),
      censor: '[removed]',
    },
    serializers: {
      err: (error: unknown) => describeError(error),
      error: (error: unknown) => describeError(error),
      req: (request: FastifyRequest) => ({ method: request.method, route: routeOf(request) }),
      res: (reply: { statusCode: number }) => ({ statusCode: reply.statusCode }),
    },
  }
}

/** The pattern of the route (`/v1/weapons/:weaponId`), never the address that was called. */
export function routeOf(request: FastifyRequest): string {
  return request.is404 ? '(unknown)' : (request.routeOptions?.url ?? '(unknown)')
}

/**
 * One line for each request, when it ends: what, how long, for which agency. The caller is a keyed hash of agency and subject: a subject is
 * often a person's login, which a plain hash would not hide. The key is derived from the service's secret, so the lines of one caller can be put together.
 */
export function registerRequestLog(app: FastifyInstance, secret: Buffer): void {
  app.addHook('onResponse', async (request, reply) => {
    const who = request.requester
    const caller =
      who === null
        ? undefined
        : createHmac('sha256', secret).update(`log\0${who.agencyId}\0${who.subject}`).digest('hex').slice(0, 16)
    request.log.info(
      {
        method: request.method,
        route: routeOf(request),
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime * 10) / 10,
        agencyId: who?.agencyId,
        caller,
      },
      'request',
    )
  })
}
