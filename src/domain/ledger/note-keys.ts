import { createPublicKey, hash, type KeyObject, sign, verify } from 'node:crypto'
import { decodeBase64, encodeBase64, excerpt } from './base64.ts'
import { LedgerFormatError } from './ledger-format-error.ts'

/** An Ed25519 signature over the text of a note: how a log signs. */
export const ED25519_NOTE = 0x01
/** An Ed25519 signature over a checkpoint and the time at which it was seen: how a witness signs (C2SP tlog-cosignature). */
export const ED25519_COSIGNATURE = 0x04

const ID_BYTES = 4
const KEY_BYTES = 32
/** What stands before the key in its SPKI form (RFC 8410). */
const SPKI_HEAD = Buffer.from('302a300506032b6570032100', 'hex')

/** A public key under its name, as a vkey says it. Name and id together say which key signed a line, and what kind of signature it is. */
export interface NoteKey {
  readonly name: string
  readonly type: number
  readonly keyId: Buffer
  /** 32 bytes, RFC 8032. */
  readonly publicKey: Buffer
}

/** What signs: the key itself may lie in another process, see `signatureLine`. */
export interface NoteSigner {
  readonly name: string
  readonly keyId: Uint8Array
  /** The 64 bytes over these bytes. */
  readonly sign: (bytes: Uint8Array) => Uint8Array
}

/** A key that a reader trusts. `verify` is told the text of a note and the signature without its key id. */
export interface NoteVerifier extends NoteKey {
  readonly verify: (text: string, signature: Uint8Array) => boolean
}

/** @throws LedgerFormatError `key-name-invalid` for a name that is empty or has a space or a plus, with which lines and vkeys would be cut elsewhere */
export function checkKeyName(name: string): void {
  // Among the controls is U+0085, a space to Unicode and none to JavaScript.
  const isValid = name !== '' && name.isWellFormed() && !/[\s+\p{Cc}]/u.test(name)
  if (!isValid) throw new LedgerFormatError('key-name-invalid', `No key can have the name ${excerpt(name)}.`)
}

/** The first four bytes of SHA-256(name || newline || type || public key). They find a key, and prove nothing (C2SP signed-note). */
export function keyId(name: string, type: number, publicKey: Uint8Array): Buffer {
  checkKeyName(name)
  const whole = hash('sha256', Buffer.concat([Buffer.from(`${name}\n`), Buffer.of(type), publicKey]), 'buffer')
  return whole.subarray(0, ID_BYTES)
}

/** `name+id+key`: how a public key is handed over and written in a trust policy. */
export function vkey(name: string, type: number, publicKey: Uint8Array): string {
  const material = Buffer.concat([Buffer.of(type), publicKey])
  return `${name}+${keyId(name, type, publicKey).toString('hex')}+${encodeBase64(material)}`
}

/** @throws LedgerFormatError `vkey-malformed`, `vkey-id-mismatch`, `vkey-type-not-supported`, `key-name-invalid`, `base64-not-canonical` */
export function parseVkey(text: string): NoteKey {
  const [, name, id, material] = /^([^+]+)\+([0-9a-f]{8})\+([^+\s].*)$/s.exec(text) ?? []
  if (name === undefined || id === undefined || material === undefined) {
    throw new LedgerFormatError('vkey-malformed', `A public key is written name+id+key, not ${excerpt(text)}.`)
  }
  const bytes = decodeBase64(material, `The key of ${excerpt(name)}`)
  const [type = 0] = bytes
  const publicKey = bytes.subarray(1)
  const computed = keyId(name, type, publicKey)
  if (computed.toString('hex') !== id) {
    const message = `The id of the key of ${excerpt(name)} is ${computed.toString('hex')}, and ${id} is written.`
    throw new LedgerFormatError('vkey-id-mismatch', message)
  }
  if (![ED25519_NOTE, ED25519_COSIGNATURE].includes(type)) {
    const message = `The key of ${excerpt(name)} makes signatures of type ${type}, which are not verified here.`
    throw new LedgerFormatError('vkey-type-not-supported', message)
  }
  if (publicKey.length !== KEY_BYTES) {
    throw new LedgerFormatError('vkey-malformed', `The key of ${excerpt(name)} has ${publicKey.length} bytes, not 32.`)
  }
  return { name, type, keyId: computed, publicKey }
}

/** The 32 bytes of an Ed25519 key, of a private one those of its public half. */
export function rawPublicKey(key: KeyObject): Buffer {
  const isPrivate = key.type === 'private'
  const spki = (isPrivate ? createPublicKey(key) : key).export({ format: 'der', type: 'spki' })
  return spki.subarray(-KEY_BYTES)
}

/** Signs with a key of this process. For a cosigner, `type` is `ED25519_COSIGNATURE`. */
export function ed25519Signer(name: string, privateKey: KeyObject, type = ED25519_NOTE): NoteSigner {
  const id = keyId(name, type, rawPublicKey(privateKey))
  return { name, keyId: id, sign: (bytes) => sign(null, bytes, privateKey) }
}

/** Whether the 64 bytes are this key's signature. The key is read once for all calls, since reading it costs as much as verifying. */
export function ed25519Check(publicKey: Uint8Array): (bytes: Uint8Array, signature: Uint8Array) => boolean {
  const key = createPublicKey({ key: Buffer.concat([SPKI_HEAD, publicKey]), format: 'der', type: 'spki' })
  return (bytes, signature) => verify(null, bytes, key, signature)
}

/** Verifies what a log signed. */
export function ed25519Verifier(key: NoteKey): NoteVerifier {
  const check = ed25519Check(key.publicKey)
  return { ...key, verify: (text, signature) => check(Buffer.from(text), signature) }
}
