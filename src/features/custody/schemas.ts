import { z } from 'zod'
import { kindsOf } from '../../domain/custody/event-kinds.ts'
import { OccurredAtInput } from '../../domain/time/occurred-at.ts'
import { text, Uuid } from '../../http/text.ts'
import { Country, Finding } from '../wire.ts'

// The largest consignments of small arms go by the truckload; more than this is an import file, not a call.
const MAX_WEAPONS = 500
const MAX_DOCUMENTS = 50
const MAX_NOTE_CHARS = 4000
const MAX_TRANSIT_COUNTRIES = 30
const MAX_SHORT_CHARS = 120

export const Place = z
  .strictObject({
    country: Country,
    locality: text(MAX_SHORT_CHARS).optional(),
    latitude: z.number().min(-90).max(90).optional(),
    longitude: z.number().min(-180).max(180).optional(),
  })
  .meta({ id: 'Place' })

export const Document = z
  .strictObject({
    kind: z.string().regex(/^[A-Z][A-Z0-9_]{1,63}$/, 'This must be a document code such as EXPORT_LICENCE.'),
    number: text(MAX_SHORT_CHARS),
    issuer: text(MAX_SHORT_CHARS).optional(),
    issuedOn: z.iso.date().optional(),
    expiresOn: z.iso.date().optional(),
  })
  .meta({ id: 'Document' })
export type Document = z.infer<typeof Document>

export const ControlData = z
  .strictObject({
    make: text(MAX_SHORT_CHARS),
    model: text(MAX_SHORT_CHARS),
    calibre: text(MAX_SHORT_CHARS),
    serial: text(128),
  })
  .meta({
    id: 'ControlData',
    description: 'Names a weapon whose id the receiver does not know; it must match exactly one.',
  })
export type ControlData = z.infer<typeof ControlData>

const TransferItem = z.union([z.strictObject({ weaponId: Uuid }), z.strictObject({ controlData: ControlData })])

const WeaponIds = z
  .array(Uuid)
  .min(1)
  .max(MAX_WEAPONS)
  .refine((ids) => new Set(ids).size === ids.length, { error: 'A weapon is named twice.' })

const common = {
  id: Uuid.optional(),
  occurredAt: OccurredAtInput,
  place: Place.optional(),
  documents: z.array(Document).max(MAX_DOCUMENTS).optional(),
  note: text(MAX_NOTE_CHARS, { multiline: true })
    .optional()
    .meta({ description: 'Kept apart from the fact, so that it can be erased.' }),
}

export const NewTransfer = z
  .strictObject({
    ...common,
    kind: z.enum(kindsOf('TRANSFER')),
    weaponIds: WeaponIds.optional(),
    items: z.array(TransferItem).min(1).max(MAX_WEAPONS).optional(),
    fromPartyId: Uuid.optional(),
    toPartyId: Uuid.optional(),
    carrierPartyId: Uuid.optional(),
    destinationCountry: Country.optional(),
    transitCountries: z.array(Country).max(MAX_TRANSIT_COUNTRIES).optional(),
  })
  .refine((transfer) => (transfer.weaponIds === undefined) !== (transfer.items === undefined), {
    path: ['weaponIds'],
    error: 'Name the weapons either in weaponIds or in items.',
  })
  .meta({ id: 'NewTransfer' })
export type NewTransfer = z.infer<typeof NewTransfer>

export const NewCustodyEvent = z
  .strictObject({
    ...common,
    kind: z.enum(kindsOf('CUSTODY_EVENT')),
    weaponIds: WeaponIds,
    partyId: Uuid.optional().meta({
      description: 'Who lost it, or who took it into custody: the holder the event speaks of.',
    }),
    knownSince: OccurredAtInput.optional().meta({ description: 'For a loss: when the holder learnt of it.' }),
  })
  .meta({ id: 'NewCustodyEvent' })
export type NewCustodyEvent = z.infer<typeof NewCustodyEvent>

export const StoredReport = z
  .object({
    id: z.string(),
    events: z.array(z.object({ id: z.string(), weaponId: z.string() })),
    recordedAt: z.string(),
    findings: z.array(Finding),
  })
  .meta({ id: 'StoredReport' })
export type StoredReport = z.infer<typeof StoredReport>

export const EventParams = z.strictObject({ id: Uuid })
