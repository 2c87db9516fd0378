import { z } from 'zod'
import { PURPOSES, TIERS } from '../../domain/vocabulary/traces.ts'
import { cursor, text } from '../../http/text.ts'
import { TraceFlag } from '../../tracing/answer-schemas.ts'
import { Candidate } from '../../tracing/identification-schemas.ts'
import { Observation } from '../../tracing/observation-schemas.ts'
import { Finding } from '../wire.ts'

const MAX_LEGAL_BASIS_CHARS = 500
// More than a person compares at one sitting; each weapon shown is a look that is recorded.
const PAGE_MAX = 50
const PAGE = 20

export const MarkingSearch = z
  .strictObject({
    observation: Observation,
    purpose: z.enum(PURPOSES),
    legalBasis: text(MAX_LEGAL_BASIS_CHARS).meta({ description: 'The law or order that allows the look.' }),
    limit: z.int().min(1).max(PAGE_MAX).default(PAGE),
    cursor,
  })
  .meta({ id: 'MarkingSearch' })
export type MarkingSearch = z.infer<typeof MarkingSearch>

export const MarkingSearchResult = z
  .object({
    id: z.string().meta({ description: 'Under which this search is recorded.' }),
    tier: z.enum(TIERS).nullable().meta({ description: 'The best tier reached; null where nothing fits.' }),
    candidates: z
      .array(Candidate)
      .meta({ description: 'Best first. Never with a holder: custody is released by a trace request alone.' }),
    flags: z.array(TraceFlag).meta({
      description:
        'Of the one weapon that fits beyond doubt: DUPLICATE_SERIAL_IN_REGISTRY, and SOUGHT_BY_ANOTHER_AGENCY with the State and desk to ask.',
    }),
    findings: z.array(Finding),
    next: z.string().optional().meta({ description: 'Send it as cursor, with the same body, for the next page.' }),
  })
  .meta({ id: 'MarkingSearchResult' })
export type MarkingSearchResult = z.infer<typeof MarkingSearchResult>
