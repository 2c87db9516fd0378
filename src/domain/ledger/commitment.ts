import { createHash, createHmac } from 'node:crypto'
import { canonicalJson, type JsonValue } from './canonical-json.ts'

const DOMAIN_LABEL = 'marktrace/fact/v1\n'

/** One scalar (or empty array or object) of a fact, by its RFC 6901 pointer. */
export interface FactField {
  readonly pointer: string
  readonly value: JsonValue
}

function step(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1')
}

/**
 * The fields that are committed one by one, so that each can be shown or withheld for itself. A list that is not empty adds `[]` at its own pointer: without
 * it `["x"]` and `{"0":"x"}` would have one commitment.
 */
export function fieldsOf(value: JsonValue, pointer = ''): FactField[] {
  if (value === null || typeof value !== 'object') return [{ pointer, value }]
  const entries = Object.entries(value)
  if (entries.length === 0) return [{ pointer, value }]
  const inside = entries.flatMap(([key, inner]) => fieldsOf(inner, `${pointer}/${step(key)}`))
  return Array.isArray(value) ? [{ pointer, value: [] }, ...inside] : inside
}

/** SHA-256(salt || JCS(value)) with salt = HMAC-SHA256(secret, pointer): nothing can be guessed from a digest without the field's salt. */
export function fieldDigest(secret: Buffer, field: FactField): Buffer {
  const salt = createHmac('sha256', secret).update(field.pointer).digest()
  return createHash('sha256').update(salt).update(canonicalJson(field.value)).digest()
}

/**
 * The commitment to a fact: SHA-256 over the label and, sorted by the pointer's bytes, each pointer (4-byte big-endian length, UTF-8) with its digest.
 * The length prefix keeps two different sets of fields from having one encoding.
 */
export function commitTo(secret: Buffer, fact: JsonValue): Buffer {
  const hash = createHash('sha256').update(DOMAIN_LABEL)
  // Encoded once, not in each comparison: a transfer of 500 weapons makes 500 commitments in its transaction.
  const fields = fieldsOf(fact).map((field) => ({ field, pointer: Buffer.from(field.pointer) }))
  for (const { field, pointer } of fields.sort((a, b) => Buffer.compare(a.pointer, b.pointer))) {
    const length = Buffer.alloc(4)
    length.writeUInt32BE(pointer.length)
    hash.update(length).update(pointer).update(fieldDigest(secret, field))
  }
  return hash.digest()
}

/** The public ledger entry of a fact: its commitment and nothing else, since kind, agency or time would show who traces when. */
export function ledgerEntry(commitment: Buffer): string {
  return canonicalJson({ c: commitment.toString('base64url'), v: 1 })
}
