import { z } from 'zod'
import { EVENT_KIND_CODES } from '../../domain/custody/event-kinds.ts'
import { LICENCE_ACTIONS } from '../../domain/licences/licence.ts'
import { LICENCE_KINDS } from '../../domain/vocabulary/parties.ts'
import { WEAPON_CATEGORIES, WEAPON_TYPES } from '../../domain/vocabulary/weapons.ts'
import { cursor, limit, text, Uuid } from '../../http/text.ts'
import { Moment } from '../moments.ts'
import { Country, Finding } from '../wire.ts'

export const MAX_LICENCE_CHARS = 64
const MAX_ISSUER_CHARS = 120
const MAX_NOTE_CHARS = 500
const MAX_REASON_CHARS = 2000
// The largest export known under one licence number is below a million pieces.
const MAX_QUANTITY = 10_000_000

const ENDS_EARLY = { path: ['validTo'], error: 'A licence cannot end before it begins.' }

interface Span {
  readonly validFrom?: string | undefined
  readonly validTo?: string | undefined
}

function isForward({ validFrom, validTo }: Span): boolean {
  return validFrom === undefined || validTo === undefined || validTo >= validFrom
}

export const Licence = z
  .strictObject({
    kind: z.enum(LICENCE_KINDS),
    number: text(MAX_LICENCE_CHARS),
    validFrom: z.iso.date(),
    validTo: z.iso.date().optional(),
  })
  .refine(isForward, ENDS_EARLY)
  .meta({ id: 'Licence' })

export const LicenceScope = z
  .strictObject({
    categories: z.array(z.enum(WEAPON_CATEGORIES)).min(1).max(WEAPON_CATEGORIES.length).optional(),
    types: z.array(z.enum(WEAPON_TYPES)).min(1).max(WEAPON_TYPES.length).optional(),
    eventKinds: z.array(z.enum(EVENT_KIND_CODES)).min(1).max(EVENT_KIND_CODES.length).optional(),
    maxQuantity: z.int().min(1).max(MAX_QUANTITY).optional().meta({ description: 'The most weapons of one report.' }),
    note: text(MAX_NOTE_CHARS).optional(),
  })
  .meta({ id: 'LicenceScope', description: 'What the licence allows; what is absent is not limited.' })

const details = {
  issuer: text(MAX_ISSUER_CHARS).optional(),
  country: Country.optional(),
  scope: LicenceScope.optional(),
}

export const NewLicence = z
  .strictObject({
    id: Uuid.optional(),
    kind: z.enum(LICENCE_KINDS),
    number: text(MAX_LICENCE_CHARS),
    validFrom: z.iso.date(),
    validTo: z.iso.date().optional(),
    ...details,
  })
  .refine(isForward, ENDS_EARLY)
  .meta({ id: 'NewLicence' })
export type NewLicence = z.infer<typeof NewLicence>

const TERMS = ['kind', 'number', 'validFrom', 'validTo', 'issuer', 'country', 'scope'] as const

export const NewLicenceVersion = z
  .strictObject({
    id: Uuid.optional(),
    action: z.enum(LICENCE_ACTIONS),
    from: z.iso
      .date()
      .optional()
      .meta({ description: 'The first day on which it is so. CORRECTED and RECORDED_IN_ERROR are so from the start.' }),
    reason: text(MAX_REASON_CHARS, { multiline: true }),
    kind: z.enum(LICENCE_KINDS).optional(),
    number: text(MAX_LICENCE_CHARS).optional(),
    validFrom: z.iso.date().optional(),
    validTo: z.iso
      .date()
      .nullable()
      .optional()
      .meta({ description: 'EXTENDED or CORRECTED: the last day; null: without an end.' }),
    ...details,
  })
  .superRefine((given, context) => {
    const refuse = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message })
    const fromStart = given.action === 'CORRECTED' || given.action === 'RECORDED_IN_ERROR'
    if (fromStart && given.from !== undefined) refuse('from', `${given.action} holds from the start and takes no day.`)
    if (!fromStart && given.from === undefined) refuse('from', `${given.action} needs the day from which it is so.`)
    const said = TERMS.filter((term) => given[term] !== undefined)
    if (given.action === 'CORRECTED' && said.length === 0) refuse('action', 'A correction says what is wrong.')
    if (given.action === 'EXTENDED' && given.validTo === undefined) refuse('validTo', 'An extension says until when.')
    const allowed: readonly string[] =
      given.action === 'CORRECTED' ? TERMS : given.action === 'EXTENDED' ? ['validTo'] : []
    for (const term of said) if (!allowed.includes(term)) refuse(term, `${given.action} does not change this.`)
  })
  .meta({ id: 'NewLicenceVersion' })
export type NewLicenceVersion = z.infer<typeof NewLicenceVersion>

export const LicenceInParty = z
  .object({
    id: z.string(),
    kind: z.string(),
    number: z.string().optional().meta({ description: 'Absent where it was erased.' }),
    erased: z.boolean().optional().meta({ description: 'True where number and issuer were lawfully erased.' }),
    validFrom: z.string(),
    validTo: z.string().optional(),
    status: z
      .string()
      .meta({ description: 'VALID, NOT_YET_VALID, EXPIRED, SUSPENDED or REVOKED on the day asked about.' }),
  })
  .meta({ id: 'LicenceInParty' })
export type LicenceInParty = z.infer<typeof LicenceInParty>

const ShownScope = z
  .object({
    categories: z.array(z.string()).optional(),
    types: z.array(z.string()).optional(),
    eventKinds: z.array(z.string()).optional(),
    maxQuantity: z.number().optional(),
    note: z.string().optional().meta({ description: 'For who recorded it and registrars.' }),
  })
  .meta({ id: 'ShownLicenceScope' })

const LicenceVersion = z
  .object({
    id: z.string(),
    action: z.string(),
    from: z.string().optional(),
    kind: z.string().optional(),
    number: z.string().optional(),
    validFrom: z.string().optional(),
    validTo: z.string().nullable().optional(),
    issuer: z.string().optional(),
    country: z.string().optional(),
    scope: ShownScope.optional(),
    recordedAt: z.string(),
  })
  .meta({ id: 'LicenceVersion', description: 'What became of a licence, with what an extension or a correction says.' })

export const PartyLicence = LicenceInParty.extend({
  partyId: z.string(),
  issuer: z.string().optional(),
  country: z.string().optional(),
  scope: ShownScope.optional(),
  recordedAt: z.string(),
  versions: z.array(LicenceVersion),
}).meta({ id: 'PartyLicence' })
export type PartyLicence = z.infer<typeof PartyLicence>

export const StoredLicence = PartyLicence.extend({ findings: z.array(Finding) }).meta({ id: 'StoredLicence' })
export type StoredLicence = z.infer<typeof StoredLicence>

export const StoredLicenceVersion = z
  .object({
    id: z.string(),
    action: z.string(),
    from: z.string().optional(),
    recordedAt: z.string(),
    licence: PartyLicence,
    findings: z.array(Finding),
  })
  .meta({ id: 'StoredLicenceVersion' })
export type StoredLicenceVersion = z.infer<typeof StoredLicenceVersion>

export const LicenceParams = z.strictObject({ id: Uuid, licenceId: Uuid })
export const LicenceQuery = z.strictObject({ at: Moment, knownAt: Moment, limit, cursor })
export type LicenceQuery = z.infer<typeof LicenceQuery>
export const LicencePage = z
  .object({ licences: z.array(PartyLicence), next: z.string().optional() })
  .meta({ id: 'LicencePage' })
