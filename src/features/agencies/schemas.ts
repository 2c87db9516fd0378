import { z } from 'zod'
import { text, Uuid } from '../../http/text.ts'
import { Country, Finding } from '../wire.ts'

const MAX_NAME_CHARS = 200
const MAX_CONTACT_CHARS = 300
// A United Nations panel may ask for every State there is; there are about 250 codes.
const MAX_COUNTRIES = 300

export const NewAgency = z
  .strictObject({
    id: Uuid.optional(),
    name: text(MAX_NAME_CHARS),
    country: Country,
    mandateCountries: z.array(Country).min(1).max(MAX_COUNTRIES),
    contact: text(MAX_CONTACT_CHARS)
      .optional()
      .meta({ description: 'An office, shown to other agencies with a flag; never a person.' }),
  })
  .meta({ id: 'NewAgency' })
export type NewAgency = z.infer<typeof NewAgency>

export const Agency = z
  .object({
    id: z.string(),
    name: z.string(),
    country: z.string(),
    mandateCountries: z.array(z.string()),
    contact: z.string().optional(),
  })
  .meta({ id: 'Agency' })
export type Agency = z.infer<typeof Agency>

export const StoredAgency = Agency.extend({ findings: z.array(Finding) }).meta({ id: 'StoredAgency' })
export type StoredAgency = z.infer<typeof StoredAgency>

export const NewRepresentation = z
  .strictObject({ id: Uuid.optional(), partyId: Uuid, validFrom: z.iso.date(), validTo: z.iso.date().optional() })
  .refine((given) => given.validTo === undefined || given.validTo >= given.validFrom, {
    path: ['validTo'],
    error: 'It cannot end before it begins.',
  })
  .meta({ id: 'NewRepresentation' })
export type NewRepresentation = z.infer<typeof NewRepresentation>

export const Representation = z
  .object({
    id: z.string(),
    agencyId: z.string(),
    partyId: z.string(),
    validFrom: z.string(),
    validTo: z.string().optional(),
    findings: z.array(Finding),
  })
  .meta({ id: 'Representation' })
export type Representation = z.infer<typeof Representation>

export const AgencyParams = z.strictObject({ id: Uuid })

export const Me = z
  .object({
    subject: z.string(),
    agency: z.object({
      id: z.string(),
      name: z.string(),
      country: z.string(),
      mandateCountries: z.array(z.string()),
    }),
    scopes: z.array(z.string()),
    parties: z.array(z.object({ id: z.string(), kind: z.string(), name: z.string().optional(), country: z.string() })),
  })
  .meta({ id: 'Me' })
