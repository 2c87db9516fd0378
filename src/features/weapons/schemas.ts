import { z } from 'zod'
import { MARKING_PROFILES } from '../../domain/marking/marking-profile.ts'
import { DryRunQuery } from '../../http/dry-run.ts'
import { OccurredAtInput } from '../../domain/time/occurred-at.ts'
import { kindsOf } from '../../domain/custody/event-kinds.ts'
import { WEAPON_CATEGORIES } from '../../domain/vocabulary/weapons.ts'
import { Moment } from '../moments.ts'
import { LOT_UNITS, MAX_AMOUNT } from '../../domain/components/quantity.ts'
import { text, Uuid } from '../../http/text.ts'
import { ReportedDate } from '../chain-schemas.ts'
import { descriptionFields, markingFields } from '../weapon-schemas.ts'
import { Finding } from '../wire.ts'

// A rearsenalled rifle with every part numbered, inspected and proofed bears about forty marks.
const MAX_MARKINGS = 60
// Lot numbers of explosives and electronics are codes of a line at most.
const MAX_LOT_NUMBER_CHARS = 64
// A truckload that is unpacked; a larger lot is split again.
const MAX_PARTS = 500

const Origin = z
  .strictObject({ kind: z.enum(kindsOf('ORIGIN')), partyId: Uuid, occurredAt: OccurredAtInput })
  .meta({ id: 'Origin', description: 'How the weapon came into the records: its first custody event.' })

const Quantity = z
  .strictObject({
    amount: z.number().positive().max(MAX_AMOUNT).meta({ description: 'Above 0, with at most six decimals.' }),
    unit: z.enum(LOT_UNITS),
  })
  .meta({ id: 'Quantity' })

const NewLot = z
  .strictObject({ number: text(MAX_LOT_NUMBER_CHARS).optional(), quantity: Quantity })
  .meta({ id: 'NewLot', description: 'For UAS_COMPONENT and IED_COMPONENT: what comes in a quantity, not one by one.' })

export const newWeaponFields = {
  id: Uuid.optional(),
  category: z.enum(WEAPON_CATEGORIES),
  ...descriptionFields,
  markings: z.array(z.strictObject(markingFields)).max(MAX_MARKINGS),
}

export const NewWeapon = z
  .strictObject({ ...newWeaponFields, origin: Origin.optional(), lot: NewLot.optional() })
  .meta({ id: 'NewWeapon' })
export type NewWeapon = z.infer<typeof NewWeapon>

export const Marking = z
  .object({
    id: z.string(),
    kind: z.string(),
    text: z.string(),
    component: z.string().optional(),
    side: z.string().optional(),
    method: z.string().optional(),
    condition: z.string(),
    country: z.string().optional(),
    year: z.number().optional(),
    heightMm: z.number().optional(),
    depthMm: z.number().optional(),
    appliedAt: ReportedDate.optional(),
    evidenceIds: z.array(z.string()).optional(),
    recordedAt: z.string(),
  })
  .meta({ id: 'Marking' })
export type Marking = z.infer<typeof Marking>

const described = {
  type: z.string(),
  make: z.string(),
  model: z.string(),
  calibre: z.string(),
  action: z.string(),
  countryOfManufacture: z.string(),
  yearOfManufacture: z.union([z.number(), z.string()]),
  validFrom: ReportedDate.optional(),
}

const AnyQuantity = z.object({ amount: z.number(), unit: z.string() })

const Lot = z
  .object({
    number: z.string().optional(),
    quantity: AnyQuantity,
    remaining: AnyQuantity.meta({ description: 'What has not been split off.' }),
    lotId: z.string().optional().meta({ description: 'The lot it was split off, where that is yours to see.' }),
  })
  .meta({ id: 'Lot' })
export type Lot = z.infer<typeof Lot>

