import { z } from 'zod'
import { REQUEST_STATUSES, TIERS } from '../../domain/vocabulary/traces.ts'
import { cursor, limit, Uuid } from '../../http/text.ts'
import { FromMoment, ToMoment } from '../moments.ts'
import { Superseded, TraceAnswer } from '../../tracing/answer-schemas.ts'

export const TraceParams = z.strictObject({ id: Uuid })
export const TraceQuery = z.strictObject({
  status: z.enum(REQUEST_STATUSES).optional(),
  from: FromMoment.meta({ description: 'Received at or after this moment or day.' }),
  to: ToMoment.meta({ description: 'Received by this moment, or by the end of this day.' }),
  limit,
  cursor,
})

export const TraceSummary = z
  .object({
    id: z.string(),
    status: z.string(),
    priority: z.string(),
    tier: z.enum(TIERS).nullable(),
    outcome: z.string().optional(),
    superseded: z.boolean().meta({ description: 'True where a later record makes the current answer another one.' }),
    caseReference: z.string().optional(),
    seizureItemId: z.string().optional(),
    recordedAt: z.string(),
    answeredAt: z.string().optional(),
  })
  .meta({ id: 'TraceSummary' })
export type TraceSummary = z.infer<typeof TraceSummary>
export const TracePage = z
  .object({ requests: z.array(TraceSummary), next: z.string().optional() })
  .meta({ id: 'TracePage' })

export const AnswerVersionParams = z.strictObject({ id: Uuid, answerId: Uuid })

const AnswerVersion = z
  .object({
    answerId: z.string(),
    outcome: z.string(),
    answeredAt: z.string(),
    current: z.boolean(),
    withdrawn: z.boolean(),
    supersedes: z.string().optional(),
    superseded: Superseded.optional(),
  })
  .meta({ id: 'AnswerVersion' })
export type AnswerVersion = z.infer<typeof AnswerVersion>
export const AnswerVersionList = z.object({ answers: z.array(AnswerVersion) }).meta({ id: 'AnswerVersionList' })

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
