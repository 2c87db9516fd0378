import { hash } from 'node:crypto'
import { canonicalJson, type JsonValue } from './canonical-json.ts'

const DOMAIN_LABEL = 'marktrace/fact/v1\n'
const LENGTH_BYTES = 4

/** One scalar (or empty array or object) of a fact, by its RFC 6901 pointer. */
export interface FactField {
  readonly pointer: string
  readonly value: JsonValue
}

/** A member's name or an item's number as it stands in a pointer (RFC 6901). */
export function pointerStep(key: string): string {
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
  const inside = entries.flatMap(([key, inner]) => fieldsOf(inner, `${pointer}/${pointerStep(key)}`))
  return Array.isArray(value) ? [{ pointer, value: [] }, ...inside] : inside
}

/** SHA-256 at once. As hexadecimal text, since making a Buffer of the digest costs more than the digest. */
const sha256 = (bytes: Buffer): string => hash('sha256', bytes, 'hex')

const BLOCK_BYTES = 64
const DIGEST_BYTES = 32
/** A longer pointer or value gets a buffer of its own. */
const SCRATCH_BYTES = 1024

// Written and read within one call each; nothing waits in between.
const inner = Buffer.alloc(BLOCK_BYTES + SCRATCH_BYTES)
const outer = Buffer.alloc(BLOCK_BYTES + DIGEST_BYTES)
const salted = Buffer.alloc(DIGEST_BYTES + SCRATCH_BYTES)

/** The first bytes of a scratch buffer with a text behind them. */
function joined(scratch: Buffer, at: number, text: string): Buffer {
  // A character has at most three bytes for each of its UTF-16 units.
  if (at + text.length * 3 > scratch.length) return Buffer.concat([scratch.subarray(0, at), Buffer.from(text)])
  return scratch.subarray(0, at + scratch.write(text, at))
}

/** Sets the key of `saltOf` (RFC 2104, SHA-256). */
function useKey(secret: Buffer): void {
  const key = secret.length > BLOCK_BYTES ? Buffer.from(sha256(secret), 'hex') : secret
  for (let n = 0; n < BLOCK_BYTES; n++) {
    inner[n] = 0x36 ^ (key[n] ?? 0)
    outer[n] = 0x5c ^ (key[n] ?? 0)
  }
}

/** HMAC under the key that was set. */
function macOf(pointer: string): string {
  outer.write(sha256(joined(inner, BLOCK_BYTES, pointer)), BLOCK_BYTES, 'hex')
  return sha256(outer)
}

/**
 * The digest of a field under the key that was set. HMAC is put together from plain hashes: Node's Hmac and Hash objects are of the garbage collector's heaviest
 * sort, a fact has a dozen fields with two of them each, and they were a third of what a recorded look cost the service.
 */
function digestOf({ pointer, value }: FactField): string {
  salted.write(macOf(pointer), 'hex')
  return sha256(joined(salted, DIGEST_BYTES, canonicalJson(value)))
}

/** HMAC-SHA256(secret, pointer): what must be shown with a value for its digest to be made again. It tells nothing of the other fields' salts. */
export function fieldSalt(secret: Buffer, pointer: string): Buffer {
  useKey(secret)
  return Buffer.from(macOf(pointer), 'hex')
}

/** The digest of a field that is shown with its salt of 32 bytes. */
export function saltedDigest(salt: Buffer, value: JsonValue): Buffer {
  salt.copy(salted)
  return Buffer.from(sha256(joined(salted, DIGEST_BYTES, canonicalJson(value))), 'hex')
}

/** SHA-256(salt || JCS(value)) with salt = HMAC-SHA256(secret, pointer): nothing can be guessed from a digest without the field's salt. */
export function fieldDigest(secret: Buffer, field: FactField): Buffer {
  useKey(secret)
  return Buffer.from(digestOf(field), 'hex')
}

interface Sorted {
  readonly text: string
  readonly pointer: Buffer
  /** Hexadecimal. */
  readonly digest: string
}

const PLAIN = /^[\x20-\x7e]*$/

/** By the pointers' bytes. Plain characters are ordered as their texts are, which is ten times cheaper to ask, and is asked once: an answer has hundreds of fields. */
function sortByBytes(fields: Sorted[]): Sorted[] {
  if (fields.every(({ text }) => PLAIN.test(text))) return fields.sort((a, b) => (a.text < b.text ? -1 : 1))
  return fields.sort((a, b) => Buffer.compare(a.pointer, b.pointer))
}

/**
 * The commitment to a fact: SHA-256 over the label and, sorted by the pointer's bytes, each pointer (4-byte big-endian length, UTF-8) with its digest.
 * The length prefix keeps two different sets of fields from having one encoding.
 */
export function commitTo(secret: Buffer, fact: JsonValue): Buffer {
  useKey(secret)
  // Encoded once, not in each comparison: a transfer of 500 weapons makes 500 commitments in its transaction.
  return assemble(fieldsOf(fact).map((field) => sortable(field.pointer, digestOf(field))))
}

/** The same commitment from the fields' digests: all that is left of a fact that was erased. Pointers are all different. */
export function commitToDigests(fields: readonly { readonly pointer: string; readonly digest: Buffer }[]): Buffer {
  return assemble(fields.map(({ pointer, digest }) => sortable(pointer, digest.toString('hex'))))
}

const sortable = (text: string, digest: string): Sorted => ({ text, pointer: Buffer.from(text), digest })

function assemble(fields: Sorted[]): Buffer {
  const size = fields.reduce((sum, { pointer }) => sum + LENGTH_BYTES + pointer.length + DIGEST_BYTES, 0)
  const whole = Buffer.allocUnsafe(DOMAIN_LABEL.length + size)
  let at = whole.write(DOMAIN_LABEL, 'latin1')
  for (const { pointer, digest } of sortByBytes(fields)) {
    at = whole.writeUInt32BE(pointer.length, at)
    at += pointer.copy(whole, at)
    at += whole.write(digest, at, 'hex')
  }
  return Buffer.from(sha256(whole), 'hex')
}

/** The public ledger entry of a fact: its commitment and nothing else, since kind, agency or time would show who traces when. */
export function ledgerEntry(commitment: Buffer): string {
  return canonicalJson({ c: commitment.toString('base64url'), v: 1 })
}
