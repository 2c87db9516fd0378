import { LOCATION_KINDS } from '../../domain/stockpiles/codes.ts'
import { cursor, limit, text, Uuid } from '../../http/text.ts'
import { Country, Finding } from '../wire.ts'
import { z } from 'zod'

const MAX_NAME_CHARS = 200
const MAX_SECURITY_CHARS = 4000
/** What one stock-taking can read, so that every place can be counted whole; a depot has rooms and racks. */
export const MAX_WEAPONS_AT_LOCATION = 2_000

const Name = text(MAX_NAME_CHARS).meta({
  description: 'Kept apart from the fact. Seen by who acts for the party, by registrars and auditors.',
})
const SecurityNotes = text(MAX_SECURITY_CHARS, { multiline: true }).meta({
  description: 'Locks, guards, alarms. Seen by who acts for the party and by registrars only.',
})
const Capacity = z.int().min(1).max(MAX_WEAPONS_AT_LOCATION)

export const NewStockLocation = z
  .strictObject({
    id: Uuid.optional(),
    partyId: Uuid.meta({ description: 'The force, armoury, dealer … whose weapons lie here.' }),
    kind: z.enum(LOCATION_KINDS),
    name: Name,
    country: Country,
    parentId: Uuid.optional().meta({ description: 'The place of the same party that this one is in.' }),
    capacity: Capacity.optional(),
    securityNotes: SecurityNotes.optional(),
  })
  .meta({ id: 'NewStockLocation' })
export type NewStockLocation = z.infer<typeof NewStockLocation>

export const NewLocationVersion = z
  .strictObject({
    id: Uuid.optional(),
    name: Name.optional(),
    capacity: Capacity.optional(),
    securityNotes: SecurityNotes.optional(),
    closed: z.boolean().optional().meta({ description: 'true: nothing is placed here any more.' }),
  })
  .refine((wanted) => Object.keys(wanted).some((field) => field !== 'id'), {
    error: 'A version says at least one thing that changes.',
  })
  .meta({ id: 'NewLocationVersion', description: 'What is left out stays as it was.' })
export type NewLocationVersion = z.infer<typeof NewLocationVersion>

export const StockLocation = z
  .object({
    id: z.string(),
    partyId: z.string(),
    kind: z.string(),
    name: z.string().optional().meta({ description: 'Absent where it was erased.' }),
    country: z.string(),
    parentId: z.string().optional(),
    capacity: z.int().optional(),
    securityNotes: z.string().optional(),
    closed: z.boolean(),
    version: z.int(),
    recordedAt: z.string(),
  })
  .meta({ id: 'StockLocation' })
export type StockLocation = z.infer<typeof StockLocation>

export const StoredLocation = StockLocation.extend({ findings: z.array(Finding) }).meta({ id: 'StoredLocation' })
export type StoredLocation = z.infer<typeof StoredLocation>

export const IdParams = z.strictObject({ id: Uuid })
export const LocationQuery = z.strictObject({ partyId: Uuid.optional(), limit, cursor })
export const LocationPage = z
  .object({ locations: z.array(StockLocation), next: z.string().optional() })
  .meta({ id: 'StockLocationPage' })
