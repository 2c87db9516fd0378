import { hash } from 'node:crypto'
import { decodeHashUrl, excerpt } from '../domain/ledger/base64.ts'
import { canonicalJson } from '../domain/ledger/canonical-json.ts'
import { ed25519Check } from '../domain/ledger/note-keys.ts'
import { type Check, fails, holds } from './codes.ts'
import { translated, type UnverifiedCertificate } from './read-certificate.ts'
import type { ShownRecord, ShownRecords } from './shown-records.ts'

/** The name of an Ed25519 key: its JWK's thumbprint (RFC 7638, RFC 8037), so that a name stands for one key only. @param x base64url of its 32 bytes */
export function keyName(x: string): string {
  return hash('sha256', canonicalJson({ crv: 'Ed25519', kty: 'OKP', x }), 'base64url')
}

/** The record by which the registry took a key into use. */
export function findKeyRecord(records: ShownRecords, kid: string): ShownRecord | undefined {
  return records.ofKind('key-event').find(({ fields }) => fields.get('/kid') === kid)
}

/**
 * The signature, by the key that the ledger's own record names: so who trusts the ledger needs no key list of the registry.
 *
 * @throws VerificationError where the key in the record is none
 */
export function checkSignature(certificate: UnverifiedCertificate, records: ShownRecords): Check[] {
  const { header, signingInput, signature } = certificate
  const record = findKeyRecord(records, header.kid)
  if (record === undefined) {
    const says = `No record that is shown says whose key ${excerpt(header.kid)} is, so the signature proves nothing.`
    return [fails('key-not-recorded', 'protected, header.disclosures', says)]
  }
  const { fields } = record
  const x = fields.get('/publicKey')
  const isAdded = fields.get('/event') === 'ADDED' && fields.get('/use') === 'ANSWER'
  if (!isAdded || typeof x !== 'string' || keyName(x) !== header.kid) {
    const says = `The record of the key ${excerpt(header.kid)} is not that of a key taken into use for answers.`
    return [fails('key-differs', record.place, says)]
  }
  const key = translated('key-differs', record.place, () => decodeHashUrl(x, 'The key'))
  if (!ed25519Check(key)(Buffer.from(signingInput), signature)) {
    const says = 'The signature does not fit: the answer, the signed header or the signature was changed.'
    return [fails('signature-invalid', 'payload, protected, signature', says)]
  }
  return [
    holds('signature', `The answer was signed with the registry's key ${header.kid}, byte for byte as it is here.`),
  ]
}
