import { decodeBase64Url, excerpt } from '../domain/ledger/base64.ts'
import { parseDisclosedFact } from '../domain/ledger/disclosed-fact.ts'
import type { DisclosedFact } from '../domain/ledger/disclosed-fields.ts'
import { LedgerFormatError } from '../domain/ledger/ledger-format-error.ts'
import { parseProof } from '../domain/ledger/tlog-proof.ts'
import { type FailureCode, VerificationError } from './codes.ts'
import { LIMITS } from './limits.ts'
import { readJson } from './read-json.ts'
import { fieldsShown, type ShownRecord } from './shown-records.ts'

/** `typ` of the protected header: what was signed is an answer, and nothing else that the same key may sign one day. */
export const CERTIFICATE_TYPE = 'marktrace-answer+jws'
export const CERTIFICATE_ALGORITHM = 'EdDSA'

export interface ProtectedHeader {
  readonly kid: string
  /** Ids of the records that are shown, in their order: none can be left out or added unseen. */
  readonly facts: readonly string[]
}

/** A name with the salt that binds it to its id. */
export interface ShownName {
  readonly place: string
  readonly id: string
  readonly name: string
  readonly salt: Buffer
}

/** A certificate as it was read; nothing of it is verified. */
export interface UnverifiedCertificate {
  readonly header: ProtectedHeader
  /** What the signature covers. */
  readonly signingInput: string
  readonly signature: Buffer
  readonly payload: Buffer
  readonly records: readonly ShownRecord[]
  readonly names: readonly ShownName[]
}

const SALT_BYTES = 32

type Members = Readonly<Record<string, unknown>>

function membersOf(
  value: unknown,
  names: readonly string[],
  place: string,
  code: FailureCode = 'certificate-malformed',
): Members {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value)
  if (isObject && Object.keys(value).sort().join() === [...names].sort().join()) return value as Members
  const found = isObject ? Object.keys(value).join(', ') : typeof value
  const says = `It should hold ${names.join(', ')}, and nothing else; it holds ${excerpt(found)}.`
  throw new VerificationError(code, place, says)
}

function malformed(place: string, says: string): VerificationError {
  return new VerificationError('certificate-malformed', place, says)
}

function textAt(members: Members, name: string, place: string): string {
  const value = members[name]
  if (typeof value === 'string') return value
  throw malformed(place, `Its ${name} should be text.`)
}

function bytesAt(members: Members, name: string): Buffer {
  return translated('certificate-malformed', name, () => decodeBase64Url(textAt(members, name, name), `The ${name}`))
}

/** Runs a reader of the ledger's formats and says where in the certificate it failed. */
export function translated<Value>(code: FailureCode, place: string, read: () => Value): Value {
  try {
    return read()
  } catch (error) {
    if (error instanceof LedgerFormatError) throw new VerificationError(code, place, error.message)
    throw error
  }
}

const isText = (value: unknown): value is string => typeof value === 'string'

/** Of a value that should be text: `String()` would call what the file itself brings as `toString`. */
const said = (value: unknown): string => excerpt(isText(value) ? value : (JSON.stringify(value) ?? 'nothing'))

function readProtected(bytes: Buffer): ProtectedHeader {
  const place = 'protected'
  const json = readJson(bytes, 'certificate-malformed', place)
  const header = typeof json === 'object' && json !== null ? (json as Members) : {}
  if ('crit' in header) {
    throw new VerificationError('header-critical', place, 'It demands extensions (crit) that no answer has.')
  }
  if ('b64' in header || 'jwk' in header || 'jku' in header || 'x5c' in header || 'x5u' in header) {
    const says = 'It brings a key of its own or another encoding (b64, jwk, jku, x5c, x5u), which no answer does.'
    throw new VerificationError('header-not-allowed', place, says)
  }
  if (header['alg'] !== CERTIFICATE_ALGORITHM) {
    const says = `Answers are signed with ${CERTIFICATE_ALGORITHM}, and this one says ${said(header['alg'])}.`
    throw new VerificationError('algorithm-not-allowed', place, says)
  }
  if (header['typ'] !== CERTIFICATE_TYPE) {
    const says = `It is said to be ${said(header['typ'])}, not an answer.`
    throw new VerificationError('type-not-allowed', place, says)
  }
  const { kid, facts } = membersOf(json, ['alg', 'facts', 'kid', 'typ'], place)
  if (!isText(kid) || !Array.isArray(facts) || !facts.every(isText)) {
    throw malformed(place, 'It should name a key and list the records that are shown.')
  }
  return { kid, facts }
}

interface Shown {
  readonly factId: string
  readonly fact: DisclosedFact
}

function readShown(value: unknown, place: string): Shown {
  const members = membersOf(value, ['fact', 'factId'], place)
  const fact = translated('disclosure-malformed', place, () => parseDisclosedFact(members['fact']))
  return { factId: textAt(members, 'factId', place), fact }
}

