import { randomBytes } from 'node:crypto'
import { type BoundText, type TextOwner, textId, textSalt } from '../domain/ledger/bound-text.ts'
import type { PersonalKind } from './tables/facts.ts'

/**
 * A new secret for a text, and the id that it binds the text to: whoever puts another text under the id is found (fsck/check-texts.ts). The body is taken as it
 * will lie in the database, without what is undefined.
 */
export function bindText(owner: TextOwner, text: { kind: PersonalKind; body: object }): { id: string; secret: Buffer } {
  const secret = randomBytes(32)
  const body = JSON.parse(JSON.stringify(text.body)) as BoundText['body']
  return { id: textId(textSalt(secret, owner), { kind: text.kind, body }), secret }
}
