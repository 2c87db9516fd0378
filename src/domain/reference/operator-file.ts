import { z } from 'zod'
import { MAKER_ROLES } from './entries.ts'
import { code, codes, country, labels, MAX_FEW, MAX_NAMES, name, names, sourced, year } from './operator-fields.ts'
import { dateCodes, selectorLetters, serialFormat } from './operator-marks.ts'

// Forming a name takes 30 microseconds: with ten names each, this many makers add four seconds to a start.
const MAX_ENTRIES = 5_000
const MAX_SHAPES = 20

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
  /** The first year in which one can have been made. */
  since: year.optional(),
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
  countries: z.array(country).max(MAX_FEW).optional(),
  toDecide: name.optional(),
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
const OPEN_LISTS = [
  'makers',
  'models',
  'calibres',
  'factory-symbols',
  'document-kinds',
  'date-codes',
  'selector-letters',
  'serial-formats',
] as const

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
  dateCodes: all(dateCodes, MAX_FEW),
  selectorLetters: all(selectorLetters, MAX_FEW),
  serialFormats: all(serialFormat, MAX_FEW),
  additions: all(addition),
})
export type OperatorFile = z.infer<typeof OperatorFile>
