import { z } from 'zod'
import { DISPOSITIONS, TRACEABILITIES } from '../../domain/vocabulary/seizures.ts'
import { ProblemEntry } from '../../http/problems.ts'
import { TraceFlag } from '../../tracing/answer-schemas.ts'
import { Identification } from '../../tracing/identification-schemas.ts'
import { ChainPlace, ReportedDate } from '../chain-schemas.ts'
import { Finding } from '../wire.ts'

const n = z.number().meta({ description: 'Its number in the call, from 1.' })

const decided = {
  category: z.string(),
  identification: Identification,
  flags: z.array(TraceFlag).meta({ description: 'What must be known of the weapon it was identified as.' }),
  findings: z.array(Finding),
  traceability: z.enum(TRACEABILITIES),
  dueOn: z.string().meta({ description: 'By when it is to be marked and recorded, or destroyed (ITI 9).' }),
}

const SeizureOutcome = z
  .object({
    id: z.string().optional().meta({ description: 'Absent for a refused item that named none.' }),
    n,
    status: z.enum(['ACCEPTED', 'REFUSED']),
    weaponId: z.string().optional().meta({ description: 'The record of the item itself.' }),
    category: decided.category.optional(),
    identification: decided.identification.optional(),
    flags: decided.flags.optional(),
    findings: decided.findings.optional(),
    traceability: decided.traceability.optional(),
    dueOn: decided.dueOn.optional(),
    traceRequestId: z.string().optional(),
    errors: z.array(ProblemEntry).optional(),
  })
  .meta({
    id: 'SeizureOutcome',
    description: 'An accepted item has all of the record; a refused one has `errors`, and nothing of it is stored.',
  })
export type SeizureOutcome = z.infer<typeof SeizureOutcome>

export const StoredSeizure = z
  .object({
    id: z.string(),
    recordedAt: z.string(),
    findings: z.array(Finding).meta({ description: 'On the recovery as a whole.' }),
    items: z.array(SeizureOutcome),
  })
  .meta({ id: 'StoredSeizure' })
export type StoredSeizure = z.infer<typeof StoredSeizure>

const SeenOnItem = z
  .object({
    type: z.string().optional(),
    make: z.string().optional(),
    model: z.string().optional(),
    calibre: z.string().optional(),
    countryOfManufacture: z.string().optional(),
    yearOfManufacture: z.number().optional(),
    importer: z.string().optional(),
    markings: z
      .array(
        z.object({
          kind: z.string(),
          text: z.string(),
          component: z.string().optional(),
          condition: z.string().optional(),
          country: z.string().optional(),
          year: z.number().optional(),
        }),
      )
      .optional(),
    noMarkingsVisible: z.boolean().optional(),
    evidenceIds: z.array(z.string()).optional(),
  })
  .meta({ id: 'SeenOnItem', description: 'The observation as it was sent.' })

const ItemDisposition = z
  .object({
    id: z.string(),
    kind: z.string(),
    occurredAt: ReportedDate,
    note: z.string().optional(),
    recordedAt: z.string(),
  })
  .meta({ id: 'ItemDisposition' })

export const SeizureItem = z
  .object({
    id: z.string(),
    seizureId: z.string(),
    n,
    weaponId: z.string(),
    observation: SeenOnItem,
    quantity: z.object({ amount: z.number(), unit: z.string() }).optional(),
    ...decided,
    searched: z.boolean().meta({ description: 'Whether the registry was searched for it when it was recorded.' }),
    disposition: z.enum(DISPOSITIONS),
    overdue: z.boolean(),
    dispositions: z
      .array(ItemDisposition)
      .meta({ description: 'That it was marked and recorded. All else is in its custody.' }),
    joinedTo: z
      .array(z.string())
      .meta({ description: 'Registered weapons that this item is by now, by links that stand.' }),
    traceRequestIds: z.array(z.string()),
    recordedAt: z.string(),
  })
  .meta({ id: 'SeizureItem' })
export type SeizureItem = z.infer<typeof SeizureItem>

const RecordedDeclaration = z
  .object({
    number: z.string().optional(),
    hsCode: z.string().optional(),
    transport: z.string().optional(),
    concealment: z.string().optional(),
    departureCountry: z.string().optional(),
    transitCountries: z.array(z.string()).optional(),
    destinationCountry: z.string().optional(),
    route: z.string().optional(),
    consignor: z.string().optional(),
    consignee: z.string().optional(),
  })
  .meta({ id: 'RecordedDeclaration' })

const recovered = {
  id: z.string(),
  agencyReference: z.string().optional().meta({ description: 'For the agency itself and for registrars.' }),
  recoveryClass: z.string(),
  circumstance: z.string(),
  occurredAt: ReportedDate,
  place: ChainPlace,
  itemCount: z.number(),
  recordedAt: z.string(),
}

export const SeizureSummary = z.object(recovered).meta({ id: 'SeizureSummary' })
export type SeizureSummary = z.infer<typeof SeizureSummary>

export const Seizure = z
  .object({
    ...recovered,
    legalBasis: z.string().optional(),
    declaration: RecordedDeclaration.optional(),
    custodianPartyId: z.string().optional(),
    note: z.string().optional(),
    evidenceIds: z.array(z.string()),
    items: z.array(SeizureItem),
  })
  .meta({ id: 'Seizure' })
export type Seizure = z.infer<typeof Seizure>
