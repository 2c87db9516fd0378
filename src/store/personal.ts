import { insertRows } from './insert-rows.ts'
import { newId } from './new-id.ts'
import type { Write } from './perform-once.ts'
import { type PersonalKind, personalRecord } from './tables/facts.ts'

/** A name or a free text on its way into the one store that erasure may delete from. */
export interface PersonalText {
  readonly kind: Exclude<PersonalKind, 'ACTOR'>
  readonly subjectId: string
  readonly body: Record<string, unknown>
}

/** Stores it and returns the opaque id that facts hold in its place. */
export async function keepPersonal(write: Write, recordedAt: string, text: PersonalText): Promise<string> {
  const id = newId()
  await insertRows(write.tx, personalRecord, [{ id, ...text, agencyId: write.requester.agencyId, recordedAt }])
  return id
}
