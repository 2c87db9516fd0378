import { z } from 'zod'

/** Long enough for a UUID with a prefix; the store's column has the same bound. */
const MAX_KEY_CHARS = 255
const HOW = 'Send a new UUID, bare or in double quotes, and the same one again when you repeat the call.'
// Visible ASCII without the signs that would make a bare key look like a list, a parameter or a broken quotation.
const BARE = /^[!#-+\--:<-[\]-~]+$/
// An RFC 9651 String (section 3.3.3): printable ASCII in double quotes, where only the quote and the backslash are escaped.
const QUOTED = /^"((?:[ !#-[\]-~]|\\["\\])*)"$/

/**
 * The key in an `Idempotency-Key` header: an RFC 9651 String (`"8e03978e"`) or the same text bare, 1 to 255 printable characters.
 * `undefined` when it is malformed. The quoted and the bare form of one text are one key.
 */
export function parseIdempotencyKey(header: string): string | undefined {
  const value = header.trim()
  const quoted = QUOTED.exec(value)?.[1]
  const key = quoted === undefined ? (BARE.test(value) ? value : '') : quoted.replace(/\\(["\\])/g, '$1')
  return key.length >= 1 && key.length <= MAX_KEY_CHARS ? key : undefined
}

/** The header as a schema. A route that declares it stores, and needs the key unless it is a dry run. */
export const IdempotencyKeyHeader = z
  .string()
  .superRefine((value, context) => {
    if (parseIdempotencyKey(value) !== undefined) return
    const message = 'This is not an idempotency key of 1 to 255 printable characters.'
    context.addIssue({ code: 'custom', message, params: { code: 'idempotency-key-malformed', hint: HOW } })
  })
  .meta({
    description:
      'Makes a repeated call safe: the same key with the same body gives the stored answer, with another body 422. 1 to 255 printable characters, bare or as an RFC 9651 string. Not needed with dryRun=true.',
    example: '0197a1f0-7c3e-7b2a-9f00-0c2f6d3f2b11',
  })

/** The entry of a missing key, for the problem `idempotency-key-missing`. */
export const MISSING_KEY = {
  pointer: 'header:idempotency-key',
  code: 'idempotency-key-missing',
  detail: 'A call that stores needs the header Idempotency-Key.',
  hint: HOW,
} as const
