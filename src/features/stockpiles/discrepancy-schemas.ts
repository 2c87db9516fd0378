import { DISCREPANCY_KINDS, REPORTED_OUTCOMES } from '../../domain/stockpiles/codes.ts'
import { OccurredAtInput } from '../../domain/time/occurred-at.ts'
import { cursor, limit, text, Uuid } from '../../http/text.ts'
import { ReportedDate } from '../chain-schemas.ts'
import { Document, MAX_DOCUMENTS, MAX_NOTE_CHARS } from '../report-schemas.ts'
import { Finding } from '../wire.ts'
import { LastSeenView } from './placement-schemas.ts'
import { z } from 'zod'

const Loss = z
  .strictObject({
    kind: z.enum(['LOST', 'STOLEN']),
    knownSince: OccurredAtInput.optional().meta({
      description: 'When the holder learnt of it: the day of the count where absent, and never later.',
    }),
    documents: z.array(Document).max(MAX_DOCUMENTS).optional(),
  })
  .meta({
    id: 'StockLoss',
    description: 'Recorded as a custody event, from when the weapon was last seen to the count.',
  })

const Found = z
  .strictObject({ locationId: Uuid, occurredAt: OccurredAtInput })
  .meta({ id: 'StockFind', description: 'Recorded as a placement at that location of the same party.' })

export const NewResolution = z
  .strictObject({
    id: Uuid.optional(),
    outcome: z.enum(REPORTED_OUTCOMES),
    reason: text(MAX_NOTE_CHARS, { multiline: true }),
    loss: Loss.optional(),
    found: Found.optional(),
  })
  .superRefine(({ outcome, loss, found }, context) => {
    const needed = { LOSS_REPORTED: 'loss', FOUND_ELSEWHERE: 'found' } as const
    const given = { loss, found }
    for (const [code, field] of Object.entries(needed) as ['LOSS_REPORTED' | 'FOUND_ELSEWHERE', 'loss' | 'found'][]) {
      if (outcome === code && given[field] === undefined)
        context.addIssue({
          code: 'custom',
          path: [field],
          message: `${code} needs ${field}.`,
          params: { code: 'required' },
        })
      if (outcome !== code && given[field] !== undefined)
        context.addIssue({ code: 'custom', path: [field], message: `${field} is for ${code} only.` })
    }
  })
  .meta({ id: 'NewResolution' })
export type NewResolution = z.infer<typeof NewResolution>

const Resolution = z
  .object({
    id: z.string(),
    outcome: z.string(),
    reason: z.string().optional(),
    eventId: z.string().optional().meta({ description: 'The loss in the chain of the weapon.' }),
    placementId: z.string().optional(),
    countId: z.string().optional().meta({ description: 'SEEN_AGAIN: the later count.' }),
    recordedAt: z.string(),
  })
  .meta({ id: 'StockResolution' })

export const Discrepancy = z
  .object({
    id: z.string(),
    kind: z.string(),
    status: z.enum(['OPEN', 'RESOLVED']),
    countId: z.string(),
    locationId: z.string(),
    partyId: z.string(),
    countedAt: ReportedDate,
    weaponId: z.string().optional().meta({ description: 'A weapon of this stock.' }),
    item: z.int().optional().meta({ description: 'Its place among the items (or unmarked lines) of the count.' }),
    observed: z
      .record(z.string(), z.union([z.string(), z.number()]))
      .optional()
      .meta({ description: 'As it was read.' }),
    similarTo: z.array(z.string()).meta({ description: 'Missing weapons of this stock that a surplus may be.' }),
    quantity: z.int(),
    lastSeen: LastSeenView.optional(),
    resolution: Resolution.optional(),
    recordedAt: z.string(),
  })
  .meta({ id: 'StockDiscrepancy' })
export type Discrepancy = z.infer<typeof Discrepancy>

const Identified = z
  .object({
    tier: z.string().optional(),
    candidates: z.array(z.object({ weaponId: z.string(), tier: z.string(), score: z.number().min(0).max(1) })),
  })
  .meta({
    id: 'SurplusIdentification',
    description: 'For registrars only, of a surplus that is open: what the whole registry knows under that mark.',
  })

export const DiscrepancyDetail = Discrepancy.extend({ identification: Identified.optional() }).meta({
  id: 'StockDiscrepancyDetail',
})
export type DiscrepancyDetail = z.infer<typeof DiscrepancyDetail>

export const StoredResolution = Discrepancy.extend({ findings: z.array(Finding) }).meta({ id: 'StoredResolution' })
export type StoredResolution = z.infer<typeof StoredResolution>

export const DiscrepancyQuery = z.strictObject({
  partyId: Uuid.optional(),
  locationId: Uuid.optional(),
  countId: Uuid.optional(),
  kind: z.enum(DISCREPANCY_KINDS).optional(),
  status: z.enum(['OPEN', 'RESOLVED']).optional(),
  limit,
  cursor,
})
export type DiscrepancyQuery = z.infer<typeof DiscrepancyQuery>

export const DiscrepancyPage = z
  .object({ discrepancies: z.array(Discrepancy), next: z.string().optional() })
  .meta({ id: 'StockDiscrepancyPage' })
