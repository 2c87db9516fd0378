import { LedgerFormatError } from './ledger-format-error.ts'

/** A SHA-256 hash, a salt or a digest. */
const HASH_BYTES = 32

/** A name in a message must not flood it, and what is refused may be of any length. */
export function excerpt(text: string): string {
  return JSON.stringify(text.length > 60 ? `${text.slice(0, 60)}…` : text)
}

export function encodeBase64(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64')
}

export function encodeBase64Url(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64url')
}

/**
 * RFC 4648 section 4, canonical: one text for the bytes and no other. Node's decoder skips what it does not know and ignores the last, unused bits, so a flipped
 * bit of a signature's text could pass unseen.
 *
 * @param what the value's name in the message, "The root hash"
 * @throws LedgerFormatError `base64-not-canonical`
 */
export function decodeBase64(text: string, what: string): Buffer {
  const bytes = Buffer.from(text, 'base64')
  if (bytes.toString('base64') === text) return bytes
  throw new LedgerFormatError('base64-not-canonical', `${what} is not canonical base64: ${excerpt(text)}.`)
}

/** RFC 4648 section 5 without padding, canonical. Throws as `decodeBase64`. */
export function decodeBase64Url(text: string, what: string): Buffer {
  const bytes = Buffer.from(text, 'base64url')
  if (bytes.toString('base64url') === text) return bytes
  throw new LedgerFormatError('base64-not-canonical', `${what} is not canonical base64url: ${excerpt(text)}.`)
}

function ofHashLength(bytes: Buffer, what: string): Buffer {
  if (bytes.length === HASH_BYTES) return bytes
  throw new LedgerFormatError('hash-not-32-bytes', `${what} has ${bytes.length} bytes where 32 are expected.`)
}

/** @throws LedgerFormatError `base64-not-canonical` or `hash-not-32-bytes` */
export function decodeHash(text: string, what: string): Buffer {
  return ofHashLength(decodeBase64(text, what), what)
}

/** @throws LedgerFormatError `base64-not-canonical` or `hash-not-32-bytes` */
export function decodeHashUrl(text: string, what: string): Buffer {
  return ofHashLength(decodeBase64Url(text, what), what)
}
