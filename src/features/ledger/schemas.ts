import { z } from 'zod'
import { Uuid } from '../../http/text.ts'
import { WaitHeader } from '../../http/prefer.ts'

/** A file's bytes, as they are. */
export const Bytes = z.unknown().meta({ override: { type: 'string' } })

export const NoQuery = z.strictObject({})

const SizeText = z
  .string()
  .regex(/^(0|[1-9][0-9]{0,15})$/, 'This must be a number of entries, without leading zeros.')
  .transform(Number)
  .refine(Number.isSafeInteger, 'This must be a number of entries.')
  .meta({ override: { type: 'integer', minimum: 0 } })

export const GrowthQuery = z.strictObject({ old: SizeText, new: SizeText.optional() })

export const TileParams = z.object({
  level: z.string().meta({ description: 'Level of the tile, 0 to 63.' }),
  index: z.string().meta({ description: 'Index in groups of three digits, all but the last after an x.' }),
})

export const BundleParams = z.object({
  index: z.string().meta({ description: 'Index in groups of three digits, all but the last after an x.' }),
})

export const FactParams = z.object({ factId: Uuid })
export const ProofHeaders = z.object({ prefer: WaitHeader.optional() })

export const PendingProof = z.object({ factId: Uuid, state: z.literal('PENDING') }).meta({
  id: 'PendingProof',
  description: 'The fact is recorded, and no checkpoint has it yet. Ask again as Retry-After says.',
})

export const LedgerHealth = z
  .object({
    size: z.int().meta({ description: 'Entries under the last checkpoint.' }),
    checkpoint: z
      .object({ root: z.string(), publishedAt: z.string() })
      .nullable()
      .meta({ description: 'Null before the first.' }),
    waiting: z.int().nullable().meta({
      description:
        'Facts that have no number yet, as this process saw it a second ago; null where it does nothing for the ledger.',
    }),
    role: z.enum(['OFF', 'STARTING', 'LEADS', 'FOLLOWS', 'BEHIND', 'AWAY']).meta({
      description:
        'Of this process: it numbers and signs, waits to take over, holds everything back since the tree is not what was signed, has no connection, or does nothing by its settings.',
    }),
    readOnlyBecause: z
      .string()
      .nullable()
      .meta({ description: 'Why nothing is recorded or signed; null while all is well.' }),
    witnesses: z
      .array(
        z.object({
          name: z.string(),
          size: z.int().nullable().meta({ description: 'What it cosigned last, as far as this process knows.' }),
          trouble: z.string().nullable(),
        }),
      )
      .meta({ description: 'As the process that publishes sees them; empty in the others.' }),
  })
  .meta({ id: 'LedgerHealth' })
