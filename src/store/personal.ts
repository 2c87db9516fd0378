import { bindText } from './bind-text.ts'
import type { Tx } from './db.ts'
import { insertRows } from './insert-rows.ts'
import type { Write } from './perform-once.ts'
import { type PersonalKind, personalRecord } from './tables/facts.ts'

/** A name or a free text on its way into the one store that erasure may delete from. */
export interface PersonalText {
  readonly kind: Exclude<PersonalKind, 'ACTOR'>
  readonly subjectId: string
  readonly body: Record<string, unknown>
}

/** Stores texts of one agency in one statement and returns the opaque ids that facts hold in their place, in the same order. */
export async function keepPersonalOf(
  tx: Tx,
  agencyId: string,
  recordedAt: string,
  texts: readonly PersonalText[],
): Promise<string[]> {
  const rows = texts.map((text) => ({
    ...bindText({ agencyId, subjectId: text.subjectId }, text),
    ...text,
    agencyId,
    recordedAt,
  }))
  await insertRows(tx, personalRecord, rows)
  return rows.map(({ id }) => id)
}

/** The same for one call's texts. */
export async function keepPersonalTexts(
  write: Write,
  recordedAt: string,
  texts: readonly PersonalText[],
): Promise<string[]> {
  return keepPersonalOf(write.tx, write.requester.agencyId, recordedAt, texts)
}

/** Stores one text, as `keepPersonalTexts`. */
export async function keepPersonal(write: Write, recordedAt: string, text: PersonalText): Promise<string> {
  const [id] = await keepPersonalTexts(write, recordedAt, [text])
  if (id === undefined) throw new Error('nothing was kept')
  return id
}
