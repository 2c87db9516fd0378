import { z } from 'zod'
import { LOT_UNITS, MAX_AMOUNT } from '../../domain/components/quantity.ts'
import { OccurredAtInput } from '../../domain/time/occurred-at.ts'
import { CONCEALMENTS, DONE_ON_THE_SPOT, RECOVERY_CLASSES, TRANSPORTS } from '../../domain/vocabulary/seizures.ts'
import {
  CIRCUMSTANCE_KINDS,
  ILLICIT_GROUNDS,
  INTENDED_USES,
  PRIORITIES,
  PURPOSES,
} from '../../domain/vocabulary/traces.ts'
import { WEAPON_CATEGORIES } from '../../domain/vocabulary/weapons.ts'
import { text, Uuid } from '../../http/text.ts'
import { Observation } from '../../tracing/observation-schemas.ts'
import { EvidenceIds } from '../name-evidence.ts'
import { MAX_NOTE_CHARS, MAX_SHORT_CHARS, MAX_TRANSIT_COUNTRIES, Place } from '../report-schemas.ts'
import { Country } from '../wire.ts'

// A cache or a container; what is more is reported in several calls under one reference.
export const MAX_ITEMS = 200
const MAX_LEGAL_BASIS_CHARS = 500
const MAX_ROUTE_CHARS = 500

const Amount = z.number().positive().max(MAX_AMOUNT)

export const NewSeizureItem = z
  .strictObject({
    id: Uuid.optional(),
    observation: Observation,
    quantity: z
      .union([Amount, z.strictObject({ amount: Amount, unit: z.enum(LOT_UNITS) })])
      .optional()
      .meta({
        description:
          'How much of it, in pieces or in the unit told: makes the item a lot. For UAS_COMPONENT, IED_COMPONENT and ESSENTIAL_COMPONENT; of all others one piece is one item.',
      }),
    disposition: z.enum(DONE_ON_THE_SPOT).optional().meta({
      description: 'What was done with it already, where it was found. SECURED unless told.',
    }),
    category: z.enum(WEAPON_CATEGORIES).optional().meta({
      description: 'That of observation.type unless told; where the type is not known, SMALL_ARM.',
    }),
  })
  .meta({ id: 'NewSeizureItem' })
export type NewSeizureItem = z.infer<typeof NewSeizureItem>

/** One item as it was sent: whether it is one is decided by item, so that one mistake does not lose the others. */
const AnyItem = z.union([
  NewSeizureItem,
  z.unknown().meta({ description: 'Anything else is refused as an item, and does not refuse the others.' }),
])

export const Declaration = z
  .strictObject({
    number: text(MAX_SHORT_CHARS).optional(),
    hsCode: z
      .string()
      .regex(
        /^(?:[0-9]\.?){5,9}[0-9]$/,
        'This must be a code of the Harmonized System: 6 to 10 digits, such as 9302.00.',
      )
      .optional(),
    transport: z.enum(TRANSPORTS).optional(),
    concealment: z.enum(CONCEALMENTS).optional(),
    departureCountry: Country.optional(),
    transitCountries: z.array(Country).max(MAX_TRANSIT_COUNTRIES).optional(),
    destinationCountry: Country.optional(),
    route: text(MAX_ROUTE_CHARS).optional(),
    consignor: text(MAX_SHORT_CHARS).optional(),
    consignee: text(MAX_SHORT_CHARS).optional(),
  })
  .meta({
    id: 'Declaration',
    description:
      'What was declared to customs. Number, route, consignor and consignee are kept apart from the facts, so that they can be erased.',
  })
export type Declaration = z.infer<typeof Declaration>

export const TracesToStart = z
  .strictObject({
    priority: z.enum(PRIORITIES).optional(),
    illicitGrounds: z.array(z.enum(ILLICIT_GROUNDS)).min(1).max(ILLICIT_GROUNDS.length).optional(),
    purpose: z.enum(PURPOSES).optional(),
    intendedUse: z.enum(INTENDED_USES).optional(),
    canGuaranteeConfidentiality: z.boolean().optional().meta({
      description: 'false unless told: then answers name nobody (ITI 15, 22).',
    }),
    caseReference: text(MAX_SHORT_CHARS).optional().meta({ description: 'agencyReference unless told.' }),
  })
  .meta({ id: 'TracesToStart' })
export type TracesToStart = z.infer<typeof TracesToStart>

export const NewSeizure = z
  .strictObject({
    id: Uuid.optional(),
    agencyReference: text(MAX_SHORT_CHARS).meta({ description: 'The file number of your agency.' }),
    recoveryClass: z.enum(RECOVERY_CLASSES),
    circumstance: z.enum(CIRCUMSTANCE_KINDS),
    occurredAt: OccurredAtInput,
    place: Place,
    legalBasis: text(MAX_LEGAL_BASIS_CHARS),
    declaration: Declaration.optional(),
    startTraces: z.union([z.boolean(), TracesToStart]).optional().meta({
      description:
        'Opens a trace request for each item that can be searched. Unless told: ROUTINE, ILLICIT_BY_NATIONAL_LAW, CRIMINAL_INVESTIGATION, BOTH. Where absent, the policy of the registry decides (SEIZURE_TRACES).',
    }),
    custodianPartyId: Uuid.optional().meta({
      description: 'Who has the items now: a party that you act for or registered. The recovery need not wait for it.',
    }),
    dispositionDueOn: z.iso.date().optional().meta({
      description:
        'By when the items are to be marked and recorded, or destroyed (ITI 9); 90 days after the recovery unless told.',
    }),
    evidenceIds: EvidenceIds.optional(),
    note: text(MAX_NOTE_CHARS, { multiline: true }).optional(),
    items: z.array(AnyItem).min(1).max(MAX_ITEMS),
  })
  .meta({ id: 'NewSeizure' })
export type NewSeizure = z.infer<typeof NewSeizure>
