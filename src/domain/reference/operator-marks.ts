import { z } from 'zod'
import { isCountry } from './countries.ts'
import { code, country, MAX_NAMES, name, sourced, year } from './operator-fields.ts'

const MAX_CODES = 500

const dateCode = z
  .string()
  .regex(/^[\p{L}\p{N}]{1,8}$/u, 'must be 1 to 8 letters and digits as they are struck, without frame or dot')

const letters = z
  .string()
  .regex(/^[\p{L}\p{N}∞]{1,8}$/u, 'must be the letters or the number of one position of the selector')

const asMarked = z
  .string()
  .refine(isCountry, 'must be a State in ISO 3166-1 alpha-2, or a former one as it was marked, such as YU')

const shape = z
  .string()
  .regex(
    /^(?=[^Y]*(?:YY[^Y]*)?$)[A9Y./-]{2,32}$/,
    'must be 2 to 32 signs: A for a letter, 9 for a digit, YY once for the last digits of the year, and . / - as they are',
  )

/** What an operator's file may add of what marks tell: codes of years, letters of selectors, ways of numbering. */
export const dateCodes = z.strictObject({
  code,
  name,
  country,
  makers: z.array(code).max(MAX_NAMES).optional(),
  codes: z
    .array(z.strictObject({ text: dateCode, year }))
    .min(1, 'must hold a code at least')
    .max(MAX_CODES, `must have at most ${MAX_CODES} codes`),
  ...sourced,
})

export const selectorLetters = z.strictObject({
  code,
  name,
  letters: z.array(letters).min(1, 'must hold the letters of a position at least').max(6),
  countries: z.array(asMarked).min(1, 'must name a State at least').max(MAX_NAMES),
  ...sourced,
})

export const serialFormat = z
  .strictObject({
    code,
    name,
    makers: z.array(code).max(MAX_NAMES).optional(),
    country: country.optional(),
    shape,
    since: year.optional(),
    ...sourced,
  })
  .refine(({ makers = [], country: state }) => makers.length > 0 || state !== undefined, {
    path: ['makers'],
    error: 'must name a maker, or the country of all its makers',
  })
  .refine(({ shape: signs, since }) => !signs.includes('YY') || since !== undefined, {
    path: ['since'],
    error: 'must tell the first year where YY is one, so that its century is known',
  })
