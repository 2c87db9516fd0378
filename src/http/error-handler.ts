import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { DomainError, type ErrorCode, type ErrorEntry } from '../domain/errors.ts'
import { describeError } from './logging.ts'
import { PROBLEM_KINDS, PROBLEM_MEDIA_TYPE, renderProblem } from './problems.ts'
import { missingKeyEntry } from './storing.ts'
import { collectEntries, InvalidPlaceError } from './validation.ts'

/** What the framework refuses by itself, before or beside a route. */
const FRAMEWORK_REFUSALS: Record<string, { code: ErrorCode; detail: string }> = {
  FST_ERR_CTP_INVALID_MEDIA_TYPE: { code: 'unsupported-media-type', detail: 'Send the body as application/json.' },
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: {
    code: 'invalid-request',
    detail: 'The body does not have its announced length.',
  },
  FST_ERR_BAD_URL: { code: 'invalid-request', detail: 'The address holds a percent-encoding that cannot be read.' },
  FST_ERR_MAX_PARAM_LENGTH: { code: 'uri-too-long', detail: 'A part of the address is too long.' },
  FST_ERR_HANDLER_TIMEOUT: { code: 'overloaded', detail: 'The call took too long and was stopped.' },
}

export interface Refusal {
  readonly code: ErrorCode
  readonly detail: string
  readonly errors: readonly ErrorEntry[]
  readonly retryAfterSeconds: number | undefined
}

function refusal(code: ErrorCode, detail: string, errors: readonly ErrorEntry[] = []): Refusal {
  return { code, detail, errors, retryAfterSeconds: undefined }
}

function refuseInvalid(request: FastifyRequest, failed: InvalidPlaceError): Refusal {
  const missing = missingKeyEntry(request)
  const entries = [...collectEntries(request, failed), ...(missing === undefined ? [] : [missing])]
  const places = entries.length === 1 ? 'One thing is' : `${entries.length} things are`
  return refusal('invalid-request', `${places} wrong with the request; nothing was done.`, entries)
}

function refuseTooLarge({ routeOptions }: FastifyRequest): Refusal {
  return refusal('payload-too-large', `The body exceeds the limit of this call, ${routeOptions.bodyLimit} bytes.`)
}

/** Any error as a refusal. What is not known to be the caller's is `internal`, and tells nothing of its cause. */
export function refusalOf(request: FastifyRequest, error: unknown): Refusal {
  if (error instanceof DomainError) {
    const { code, message, errors, retryAfterSeconds } = error
    return code === 'internal' ? internal() : { code, detail: message, errors, retryAfterSeconds }
  }
  if (error instanceof InvalidPlaceError) return refuseInvalid(request, error)
  const { code, statusCode } = error as Partial<FastifyError>
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE') return refuseTooLarge(request)
  const known = code === undefined ? undefined : FRAMEWORK_REFUSALS[code]
  if (known !== undefined) return refusal(known.code, known.detail)
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500) {
    return refusal('invalid-request', 'The request could not be read.')
  }
  return internal()
}

function internal(): Refusal {
  return refusal('internal', 'The call failed because of a fault here, not because of what you sent.')
}

/** Waits told to a caller where the refusal names none, in seconds. */
const DEFAULT_RETRY_AFTER: Partial<Record<ErrorCode, number>> = {
  'not-ready': 5,
  overloaded: 2,
  'request-in-progress': 1,
  'too-many-requests': 60,
  'abnormal-usage-detected': 3600,
}

/** Answers a refusal as `application/problem+json` (RFC 9457). The body is text already, so no response schema can bend it. */
export function sendRefusal(request: FastifyRequest, reply: FastifyReply, refused: Refusal, publicBaseUrl: string) {
  const { code, detail, errors } = refused
  const retryAfterSeconds = refused.retryAfterSeconds ?? DEFAULT_RETRY_AFTER[code]
  if (retryAfterSeconds !== undefined) reply.header('retry-after', String(Math.max(1, Math.ceil(retryAfterSeconds))))
  const problem = renderProblem({ code, detail, errors, requestId: request.id, publicBaseUrl })
  return reply
    .code(problem.status)
    .type(PROBLEM_MEDIA_TYPE)
    .header('cache-control', 'no-store')
    .send(JSON.stringify(problem))
}

/** The one place where an error becomes an answer. A fault of ours is logged here, once, with the request id and no values. */
export function createErrorHandler(publicBaseUrl: string) {
  return function handleError(error: unknown, request: FastifyRequest, reply: FastifyReply) {
    const refused = refusalOf(request, error)
    if (PROBLEM_KINDS[refused.code].status === 500) request.log.error(describeError(error), 'request failed')
    return sendRefusal(request, reply, refused, publicBaseUrl)
  }
}
