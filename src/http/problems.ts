import { z } from 'zod'
import type { ErrorCode, ErrorEntry } from '../domain/errors.ts'

/** The media type of every refusal (RFC 9457 section 6.1). */
export const PROBLEM_MEDIA_TYPE = 'application/problem+json; charset=utf-8'

interface ProblemKind {
  readonly status: number
  readonly title: string
  /** What the page at the type's address tells a developer: what happened and what to do. */
  readonly about: string
}

/** The one table from a reason to its HTTP status. Typed by the union, so a new code without a status does not compile. */
export const PROBLEM_KINDS: Record<ErrorCode, ProblemKind> = {
  'invalid-request': {
    status: 400,
    title: 'The request is not valid',
    about: 'Something in the address, the headers or the body breaks the contract. errors[] lists every place at once.',
  },
  unprocessable: {
    status: 422,
    title: 'The request cannot be carried out',
    about: 'The request is well formed, but what it asks cannot be true or is not allowed to you. errors[] says where.',
  },
  'not-found': {
    status: 404,
    title: 'Not found',
    about:
      'Nothing with this id is known to you. The answer is the same whether it does not exist or is not yours to see.',
  },
  'answer-not-ready': {
    status: 404,
    title: 'There is no answer yet',
    about: 'The trace request is yours, and it has no answer yet. Ask again later.',
  },
  forbidden: {
    status: 403,
    title: 'Not allowed',
    about: 'The token is valid but does not carry the scope that this call needs, or its agency may not call.',
  },
  unauthenticated: {
    status: 401,
    title: 'A valid bearer token is needed',
    about: 'The call came without a token, or with one that is expired, malformed or not from the trusted issuer.',
  },
  conflict: {
    status: 409,
    title: 'Conflict with what is recorded',
    about: 'The same id was used for something else, or the record has moved on.',
  },
  'content-erased': {
    status: 410,
    title: 'The content was erased',
    about: 'The record stays; its content was lawfully erased, and nobody can have it again.',
  },
  'findings-refused': {
    status: 409,
    title: 'Refused because of its findings',
    about: 'The call asked for strict handling (RFC 7240 handling=strict) and has findings of WARNING or more.',
  },
  'idempotency-key-missing': {
    status: 400,
    title: 'The Idempotency-Key header is needed',
    about:
      'A call that stores needs an Idempotency-Key, so that a lost reply can be asked for again without storing twice.',
  },
  'idempotency-key-reused': {
    status: 422,
    title: 'The Idempotency-Key was used for another request',
    about: 'Make a new key for each new request; repeat a key only with the same method, address and body.',
  },
  'request-in-progress': {
    status: 409,
    title: 'The first request with this key is still running',
    about: 'Wait as Retry-After says, then repeat the call with the same key and body.',
  },
  'purpose-missing': {
    status: 400,
    title: 'The Purpose and Legal-Basis headers are needed',
    about: 'A look at custody is recorded with its purpose and legal basis; this call came without them.',
  },
  'cursor-invalid': {
    status: 400,
    title: 'The cursor is not valid here',
    about:
      'A cursor works for the same list, the same filters and the same agency, until it expires. Start from the first page.',
  },
  'too-many-requests': {
    status: 429,
    title: 'Too many requests',
    about: 'The quota of this client is used up. Wait as Retry-After says.',
  },
  'abnormal-usage-detected': {
    status: 429,
    title: 'Abnormal usage detected',
    about: 'The searches of this agency exceed what its work explains. Wait, or speak with the operator.',
  },
  'payload-too-large': {
    status: 413,
    title: 'The body is too large',
    about: 'Send fewer items in one call, or a smaller file.',
  },
  'unsupported-media-type': {
    status: 415,
    title: 'The content type is not supported',
    about: 'Send JSON as application/json, encoded in UTF-8; an evidence file as the photo or PDF that it is.',
  },
  'method-not-allowed': {
    status: 405,
    title: 'The method is not allowed here',
    about: 'The address exists; the Allow header lists the methods it answers.',
  },
  'uri-too-long': { status: 414, title: 'The address is too long', about: 'A part of the address exceeds its limit.' },
  'headers-too-large': {
    status: 431,
    title: 'The headers are too large',
    about: 'All headers together exceed 16 KiB.',
  },
  'request-timeout': { status: 408, title: 'The request took too long to arrive', about: 'Send it again.' },
  overloaded: { status: 503, title: 'The service is busy', about: 'Wait as Retry-After says, then try again.' },
  'not-ready': {
    status: 503,
    title: 'The service is not ready',
    about: 'It is starting, stopping, or something it depends on does not answer. Wait as Retry-After says.',
  },
  'ledger-behind': {
    status: 503,
    title: 'Nothing is recorded at this time',
    about:
      'The registry holds less than what its ledger has published, as after a restored backup. Until its operator has put that right nothing is recorded, and so ' +
      'nothing is shown whose look would have to be recorded. Tell the operator, and repeat the call later with the same Idempotency-Key.',
  },
  internal: { status: 500, title: 'Something went wrong here', about: 'Tell the operator the requestId.' },
}

