import { z } from 'zod'
import { TIERS } from '../domain/vocabulary/traces.ts'

const Reason = z
  .object({ descriptor: z.string(), relation: z.string(), observed: z.string().optional() })
  .meta({ id: 'CandidateReason', description: 'Which descriptor agrees, disagrees or is not known.' })

export const Candidate = z
  .object({ weaponId: z.string(), tier: z.enum(TIERS), keysUsed: z.array(z.string()), reasons: z.array(Reason) })
  .meta({ id: 'Candidate', description: 'A weapon that may be the one observed. Never with a holder.' })

const Substitution = z
  .object({ observed: z.string(), registered: z.string(), position: z.number() })
  .meta({ id: 'Substitution', description: 'A character that was taken for another.' })

/** How the observation was identified: candidates with their reasons, never with a holder. */
export const Identification = z
  .object({
    tier: z.enum(TIERS).nullable(),
    keysUsed: z.array(z.string()),
    substitutions: z.array(Substitution),
    candidates: z.array(Candidate),
  })
  .meta({ id: 'Identification' })
export type Identification = z.infer<typeof Identification>
