import { COMPONENTS, MARKING_CONDITIONS, MARKING_KINDS, MARKING_METHODS, SIDES } from '../domain/vocabulary/markings.ts'
import { ACTIONS, WEAPON_TYPES } from '../domain/vocabulary/weapons.ts'
import { OccurredAtInput } from '../domain/time/occurred-at.ts'
import { EvidenceIds } from './name-evidence.ts'
import { text, Uuid } from '../http/text.ts'
import { Country } from './wire.ts'
import { z } from 'zod'

// The longest marks in the sources are full address legends of about 90 characters.
const MAX_MARK_CHARS = 128
const MAX_DESCRIPTOR_CHARS = 120
// Serial-numbered firearms begin in the sixteenth century; the newest may carry next year's date.
const FIRST_YEAR = 1500
const LAST_YEAR = 2200
// Marks are fractions of a millimetre deep and at most a few centimetres high.
const MAX_MM = 1000

const Absent = z.enum(['UNKNOWN', 'NOT_APPLICABLE'])
const Descriptor = text(MAX_DESCRIPTOR_CHARS)
const Year = z.int().min(FIRST_YEAR).max(LAST_YEAR)
const Millimetres = z.number().positive().max(MAX_MM)

export const markingFields = {
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
  appliedAt: OccurredAtInput.optional().meta({
    description: 'When the mark was put on, if not with the rest; a reading as of an earlier moment leaves it out.',
  }),
  evidenceIds: EvidenceIds.optional(),
}

export const NewMarking = z.strictObject({ id: Uuid.optional(), ...markingFields }).meta({ id: 'NewMarking' })
export type NewMarking = z.infer<typeof NewMarking>

export const descriptionFields = {
  type: z.enum(WEAPON_TYPES),
  make: Descriptor,
  model: Descriptor,
  calibre: Descriptor.optional(),
  action: z.enum(ACTIONS).optional(),
  countryOfManufacture: z.union([Country, Absent]).optional(),
  yearOfManufacture: z.union([Year, Absent]).optional(),
}

export const NewDescription = z
  .strictObject({
    id: Uuid.optional(),
    ...descriptionFields,
    validFrom: OccurredAtInput.optional().meta({
      description:
        'Since when this is so, where the weapon was changed; without it the description is of its whole life.',
    }),
  })
  .meta({ id: 'NewDescription' })
export type NewDescription = z.infer<typeof NewDescription>
