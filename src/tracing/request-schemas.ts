import { z } from 'zod'
import { DECISIONS } from '../domain/corrections/declaration.ts'
import { OccurredAtInput } from '../domain/time/occurred-at.ts'
import {
  CIRCUMSTANCE_KINDS,
  ILLICIT_GROUNDS,
  INTENDED_USES,
  PRIORITIES,
  PURPOSES,
  REQUEST_STATUSES,
} from '../domain/vocabulary/traces.ts'
import { text, Uuid } from '../http/text.ts'
import { Country, Finding } from '../features/wire.ts'
import { TraceAnswer, TraceFlag } from './answer-schemas.ts'
import { Identification } from './identification-schemas.ts'
import { Observation } from './observation-schemas.ts'

const MAX_REFERENCE_CHARS = 120
const MAX_LEGAL_BASIS_CHARS = 500

const Circumstances = z
  .strictObject({ kind: z.enum(CIRCUMSTANCE_KINDS), country: Country, occurredAt: OccurredAtInput.optional() })
  .meta({ id: 'Circumstances' })

export const NewTraceRequest = z
  .strictObject({
    id: Uuid.optional(),
    priority: z.enum(PRIORITIES),
    illicitGrounds: z.array(z.enum(ILLICIT_GROUNDS)).min(1).max(ILLICIT_GROUNDS.length),
    legalBasis: text(MAX_LEGAL_BASIS_CHARS),
    purpose: z.enum(PURPOSES),
    intendedUse: z.enum(INTENDED_USES),
    canGuaranteeConfidentiality: z.boolean(),
    caseReference: text(MAX_REFERENCE_CHARS),
    circumstances: Circumstances,
    observation: Observation,
    seizureItemId: Uuid.optional().meta({
      description:
        'The item of a seizure of your agency that this asks about; it is joined to the weapon that the answer names.',
    }),
  })
  .meta({ id: 'NewTraceRequest' })
export type NewTraceRequest = z.infer<typeof NewTraceRequest>

const TraceStep = z
  .object({
    id: z.string(),
    action: z.string(),
    status: z.string().meta({ description: 'The status of the request after it.' }),
    by: z.enum(['ASKER', 'REGISTRY']),
    grounds: z.array(z.string()).optional(),
    reviewOn: z.string().optional(),
    countries: z.array(z.string()).optional(),
    outcome: z.string().optional(),
    text: z.string().optional(),
    recordedAt: z.string(),
  })
  .meta({ id: 'TraceStep', description: 'What was done with a request (ITI 19 to 23).' })

const TraceDecision = z
  .object({
    id: z.string(),
    weaponId: z.string(),
    decision: z.enum(DECISIONS),
    tier: z.string(),
    recordedAt: z.string(),
    actorId: z.string().optional().meta({ description: 'Who decided; for registrars and auditors.' }),
    reason: z.string().optional().meta({ description: 'For registrars and auditors.' }),
  })
  .meta({ id: 'TraceDecision' })

export const TraceRequest = z
  .object({
    id: z.string(),
    status: z.enum(REQUEST_STATUSES),
    priority: z.string(),
    illicitGrounds: z.array(z.string()),
    purpose: z.string(),
    intendedUse: z.string(),
    caseReference: z.string().optional().meta({ description: 'For the agency that asked, and registrars.' }),
    seizureItemId: z.string().optional(),
    identification: Identification,
    flags: z.array(TraceFlag).meta({
      description: 'What must be known before acting; a blocking one keeps the answer back until a person decides.',
    }),
    findings: z.array(Finding),
    evidenceIds: z.array(z.string()).optional().meta({ description: 'The files that the observation names.' }),
    recordedAt: z.string(),
    relatedRequests: z
      .array(z.object({ id: z.string() }))
      .optional()
      .meta({ description: 'Requests of your agency about the same weapon or the same recovered item.' }),
    decisions: z.array(TraceDecision).optional(),
    steps: z.array(TraceStep).optional(),
    answer: TraceAnswer.optional().meta({
      description: 'Present as soon as one exists; nothing found is an answer too.',
    }),
    answerErased: z.boolean().optional().meta({
      description: 'True where there was an answer, and it was lawfully erased. The request stays.',
      example: true,
    }),
  })
  .meta({ id: 'TraceRequest' })
export type TraceRequest = z.infer<typeof TraceRequest>
