import { text } from '../http/text.ts'
import { Country } from './wire.ts'
import { z } from 'zod'

export const MAX_DOCUMENTS = 50
export const MAX_NOTE_CHARS = 4000
export const MAX_TRANSIT_COUNTRIES = 30
export const MAX_SHORT_CHARS = 120

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
    country: Country.optional().meta({ description: 'The State that issued it. A RE_EXPORT_CONSENT needs it.' }),
  })
  .meta({ id: 'Document' })
export type Document = z.infer<typeof Document>
