import { z } from 'zod'

// Control characters of Unicode (C0 with NUL, DEL, C1). A tab or a line break is allowed only where a text may have several lines.
const CONTROL = /\p{Cc}/u
const CONTROL_BUT_LINES = /[^\P{Cc}\t\n\r]/u
// Halves of a surrogate pair that stand alone: PostgreSQL cannot store them, and no encoder keeps them.
const LONE_SURROGATE = /\p{Surrogate}/u
// Marks that are not seen but change what is read: bidirectional controls can make "123" look like "321" on an answer.
const BIDI_CONTROL = /[\u202A-\u202E\u2066-\u2069]/u

/**
 * A text that a person or a system wrote: 1 to `maxChars` UTF-16 units, not only white space, without NUL and other control characters
 * (tab and line breaks are allowed where `multiline`), without lone surrogates and bidirectional controls. It is kept as given: not trimmed, not normalised.
 */
export function text(maxChars: number, { multiline = false }: { multiline?: boolean } = {}) {
  const control = multiline ? CONTROL_BUT_LINES : CONTROL
  return z
    .string()
    .min(1)
    .max(maxChars)
    .superRefine((value, context) => {
      const refuse = (code: string, message: string) => context.addIssue({ code: 'custom', message, params: { code } })
      if (control.test(value)) refuse('control-character', 'This holds a control character, which is not allowed.')
      if (LONE_SURROGATE.test(value))
        refuse('lone-surrogate', 'This holds half of a surrogate pair, which is not a character.')
      if (BIDI_CONTROL.test(value)) refuse('bidi-control', 'This holds a character that turns the reading direction.')
      if (value !== '' && value.trim() === '') refuse('blank', 'This holds only white space.')
    })
}

const UUID_FORM = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** Any UUID of RFC 9562, whatever its version, in lower case as PostgreSQL prints it. */
export const Uuid = z
  .string()
  .regex(UUID_FORM, 'This must be a UUID, such as 0197a1f0-7c3e-7b2a-9f00-0c2f6d3f2b11.')
  .toLowerCase()
  .meta({ format: 'uuid' })

/** A two-letter country code; which codes exist is told by `isKnown`, since the list is data of the registry. */
export function countryCode(isKnown: (code: string) => boolean) {
  return z
    .string()
    .regex(/^[A-Z]{2}$/, 'This must be a two-letter country code in capitals, such as RS.')
    .refine(isKnown, { error: 'This country code is not known.', params: { code: 'unknown-country' } })
}

/** The largest page of a list. Two hundred items of a few kilobytes stay far below the body limit of common proxies. */
const MAX_LIMIT = 200
const DEFAULT_LIMIT = 50

function digitsWithin(value: string): boolean {
  return /^[0-9]{1,3}$/.test(value) && Number(value) >= 1 && Number(value) <= MAX_LIMIT
}

/** `?limit=`: the most items on a page, 1 to 200, 50 where absent. Digits only: what JavaScript would coerce (`1e2`, ` 5`) is refused. */
export const limit = z
  .string()
  .refine(digitsWithin, `This must be a whole number from 1 to ${MAX_LIMIT}.`)
  .transform(Number)
  .default(DEFAULT_LIMIT)
  .meta({ override: { type: 'integer', minimum: 1, maximum: MAX_LIMIT, default: DEFAULT_LIMIT } })

/** `?cursor=`: what `next` of the page before held. Its inside is not part of the contract. */
export const cursor = z
  .string()
  .regex(/^[A-Za-z0-9_-]{1,1024}$/, 'This is not a cursor of this service.')
  .optional()
