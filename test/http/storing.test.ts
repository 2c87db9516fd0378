import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseIdempotencyKey } from '../../src/http/idempotency-key.ts'
import { parseHandling } from '../../src/http/prefer.ts'

describe('an Idempotency-Key', () => {
  it.each([
    ['8e03978e-40d5-43dd-bc93-6894a57f9324', '8e03978e-40d5-43dd-bc93-6894a57f9324'],
    ['"8e03978e"', '8e03978e'],
    ['  "with spaces, and commas"  ', 'with spaces, and commas'],
    ['"a \\"quoted\\" \\\\ key"', 'a "quoted" \\ key'],
    ['k', 'k'],
  ])('%j is read as %j', (header, key) => {
    expect(parseIdempotencyKey(header)).toBe(key)
  })

  it.each([
    '',
    '""',
    '"',
    '"open',
    'open"',
    '"a" "b"',
    '"a", "b"',
    'a, b',
    'a b',
    '"a";p=1',
    '"a\\n"',
    'é',
    '"é"',
    'a\u0000',
    'x'.repeat(256),
    `"${'x'.repeat(256)}"`,
  ])('%j is refused', (header) => {
    expect(parseIdempotencyKey(header)).toBeUndefined()
  })

  it('is the same key bare and quoted, whatever it is', () => {
    const word = fc.stringMatching(/^[A-Za-z0-9._~:/-]{1,255}$/)
    fc.assert(fc.property(word, (key) => parseIdempotencyKey(key) === parseIdempotencyKey(`"${key}"`)))
  })

  it('comes back whole from any printable text that was quoted', () => {
    const printable = fc.stringMatching(/^[ -~]{1,255}$/)
    const quote = (text: string) => `"${text.replace(/["\\]/g, '\\$&')}"`
    fc.assert(fc.property(printable, (key) => parseIdempotencyKey(quote(key)) === key))
  })
})

describe('Prefer: handling', () => {
  it.each([
    ['handling=strict', 'strict'],
    ['handling=lenient', 'lenient'],
    ['Handling="STRICT"', 'strict'],
    ['respond-async, wait=10, handling=strict; x=1', 'strict'],
    ['handling=strict, handling=lenient', 'strict'],
    ['handling=strct', undefined],
    ['handling', undefined],
    ['return=minimal', undefined],
    ['', undefined],
    [undefined, undefined],
  ])('%j means %s', (header, handling) => {
    expect(parseHandling(header)).toBe(handling)
  })
})
