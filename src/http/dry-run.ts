import { z } from 'zod'

/** `?dryRun=true` checks the call and stores nothing. Only the two words are read: a misspelt value must not store by accident. */
export const dryRun = z
  .string()
  .refine((value) => value === 'true' || value === 'false', 'This must be true or false.')
  .transform((value) => value === 'true')
  .default(false)
  .meta({
    description: 'true: check only. Nothing is stored or identified, and no Idempotency-Key is needed.',
    override: { type: 'boolean', default: false },
  })

/** The query of a call that stores and has no other parameters. */
export const DryRunQuery = z.strictObject({ dryRun })

/** True where the checked query of a request asks for a dry run. */
export function isDryRun(query: unknown): boolean {
  const asked = typeof query === 'object' && query !== null ? (query as { dryRun?: unknown }).dryRun : undefined
  return asked === true || asked === 'true'
}
