import { z } from 'zod'
import { Finding, PartyInChain } from './wire.ts'

/** A date as it was reported. */
export const ReportedDate = z.object({ value: z.string(), precision: z.string() }).meta({ id: 'ReportedDate' })

export const ChainPlace = z
  .object({
    country: z.string(),
    locality: z.string().optional(),
    latitude: z.number().optional(),
    longitude: z.number().optional(),
  })
  .meta({ id: 'ChainPlace' })

export const ChainDocument = z
  .object({
    kind: z.string(),
    number: z.string().optional().meta({ description: 'Absent where it was erased.' }),
    erased: z.boolean().optional().meta({ description: 'True where number, issuer and date were lawfully erased.' }),
    issuer: z.string().optional(),
    issuedOn: z.string().optional(),
    expiresOn: z.string().optional(),
    country: z.string().optional(),
    nonRetransferClause: z.boolean().optional(),
    verification: z
      .string()
      .optional()
      .meta({ description: 'Whether it had been checked with its issuer when the event was recorded.' }),
  })
  .meta({ id: 'ChainDocument' })

export const ChainLink = z
  .object({
    type: z.enum(['EVENT', 'GAP', 'CONFLICT']),
    eventId: z.string().optional(),
    kind: z.string(),
    from: PartyInChain.nullable(),
    to: PartyInChain.nullable(),
    owner: PartyInChain.nullable(),
    occurredAt: ReportedDate,
    recordedAt: z.string(),
    place: ChainPlace.optional(),
    documents: z.array(ChainDocument),
    evidenceIds: z.array(z.string()).optional(),
    licit: z.enum(['LICIT', 'ILLICIT', 'STATE_CUSTODY', 'UNKNOWN']),
    statements: z
      .array(z.object({ side: z.string(), statement: z.string() }))
      .optional()
      .meta({ description: 'What the other side of the hand-over says of it: ACCEPTED or DISPUTED.' }),
    reportedBy: z
      .object({ country: z.string(), office: z.string() })
      .optional()
      .meta({ description: 'Who reported it, as the office to ask; in answers only.' }),
    confidence: z
      .object({ level: z.string(), basis: z.array(z.string()) })
      .optional()
      .meta({ description: 'How sure the link is, and on what that stands; in answers only.' }),
    findings: z.array(Finding),
  })
  .meta({ id: 'ChainLink' })
export type ChainLink = z.infer<typeof ChainLink>

export const Diversion = z
  .object({ notBefore: ReportedDate.nullable(), notAfter: ReportedDate.nullable() })
  .meta({ id: 'Diversion' })

export const Custody = z
  .object({
    weaponId: z.string(),
    chain: z.array(ChainLink),
    holder: PartyInChain.nullable(),
    owner: PartyInChain.nullable(),
    lastLicitHolder: PartyInChain.nullable(),
    contenders: z.array(PartyInChain),
    diversion: Diversion.nullable(),
    diversions: z.array(Diversion),
    currentStatus: z.string(),
    findings: z.array(Finding),
    asOf: z
      .object({
        at: z.string().optional(),
        knownAt: z.string().optional(),
        provisional: z.boolean().optional().meta({
          description:
            'True where the moment is so recent that a write may still be running which will count as known then.',
        }),
      })
      .optional()
      .meta({ description: 'The moments that were asked for.' }),
  })
  .meta({ id: 'Custody' })
export type Custody = z.infer<typeof Custody>
