import { z } from 'zod'
import { OccurredAtInput } from '../../domain/time/occurred-at.ts'
import { COMPONENTS, MARKING_CONDITIONS, MARKING_KINDS } from '../../domain/vocabulary/markings.ts'
import {
  CIRCUMSTANCE_KINDS,
  ILLICIT_GROUNDS,
  INTENDED_USES,
  PRIORITIES,
  PURPOSES,
  REQUEST_STATUSES,
  TIERS,
} from '../../domain/vocabulary/traces.ts'
import { WEAPON_TYPES } from '../../domain/vocabulary/weapons.ts'
import { cursor, limit, text, Uuid } from '../../http/text.ts'
import { EvidenceIds } from '../name-evidence.ts'
import { Country, Finding } from '../wire.ts'
import { TraceAnswer, TraceFlag } from './answer-schemas.ts'
import { Identification } from './identification-schemas.ts'

const MAX_MARK_CHARS = 128
const MAX_DESCRIPTOR_CHARS = 120
// Names, numbers and proof marks of one weapon; each number is compared with every candidate, so the bound is one on time too.
const MAX_MARKINGS = 30
const MAX_REFERENCE_CHARS = 120
const MAX_LEGAL_BASIS_CHARS = 500

const ObservedMarking = z
  .strictObject({
    kind: z.enum(MARKING_KINDS),
    text: text(MAX_MARK_CHARS).meta({
      description:
        'What was really read. ? is one unreadable character, * an unreadable run, [58] either, \\ takes the next as it is.',
    }),
    component: z.enum(COMPONENTS).optional(),
    condition: z.enum(MARKING_CONDITIONS).optional(),
    country: Country.optional(),
    year: z.int().min(1500).max(2200).optional(),
  })
  .meta({ id: 'ObservedMarking' })

export const Observation = z
  .strictObject({
    type: z.enum(WEAPON_TYPES).optional(),
    make: text(MAX_DESCRIPTOR_CHARS).optional(),
    model: text(MAX_DESCRIPTOR_CHARS).optional(),
    calibre: text(MAX_DESCRIPTOR_CHARS).optional(),
    countryOfManufacture: z.union([Country, z.enum(['UNKNOWN', 'NOT_APPLICABLE'])]).optional(),
    yearOfManufacture: z.int().min(1500).max(2200).optional(),
    importer: text(MAX_DESCRIPTOR_CHARS).optional(),
    markings: z.array(ObservedMarking).max(MAX_MARKINGS).optional(),
    noMarkingsVisible: z.boolean().optional(),
    evidenceIds: EvidenceIds.optional(),
  })
  .meta({ id: 'Observation', description: 'What is really seen on the weapon. Leave out what is not known.' })
export type Observation = z.infer<typeof Observation>

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
  })
  .meta({ id: 'NewTraceRequest' })
export type NewTraceRequest = z.infer<typeof NewTraceRequest>

export const TraceRequest = z
  .object({
    id: z.string(),
    status: z.enum(REQUEST_STATUSES),
    priority: z.string(),
    illicitGrounds: z.array(z.string()),
    purpose: z.string(),
    intendedUse: z.string(),
    identification: Identification,
    flags: z.array(TraceFlag).meta({
      description: 'What must be known before acting; a blocking one keeps the answer back until a person decides.',
    }),
    findings: z.array(Finding),
    evidenceIds: z.array(z.string()).optional().meta({ description: 'The files that the observation names.' }),
    recordedAt: z.string(),
    answer: TraceAnswer.optional().meta({
      description: 'Present as soon as one exists; nothing found is an answer too.',
    }),
  })
  .meta({ id: 'TraceRequest' })
export type TraceRequest = z.infer<typeof TraceRequest>

export const TraceParams = z.strictObject({ id: Uuid })
export const TraceQuery = z.strictObject({ status: z.enum(REQUEST_STATUSES).optional(), limit, cursor })

export const TraceSummary = z
  .object({
    id: z.string(),
    status: z.string(),
    priority: z.string(),
    tier: z.enum(TIERS).nullable(),
    outcome: z.string().optional(),
    recordedAt: z.string(),
  })
  .meta({ id: 'TraceSummary' })
export type TraceSummary = z.infer<typeof TraceSummary>
export const TracePage = z
  .object({ requests: z.array(TraceSummary), next: z.string().optional() })
  .meta({ id: 'TracePage' })

export const AnswerReview = z
  .object({
    requestId: z.string(),
    answeredAt: z.string().meta({ description: 'When the answer was given that stands.' }),
    reviewedAt: z.string(),
    changed: z.boolean(),
    differences: z.array(z.string()).meta({ description: 'The fields in which the answer would differ today.' }),
    status: z.string().meta({ description: 'What the request would be today.' }),
    answer: TraceAnswer.optional().meta({
      description: 'The answer of today; absent where a person would have to decide.',
    }),
  })
  .meta({ id: 'AnswerReview' })
export type AnswerReview = z.infer<typeof AnswerReview>