/** Two reasons have a type registered with IANA ("HTTP Problem Types"); a client that knows those needs no table of ours. */
const REGISTERED_TYPES: Partial<Record<ErrorCode, string>> = {
  'too-many-requests': 'https://iana.org/assignments/http-problem-types#quota-exceeded',
  'abnormal-usage-detected': 'https://iana.org/assignments/http-problem-types#abnormal-usage-detected',
}

/** A body of a megabyte can be wrong in a hundred thousand places; a reader mends the first hundred. */
const MAX_ENTRIES = 100

export const ProblemEntry = z.object({
  pointer: z.string().meta({
    description:
      'Where: a URI-fragment JSON pointer into the body (`#/markings/0/text`), `?name` for a query parameter, `{name}` for a part of the path, `header:name` for a header.',
  }),
  code: z.string(),
  detail: z.string(),
  hint: z.string().optional(),
})

/** RFC 9457 problem details with every finding at once. */
export const Problem = z
  .object({
    type: z.string().meta({ format: 'uri', description: 'Stable; resolves to a page about this reason.' }),
    title: z.string(),
    status: z.number().int(),
    detail: z.string(),
    instance: z.string().meta({ format: 'uri-reference' }),
    code: z.string().meta({ description: 'Stable. Accept codes that you do not know: more may come.' }),
    errors: z.array(ProblemEntry),
    requestId: z.string().meta({ description: 'The x-request-id of this call; name it when you ask for help.' }),
    'violated-policies': z.array(z.string()).optional(),
  })
  .describe('A refusal (RFC 9457). Nothing was stored, and nothing submitted is repeated.')
export type Problem = z.infer<typeof Problem>

/** The address of the page about a reason. */
export function problemType(code: ErrorCode, publicBaseUrl: string): string {
  return REGISTERED_TYPES[code] ?? `${publicBaseUrl}/problems/${code}`
}

export interface ProblemInput {
  readonly code: ErrorCode
  readonly detail: string
  readonly errors?: readonly ErrorEntry[]
  readonly requestId: string
  readonly publicBaseUrl: string
}

/** `instance` names the call by its request id and not by its address, which may hold a licence number that was typed into a query. */
export function renderProblem({ code, detail, errors = [], requestId, publicBaseUrl }: ProblemInput): Problem {
  const { status, title } = PROBLEM_KINDS[code]
  const shown = errors.slice(0, MAX_ENTRIES).map((entry) => ({ ...entry }))
  const rest = errors.length - shown.length
  return {
    type: problemType(code, publicBaseUrl),
    title,
    status,
    detail: rest > 0 ? `${detail} ${rest} more errors are not listed.` : detail,
    instance: `/requests/${requestId}`,
    code,
    errors: shown,
    requestId,
    ...(code === 'too-many-requests' ? { 'violated-policies': ['default'] } : {}),
  }
}
