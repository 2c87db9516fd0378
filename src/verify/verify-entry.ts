import { excerpt } from '../domain/ledger/base64.ts'
import { parseProof } from '../domain/ledger/tlog-proof.ts'
import { parseTrustPolicy } from '../domain/ledger/trust-policy.ts'
import { checkInclusion, checkpointOpener } from './check-record.ts'
import { VerificationError } from './codes.ts'
import { translated } from './read-certificate.ts'
import type { Verification } from './verify-certificate.ts'

/** `{"c":"<32 bytes in base64url>","v":1}`: what the ledger holds of a record. */
const ENTRY = /^\{"c":"[A-Za-z0-9_-]{43}","v":1\}$/

function textOf(proof: Uint8Array | string): string {
  if (typeof proof === 'string') return proof
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(proof)
  } catch {
    throw new VerificationError('proof-malformed', 'proof', 'It is not text in UTF-8.')
  }
}

/**
 * Verifies that an entry stands in a ledger that the reader trusts.
 *
 * @param proof the bytes of a tlog-proof
 * @param entry the entry's bytes, exactly
 * @throws LedgerFormatError for a policy that cannot be read
 */
export function verifyEntry(proof: Uint8Array | string, entry: Uint8Array, policy: string): Verification {
  const open = checkpointOpener(parseTrustPolicy(policy))
  try {
    const read = translated('proof-malformed', 'proof', () => parseProof(textOf(proof)))
    const text = Buffer.from(entry).toString()
    if (!ENTRY.test(text)) {
      throw new VerificationError('record-not-in-ledger', 'entry', `No entry of this ledger reads ${excerpt(text)}.`)
    }
    const what = { what: 'The entry', place: 'entry', proofPlace: 'proof' }
    const check = checkInclusion(open, read, entry, what)
    return { result: check.verdict === 'HOLDS' ? 'VALID' : 'INVALID', checks: [check] }
  } catch (error) {
    if (error instanceof VerificationError) return { result: 'INVALID', checks: [error.check] }
    throw error
  }
}