const recorded = {
  id: z.string(),
  category: z.string(),
  ...described,
  descriptionId: z.string(),
  descriptionVersion: z.number(),
  markings: z.array(Marking),
  recordedAt: z.string(),
}

/** What a weapon is by its own record. */
export type RecordedWeapon = z.infer<z.ZodObject<typeof recorded>>

const related = {
  components: z
    .array(z.object({ id: z.string(), category: z.string(), type: z.string(), since: ReportedDate }))
    .meta({ description: 'What is in it now, as far as it is yours to see; at most 200.' }),
  assembledInto: z
    .object({ weaponId: z.string(), since: ReportedDate })
    .optional()
    .meta({ description: 'For a component: the weapon it is in now. Its holder is that of the weapon.' }),
  successorId: z.string().optional().meta({
    description: 'The weapon that began when this one ended with its frame or receiver. It is not the same weapon.',
  }),
  predecessorId: z.string().optional(),
  lot: Lot.optional(),
}
export type Related = z.infer<z.ZodObject<typeof related>>

export const Weapon = z.object({ ...recorded, ...related }).meta({ id: 'Weapon' })
export type Weapon = z.infer<typeof Weapon>

export const StoredWeapon = z
  .object({
    ...recorded,
    lot: Lot.optional(),
    events: z
      .array(z.object({ id: z.string(), kind: z.string() }))
      .meta({ description: 'The origin, where one was given.' }),
    findings: z.array(Finding),
  })
  .meta({ id: 'StoredWeapon' })
export type StoredWeapon = z.infer<typeof StoredWeapon>

export const StoredMarking = Marking.extend({ weaponId: z.string(), findings: z.array(Finding) }).meta({
  id: 'StoredMarking',
})
export type StoredMarking = z.infer<typeof StoredMarking>

export const StoredDescription = z
  .object({
    id: z.string(),
    weaponId: z.string(),
    version: z.number(),
    ...described,
    recordedAt: z.string(),
    findings: z.array(Finding),
  })
  .meta({ id: 'StoredDescription' })
export type StoredDescription = z.infer<typeof StoredDescription>

/** `?markingProfile=EU` holds the marks to these rules; the call is the same otherwise. */
export const MarkingQuery = DryRunQuery.extend({
  markingProfile: z
    .enum(MARKING_PROFILES)
    .optional()
    .meta({
      description:
        'The rules that the marks are held to: ITI, EU (Directive (EU) 2021/555), US (27 CFR 478.92) or STATE_FORCES (ITI 8(d)). Naming one says that ' +
        'the list of marks is complete, so that what it demands and is not listed is a WARNING. Without it the rules follow from who holds the weapon, ' +
        'where it is registered, and where and when it was made; then only what was measured and is wrong is a WARNING beyond the ITI.',
    }),
})

export const WeaponParams = z.strictObject({ id: Uuid })

export const WeaponMoments = z.strictObject({ at: Moment, knownAt: Moment })

export const NewLotSplit = z
  .strictObject({
    id: Uuid.optional(),
    occurredAt: OccurredAtInput.optional().meta({ description: 'Now, where absent.' }),
    parts: z
      .array(z.strictObject({ id: Uuid.optional(), quantity: Quantity }))
      .min(1)
      .max(MAX_PARTS)
      .refine((parts) => new Set(parts.map(({ id }, n) => id ?? n)).size === parts.length, {
        error: 'A part is named twice.',
      }),
  })
  .meta({ id: 'NewLotSplit' })
export type NewLotSplit = z.infer<typeof NewLotSplit>

export const StoredLotSplit = z
  .object({
    id: z.string(),
    lotId: z.string(),
    parts: z.array(z.object({ id: z.string(), quantity: AnyQuantity })),
    remaining: AnyQuantity,
    occurredAt: ReportedDate,
    recordedAt: z.string(),
    findings: z.array(Finding),
  })
  .meta({ id: 'StoredLotSplit' })
export type StoredLotSplit = z.infer<typeof StoredLotSplit>