type ProofOf = Pick<ShownRecord, 'factId' | 'proof' | 'pending' | 'proofPlace'>

function readProof(value: unknown, proofPlace: string): ProofOf {
  const isPending = typeof value === 'object' && value !== null && 'pending' in value
  const members = membersOf(value, ['factId', isPending ? 'pending' : 'proof'], proofPlace)
  const factId = textAt(members, 'factId', proofPlace)
  if (isPending) return { factId, proofPlace, pending: textAt(members, 'pending', proofPlace) }
  const text = textAt(members, 'proof', proofPlace)
  return { factId, proofPlace, proof: translated('proof-malformed', proofPlace, () => parseProof(text)) }
}

function readName(value: unknown, place: string): ShownName {
  const code = 'name-malformed'
  const members = membersOf(value, ['id', 'name', 'salt'], place, code)
  const salt = translated(code, place, () => decodeBase64Url(textAt(members, 'salt', place), 'The salt of a name'))
  if (salt.length !== SALT_BYTES) throw new VerificationError(code, place, `Its salt should have ${SALT_BYTES} bytes.`)
  const name = textAt(members, 'name', place)
  if (!name.isWellFormed()) throw new VerificationError(code, place, 'Its name has no UTF-8 form.')
  return { place, id: textAt(members, 'id', place), name, salt }
}

function listAt(members: Members, name: string, limit: number): readonly unknown[] {
  const value = members[name]
  if (!Array.isArray(value)) throw malformed(`header.${name}`, 'It should be a list.')
  if (value.length <= limit) return value
  throw malformed(`header.${name}`, `It has ${value.length} items, and no certificate has more than ${limit}.`)
}

/** Each costs some verifications of signatures. */
function checkCheckpoints(records: readonly ShownRecord[]): void {
  const { size } = new Set(records.map(({ proof }) => proof?.checkpoint))
  if (size <= LIMITS.checkpoints) return
  const says = `Its proofs stand under ${size} checkpoints, and those of no certificate under more than ${LIMITS.checkpoints}.`
  throw malformed('header.proofs', says)
}

function checkListed(place: string, listed: readonly string[], found: readonly string[]): void {
  if (new Set(listed).size !== listed.length) {
    throw new VerificationError('facts-not-as-signed', 'protected', 'It lists a record twice.')
  }
  const at = Array.from({ length: Math.max(listed.length, found.length) }).findIndex((_, n) => listed[n] !== found[n])
  if (at < 0) return
  const says =
    `The registry signed that it shows ${listed.length} records; in place ${at + 1} there is ` +
    `${found[at] ?? 'none'} instead of ${listed[at] ?? 'none'}.`
  throw new VerificationError('facts-not-as-signed', `protected, ${place}[${at}]`, says)
}

/**
 * Reads a certificate: a JWS in flattened JSON (RFC 7515 7.2.2), strictly.
 *
 * @param file its bytes, which must be UTF-8
 * @throws VerificationError
 */
export function readCertificate(file: Uint8Array): UnverifiedCertificate {
  const json = readJson(file, 'certificate-malformed', 'file')
  const members = membersOf(json, ['header', 'payload', 'protected', 'signature'], 'file')
  const header = readProtected(bytesAt(members, 'protected'))
  const [payload, signature] = [bytesAt(members, 'payload'), bytesAt(members, 'signature')]
  if (payload.length > LIMITS.payloadBytes) throw malformed('payload', `It has more than ${LIMITS.payloadBytes} bytes.`)
  const unsigned = membersOf(members['header'], ['disclosures', 'names', 'proofs'], 'header')
  const shown = listAt(unsigned, 'disclosures', LIMITS.records).map((one, n) =>
    readShown(one, `header.disclosures[${n}]`),
  )
  const proofs = listAt(unsigned, 'proofs', LIMITS.records).map((one, n) => readProof(one, `header.proofs[${n}]`))
  const names = listAt(unsigned, 'names', LIMITS.names).map((one, n) => readName(one, `header.names[${n}]`))
  const ids = (list: readonly { readonly factId: string }[]): string[] => list.map(({ factId }) => factId)
  checkListed('header.disclosures', header.facts, ids(shown))
  checkListed('header.proofs', header.facts, ids(proofs))
  const records = shown.map((one, n) => {
    const { proofPlace = '', ...proof } = proofs[n] ?? {}
    return { ...proof, ...one, fields: fieldsShown(one.fact), place: `header.disclosures[${n}]`, proofPlace }
  })
  checkCheckpoints(records)
  const signingInput = `${textAt(members, 'protected', 'file')}.${textAt(members, 'payload', 'file')}`
  return { header, signingInput, signature, payload, records, names }
}
