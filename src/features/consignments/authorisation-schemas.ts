import { z } from 'zod'
import { AUTHORISATION_KINDS, VERIFICATION_STATUSES } from '../../domain/consignments/vocabulary.ts'
import { WEAPON_TYPES } from '../../domain/vocabulary/weapons.ts'
import { text, Uuid } from '../../http/text.ts'
import { MAX_NOTE_CHARS, MAX_SHORT_CHARS, MAX_TRANSIT_COUNTRIES } from '../report-schemas.ts'
import { Country, Finding } from '../wire.ts'

// A licence of a hundred positions is a booklet; more are several licences.
export const MAX_LINES = 100
const MAX_QUANTITY = 1_000_000
export const MAX_EMBARGO_REFERENCES = 10
const MAX_METHOD_CHARS = 400

const goods = {
  type: z.enum(WEAPON_TYPES).optional(),
  make: text(MAX_SHORT_CHARS).optional(),
  model: text(MAX_SHORT_CHARS).optional(),
  calibre: text(MAX_SHORT_CHARS).optional(),
  quantity: z.int().min(1).max(MAX_QUANTITY),
}

export const GoodsLine = z
  .strictObject(goods)
  .meta({ id: 'GoodsLine', description: 'A number of weapons of one description; what is not said may be anything.' })

/** A description that stands twice would make it a matter of chance which line a weapon belongs to. */
export function namesEachOnce(lines: readonly z.infer<typeof GoodsLine>[]): boolean {
  const descriptions = lines.map(({ type, make, model, calibre }) => JSON.stringify([type, make, model, calibre]))
  return new Set(descriptions).size === descriptions.length
}

const AuthorisedLine = z
  .strictObject({
    ...goods,
    value: z
      .strictObject({ amount: z.number().min(0).max(1e12), currency: z.string().regex(/^[A-Z]{3}$/) })
      .optional()
      .meta({ description: 'Of the whole line; the currency by its ISO 4217 code.' }),
  })
  .meta({ id: 'AuthorisedLine' })

export const EmbargoReference = z
  .string()
  .regex(/^UNSC-[1-9][0-9]{0,4}\/(19|20)[0-9]{2}$/, 'This must be a resolution with its year, such as UNSC-2616/2021.')

const CLAUSED: readonly string[] = ['END_USER_CERTIFICATE', 'INTERNATIONAL_IMPORT_CERTIFICATE']

export const NewAuthorisation = z
  .strictObject({
    id: Uuid.optional(),
    kind: z.enum(AUTHORISATION_KINDS),
    number: text(MAX_SHORT_CHARS),
    issuer: text(MAX_SHORT_CHARS).optional(),
    country: Country.meta({ description: 'The State that issued it.' }),
    issuedOn: z.iso.date(),
    expiresOn: z.iso.date().optional().meta({ description: 'The last day of validity.' }),
    exporterPartyId: Uuid.optional(),
    consigneePartyId: Uuid.optional(),
    endUserPartyId: Uuid.optional(),
    destinationCountry: Country.optional(),
    transitCountries: z.array(Country).max(MAX_TRANSIT_COUNTRIES).optional(),
    lines: z.array(AuthorisedLine).max(MAX_LINES).optional(),
    nonRetransferClause: z.boolean().optional().meta({
      description: 'The end user undertakes not to pass the weapons on without the consent of the exporting State.',
    }),
    embargoReferences: z.array(EmbargoReference).max(MAX_EMBARGO_REFERENCES).optional(),
    consignmentId: Uuid.optional().meta({
      description: 'A consignment that it belongs to, where that was opened before.',
    }),
    note: text(MAX_NOTE_CHARS, { multiline: true }).optional(),
  })
  .refine(({ issuedOn, expiresOn }) => expiresOn === undefined || expiresOn >= issuedOn, {
    path: ['expiresOn'],
    error: 'A paper cannot expire before it was issued.',
  })
  .refine(({ kind, nonRetransferClause }) => nonRetransferClause !== true || CLAUSED.includes(kind), {
    path: ['nonRetransferClause'],
    error: `Such a clause stands in ${CLAUSED.join(' or ')}.`,
  })
  .meta({ id: 'NewAuthorisation' })
export type NewAuthorisation = z.infer<typeof NewAuthorisation>

export const GoodsLineView = z
  .object({
    type: z.string().optional(),
    make: z.string().optional(),
    model: z.string().optional(),
    calibre: z.string().optional(),
    quantity: z.int(),
    value: z.object({ amount: z.number(), currency: z.string() }).optional(),
  })
  .meta({ id: 'GoodsLineView' })

export const Authorisation = z
  .object({
    id: z.string(),
    kind: z.string(),
    number: z.string(),
    issuer: z.string().optional(),
    country: z.string(),
    issuedOn: z.string(),
    expiresOn: z.string().optional(),
    exporterPartyId: z.string().optional(),
    consigneePartyId: z.string().optional(),
    endUserPartyId: z.string().optional(),
    destinationCountry: z.string().optional(),
    transitCountries: z.array(z.string()),
    lines: z.array(GoodsLineView),
    nonRetransferClause: z.boolean(),
    embargoReferences: z.array(z.string()),
    verification: z.string().meta({ description: VERIFICATION_STATUSES.join(', ') }),
  })
  .meta({ id: 'Authorisation' })
export type Authorisation = z.infer<typeof Authorisation>

export const StoredAuthorisation = Authorisation.extend({
  recordedAt: z.string(),
  findings: z.array(Finding),
}).meta({ id: 'StoredAuthorisation' })
export type StoredAuthorisation = z.infer<typeof StoredAuthorisation>

export const NewVerification = z
  .strictObject({
    id: Uuid.optional(),
    status: z.enum(VERIFICATION_STATUSES),
    verifiedOn: z.iso.date(),
    verifiedBy: text(MAX_SHORT_CHARS).meta({ description: 'Who checked it. Kept apart from the fact.' }),
    method: text(MAX_METHOD_CHARS).meta({
      description: 'How: by which office of the issuing State, by which channel.',
    }),
  })
  .meta({ id: 'NewVerification' })
export type NewVerification = z.infer<typeof NewVerification>

export const StoredVerification = z
  .object({
    id: z.string(),
    authorisationId: z.string(),
    status: z.string(),
    verifiedOn: z.string(),
    recordedAt: z.string(),
    findings: z.array(Finding),
  })
  .meta({ id: 'StoredVerification' })
export type StoredVerification = z.infer<typeof StoredVerification>
