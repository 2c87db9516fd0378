import { type BoundText, isTextId, textId, textSalt } from '../domain/ledger/bound-text.ts'
import type { DatabaseClient } from '../store/connect.ts'
import { rowsOf } from './cursor.ts'
import type { Problems } from './problem.ts'
import { NAMES_MISSING, TEXTS } from './queries.ts'

interface TextRow extends BoundText {
  readonly id: string
  readonly subjectId: string
  readonly agencyId: string
  readonly secret: Buffer | null
}

/** An actor is his own subject, so his id cannot be made of it. */
const OWN_SUBJECT = 'ACTOR'

/** A text from before texts were bound has an id of another version, which its fact holds: none can be made one of these. */
function isAsBound({ id, kind, body, subjectId, agencyId, secret }: TextRow): boolean {
  if (secret === null) return !isTextId(id)
  if (kind === OWN_SUBJECT && subjectId !== id) return false
  const owner = { agencyId, subjectId: kind === OWN_SUBJECT ? null : subjectId }
  return textId(textSalt(secret, owner), { kind, body }) === id
}

/**
 * Names and free texts against their ids, which facts hold; then parties whose names are gone without an order of erasure. Gives the number of texts that are bound.
 */
export async function checkTexts(client: DatabaseClient, problems: Problems): Promise<number> {
  let bound = 0
  for await (const row of rowsOf<TextRow>(client, TEXTS)) {
    if (row.secret !== null) bound++
    if (isAsBound(row)) continue
    const says = `It is not the text of this id (${row.kind}): the text, its owner or its secret was changed.`
    problems.add('TEXT_CHANGED', `personal_record ${row.id}`, says)
  }
  for await (const { partyId, nameId } of rowsOf<{ partyId: string; nameId: string }>(client, NAMES_MISSING)) {
    const says = `The name of the party ${partyId} is gone, and no erasure is recorded.`
    problems.add('TEXT_MISSING', `personal_record ${nameId}`, says)
  }
  return bound
}
