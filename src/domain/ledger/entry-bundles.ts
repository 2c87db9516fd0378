import { decodeHashUrl, excerpt } from './base64.ts'
import { LedgerFormatError } from './ledger-format-error.ts'

/** The length of an entry is written in two bytes. */
const ENTRY_LIMIT = 65_535
const LENGTH_BYTES = 2

/** Entries side by side, each after its length as a big-endian uint16 (C2SP tlog-tiles). @throws LedgerFormatError `entry-too-long` */
export function encodeBundle(entries: readonly Uint8Array[]): Buffer {
  return Buffer.concat(entries.flatMap((entry) => [lengthOf(entry), entry]))
}

function lengthOf(entry: Uint8Array): Buffer {
  if (entry.length > ENTRY_LIMIT) {
    throw new LedgerFormatError('entry-too-long', `An entry of ${entry.length} bytes fits no bundle.`)
  }
  const length = Buffer.alloc(LENGTH_BYTES)
  length.writeUInt16BE(entry.length)
  return length
}

/**
 * The entries of a bundle.
 *
 * @param width how many there must be: no more and no fewer
 * @throws LedgerFormatError `bundle-truncated`, `bundle-trailing-bytes`
 */
export function decodeBundle(bytes: Uint8Array, width: number): Buffer[] {
  const bundle = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const entries: Buffer[] = []
  let at = 0
  for (let n = 0; n < width; n++) {
    const start = at + LENGTH_BYTES
    at = start <= bundle.length ? start + bundle.readUInt16BE(at) : start
    if (at > bundle.length) {
      throw new LedgerFormatError('bundle-truncated', `The bundle ends within entry ${n} of ${width}.`)
    }
    entries.push(bundle.subarray(start, at))
  }
  if (at === bundle.length) return entries
  const message = `The bundle goes on for ${bundle.length - at} bytes after its ${width} entries.`
  throw new LedgerFormatError('bundle-trailing-bytes', message)
}

/**
 * The commitment that an entry holds, and nothing else is in it: `{"c":"…","v":1}` in its one spelling.
 *
 * @throws LedgerFormatError `entry-malformed`, `base64-not-canonical`, `hash-not-32-bytes`
 */
export function parseLedgerEntry(entry: Uint8Array): Buffer {
  const text = Buffer.from(entry.buffer, entry.byteOffset, entry.byteLength).toString('latin1')
  const [, commitment] = /^\{"c":"([A-Za-z0-9_-]*)","v":1\}$/.exec(text) ?? []
  if (commitment !== undefined) return decodeHashUrl(commitment, 'The commitment of an entry')
  throw new LedgerFormatError('entry-malformed', `An entry is {"c":"…","v":1} and nothing else, not ${excerpt(text)}.`)
}
