import { z } from 'zod'
import { TIERS } from '../domain/vocabulary/traces.ts'

const Substitution = z.object({ observed: z.string(), registered: z.string(), position: z.number() }).meta({
  id: 'Substitution',
  description:
    'Characters that stand otherwise on record than they were read, from `position` of the reading on, counted from 0. Either side may be empty: left out, or too many.',
})

const Reason = z
  .object({
    descriptor: z.string(),
    relation: z.string(),
    observed: z.string().optional(),
    kind: z.string().optional(),
    substitutions: z.array(Substitution).optional(),
  })
  .meta({
    id: 'CandidateReason',
    description:
      'Which descriptor agrees, disagrees or is not known; `serial` with the characters that differ, `mark` with the kind of another mark that is on record as well, otherwise, or not at all.',
  })

// Answers that were stored before candidates had a score have none.
export const Candidate = z
  .object({
    weaponId: z.string(),
    tier: z.enum(TIERS),
    score: z.number().min(0).max(1).optional(),
    keysUsed: z.array(z.string()),
    reasons: z.array(Reason),
  })
  .meta({
    id: 'Candidate',
    description:
      'A weapon that may be the one observed. Never with a holder. `score` is the probability that it is the one; all of them and another weapon, not in the list, add up to 1. It ranks within a tier and releases nothing.',
  })

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
