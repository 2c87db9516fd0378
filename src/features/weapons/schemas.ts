import { z } from 'zod'
import { OccurredAtInput } from '../../domain/time/occurred-at.ts'
import { kindsOf } from '../../domain/custody/event-kinds.ts'
import {
  COMPONENTS,
  MARKING_CONDITIONS,
  MARKING_KINDS,
  MARKING_METHODS,
  SIDES,
} from '../../domain/vocabulary/markings.ts'
import { ACTIONS, WEAPON_CATEGORIES, WEAPON_TYPES } from '../../domain/vocabulary/weapons.ts'
import { text, Uuid } from '../../http/text.ts'
import { Country, Finding } from '../wire.ts'

// The longest marks in the sources are full address legends of about 90 characters.
const MAX_MARK_CHARS = 128
const MAX_DESCRIPTOR_CHARS = 120
// A rearsenalled rifle with every part numbered, inspected and proofed bears about forty marks.
const MAX_MARKINGS = 60
// Serial-numbered firearms begin in the sixteenth century; the newest may carry next year's date.
const FIRST_YEAR = 1500
const LAST_YEAR = 2200
// Marks are fractions of a millimetre deep and at most a few centimetres high.
const MAX_MM = 1000

const Absent = z.enum(['UNKNOWN', 'NOT_APPLICABLE'])
const Descriptor = text(MAX_DESCRIPTOR_CHARS)
const Year = z.int().min(FIRST_YEAR).max(LAST_YEAR)
const Millimetres = z.number().positive().max(MAX_MM)

const markingFields = {
  kind: z.enum(MARKING_KINDS),
  text: text(MAX_MARK_CHARS).meta({
    description: 'As it stands on the weapon. Kept as given; search keys are made beside it.',
  }),
  component: z.enum(COMPONENTS).optional(),
  side: z.enum(SIDES).optional(),
  method: z.enum(MARKING_METHODS).optional(),
  condition: z.enum(MARKING_CONDITIONS).optional().meta({
    description: 'INTACT where absent. ? * and [58] are read as unreadable characters only where it is not INTACT.',
  }),
  country: Country.optional(),
  year: Year.optional(),
  heightMm: Millimetres.optional(),
  depthMm: Millimetres.optional(),
}

export const NewMarking = z.strictObject({ id: Uuid.optional(), ...markingFields }).meta({ id: 'NewMarking' })
export type NewMarking = z.infer<typeof NewMarking>

const descriptionFields = {
  type: z.enum(WEAPON_TYPES),
  make: Descriptor,
  model: Descriptor,
  calibre: Descriptor.optional(),
  action: z.enum(ACTIONS).optional(),
  countryOfManufacture: z.union([Country, Absent]).optional(),
  yearOfManufacture: z.union([Year, Absent]).optional(),
}

export const NewDescription = z
  .strictObject({ id: Uuid.optional(), ...descriptionFields })
  .meta({ id: 'NewDescription' })
export type NewDescription = z.infer<typeof NewDescription>

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
}

export const Weapon = z
  .object({
    id: z.string(),
    category: z.string(),
    ...described,
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
