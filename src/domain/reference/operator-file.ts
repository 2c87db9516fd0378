import { z } from 'zod'
import { isCountry, successorsOf } from './countries.ts'
import { CERTAINTIES, MAKER_ROLES } from './entries.ts'

// Forming a name takes 30 microseconds: with ten names each, this many makers add four seconds to a start.
const MAX_ENTRIES = 5_000
const MAX_FEW = 1_000
const MAX_NAMES = 100
// As long as the descriptors of a weapon, with which these names are compared.
const MAX_NAME_CHARS = 120
const MAX_SHAPES = 20

const CODE = /^[A-Z][A-Z0-9_]{1,63}$/
const code = z.string().regex(CODE, 'must be a code of 2 to 64 capitals, digits and _, such as VIS_RADOM')
const codes = (most: number) => z.array(code).max(most).optional()

const name = z
  .string()
  .min(1, 'must not be empty')
  .max(MAX_NAME_CHARS, `must have at most ${MAX_NAME_CHARS} characters`)
  .refine(
    (text) => text.isWellFormed() && !/[\p{Cc}\u202A-\u202E\u2066-\u2069]/u.test(text),
    'must hold no control characters',
  )
const names = z.array(name).max(MAX_NAMES).optional()

/** English is the name itself, so that no label can replace it. */
const labels = z
  .strictObject({
    fr: name.optional(),
    es: name.optional(),
    ru: name.optional(),
    ar: name.optional(),
    zh: name.optional(),
  })
  .optional()

const sourced = {
  labels,
  source: name.optional(),
  certainty: z.enum(CERTAINTIES, { error: `must be ${CERTAINTIES.join(', ')}` }).optional(),
}

const country = z
  .string()
  .refine(
    (value) => isCountry(value) && successorsOf(value)[0] === value,
    'must be a State of today in ISO 3166-1 alpha-2, such as RS; former States are known by themselves',
  )

// A little language in the place of regular expressions: one that runs away on a long mark cannot be written in it.
const shape = z
  .string()
  .regex(
    /^[A9./-]{2,32}$/,
    'must be 2 to 32 signs: A for a letter, 9 for a digit, and . / - as they are, such as AA-99999',
  )

const maker = z.strictObject({
  id: code,
  name,
  aliases: names,
  country,
  roles: z
    .array(z.enum(MAKER_ROLES, { error: `must be ${MAKER_ROLES.join(', ')}` }))
    .min(1)
    .optional(),
  serialShapes: z.array(shape).min(1).max(MAX_SHAPES).optional(),
  restartsYearly: z.boolean().optional(),
  ...sourced,
})
export type OperatorMaker = z.infer<typeof maker>

const model = z.strictObject({
  id: code,
  name,
  aliases: names,
  makers: z.array(code).min(1, 'must name a maker at least').max(MAX_NAMES),
  calibres: names,
  family: code.optional(),
  isGeneric: z.boolean().optional(),
  variantOf: code.optional(),
  ...sourced,
})

const calibre = z.strictObject({ id: name, aliases: names, notSameAs: names, ambiguousAs: names, ...sourced })

const word = z
  .string()
  .regex(/^(#|[0-9]{1,4}|[A-Z]{3,20})$/, 'must be a shape in capitals such as CROWN, a number, or # for any number')

const symbol = z.strictObject({
  code,
  name,
  words: z
    .array(word)
    .min(1)
    .max(6)
    .refine((words) => words.some((one) => /^[A-Z]/.test(one)), 'must hold a shape beside the number'),
  makers: codes(MAX_NAMES),
  ...sourced,
})

const documentKind = z.strictObject({
  code,
  name,
  issuer: name.optional(),
  keyFields: names,
  aliases: names,
  labels,
})

/** The lists that an operator's file may add to, by the ids under which they are served. */
const OPEN_LISTS = ['makers', 'models', 'calibres', 'factory-symbols', 'document-kinds'] as const

const addition = z.strictObject({
  list: z.enum(OPEN_LISTS, {
    error: `must be one of ${OPEN_LISTS.join(', ')}; every other list is closed, because its codes have behaviour in the program`,
  }),
  code: name,
  aliases: names,
  labels,
})

const all = <Entry extends z.ZodType>(entry: Entry, most = MAX_ENTRIES) =>
  z.array(entry).max(most, `must have at most ${most} entries`).default([])

/** The operator's file as it is written: what it adds to the open lists. It can neither change nor remove an entry. */
export const OperatorFile = z.strictObject({
  note: z
    .string()
    .max(4000)
    .refine((text) => text.isWellFormed(), 'must hold no half of a character')
    .optional(),
  makers: all(maker),
  importers: all(maker),
  models: all(model),
  calibres: all(calibre, MAX_FEW),
  factorySymbols: all(symbol, MAX_FEW),
  documentKinds: all(documentKind, MAX_FEW),
  additions: all(addition),
})
export type OperatorFile = z.infer<typeof OperatorFile>
