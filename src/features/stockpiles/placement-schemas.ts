import { OccurredAtInput } from '../../domain/time/occurred-at.ts'
import { cursor, limit, text, Uuid } from '../../http/text.ts'
import { ReportedDate } from '../chain-schemas.ts'
import { MAX_NOTE_CHARS } from '../report-schemas.ts'
import { Finding } from '../wire.ts'
import { z } from 'zod'

const MAX_WEAPONS = 500

export const NewStockPlacement = z
  .strictObject({
    id: Uuid.optional(),
    locationId: Uuid,
    action: z.enum(['PLACED', 'TAKEN_OUT']).optional().meta({
      description:
        'PLACED where absent. TAKEN_OUT: lies in no location any more, and stays with the party. No transfer of custody.',
    }),
    weaponIds: z
      .array(Uuid)
      .min(1)
      .max(MAX_WEAPONS)
      .refine((ids) => new Set(ids).size === ids.length, { error: 'A weapon is named twice.' }),
    occurredAt: OccurredAtInput,
    note: text(MAX_NOTE_CHARS, { multiline: true }).optional(),
  })
  .meta({ id: 'NewStockPlacement' })
export type NewStockPlacement = z.infer<typeof NewStockPlacement>

export const StoredPlacement = z
  .object({
    id: z.string(),
    locationId: z.string(),
    placements: z.array(z.object({ id: z.string(), weaponId: z.string() })),
    recordedAt: z.string(),
    findings: z.array(Finding),
  })
  .meta({ id: 'StoredPlacement' })
export type StoredPlacement = z.infer<typeof StoredPlacement>

export const LastSeenView = z
  .object({ by: z.enum(['COUNT', 'PLACEMENT']), occurredAt: ReportedDate })
  .meta({ id: 'LastSeen' })

export const StockQuery = z.strictObject({ limit, cursor })
export const StockPage = z
  .object({
    weapons: z.array(z.object({ weaponId: z.string(), since: ReportedDate, lastSeen: LastSeenView.optional() })),
    next: z.string().optional(),
  })
  .meta({ id: 'StockPage' })
export type StockPage = z.infer<typeof StockPage>
