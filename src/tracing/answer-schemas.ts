import { z } from 'zod'
import { OUTCOMES } from '../domain/traces/outcome.ts'
import { REFUSAL_GROUNDS } from '../domain/vocabulary/traces.ts'
import { ChainLink, Diversion } from '../features/chain-schemas.ts'
import { PartyInChain } from '../features/wire.ts'
import { Identification } from './identification-schemas.ts'

export const TraceFlag = z
  .object({ code: z.string(), blocking: z.boolean(), country: z.string().optional(), contact: z.string().optional() })
  .meta({ id: 'TraceFlag' })

const TracedWeapon = z
  .object({
    id: z.string(),
    category: z.string(),
    type: z.string(),
    make: z.string(),
    model: z.string(),
    calibre: z.string(),
    countryOfManufacture: z.string(),
    yearOfManufacture: z.number().nullable(),
    markings: z.array(
      z.object({ kind: z.string(), text: z.string(), component: z.string().optional(), condition: z.string() }),
    ),
  })
  .meta({ id: 'TracedWeapon' })

const Days = z
  .object({ minDays: z.number(), maxDays: z.number(), basis: z.string() })
  .meta({ id: 'Days', description: 'How far apart the two days may be, and which event the count begins with.' })

const Restriction = z
  .object({ code: z.string(), ground: z.enum(REFUSAL_GROUNDS).optional(), detail: z.string() })
  .meta({ id: 'Restriction' })

export const Superseded = z.object({ recordedAt: z.string(), differences: z.array(z.string()) }).meta({
  id: 'Superseded',
  description:
    'Since when a later record makes this answer another one, and in which fields. It stands as it was given.',
})
export type Superseded = z.infer<typeof Superseded>

/** The answer to a trace request (ITI 18 to 20), with what may be done with it (ITI 15). */
export const TraceAnswer = z
  .object({
    answerId: z.string(),
    requestId: z.string(),
    supersedes: z.string().optional().meta({ description: 'The answer in whose place this one stands.' }),
    superseded: Superseded.optional(),
    duplicateOf: z.string().optional().meta({
      description: 'The request of your agency in the same case that asked for this weapon or item before.',
    }),
    decided: z.object({ persons: z.number(), decidedAt: z.string() }).optional().meta({
      description: 'By how many persons the identification was confirmed, and when. Absent where it needed none.',
    }),
    outcome: z.enum(OUTCOMES),
    identification: Identification,
    weapon: TracedWeapon.nullable(),
    manufacturer: z
      .object({
        partyId: z.string().optional(),
        kind: z.string(),
        country: z.string(),
        name: z.string().optional(),
        make: z.string(),
      })
      .nullable(),
    chain: z.array(ChainLink),
    gaps: z.array(ChainLink),
    holder: PartyInChain.nullable(),
    owner: PartyInChain.nullable(),
    lastLicitHolder: PartyInChain.nullable(),
    contenders: z.array(PartyInChain).optional(),
    diversion: Diversion.nullable(),
    diversions: z.array(Diversion),
    timeToCrimeDays: z.number().nullable(),
    timeToCrime: Days.nullable(),
    timeToDiversionDays: z.number().nullable(),
    timeToDiversion: Days.nullable(),
    nextAuthorities: z.array(z.object({ country: z.string(), reason: z.string() })),
    flags: z.array(TraceFlag),
    relations: z.array(z.object({ kind: z.string(), weaponId: z.string() })).meta({
      description:
        'ASSEMBLED_INTO, SUCCEEDED_BY, SUCCEEDS, PART_OF_LOT: other records by id alone. They are not this weapon, and nothing of them is released.',
    }),
    restrictions: z.array(Restriction),
    disclaimer: z.string(),
    answeredAt: z.string(),
  })
  .meta({ id: 'TraceAnswer' })
export type TraceAnswer = z.infer<typeof TraceAnswer>
