import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import fastify, {
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyHttpOptions,
  LogController,
  type RawServerDefault,
} from 'fastify'
import type { FastifyZodOpenApiTypeProvider } from 'fastify-zod-openapi'
import type { ErrorCode } from '../domain/errors.ts'
import { refusalOf, sendRefusal } from './error-handler.ts'
import { type LogOptions, loggerOptions } from './logging.ts'
import { PROBLEM_KINDS, PROBLEM_MEDIA_TYPE, renderProblem } from './problems.ts'
import { createSerializerCompiler } from './serializer.ts'
import { compileValidator } from './validation.ts'

/** What features register their routes on: zod schemas type the request and the reply. */
export type Server = FastifyInstance<
  RawServerDefault,
  IncomingMessage,
  ServerResponse,
  FastifyBaseLogger,
  FastifyZodOpenApiTypeProvider
>

export interface ServerOptions {
  readonly publicBaseUrl: string
  /** False, a number of hops, or the addresses of the proxies: whose X-Forwarded-For is believed. */
  readonly trustProxy: boolean | number | string[]
  /** False for a silent server (tests). */
  readonly log: LogOptions | false
  /** Responses are checked against their schemas before they are printed (tests, development). */
  readonly checkResponses: boolean
}

/** Above 500 items of a transfer named by control data (about 300 kB), below what costs noticeable time to parse. */
const BODY_LIMIT_BYTES = 1024 * 1024
/** An 8 kB token and the usual headers of a proxy. */
const MAX_HEADER_BYTES = 16 * 1024
/** The longest part of a path is a UUID or a licence number. */
const MAX_PARAM_CHARS = 256
/** For headers and body to arrive in whole: a megabyte over a poor 400 kbit/s line takes 20 s; a slow sender must not hold a socket for ever. */
const REQUEST_TIMEOUT_MS = 30_000
/** A socket on which nothing moves. Above the request timeout and above the database's statement timeout, so that those speak first. */
const CONNECTION_TIMEOUT_MS = 60_000
/** Above the 60 s of common load balancers: the side that closes an idle connection must be theirs, or a request gets lost on it. */
const KEEP_ALIVE_TIMEOUT_MS = 72_000

/** A request id from outside is kept only when it is a plain token: it goes into logs and headers. */
const SANE_REQUEST_ID = /^[A-Za-z0-9._-]{8,64}$/

function requestIdOf(request: IncomingMessage): string {
  const given = request.headers['x-request-id']
  return typeof given === 'string' && SANE_REQUEST_ID.test(given) ? given : randomUUID()
}

/** A number of hops as the function that Fastify wants: the first so many addresses, counted from this service, are proxies of ours. */
function trustOf(
  trustProxy: ServerOptions['trustProxy'],
): boolean | string[] | ((address: string, hop: number) => boolean) {
  return typeof trustProxy === 'number' ? (_address, hop) => hop < trustProxy : trustProxy
}

const CLIENT_ERRORS: Record<string, { code: ErrorCode; detail: string }> = {
  ERR_HTTP_REQUEST_TIMEOUT: { code: 'request-timeout', detail: 'The request did not arrive in time.' },
  HPE_HEADER_OVERFLOW: { code: 'headers-too-large', detail: 'All headers together may have 16 KiB.' },
}

/** Answers what is not even HTTP, on the bare socket: there is no request and no reply yet. */
function createClientErrorHandler(publicBaseUrl: string) {
  return function handleClientError(error: Error & { code?: string }, socket: Socket): void {
    if (error.code === 'ECONNRESET' || socket.destroyed) return
    const known = CLIENT_ERRORS[error.code ?? '']
    const { code, detail } = known ?? { code: 'invalid-request' as const, detail: 'This is not a valid HTTP request.' }
    const requestId = randomUUID()
    const body = JSON.stringify(renderProblem({ code, detail, requestId, publicBaseUrl }))
    const head = [
      `HTTP/1.1 ${PROBLEM_KINDS[code].status} ${PROBLEM_KINDS[code].title}`,
      `content-type: ${PROBLEM_MEDIA_TYPE}`,
      `content-length: ${Buffer.byteLength(body)}`,
      `x-request-id: ${requestId}`,
      'connection: close',
    ]
    if (socket.writable) socket.write(`${head.join('\r\n')}\r\n\r\n${body}`)
    socket.destroy()
  }
}

/** The Fastify instance with its limits, its validator and its serializer; `registerEdge` gives it everything else. */
export function createServer(options: ServerOptions): Server {
  const settings: FastifyHttpOptions<RawServerDefault> = {
    logger: options.log === false ? false : loggerOptions(options.log),
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'requestId' }),
    trustProxy: trustOf(options.trustProxy),
    genReqId: requestIdOf,
    requestIdHeader: false,
    bodyLimit: BODY_LIMIT_BYTES,
    requestTimeout: REQUEST_TIMEOUT_MS,
    connectionTimeout: CONNECTION_TIMEOUT_MS,
    keepAliveTimeout: KEEP_ALIVE_TIMEOUT_MS,
    forceCloseConnections: 'idle',
    // The readiness gate answers while draining, as a problem; the framework's own 503 is not one.
    return503OnClosing: false,
    routerOptions: { maxParamLength: MAX_PARAM_CHARS },
    http: { maxHeaderSize: MAX_HEADER_BYTES },
    clientErrorHandler: createClientErrorHandler(options.publicBaseUrl),
    frameworkErrors: (error, request, reply) => {
      reply.header('x-request-id', request.id)
      sendRefusal(request, reply, refusalOf(request, error), options.publicBaseUrl)
    },
  }
  const app = fastify(settings).withTypeProvider<FastifyZodOpenApiTypeProvider>()
  app.setValidatorCompiler(compileValidator)
  app.setSerializerCompiler(createSerializerCompiler(options))
  return app
}
