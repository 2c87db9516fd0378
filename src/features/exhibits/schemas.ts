import { z } from 'zod'
import { OccurredAtInput } from '../../domain/time/occurred-at.ts'
import { text, Uuid } from '../../http/text.ts'
import { EvidenceIds } from '../name-evidence.ts'
import { Document, MAX_DOCUMENTS, MAX_NOTE_CHARS, MAX_SHORT_CHARS, Place } from '../report-schemas.ts'
import { markingFields } from '../weapon-schemas.ts'
import { Finding } from '../wire.ts'

const MAX_ITEMS = 200

/** What is done with exhibits: to where they lie, or by handing them over. */
export const EXHIBIT_KINDS = [
  'SEALED',
  'SEAL_BROKEN',
  'EVIDENCE_HELD',
  'EVIDENCE_RELEASED',
  'CONFISCATED_PERMANENT',
  'RETURNED_TO_OWNER',
  'RETAINED_FOR_OFFICIAL_USE',
  'REMARKED',
  'DEACTIVATED',
  'DESTROYED',
] as const

const HANDED_OVER: readonly string[] = [
  'EVIDENCE_HELD',
  'EVIDENCE_RELEASED',
  'CONFISCATED_PERMANENT',
  'RETURNED_TO_OWNER',
  'RETAINED_FOR_OFFICIAL_USE',
]

/** Whether a kind hands the exhibit to somebody. */
export function isHandedOver(kind: (typeof EXHIBIT_KINDS)[number]): boolean {
  return HANDED_OVER.includes(kind)
}

const note = text(MAX_NOTE_CHARS, { multiline: true }).optional().meta({
  description: 'Kept apart from the fact, so that it can be erased.',
})

export const NewExhibitEvent = z
  .strictObject({
    id: Uuid.optional(),
    kind: z.enum(EXHIBIT_KINDS),
    itemIds: z
      .array(Uuid)
      .min(1)
      .max(MAX_ITEMS)
      .refine((ids) => new Set(ids).size === ids.length, { error: 'An item is named twice.' })
      .optional()
      .meta({ description: 'All items of the seizure where absent.' }),
    fromPartyId: Uuid.optional(),
    toPartyId: Uuid.optional().meta({
      description:
        'The laboratory, court, custodian or owner that gets it. An owner whom an answer about the item named may be given.',
    }),
    occurredAt: OccurredAtInput,
    place: Place.optional(),
    sealNumber: text(MAX_SHORT_CHARS).optional(),
    documents: z.array(Document).max(MAX_DOCUMENTS).optional(),
    evidenceIds: EvidenceIds.optional(),
    note,
  })
  .refine(({ kind, toPartyId }) => isHandedOver(kind) === (toPartyId !== undefined), {
    path: ['toPartyId'],
    error: 'A hand-over names who gets it, and nothing else does.',
  })
  .refine(({ kind, sealNumber }) => kind !== 'SEALED' || sealNumber !== undefined, {
    path: ['sealNumber'],
    error: 'A seal has a number.',
  })
  .meta({ id: 'NewExhibitEvent' })
export type NewExhibitEvent = z.infer<typeof NewExhibitEvent>

export const StoredExhibitEvent = z
  .object({
    id: z.string(),
    kind: z.string(),
    events: z.array(z.object({ id: z.string(), itemId: z.string(), weaponId: z.string() })),
    recordedAt: z.string(),
    findings: z.array(Finding),
  })
  .meta({ id: 'StoredExhibitEvent' })
export type StoredExhibitEvent = z.infer<typeof StoredExhibitEvent>

const StateMark = z
  .strictObject({
    ...markingFields,
    kind: z.enum(['SERIAL_STATE_ASSIGNED', 'CONFISCATION']),
    condition: z.never().optional(),
  })
  .meta({ id: 'StateMark', description: 'A mark that an authority put on a recovered item.' })

export const NewDisposition = z
  .strictObject({
    id: Uuid.optional(),
    kind: z.enum(['MARKED_AND_RECORDED']).meta({
      description: 'Destruction, return, retention, confiscation and deactivation are exhibit events.',
    }),
    occurredAt: OccurredAtInput,
    marking: StateMark.optional().meta({
      description: 'The unique mark that was put on, where the item bore none that can be read.',
    }),
    note,
  })
  .meta({ id: 'NewDisposition' })
export type NewDisposition = z.infer<typeof NewDisposition>

export const StoredDisposition = z
  .object({
    id: z.string(),
    itemId: z.string(),
    weaponId: z.string(),
    kind: z.string(),
    markingId: z.string().optional(),
    recordedAt: z.string(),
    findings: z.array(Finding),
  })
  .meta({ id: 'StoredDisposition' })
export type StoredDisposition = z.infer<typeof StoredDisposition>

export const SeizureParams = z.strictObject({ id: Uuid })
