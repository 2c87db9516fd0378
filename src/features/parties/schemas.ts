import { z } from 'zod'
import { PARTY_STATUSES, VERSION_REASONS } from '../../domain/parties/party.ts'
import { PARTY_KINDS } from '../../domain/vocabulary/parties.ts'
import { cursor, limit, text, Uuid } from '../../http/text.ts'
import { Moment } from '../moments.ts'
import { Country, Finding } from '../wire.ts'
import { Licence, LicenceInParty, MAX_LICENCE_CHARS } from './licence-schemas.ts'

// The longest registered company names run to about 160 characters.
const MAX_NAME_CHARS = 200
const MAX_EXPLANATION_CHARS = 2000
// A maker with branches holds a dozen; the bound keeps one call one small write.
const MAX_LICENCES = 50

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

const successor = z
  .string()
  .optional()
  .meta({ description: 'Who has the records of a closed party; absent: the State (ITI 13).' })

export const Party = z
  .object({
    id: z.string(),
    kind: z.string(),
    name: z.string().optional().meta({ description: 'Absent where the asker may not have it.' }),
    country: z.string(),
    status: z.string().meta({ description: 'ACTIVE, or CLOSED: nobody acts for the party any more but registrars.' }),
    successorPartyId: successor,
    licences: z.array(LicenceInParty).meta({ description: 'The newest 50; all of them stand under `/licences`.' }),
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

/** `?at=` a day on which it was so, `?knownAt=` a moment at which it was known. */
export const MomentQuery = z.strictObject({ at: Moment, knownAt: Moment })
export type MomentQuery = z.infer<typeof MomentQuery>

const SAYS = ['kind', 'name', 'country', 'status'] as const

export const NewPartyVersion = z
  .strictObject({
    id: Uuid.optional(),
    kind: z.enum(PARTY_KINDS).optional(),
    name: text(MAX_NAME_CHARS).optional(),
    country: Country.optional(),
    status: z.enum(PARTY_STATUSES).optional(),
    successorPartyId: Uuid.optional().meta({
      description: 'With status CLOSED: who has the records. Absent: the State.',
    }),
    validFrom: z.iso.date().optional().meta({
      description: 'The first day on which it is so. A correction may leave it out: then it was so from the start.',
    }),
    reason: z.enum(VERSION_REASONS),
    explanation: text(MAX_EXPLANATION_CHARS, { multiline: true }).optional(),
  })
  .refine((given) => SAYS.some((field) => given[field] !== undefined), {
    error: `A version says at least one of ${SAYS.join(', ')}.`,
  })
  .refine((given) => given.reason !== 'CHANGED' || given.validFrom !== undefined, {
    path: ['validFrom'],
    error: 'A change needs the day from which it is so.',
  })
  .refine((given) => given.successorPartyId === undefined || given.status === 'CLOSED', {
    path: ['successorPartyId'],
    error: 'Only a party that closes has a successor.',
  })
  .meta({ id: 'NewPartyVersion' })
export type NewPartyVersion = z.infer<typeof NewPartyVersion>

export const PartyVersion = z
  .object({
    id: z.string(),
    partyId: z.string(),
    kind: z.string().optional(),
    name: z.string().optional(),
    country: z.string().optional(),
    status: z.string().optional(),
    successorPartyId: successor,
    validFrom: z.string().optional(),
    reason: z.string().meta({ description: 'REGISTERED, CHANGED or INCORRECT_DATA.' }),
    explanation: z.string().optional().meta({ description: 'For its reporter and registrars.' }),
    recordedAt: z.string(),
  })
  .meta({ id: 'PartyVersion', description: 'What was said of a party; a field that is absent was not spoken of.' })
export type PartyVersion = z.infer<typeof PartyVersion>

export const StoredPartyVersion = PartyVersion.extend({ findings: z.array(Finding) }).meta({ id: 'StoredPartyVersion' })
export type StoredPartyVersion = z.infer<typeof StoredPartyVersion>

export const PartyVersionQuery = z.strictObject({ limit, cursor })
export const PartyVersionPage = z
  .object({ versions: z.array(PartyVersion), next: z.string().optional() })
  .meta({ id: 'PartyVersionPage' })
