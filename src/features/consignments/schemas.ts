import { z } from 'zod'
import { ITEM_STATES, UNPACKED_STATUSES } from '../../domain/consignments/vocabulary.ts'
import { OccurredAtInput } from '../../domain/time/occurred-at.ts'
import { cursor, limit, text, Uuid } from '../../http/text.ts'
import { ReportedDate } from '../chain-schemas.ts'
import {
  Document,
  MAX_DOCUMENTS,
  MAX_NOTE_CHARS,
  MAX_SHORT_CHARS,
  MAX_TRANSIT_COUNTRIES,
  Place,
} from '../report-schemas.ts'
import { Country, Finding } from '../wire.ts'
import {
  Authorisation,
  EmbargoReference,
  GoodsLine,
  GoodsLineView,
  MAX_EMBARGO_REFERENCES,
  MAX_LINES,
  namesEachOnce,
} from './authorisation-schemas.ts'

const MAX_AUTHORISATIONS = 20
// As many as one transfer takes.
const MAX_ITEMS = 500
const MAX_COUNT = 1_000_000

const parties = {
  exporterPartyId: Uuid,
  consigneePartyId: Uuid,
  endUserPartyId: Uuid.optional(),
  carrierPartyId: Uuid.optional(),
}

const note = text(MAX_NOTE_CHARS, { multiline: true }).optional()

export const NewConsignment = z
  .strictObject({
    id: Uuid.optional(),
    reference: text(MAX_SHORT_CHARS).optional().meta({ description: 'The number on its papers.' }),
    ...parties,
    destinationCountry: Country,
    transitCountries: z.array(Country).max(MAX_TRANSIT_COUNTRIES).optional(),
    embargoReferences: z.array(EmbargoReference).max(MAX_EMBARGO_REFERENCES).optional(),
    authorisationIds: z.array(Uuid).max(MAX_AUTHORISATIONS).optional(),
    lines: z
      .array(GoodsLine)
      .min(1)
      .max(MAX_LINES)
      .refine(namesEachOnce, { error: 'Two lines describe the same goods.' }),
    note,
  })
  .refine(({ exporterPartyId, consigneePartyId }) => exporterPartyId !== consigneePartyId, {
    path: ['consigneePartyId'],
    error: 'Exporter and consignee are the same party.',
  })
  .meta({ id: 'NewConsignment' })
export type NewConsignment = z.infer<typeof NewConsignment>

const view = {
  id: z.string(),
  reference: z.string().optional(),
  exporterPartyId: z.string(),
  consigneePartyId: z.string(),
  endUserPartyId: z.string().optional(),
  carrierPartyId: z.string().optional(),
  destinationCountry: z.string(),
  transitCountries: z.array(z.string()),
  embargoReferences: z.array(z.string()),
  recordedAt: z.string(),
}

const Quantities = z.object({
  planned: z.int(),
  authorised: z
    .int()
    .nullable()
    .meta({ description: 'What the export licences allow; null where none names quantities.' }),
  shipped: z.int().meta({ description: 'arrived + underWay + missing' }),
  counted: z.int().meta({ description: 'By the receiver, before unpacking.' }),
  arrived: z.int().meta({ description: 'By serial.' }),
  underWay: z.int(),
  missing: z.int(),
  unexpected: z.int(),
  delivered: z.int().meta({ description: 'What the receiver accounts for, by count or by serial.' }),
})

const Item = z.object({
  weaponId: z.string(),
  serial: z.string().optional(),
  line: z.int().nullable().meta({ description: 'The line that names it, from 0.' }),
  state: z.enum(ITEM_STATES),
  shippedAt: ReportedDate.optional(),
  arrivedAt: ReportedDate.optional(),
})

const DeliveryView = z.object({
  id: z.string(),
  occurredAt: ReportedDate,
  complete: z.boolean(),
  lines: z.array(z.object({ line: z.int(), quantity: z.int() })),
  items: z.int().meta({ description: 'How many weapons it tells singly.' }),
  recordedAt: z.string(),
})

export const Consignment = z
  .object({
    ...view,
    authorisations: z.array(Authorisation),
    lines: z.array(GoodsLineView.extend(Quantities.shape)),
    totals: Quantities,
    items: z.array(Item),
    deliveries: z.array(DeliveryView),
    findings: z.array(Finding),
  })
  .meta({ id: 'Consignment' })
export type Consignment = z.infer<typeof Consignment>

export const StoredConsignment = z
  .object({ ...view, authorisationIds: z.array(z.string()), lines: z.array(GoodsLineView), findings: z.array(Finding) })
  .meta({ id: 'StoredConsignment' })
export type StoredConsignment = z.infer<typeof StoredConsignment>

const ListedConsignment = z.object({ ...view, planned: z.int() }).meta({ id: 'ListedConsignment' })
export type ListedConsignment = z.infer<typeof ListedConsignment>
export const ConsignmentPage = z
  .object({ consignments: z.array(ListedConsignment), next: z.string().optional() })
  .meta({ id: 'ConsignmentPage' })

const GivenData = z.strictObject({
  make: text(MAX_SHORT_CHARS),
  model: text(MAX_SHORT_CHARS),
  calibre: text(MAX_SHORT_CHARS),
  serial: text(128),
})

export const NewDelivery = z
  .strictObject({
    id: Uuid.optional(),
    occurredAt: OccurredAtInput,
    place: Place.optional().meta({ description: 'Whose zone the date is read in.' }),
    complete: z.boolean().optional().meta({ description: 'True where nothing more is to come.' }),
    lines: z
      .array(z.strictObject({ line: z.int().min(0).max(MAX_LINES), quantity: z.int().min(0).max(MAX_COUNT) }))
      .min(1)
      .max(MAX_LINES)
      .refine((lines) => new Set(lines.map(({ line }) => line)).size === lines.length, {
        error: 'A line is counted twice.',
      })
      .optional()
      .meta({ description: 'Counted before unpacking; `line` is the place of the line in the consignment, from 0.' }),
    items: z
      .array(z.union([z.strictObject({ weaponId: Uuid }), z.strictObject({ controlData: GivenData })]))
      .min(1)
      .max(MAX_ITEMS)
      .optional()
      .meta({ description: 'Unpacked: compared with what was shipped in this consignment, and with nothing else.' }),
    documents: z.array(Document).max(MAX_DOCUMENTS).optional(),
    note,
  })
  .refine(({ lines, items, complete }) => lines !== undefined || items !== undefined || complete === true, {
    path: ['lines'],
    error: 'Say what was counted or unpacked, or that the delivery is complete.',
  })
  .meta({ id: 'NewDelivery' })
export type NewDelivery = z.infer<typeof NewDelivery>

export const StoredDelivery = z
  .object({
    id: z.string(),
    consignmentId: z.string(),
    items: z.array(
      z.object({
        status: z.enum(UNPACKED_STATUSES),
        weaponId: z.string().optional(),
        differences: z.array(z.object({ field: z.string(), given: z.string(), shipped: z.string() })),
      }),
    ),
    recordedAt: z.string(),
    findings: z.array(Finding),
  })
  .meta({ id: 'StoredDelivery' })
export type StoredDelivery = z.infer<typeof StoredDelivery>

export const IdParams = z.strictObject({ id: Uuid })
export const ConsignmentQuery = z.strictObject({ limit, cursor })
