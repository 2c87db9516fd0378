import { createHash, createHmac } from 'node:crypto'
import { canonicalJson, type JsonValue } from './canonical-json.ts'

const LABEL = 'marktrace/text/v1\n'
const ID_BYTES = 16

/** A name or a free text, as it lies in the personal store. */
export interface BoundText {
  readonly kind: string
  readonly body: { readonly [field: string]: JsonValue }
}

/** Whose text it is, and of what; `subjectId` is null where the text is its own subject. */
export interface TextOwner {
  readonly agencyId: string
  readonly subjectId: string | null
}

/**
 * What must be shown with a text for its id to be made again. It says nothing of whose text it is, and binds that all the same for who has the secret.
 *
 * @param secret the text's 32 bytes
 * @returns 32 bytes, HMAC-SHA256(secret, JCS(owner))
 */
export function textSalt(secret: Uint8Array, { agencyId, subjectId }: TextOwner): Buffer {
  return createHmac('sha256', secret).update(canonicalJson({ agencyId, subjectId })).digest()
}

/**
 * The id of a text: a UUIDv8 (RFC 9562 5.8) whose 122 bits are those of SHA-256(label || salt || JCS(text)). A fact that holds the id is thereby a commitment to the
 * text, though the text lies outside the ledger and may be erased: with it goes the salt, and nothing can be guessed from the id. Another text for an id that is
 * given takes 2^122 trials.
 */
export function textId(salt: Uint8Array, { kind, body }: BoundText): string {
  const hash = createHash('sha256').update(LABEL).update(salt).update(canonicalJson({ body, kind }))
  const bytes = hash.digest().subarray(0, ID_BYTES)
  bytes[6] = 0x80 | ((bytes[6] ?? 0) & 0x0f)
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f)
  const hex = bytes.toString('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}

/** Whether an id is one of these. Texts from before they were bound have ids of version 7. */
export function isTextId(id: string): boolean {
  return id[14] === '8'
}
