import { z } from 'zod'
import { ASSEMBLY_ACTIONS } from '../../domain/components/assembly.ts'
import { OccurredAtInput } from '../../domain/time/occurred-at.ts'
import { text, Uuid } from '../../http/text.ts'
import { ReportedDate } from '../chain-schemas.ts'
import { Document, MAX_DOCUMENTS, MAX_NOTE_CHARS, Place } from '../report-schemas.ts'
import { Finding } from '../wire.ts'

const common = {
  id: Uuid.optional(),
  occurredAt: OccurredAtInput,
  place: Place.optional(),
  documents: z.array(Document).max(MAX_DOCUMENTS).optional(),
  note: text(MAX_NOTE_CHARS, { multiline: true })
    .optional()
    .meta({ description: 'Kept apart from the fact, so that it can be erased.' }),
}

export const NewAssembly = z
  .strictObject({
    ...common,
    action: z.enum(ASSEMBLY_ACTIONS),
    componentId: Uuid,
    weaponId: Uuid.meta({ description: 'What the component is put into, or taken from.' }),
  })
  .meta({ id: 'NewAssembly' })
export type NewAssembly = z.infer<typeof NewAssembly>

export const StoredAssembly = z
  .object({
    id: z.string(),
    action: z.string(),
    componentId: z.string(),
    weaponId: z.string(),
    occurredAt: ReportedDate,
    recordedAt: z.string(),
    findings: z.array(Finding),
  })
  .meta({ id: 'StoredAssembly' })
export type StoredAssembly = z.infer<typeof StoredAssembly>

export const NewComponentExchange = z
  .strictObject({
    ...common,
    weaponId: Uuid,
    removedComponentId: Uuid.optional(),
    addedComponentId: Uuid.optional(),
    partyId: Uuid.optional().meta({ description: 'Who did it.' }),
  })
  .refine(({ removedComponentId, addedComponentId }) => (removedComponentId ?? addedComponentId) !== undefined, {
    path: ['removedComponentId'],
    error: 'Name the component that was taken out, or the one that was put in, or both.',
  })
  .refine(
    ({ removedComponentId, addedComponentId }) =>
      removedComponentId === undefined || removedComponentId !== addedComponentId,
    { path: ['addedComponentId'], error: 'The same component is named twice.' },
  )
  .meta({ id: 'NewComponentExchange' })
export type NewComponentExchange = z.infer<typeof NewComponentExchange>

export const StoredComponentExchange = z
  .object({
    id: z.string(),
    weaponId: z.string(),
    events: z.array(z.object({ id: z.string(), kind: z.string() })),
    assemblies: z.array(z.object({ id: z.string(), action: z.string(), componentId: z.string() })),
    recordedAt: z.string(),
    findings: z.array(Finding),
  })
  .meta({ id: 'StoredComponentExchange' })
export type StoredComponentExchange = z.infer<typeof StoredComponentExchange>
