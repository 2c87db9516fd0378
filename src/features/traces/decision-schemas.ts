import { z } from 'zod'
import { DECISIONS } from '../../domain/corrections/declaration.ts'
import { ASKER_STEPS } from '../../domain/traces/request-steps.ts'
import { STATED_OUTCOMES } from '../../domain/traces/outcome.ts'
import { REFUSAL_GROUNDS } from '../../domain/vocabulary/traces.ts'
import { text, Uuid } from '../../http/text.ts'
import { Observation } from '../../tracing/observation-schemas.ts'
import { EvidenceIds } from '../name-evidence.ts'
import { Country } from '../wire.ts'

const MAX_TEXT_CHARS = 4000
const MAX_COUNTRIES = 30
const Explanation = text(MAX_TEXT_CHARS, { multiline: true })

export const NewTraceDecision = z
  .strictObject({
    id: Uuid.optional(),
    weaponId: Uuid.optional().meta({
      description: 'The candidate. A REJECT without it rejects every candidate that you have not decided yet.',
    }),
    decision: z.enum(DECISIONS),
    reason: Explanation.meta({ description: 'Why, in your own words. For registrars and auditors only.' }),
    evidence: z
      .union([Explanation, EvidenceIds.min(1)])
      .meta({ description: 'What it stands on: in words, or the ids of evidence files.' }),
  })
  .refine(({ weaponId, decision }) => weaponId !== undefined || decision === 'REJECT', {
    path: ['weaponId'],
    error: 'A confirmation names its weapon.',
  })
  .meta({ id: 'NewTraceDecision' })
export type NewTraceDecision = z.infer<typeof NewTraceDecision>

const RESPONSES = [
  'ACKNOWLEDGE',
  'REQUEST_MORE_INFO',
  'DELAY',
  'RESTRICT',
  'REFUSE',
  'FORWARD',
  'CLARIFY',
  'CONCLUDE',
  'CLOSE',
] as const

export const NewTraceResponse = z
  .strictObject({
    id: Uuid.optional(),
    action: z.enum(RESPONSES),
    grounds: z.array(z.enum(REFUSAL_GROUNDS)).min(1).max(REFUSAL_GROUNDS.length).optional().meta({
      description: 'ITI 22: why an answer is delayed, restricted or refused. The asker is told (ITI 23).',
    }),
    reviewOn: z.iso.date().optional().meta({ description: 'Of a delay: the day on which it is looked at again.' }),
    countries: z.array(Country).min(1).max(MAX_COUNTRIES).optional().meta({
      description: 'Of a forwarding: the States that are asked.',
    }),
    outcome: z.enum(STATED_OUTCOMES).optional().meta({ description: 'Of a conclusion: what it came to.' }),
    text: Explanation.optional().meta({ description: 'What the asker is told with it.' }),
  })
  .meta({ id: 'NewTraceResponse' })
export type NewTraceResponse = z.infer<typeof NewTraceResponse>

export const NewFollowUp = z
  .strictObject({
    id: Uuid.optional(),
    action: z.enum(ASKER_STEPS),
    observation: Observation.optional().meta({
      description: 'Of a resubmission: all that is seen on the weapon, in the place of what was sent before.',
    }),
    text: Explanation.optional(),
  })
  .refine(({ action, observation }) => (action === 'RESUBMIT') === (observation !== undefined), {
    path: ['observation'],
    error: 'A resubmission sends the observation again, and nothing else does.',
  })
  .refine(({ action, text: words }) => action !== 'REQUEST_CLARIFICATION' || words !== undefined, {
    path: ['text'],
    error: 'Say what should be made clear (ITI 23).',
  })
  .meta({ id: 'NewFollowUp' })
export type NewFollowUp = z.infer<typeof NewFollowUp>
