import { describe, expect, it } from 'vitest'
import { canonicalJson } from '../../../src/domain/ledger/canonical-json.ts'
import { commitTo } from '../../../src/domain/ledger/commitment.ts'
import { parseDisclosedFact } from '../../../src/domain/ledger/disclosed-fact.ts'

const secret = Buffer.alloc(32)

describe('what has no canonical form', () => {
  it.each([
    ['half a character', '\ud800'],
    ['the other half', 'a\udc00b'],
    ['an integer that could have been rounded', 2 ** 53],
    ['a negative one', -(2 ** 53)],
    ['one that is written with an exponent', 1e21],
    ['no number', Number.NaN],
  ])('is refused by itself and as a field: %s', (_, value) => {
    expect(() => canonicalJson(value)).toThrow(/canonical/)
    expect(() => commitTo(secret, { a: [value] })).toThrow(/canonical/)
    const shown = [{ pointer: '/a', value, salt: secret.toString('base64url') }]
    expect(() => parseDisclosedFact({ shown, hidden: [] })).toThrow(/disclosed fact/)
  })

  it.each([2 ** 53 - 1, 1 - 2 ** 53, 0.5, 1e-7])('and %d has one', (value) => {
    expect(canonicalJson(value)).toBe(String(value))
  })
})
