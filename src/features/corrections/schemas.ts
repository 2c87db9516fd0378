import { DECISIONS, DECLARATION_STATUSES, ERROR_REASONS } from '../../domain/corrections/declaration.ts'
import { EVENT_KIND_CODES } from '../../domain/custody/event-kinds.ts'
import { OccurredAtInput } from '../../domain/time/occurred-at.ts'
import { cursor, limit, text, Uuid } from '../../http/text.ts'
import { EvidenceIds } from '../name-evidence.ts'
import { Document, MAX_DOCUMENTS, MAX_NOTE_CHARS, MAX_TRANSIT_COUNTRIES, Place } from '../report-schemas.ts'
import { NewDescription, NewMarking } from '../weapon-schemas.ts'
import { Country, Finding } from '../wire.ts'
import { z } from 'zod'

const MAX_EXPLANATION_CHARS = 4000
const Explanation = text(MAX_EXPLANATION_CHARS, { multiline: true })

const declared = {
  id: Uuid.optional(),
  reason: z.enum(ERROR_REASONS).meta({ description: 'It never happened, or it happened otherwise.' }),
  explanation: Explanation.meta({ description: 'Kept apart from the fact, so that it can be erased.' }),
}

/** The event as it should have been reported, whole: its sides as of a transfer, or its one party as of what is no hand-over. */
const EventReplacement = z
  .strictObject({
    id: Uuid.optional(),
    kind: z.enum(EVENT_KIND_CODES),
    weaponIds: z.array(Uuid).length(1).optional().meta({ description: 'If given, the one weapon of the event.' }),
    fromPartyId: Uuid.optional(),
    toPartyId: Uuid.optional(),
    carrierPartyId: Uuid.optional(),
    partyId: Uuid.optional(),
    occurredAt: OccurredAtInput,
    knownSince: OccurredAtInput.optional(),
    place: Place.optional(),
    destinationCountry: Country.optional(),
    transitCountries: z.array(Country).max(MAX_TRANSIT_COUNTRIES).optional(),
    documents: z.array(Document).max(MAX_DOCUMENTS).optional(),
    evidenceIds: EvidenceIds.optional(),
    note: text(MAX_NOTE_CHARS, { multiline: true }).optional(),
  })
  .refine((body) => body.partyId === undefined || (body.fromPartyId === undefined && body.toPartyId === undefined), {
    path: ['partyId'],
    error: 'Name either partyId, or fromPartyId and toPartyId.',
  })
  .meta({ id: 'EventReplacement' })
export type EventReplacement = z.infer<typeof EventReplacement>

export const NewEventError = z
  .strictObject({ ...declared, replacement: EventReplacement.optional() })
  .meta({ id: 'NewEventError' })
export type NewEventError = z.infer<typeof NewEventError>

export const NewMarkingError = z
  .strictObject({ ...declared, replacement: NewMarking.optional() })
  .meta({ id: 'NewMarkingError' })
export type NewMarkingError = z.infer<typeof NewMarkingError>

export const NewDescriptionError = z
  .strictObject({ ...declared, replacement: NewDescription.optional() })
  .meta({ id: 'NewDescriptionError' })
export type NewDescriptionError = z.infer<typeof NewDescriptionError>

export const NewWithdrawal = z
  .strictObject({ id: Uuid.optional(), explanation: Explanation })
  .meta({ id: 'NewWithdrawal' })
export type NewWithdrawal = z.infer<typeof NewWithdrawal>

export const NewDecision = z
  .strictObject({ id: Uuid.optional(), decision: z.enum(DECISIONS), reason: Explanation })
  .meta({ id: 'NewDecision' })
export type NewDecision = z.infer<typeof NewDecision>

export const ErrorDeclaration = z
  .object({
    id: z.string(),
    status: z.string().meta({ description: DECLARATION_STATUSES.join(', ') }),
    subject: z.object({ kind: z.string(), id: z.string(), weaponId: z.string() }),
    reason: z.string(),
    explanation: z.string().optional().meta({ description: 'For its reporter and registrars.' }),
    replacementId: z.string().optional(),
    agencyId: z.string(),
    decision: z
      .object({ id: z.string(), decision: z.string(), reason: z.string().optional(), recordedAt: z.string() })
      .optional(),
    affectedAnswers: z
      .array(z.string())
      .optional()
      .meta({ description: 'For registrars and auditors: trace requests answered on what is declared wrong.' }),
    recordedAt: z.string(),
  })
  .meta({ id: 'ErrorDeclaration' })
export type ErrorDeclaration = z.infer<typeof ErrorDeclaration>

export const StoredDeclaration = ErrorDeclaration.extend({ findings: z.array(Finding) }).meta({
  id: 'StoredDeclaration',
})
export type StoredDeclaration = z.infer<typeof StoredDeclaration>

export const DeclarationParams = z.strictObject({ id: Uuid })

export const ListDeclarationsQuery = z.strictObject({
  status: z.enum(DECLARATION_STATUSES).optional(),
  weaponId: Uuid.optional(),
  limit,
  cursor,
})

export const DeclarationList = z
  .object({ declarations: z.array(ErrorDeclaration), next: z.string().optional() })
  .meta({ id: 'DeclarationList' })
