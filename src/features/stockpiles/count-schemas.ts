import { COUNT_METHODS } from '../../domain/stockpiles/codes.ts'
import { OccurredAtInput } from '../../domain/time/occurred-at.ts'
import { COMPONENTS, MARKING_CONDITIONS } from '../../domain/vocabulary/markings.ts'
import { WEAPON_TYPES } from '../../domain/vocabulary/weapons.ts'
import { text, Uuid } from '../../http/text.ts'
import { ReportedDate } from '../chain-schemas.ts'
import { MAX_NOTE_CHARS, MAX_SHORT_CHARS } from '../report-schemas.ts'
import { Finding } from '../wire.ts'
import { z } from 'zod'

const MAX_ITEMS = 2_000
const MAX_UNMARKED_LINES = 100
const MAX_QUANTITY = 100_000
// As a registered mark (weapon schemas).
const MAX_MARK_CHARS = 128

const Item = z
  .union([
    z.strictObject({ weaponId: Uuid }),
    z.strictObject({
      serial: text(MAX_MARK_CHARS).meta({ description: 'As read: ? one unreadable character, [58] either.' }),
      make: text(MAX_SHORT_CHARS).optional(),
      model: text(MAX_SHORT_CHARS).optional(),
      component: z.enum(COMPONENTS).optional(),
      condition: z.enum(MARKING_CONDITIONS).optional(),
    }),
  ])
  .meta({
    id: 'CountedItem',
    description: 'One weapon as it was read, or the id on its label. It is compared with this stock and nothing else.',
  })

const Unmarked = z
  .strictObject({
    type: z.enum(WEAPON_TYPES).optional(),
    make: text(MAX_SHORT_CHARS).optional(),
    model: text(MAX_SHORT_CHARS).optional(),
    quantity: z.int().min(1).max(MAX_QUANTITY),
  })
  .meta({ id: 'UnmarkedLine', description: 'Weapons without any mark to tell them apart, by number.' })

export const NewStockCount = z
  .strictObject({
    id: Uuid.optional(),
    locationId: Uuid,
    countedAt: OccurredAtInput,
    method: z.enum(COUNT_METHODS),
    complete: z.boolean().meta({
      description: 'true: everything at the location was counted. Only then is what was not read missing.',
    }),
    items: z.array(Item).max(MAX_ITEMS),
    unmarked: z.array(Unmarked).max(MAX_UNMARKED_LINES).optional(),
    note: text(MAX_NOTE_CHARS, { multiline: true }).optional(),
  })
  .refine(({ complete, items, unmarked = [] }) => complete || items.length + unmarked.length > 0, {
    path: ['items'],
    error: 'A count of a part names what was counted. An empty place is counted whole.',
  })
  .meta({ id: 'NewStockCount' })
export type NewStockCount = z.infer<typeof NewStockCount>

const Totals = z
  .object({
    expected: z.int().meta({ description: 'By the chains and placements of that moment, for certain.' }),
    possible: z.int().meta({ description: 'Which the records leave open, as on the day of a hand-over.' }),
    counted: z.int(),
    matched: z.int(),
    matchedBySimilarMark: z.int(),
    missing: z.int(),
    surplus: z.int(),
    duplicateReadings: z.int(),
    unmarked: z.int(),
    notCounted: z.int(),
  })
  .meta({ id: 'StockCountTotals' })

export const StockCount = z
  .object({
    id: z.string(),
    locationId: z.string(),
    countedAt: ReportedDate,
    method: z.string(),
    complete: z.boolean(),
    totals: Totals,
    note: z.string().optional(),
    recordedAt: z.string(),
  })
  .meta({
    id: 'StockCount',
    description: 'What the registry found when the count was recorded. Its discrepancies are listed by countId.',
  })
export type StockCount = z.infer<typeof StockCount>

export const StoredCount = StockCount.extend({ findings: z.array(Finding) }).meta({ id: 'StoredCount' })
export type StoredCount = z.infer<typeof StoredCount>
