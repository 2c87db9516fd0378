import { ReportedDate } from '../chain-schemas.ts'
import { z } from 'zod'

const Shares = z
  .object({
    weapons: z.int().meta({ description: 'Small arms and light weapons, which the marking rules bind.' }),
    withPrimarySerial: z.int(),
    adequatelyMarked: z.int().meta({ description: 'ITI 8(a): maker, country and serial, or symbol and code.' }),
    imported: z.int(),
    withImportMark: z.int().meta({ description: 'ITI 8(b), of those imported.' }),
    unmarked: z.int().meta({ description: 'Without any serial, also of a part.' }),
    outsideMarkingRules: z.int().meta({ description: 'Components and related items.' }),
  })
  .meta({ id: 'MarkingShares' })

const ByType = z.array(z.object({ category: z.string(), type: z.string(), weapons: z.int() }))
const Due = { daysSinceCompleteCount: z.int().nullable(), overdue: z.boolean() }

export const LocationSummary = z
  .object({
    locationId: z.string(),
    expected: z.int().meta({ description: 'Held by the party by the chains, and placed here, now.' }),
    lastCompleteCount: z
      .object({ id: z.string(), countedAt: ReportedDate, counted: z.int(), missing: z.int(), surplus: z.int() })
      .optional(),
    ...Due,
    openDiscrepancies: z.int(),
    marking: Shares,
    byType: ByType,
  })
  .meta({ id: 'StockLocationSummary' })
export type LocationSummary = z.infer<typeof LocationSummary>

export const PartySummary = z
  .object({
    partyId: z.string(),
    held: z.int(),
    unplaced: z.int().meta({ description: 'Held, and placed at no location.' }),
    locations: z.int().meta({ description: 'In use.' }),
    overdueLocations: z.int(),
    openDiscrepancies: z.int(),
    marking: Shares,
    byType: ByType,
  })
  .meta({ id: 'StockPartySummary' })
export type PartySummary = z.infer<typeof PartySummary>
