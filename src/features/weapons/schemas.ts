import { z } from 'zod'
import { OccurredAtInput } from '../../domain/time/occurred-at.ts'
import { kindsOf } from '../../domain/custody/event-kinds.ts'
import { WEAPON_CATEGORIES } from '../../domain/vocabulary/weapons.ts'
import { Uuid } from '../../http/text.ts'
import { Moment } from '../moments.ts'
import { ReportedDate } from '../chain-schemas.ts'
import { descriptionFields, markingFields } from '../weapon-schemas.ts'
import { Finding } from '../wire.ts'

// A rearsenalled rifle with every part numbered, inspected and proofed bears about forty marks.
const MAX_MARKINGS = 60

const Origin = z
  .strictObject({ kind: z.enum(kindsOf('ORIGIN')), partyId: Uuid, occurredAt: OccurredAtInput })
  .meta({ id: 'Origin', description: 'How the weapon came into the records: its first custody event.' })

export const NewWeapon = z
  .strictObject({
    id: Uuid.optional(),
    category: z.enum(WEAPON_CATEGORIES),
    ...descriptionFields,
    markings: z.array(z.strictObject(markingFields)).max(MAX_MARKINGS),
    origin: Origin.optional(),
  })
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

export const Weapon = z
  .object({
    id: z.string(),
    category: z.string(),
    ...described,
    descriptionId: z.string(),
    descriptionVersion: z.number(),
    markings: z.array(Marking),
    recordedAt: z.string(),
  })
  .meta({ id: 'Weapon' })
export type Weapon = z.infer<typeof Weapon>

export const StoredWeapon = Weapon.extend({
  events: z
    .array(z.object({ id: z.string(), kind: z.string() }))
    .meta({ description: 'The origin, where one was given.' }),
  findings: z.array(Finding),
}).meta({ id: 'StoredWeapon' })
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

export const WeaponParams = z.strictObject({ id: Uuid })

export const WeaponMoments = z.strictObject({ at: Moment, knownAt: Moment })
