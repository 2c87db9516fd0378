import { z } from 'zod'
import { SEVERITIES } from '../domain/findings.ts'
import { isCountry } from '../domain/reference/countries.ts'
import { countryCode } from '../http/text.ts'

/** ISO 3166-1 alpha-2, or the code of a former State that marked weapons (SU, YU, CS, DD). */
export const Country = countryCode(isCountry).meta({
  description: 'ISO 3166-1 alpha-2, or a former State: SU, YU, CS, DD.',
})

export const Finding = z
  .object({
    code: z.string(),
    severity: z.enum(SEVERITIES),
    pointer: z.string(),
    detail: z.string(),
    hint: z.string().optional(),
    paragraph: z.string().optional(),
  })
  .meta({ id: 'Finding' })

/** What a dry run answers: the same findings as the real call, and nothing stored. */
export const DryRunResult = z
  .object({ dryRun: z.literal(true), findings: z.array(Finding) })
  .meta({ id: 'DryRunResult' })

/** A party in an answer or a chain: the name only where the asker may have it. */
export const PartyInChain = z
  .object({
    partyId: z.string().optional(),
    kind: z.string(),
    country: z.string(),
    name: z.string().optional(),
    status: z.literal('CLOSED').optional().meta({
      description: 'The party was closed: in a link when it happened, of a holder or owner by now.',
    }),
  })
  .meta({ id: 'PartyInChain' })
export type PartyInChain = z.infer<typeof PartyInChain>
