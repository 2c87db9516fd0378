import { z } from 'zod'
import { kindsOf } from '../../domain/custody/event-kinds.ts'
import { OccurredAtInput } from '../../domain/time/occurred-at.ts'
import { text, Uuid } from '../../http/text.ts'
import {
  Document,
  MAX_DOCUMENTS,
  MAX_NOTE_CHARS,
  MAX_SHORT_CHARS,
  MAX_TRANSIT_COUNTRIES,
  Place,
} from '../report-schemas.ts'
import { EvidenceIds } from '../name-evidence.ts'
import { Country, Finding } from '../wire.ts'

// The largest consignments of small arms go by the truckload; more than this is an import file, not a call.
const MAX_WEAPONS = 500
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
  evidenceIds: EvidenceIds.optional(),
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
    consignmentId: Uuid.optional().meta({
      description: 'Ships, carries or receives these weapons as part of a consignment, under its papers.',
    }),
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
