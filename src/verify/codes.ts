/** Each way in which a certificate can fail, so that each has a file on disk that fails by it. */
export const FAILURE_CODES = [
  'certificate-malformed',
  'algorithm-not-allowed',
  'header-critical',
  'header-not-allowed',
  'type-not-allowed',
  'facts-not-as-signed',
  'disclosure-malformed',
  'record-names-another',
  'proof-malformed',
  'checkpoint-not-trusted',
  'quorum-not-met',
  'record-not-in-ledger',
  'ledgers-mixed',
  'key-not-recorded',
  'key-differs',
  'signature-invalid',
  'answer-malformed',
  'answer-not-recorded',
  'answer-differs',
  'link-without-record',
  'link-differs',
  'link-repeated',
  'link-of-another-weapon',
  'joint-not-confirmed',
  'weapon-differs',
  'mark-differs',
  'party-differs',
  'name-malformed',
  'name-without-record',
  'name-differs',
  'superseded-without-record',
  'superseded-differs',
] as const
export type FailureCode = (typeof FAILURE_CODES)[number]

/** What a check found. A NOTE speaks against nothing: it says what a reader must know. */
export type Verdict = 'HOLDS' | 'FAILS' | 'PENDING' | 'NOTE'

export interface Check {
  readonly verdict: Verdict
  /** Where in the certificate: `payload`, `header.disclosures[3]`, `payload/chain/2`. */
  readonly place: string
  /** A sentence for a reader who knows no cryptography. */
  readonly says: string
  /** Where the check fails. */
  readonly code?: FailureCode
}

export const holds = (place: string, says: string): Check => ({ verdict: 'HOLDS', place, says })
export const noted = (place: string, says: string): Check => ({ verdict: 'NOTE', place, says })
export const pending = (place: string, says: string): Check => ({ verdict: 'PENDING', place, says })
export const fails = (code: FailureCode, place: string, says: string): Check => {
  return { verdict: 'FAILS', place, says, code }
}

/** What cannot be read any further. */
export class VerificationError extends Error {
  readonly check: Check

  constructor(code: FailureCode, place: string, says: string) {
    super(says)
    this.name = 'VerificationError'
    this.check = fails(code, place, says)
  }
}
