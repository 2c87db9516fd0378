import { excerpt } from './base64.ts'
import { type LedgerFormatCode, LedgerFormatError } from './ledger-format-error.ts'

/**
 * A size, index or time as the formats write it: ASCII decimal, no sign, no leading zero, at most 2^53 - 1 (a log of that size is not to be expected, and a
 * rounded number would name another entry).
 *
 * @throws LedgerFormatError with the given code
 */
export function readDecimal(text: string, code: LedgerFormatCode, what: string): number {
  const value = /^(0|[1-9][0-9]{0,15})$/.test(text) ? Number(text) : Number.NaN
  if (Number.isSafeInteger(value)) return value
  throw new LedgerFormatError(code, `${what} is not a whole number without leading zeros: ${excerpt(text)}.`)
}
