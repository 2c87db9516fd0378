/** Why bytes of the ledger are refused. Closed, so that each has a file on disk that must be refused by it. */
export const LEDGER_FORMAT_CODES = [
  'base64-not-canonical',
  'hash-not-32-bytes',
  'entry-malformed',
  'entry-too-long',
  'bundle-truncated',
  'bundle-trailing-bytes',
  'tile-path-invalid',
  'tile-too-short',
  'tree-range-invalid',
  'key-name-invalid',
  'vkey-malformed',
  'vkey-id-mismatch',
  'vkey-type-not-supported',
  'note-not-utf8',
  'note-control-character',
  'note-malformed',
  'note-signature-line-malformed',
  'note-too-many-signatures',
  'note-keys-ambiguous',
  'note-signature-invalid',
  'note-signed-by-no-known-key',
  'checkpoint-malformed',
  'checkpoint-size-not-canonical',
  'checkpoint-has-extensions',
  'checkpoint-root-of-empty-tree',
  'checkpoint-not-signed-by-its-log',
  'cosignature-time-invalid',
  'proof-malformed',
  'proof-index-not-canonical',
  'proof-too-long',
  'policy-line-malformed',
  'policy-keyword-unknown',
  'policy-control-character',
  'policy-key-repeated',
  'policy-name-repeated',
  'policy-name-unknown',
  'policy-member-repeated',
  'policy-threshold-invalid',
  'policy-quorum-missing',
  'policy-quorum-repeated',
  'add-checkpoint-malformed',
  'add-checkpoint-size-not-canonical',
  'disclosure-malformed',
  'disclosure-pointer-invalid',
  'disclosure-not-sorted',
  'disclosure-contradicts-itself',
] as const

export type LedgerFormatCode = (typeof LEDGER_FORMAT_CODES)[number]

/** Bytes that are not in the format they claim, or not signed as they must be. The message is for a person: what was read, and what was expected. */
export class LedgerFormatError extends Error {
  readonly code: LedgerFormatCode

  constructor(code: LedgerFormatCode, message: string) {
    super(message)
    this.name = 'LedgerFormatError'
    this.code = code
  }
}
