/**
 * The reasons for which the registry refuses a call, whatever carries it. `http/error-handler.ts` holds the one table from a code to a status;
 * it is typed by this union, so a new code without a status does not compile.
 */
export const ERROR_CODES = [
  'invalid-request',
  'unprocessable',
  'not-found',
  'answer-not-ready',
  'forbidden',
  'unauthenticated',
  'conflict',
  'content-erased',
  'findings-refused',
  'idempotency-key-missing',
  'idempotency-key-reused',
  'request-in-progress',
  'purpose-missing',
  'cursor-invalid',
  'too-many-requests',
  'abnormal-usage-detected',
  'payload-too-large',
  'unsupported-media-type',
  'method-not-allowed',
  'uri-too-long',
  'headers-too-large',
  'request-timeout',
  'overloaded',
  'not-ready',
  'ledger-behind',
  'internal',
] as const
export type ErrorCode = (typeof ERROR_CODES)[number]

/** One thing wrong with the request: where (`#/markings/0/text`), what, and how to mend it. */
export interface ErrorEntry {
  readonly pointer: string
  readonly code: string
  readonly detail: string
  readonly hint?: string
}

/** A refusal: nothing was stored. `detail` and `errors` are shown to the caller, so they never hold a serial, a name or another agency's data. */
export class DomainError extends Error {
  readonly code: ErrorCode
  readonly errors: readonly ErrorEntry[]
  readonly retryAfterSeconds: number | undefined

  constructor(
    code: ErrorCode,
    detail: string,
    options: { errors?: readonly ErrorEntry[]; retryAfterSeconds?: number; cause?: unknown } = {},
  ) {
    super(detail, { cause: options.cause })
    this.name = 'DomainError'
    this.code = code
    this.errors = options.errors ?? []
    this.retryAfterSeconds = options.retryAfterSeconds
  }
}

/** The one answer for "does not exist" and "is not yours to see" (design 3.9): nothing in it depends on which of the two it was. */
export function notFound(what: string): DomainError {
  return new DomainError('not-found', `No ${what} with this id is known to you.`)
}
