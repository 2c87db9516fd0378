import { z } from 'zod'
import { COMPONENTS, MARKING_CONDITIONS, MARKING_KINDS, READING_CONFIDENCES } from '../domain/vocabulary/markings.ts'
import { WEAPON_TYPES } from '../domain/vocabulary/weapons.ts'
import { text } from '../http/text.ts'
import { EvidenceIds } from '../features/name-evidence.ts'
import { Country } from '../features/wire.ts'

const MAX_MARK_CHARS = 128
const MAX_DESCRIPTOR_CHARS = 120
// Names, numbers and proof marks of one weapon; each number is compared with every candidate, so the bound is one on time too.
const MAX_MARKINGS = 30

const ObservedMarking = z
  .strictObject({
    kind: z.enum(MARKING_KINDS),
    text: text(MAX_MARK_CHARS).meta({
      description:
        'What was really read. ? is one unreadable character, * an unreadable run, [58] either, \\ takes the next as it is.',
    }),
    component: z.enum(COMPONENTS).optional(),
    condition: z.enum(MARKING_CONDITIONS).optional(),
    confidence: z.enum(READING_CONFIDENCES).optional().meta({
      description:
        'How sure you are that this is what was struck, of a restored or worn mark mostly. With LOW a person has to confirm any match.',
    }),
    country: Country.optional(),
    year: z.int().min(1500).max(2200).optional(),
  })
  .meta({ id: 'ObservedMarking' })

export const Observation = z
  .strictObject({
    type: z.enum(WEAPON_TYPES).optional(),
    make: text(MAX_DESCRIPTOR_CHARS).optional(),
    model: text(MAX_DESCRIPTOR_CHARS).optional(),
    calibre: text(MAX_DESCRIPTOR_CHARS).optional(),
    countryOfManufacture: z.union([Country, z.enum(['UNKNOWN', 'NOT_APPLICABLE'])]).optional(),
    yearOfManufacture: z.int().min(1500).max(2200).optional(),
    importer: text(MAX_DESCRIPTOR_CHARS).optional(),
    markings: z.array(ObservedMarking).max(MAX_MARKINGS).optional(),
    noMarkingsVisible: z.boolean().optional(),
    evidenceIds: EvidenceIds.optional(),
  })
  .meta({ id: 'Observation', description: 'What is really seen on the weapon. Leave out what is not known.' })
export type Observation = z.infer<typeof Observation>
