import { z } from 'zod'
import { LICENCE_KINDS, PARTY_KINDS } from '../../domain/vocabulary/parties.ts'
import { cursor, limit, text, Uuid } from '../../http/text.ts'
import { Country, Finding } from '../wire.ts'

// The longest registered company names run to about 160 characters.
const MAX_NAME_CHARS = 200
const MAX_LICENCE_CHARS = 64
// A maker with branches holds a dozen; the bound keeps one call one small write.
const MAX_LICENCES = 50

export const Licence = z
  .strictObject({
    kind: z.enum(LICENCE_KINDS),
    number: text(MAX_LICENCE_CHARS),
    validFrom: z.iso.date(),
    validTo: z.iso.date().optional(),
  })
  .refine((licence) => licence.validTo === undefined || licence.validTo >= licence.validFrom, {
    path: ['validTo'],
    error: 'A licence cannot end before it begins.',
  })
  .meta({ id: 'Licence' })

export const NewParty = z
  .strictObject({
    id: Uuid.optional(),
    kind: z.enum(PARTY_KINDS),
    name: text(MAX_NAME_CHARS),
    country: Country,
    licences: z.array(Licence).max(MAX_LICENCES).optional(),
  })
  .meta({ id: 'NewParty' })
export type NewParty = z.infer<typeof NewParty>

export const Party = z
  .object({
    id: z.string(),
    kind: z.string(),
    name: z.string().optional().meta({ description: 'Absent where the asker may not have it.' }),
    country: z.string(),
    licences: z.array(
      z.object({ kind: z.string(), number: z.string(), validFrom: z.string(), validTo: z.string().optional() }),
    ),
    recordedAt: z.string(),
  })
  .meta({ id: 'Party' })
export type Party = z.infer<typeof Party>

export const StoredParty = Party.extend({ findings: z.array(Finding) }).meta({ id: 'StoredParty' })
export type StoredParty = z.infer<typeof StoredParty>

export const PartyParams = z.strictObject({ id: Uuid })
export const PartyQuery = z.strictObject({ licence: text(MAX_LICENCE_CHARS).optional(), limit, cursor })
export type PartyQuery = z.infer<typeof PartyQuery>
export const PartyPage = z.object({ parties: z.array(Party), next: z.string().optional() }).meta({ id: 'PartyPage' })
