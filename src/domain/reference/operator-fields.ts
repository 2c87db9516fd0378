import { z } from 'zod'
import { isCountry, successorsOf } from './countries.ts'
import { CERTAINTIES } from './entries.ts'

export const MAX_FEW = 1_000
export const MAX_NAMES = 100
// As long as the descriptors of a weapon, with which these names are compared.
const MAX_NAME_CHARS = 120

const CODE = /^[A-Z][A-Z0-9_]{1,63}$/
export const code = z.string().regex(CODE, 'must be a code of 2 to 64 capitals, digits and _, such as VIS_RADOM')
export const codes = (most: number) => z.array(code).max(most).optional()

export const name = z
  .string()
  .min(1, 'must not be empty')
  .max(MAX_NAME_CHARS, `must have at most ${MAX_NAME_CHARS} characters`)
  .refine(
    (text) => text.isWellFormed() && !/[\p{Cc}\u202A-\u202E\u2066-\u2069]/u.test(text),
    'must hold no control characters',
  )
export const names = z.array(name).max(MAX_NAMES).optional()

/** English is the name itself, so that no label can replace it. */
export const labels = z
  .strictObject({
    fr: name.optional(),
    es: name.optional(),
    ru: name.optional(),
    ar: name.optional(),
    zh: name.optional(),
  })
  .optional()

export const sourced = {
  labels,
  source: name.optional(),
  certainty: z.enum(CERTAINTIES, { error: `must be ${CERTAINTIES.join(', ')}` }).optional(),
}

export const country = z
  .string()
  .refine(
    (value) => isCountry(value) && successorsOf(value)[0] === value,
    'must be a State of today in ISO 3166-1 alpha-2, such as RS; former States are known by themselves',
  )

export const year = z.int().min(1800, 'must be a year from 1800 on').max(2100, 'must be a year up to 2100')
