import { z } from 'zod'
import { OccurredAtInput } from '../../domain/time/occurred-at.ts'
import { text, Uuid } from '../../http/text.ts'
import { ReportedDate } from '../chain-schemas.ts'
import { Document, MAX_DOCUMENTS, MAX_NOTE_CHARS, Place } from '../report-schemas.ts'
import { Finding } from '../wire.ts'
import { newWeaponFields } from './schemas.ts'

export const NewFrameReplacement = z
  .strictObject({
    id: Uuid.optional(),
    occurredAt: OccurredAtInput,
    partyId: Uuid.meta({ description: 'Who replaced it: the maker, gunsmith or armoury.' }),
    newWeapon: z
      .strictObject(newWeaponFields)
      .meta({ id: 'ReplacingWeapon', description: 'The weapon on the new frame, as it is described and marked.' }),
    place: Place.optional(),
    documents: z.array(Document).max(MAX_DOCUMENTS).optional(),
    note: text(MAX_NOTE_CHARS, { multiline: true })
      .optional()
      .meta({ description: 'Kept apart from the fact, so that it can be erased.' }),
  })
  .meta({ id: 'NewFrameReplacement' })
export type NewFrameReplacement = z.infer<typeof NewFrameReplacement>

export const StoredFrameReplacement = z
  .object({
    id: z.string(),
    predecessorId: z.string(),
    successorId: z.string(),
    events: z.array(z.object({ id: z.string(), weaponId: z.string(), kind: z.string() })),
    componentIds: z.array(z.string()).meta({ description: 'The parts that went over to the new weapon.' }),
    occurredAt: ReportedDate,
    recordedAt: z.string(),
    findings: z.array(Finding),
  })
  .meta({ id: 'StoredFrameReplacement' })
export type StoredFrameReplacement = z.infer<typeof StoredFrameReplacement>
