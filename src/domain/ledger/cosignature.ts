import { LedgerFormatError } from './ledger-format-error.ts'
import {
  ED25519_COSIGNATURE,
  ed25519Check,
  ed25519Verifier,
  type NoteKey,
  type NoteSigner,
  type NoteVerifier,
} from './note-keys.ts'
import { signatureLine } from './signed-note.ts'

const TIME_BYTES = 8
const SIGNATURE_BYTES = 64

/**
 * What a witness signs: the time and the whole text of a checkpoint (C2SP tlog-cosignature).
 *
 * @param time POSIX seconds, 1 or more
 * @throws LedgerFormatError `cosignature-time-invalid`
 */
export function cosignatureBytes(time: number, noteText: string): Buffer {
  const isTime = Number.isSafeInteger(time) && time > 0
  if (!isTime) throw new LedgerFormatError('cosignature-time-invalid', `${time} is no time of a cosignature.`)
  return Buffer.from(`cosignature/v1\ntime ${time}\n${noteText}`)
}

/** The line of a witness whose key has signed `cosignatureBytes` elsewhere. */
export function cosignatureLine(name: string, id: Uint8Array, time: number, signature: Uint8Array): string {
  const seconds = Buffer.alloc(TIME_BYTES)
  seconds.writeBigUInt64BE(BigInt(time))
  return signatureLine(name, id, Buffer.concat([seconds, signature]))
}

/**
 * The line by which a witness says that, at this time, it had seen no larger tree of this log, and that all it saw were consistent.
 *
 * @param signer of the type `ED25519_COSIGNATURE`, with a key that signs nothing else
 */
export function cosign(noteText: string, signer: NoteSigner, time: number): string {
  return cosignatureLine(signer.name, signer.keyId, time, signer.sign(cosignatureBytes(time, noteText)))
}

/** The POSIX seconds in a cosignature (8 bytes of time, 64 of signature), which are true only if it verifies; undefined where it cannot be one. */
export function cosignatureTime(signature: Uint8Array): number | undefined {
  if (signature.length !== TIME_BYTES + SIGNATURE_BYTES) return undefined
  const time = Number(Buffer.from(signature).readBigUInt64BE())
  return Number.isSafeInteger(time) && time > 0 ? time : undefined
}

/** The time at which the holder of the key saw the text; undefined where the signature is not his, or was changed, or the text or time was. */
export function verifyCosignature(noteText: string, signature: Uint8Array, publicKey: Uint8Array): number | undefined {
  return checkCosignature(noteText, signature, ed25519Check(publicKey))
}

function checkCosignature(noteText: string, signature: Uint8Array, check: ReturnType<typeof ed25519Check>) {
  const time = cosignatureTime(signature)
  if (time === undefined) return undefined
  return check(cosignatureBytes(time, noteText), signature.subarray(TIME_BYTES)) ? time : undefined
}

/** Verifies the lines of a key by what the key is for. */
export function verifierOf(key: NoteKey): NoteVerifier {
  if (key.type !== ED25519_COSIGNATURE) return ed25519Verifier(key)
  const check = ed25519Check(key.publicKey)
  return { ...key, verify: (text, signature) => checkCosignature(text, signature, check) !== undefined }
}
