import { z } from 'zod'

/** A value as it stands in a fact: a scalar, `[]` or `{}`. */
const FieldValue = z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.never()), z.strictObject({})])

/** Fields of a fact that are shown with their salts, and the digests of those that are not: with its entry in the ledger, a fact that can be checked offline. */
export const DisclosedFactSchema = z
  .object({
    shown: z.array(z.object({ pointer: z.string(), salt: z.string(), value: FieldValue })),
    hidden: z.array(z.object({ digest: z.string(), pointer: z.string() })),
  })
  .meta({ id: 'DisclosedFact' })
