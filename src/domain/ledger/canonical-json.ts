import canonicalize from 'canonicalize'

/** A value of RFC 8785: facts avoid numbers where they can, since a serial or a decimal must keep its digits. */
export type JsonValue = string | number | boolean | null | readonly JsonValue[] | { readonly [key: string]: JsonValue }

/** Whether a text is one of whole characters, and a number one that no reader rounds: an integer beyond 2^53 - 1 could have been another one before it was read. */
export function isExact(scalar: string | number): boolean {
  if (typeof scalar === 'string') return scalar.isWellFormed()
  return Number.isInteger(scalar) ? Number.isSafeInteger(scalar) : Number.isFinite(scalar)
}

/**
 * The RFC 8785 text of a value: the one form that is hashed, compared and proved. Lone surrogates and non-finite numbers are refused, and of a scalar, as which each
 * field of a fact is committed, integers beyond 2^53 - 1.
 */
export function canonicalJson(value: JsonValue): string {
  // Most of what is committed is nothing, yes or no, or a short text, which RFC 8785 writes as JSON.stringify does.
  if (value === null || typeof value === 'boolean') return String(value)
  const isScalar = typeof value === 'string' || typeof value === 'number'
  if (isScalar && !isExact(value)) throw new TypeError('this value has no canonical JSON form')
  const text = typeof value === 'string' ? JSON.stringify(value) : canonicalize(value)
  if (text === undefined || !text.isWellFormed()) throw new TypeError('this value has no canonical JSON form')
  return text
}
