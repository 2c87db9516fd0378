import { z } from 'zod'
import { cursor, limit, text, Uuid } from '../../http/text.ts'
import { Country, Finding } from '../wire.ts'

const MAX_NAME_CHARS = 200
const MAX_CONTACT_CHARS = 300
// A United Nations panel may ask for every State there is; there are about 250 codes.
const MAX_COUNTRIES = 300
const MAX_REASON_CHARS = 500

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
    active: z.boolean().meta({ description: 'False while the agency is suspended: each of its tokens is refused.' }),
    version: z.number().meta({ description: '1 is the registration.' }),
    recordedAt: z.string().meta({ description: 'When this version was recorded.' }),
  })
  .meta({ id: 'Agency' })
export type Agency = z.infer<typeof Agency>

export const StoredAgency = Agency.extend({ findings: z.array(Finding) }).meta({ id: 'StoredAgency' })
export type StoredAgency = z.infer<typeof StoredAgency>

const Reason = text(MAX_REASON_CHARS, { multiline: true }).meta({
  description: 'Kept apart from the fact, so that it can be erased.',
})

export const NewAgencyVersion = z
  .strictObject({
    id: Uuid.optional(),
    name: text(MAX_NAME_CHARS).optional(),
    country: Country.optional(),
    mandateCountries: z.array(Country).min(1).max(MAX_COUNTRIES).optional(),
    contact: text(MAX_CONTACT_CHARS).nullable().optional().meta({ description: 'null takes it away.' }),
    active: z
      .boolean()
      .optional()
      .meta({ description: 'false suspends, true makes active again; both need a reason.' }),
    reason: Reason.optional(),
  })
  .refine(({ id: _id, reason: _reason, ...changes }) => Object.values(changes).some((value) => value !== undefined), {
    error: 'Name at least one field that changes: name, country, mandateCountries, contact or active.',
  })
  .refine(({ active, reason }) => active === undefined || reason !== undefined, {
    path: ['reason'],
    error: 'Say why the agency is suspended or made active again.',
  })
  .meta({ id: 'NewAgencyVersion', description: 'What changes; a field that is left out stays as it is.' })
export type NewAgencyVersion = z.infer<typeof NewAgencyVersion>

export const AgencyVersion = Agency.extend({
  reason: z.string().optional().meta({ description: 'Absent where none was given or it was erased.' }),
}).meta({ id: 'AgencyVersion' })
export type AgencyVersion = z.infer<typeof AgencyVersion>

export const StoredAgencyVersion = AgencyVersion.extend({ findings: z.array(Finding) }).meta({
  id: 'StoredAgencyVersion',
})
export type StoredAgencyVersion = z.infer<typeof StoredAgencyVersion>

export const AgencyVersions = z.object({ versions: z.array(AgencyVersion) }).meta({ id: 'AgencyVersions' })
export const AgencyQuery = z.strictObject({
  country: Country.optional(),
  active: z.enum(['true', 'false']).optional(),
  limit,
  cursor,
})
export const AgencyPage = z
  .object({ agencies: z.array(Agency), next: z.string().optional() })
  .meta({ id: 'AgencyPage' })

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

export const NewRepresentationEnd = z
  .strictObject({
    id: Uuid.optional(),
    validTo: z.iso
      .date()
      .meta({ description: 'The last day on which the agency acts for the party; yesterday ends it at once.' }),
    reason: Reason.optional(),
  })
  .meta({ id: 'NewRepresentationEnd' })
export type NewRepresentationEnd = z.infer<typeof NewRepresentationEnd>

export const RepresentationEnd = z
  .object({
    id: z.string(),
    representationId: z.string(),
    validTo: z.string(),
    recordedAt: z.string(),
    findings: z.array(Finding),
  })
  .meta({ id: 'RepresentationEnd' })
export type RepresentationEnd = z.infer<typeof RepresentationEnd>

export const ListedRepresentation = z
  .object({
    id: z.string(),
    partyId: z.string(),
    validFrom: z.string(),
    validTo: z
      .string()
      .optional()
      .meta({ description: 'The earliest of what was said at first and of every end since.' }),
    recordedAt: z.string(),
  })
  .meta({ id: 'ListedRepresentation' })
export type ListedRepresentation = z.infer<typeof ListedRepresentation>

export const RepresentationQuery = z.strictObject({
  at: z.iso.date().optional().meta({ description: 'Only those in force on this day.' }),
  limit,
  cursor,
})
export const RepresentationPage = z
  .object({ representations: z.array(ListedRepresentation), next: z.string().optional() })
  .meta({ id: 'RepresentationPage' })
export const RepresentationParams = z.strictObject({ id: Uuid, representationId: Uuid })

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
