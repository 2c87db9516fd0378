import { decodeBase64, encodeBase64, excerpt } from './base64.ts'
import { LedgerFormatError } from './ledger-format-error.ts'
import { checkKeyName, type NoteSigner, type NoteVerifier } from './note-keys.ts'

const ID_BYTES = 4
/** C2SP signed-note asks for at least 16 and for a bound: each line of a known key costs a verification. */
const LINE_LIMIT = 64

/** One line below the text, as read. */
export interface SignatureLine {
  readonly name: string
  readonly keyId: Buffer
  /** Without the key id. */
  readonly signature: Buffer
  /** The line, with its newline. */
  readonly line: string
}

export interface VerifiedLine extends SignatureLine {
  readonly verifier: NoteVerifier
}

/** A note whose signatures were not looked at. */
export interface UnverifiedNote {
  readonly unverifiedText: string
  readonly lines: readonly SignatureLine[]
}

export interface OpenedNote {
  /** What was signed, with its last newline. */
  readonly text: string
  /** One or more, each verified; one key may have signed twice. */
  readonly signatures: readonly VerifiedLine[]
  /** Lines of keys that nobody named. NO SIGNATURE COVERS THEM: anyone can add, change or drop them. */
  readonly unknown: readonly SignatureLine[]
}

/** @throws LedgerFormatError `note-malformed`, `note-control-character`, `note-not-utf8` */
function checkText(text: string): void {
  if (!text.isWellFormed()) throw new LedgerFormatError('note-not-utf8', 'The text has no UTF-8 form.')
  for (const character of text) {
    if (character < ' ' && character !== '\n') {
      throw new LedgerFormatError('note-control-character', 'The note has a control character other than a newline.')
    }
  }
  if (!text.endsWith('\n')) throw new LedgerFormatError('note-malformed', 'The note does not end with a newline.')
}

/** `— name base64(key id || signature)` with its newline, for what another process or another day has signed. */
export function signatureLine(name: string, id: Uint8Array, signature: Uint8Array): string {
  checkKeyName(name)
  return `— ${name} ${encodeBase64(Buffer.concat([id, signature]))}\n`
}

/** The note of a text and of lines made by `signatureLine` or `cosign`. Further lines are written behind a note as they are. */
export function makeNote(text: string, lines: readonly string[]): string {
  checkText(text)
  return `${text}\n${lines.join('')}`
}

/** The text, signed by each signer over its bytes. @throws LedgerFormatError where the text can be no note's */
export function signNote(text: string, ...signers: readonly NoteSigner[]): string {
  checkText(text)
  const bytes = Buffer.from(text)
  return makeNote(
    text,
    signers.map((signer) => signatureLine(signer.name, signer.keyId, signer.sign(bytes))),
  )
}

function decode(note: Uint8Array | string): string {
  if (typeof note === 'string') return note
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(note)
  } catch {
    throw new LedgerFormatError('note-not-utf8', 'The note is not valid UTF-8.')
  }
}

function readLine(line: string): SignatureLine {
  const [, name, base64] = /^— ([^ ]+) ([^ ]+)$/.exec(line) ?? []
  if (name === undefined || base64 === undefined) {
    const message = `A signature line is "— name signature", not ${excerpt(line)}.`
    throw new LedgerFormatError('note-signature-line-malformed', message)
  }
  checkKeyName(name)
  const bytes = decodeBase64(base64, `The signature of ${excerpt(name)}`)
  if (bytes.length <= ID_BYTES) {
    throw new LedgerFormatError('note-signature-line-malformed', `The signature of ${excerpt(name)} is empty.`)
  }
  return { name, keyId: bytes.subarray(0, ID_BYTES), signature: bytes.subarray(ID_BYTES), line: `${line}\n` }
}

/**
 * Text and lines of a note, which may say anything: nobody has verified them.
 *
 * @throws LedgerFormatError `note-…`, `key-name-invalid`, `base64-not-canonical`
 */
export function readNote(note: Uint8Array | string): UnverifiedNote {
  const whole = decode(note)
  checkText(whole)
  // The text may hold empty lines; the last one separates.
  const end = whole.lastIndexOf('\n\n')
  const below = whole.slice(end + 2, -1)
  if (end < 0 || below === '') {
    throw new LedgerFormatError('note-malformed', 'The note has no signature lines after an empty line.')
  }
  const lines = below.split('\n')
  if (lines.length > LINE_LIMIT) {
    const message = `The note has ${lines.length} signature lines, more than ${LINE_LIMIT}.`
    throw new LedgerFormatError('note-too-many-signatures', message)
  }
  return { unverifiedText: whole.slice(0, end + 1), lines: lines.map(readLine) }
}

const handle = (name: string, id: Uint8Array): string => `${name} ${Buffer.from(id).toString('hex')}`

function byHandle(verifiers: readonly NoteVerifier[]): ReadonlyMap<string, NoteVerifier> {
  const known = new Map<string, NoteVerifier>()
  for (const verifier of verifiers) {
    const other = known.get(handle(verifier.name, verifier.keyId))
    if (other !== undefined && !other.publicKey.equals(verifier.publicKey)) {
      const message = `Two trusted keys have the name ${excerpt(verifier.name)} and one id, so no line tells them apart.`
      throw new LedgerFormatError('note-keys-ambiguous', message)
    }
    known.set(handle(verifier.name, verifier.keyId), verifier)
  }
  return known
}

/**
 * The text of a note that at least one of these keys signed. Lines of other keys are passed over; one line of a known key that does not verify spoils the
 * note (C2SP signed-note).
 *
 * @throws LedgerFormatError `note-signature-invalid`, `note-signed-by-no-known-key`, `note-keys-ambiguous`, and as `readNote`
 */
export function openNote(note: Uint8Array | string, verifiers: readonly NoteVerifier[]): OpenedNote {
  const { unverifiedText: text, lines } = readNote(note)
  const known = byHandle(verifiers)
  const signatures: VerifiedLine[] = []
  const unknown: SignatureLine[] = []
  for (const line of lines) {
    const verifier = known.get(handle(line.name, line.keyId))
    if (verifier === undefined) {
      unknown.push(line)
    } else if (verifier.verify(text, line.signature)) {
      signatures.push({ ...line, verifier })
    } else {
      const message = `The signature of ${excerpt(line.name)} does not fit the text: one of the two was changed.`
      throw new LedgerFormatError('note-signature-invalid', message)
    }
  }
  if (signatures.length > 0) return { text, signatures, unknown }
  throw new LedgerFormatError('note-signed-by-no-known-key', 'None of the trusted keys has signed the note.')
}
