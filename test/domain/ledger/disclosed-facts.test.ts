import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { JsonValue } from '../../../src/domain/ledger/canonical-json.ts'
import { commitTo, commitToDigests, fieldsOf } from '../../../src/domain/ledger/commitment.ts'
import {
  commitmentOfDisclosed,
  digestsOf,
  discloseFact,
  parseDisclosedFact,
  withholdFields,
} from '../../../src/domain/ledger/disclosed-fact.ts'
import { type DisclosedFact, factOfDisclosed } from '../../../src/domain/ledger/disclosed-fields.ts'
import { LedgerFormatError } from '../../../src/domain/ledger/ledger-format-error.ts'
import { hex } from './vector-files.ts'

const isLong = process.env['LONG'] === '1'
const runs = { numRuns: isLong ? 20_000 : 500 }

/** An integer beyond 2^53 - 1 has no canonical form. */
const exact = (_: string, value: JsonValue): JsonValue =>
  typeof value === 'number' && Number.isInteger(value) && !Number.isSafeInteger(value) ? String(value) : value
/** Facts as they come back from JSON: no minus zero, every key a property of its own. */
const facts = fc
  .jsonValue({ maxDepth: 4, depthSize: 'medium' })
  .map((value) => JSON.parse(JSON.stringify(value), exact) as JsonValue)
const secrets = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => Buffer.from(bytes))
/** Which pointers are shown, by a number that is drawn: any set, and the same one each time. */
const choices = fc.nat(2 ** 30).map((seed) => (pointer: string) => {
  let sum = seed
  for (const character of pointer) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 1_000_003
  return sum % 2 === 0
})

const travelled = (fact: DisclosedFact): DisclosedFact => parseDisclosedFact(JSON.parse(JSON.stringify(fact)))

describe('a fact shown in part', () => {
  test('has the commitment of the whole, whatever is shown', () => {
    fc.assert(
      fc.property(secrets, facts, choices, (secret, fact, shows) => {
        const disclosed = travelled(discloseFact(secret, fact, shows))
        expect(hex(commitmentOfDisclosed(disclosed))).toBe(hex(commitTo(secret, fact)))
      }),
      runs,
    )
  })

  test('shows what may be seen, and of the rest neither value nor salt', () => {
    fc.assert(
      fc.property(secrets, facts, choices, (secret, fact, shows) => {
        const { shown, hidden } = discloseFact(secret, fact, shows)
        const isMark = ({ pointer, value }: { pointer: string; value: JsonValue }) =>
          Array.isArray(value) && shown.some((inner) => inner.pointer.startsWith(`${pointer}/`))
        for (const field of shown) expect(shows(field.pointer) || isMark(field)).toBe(true)
        for (const field of hidden) {
          expect(shows(field.pointer)).toBe(false)
          expect(Object.keys(field).toSorted()).toEqual(['digest', 'pointer'])
        }
        expect(shown.length + hidden.length).toBe(fieldsOf(fact).length)
      }),
      runs,
    )
  })

  test('shows the mark of a list with anything that is in the list, and not without', () => {
    const secret = Buffer.alloc(32, 7)
    const fact = { papers: [{ kinds: ['A'] }, { kinds: ['B'] }], names: ['C'] }
    const { shown } = discloseFact(secret, fact, (pointer) => pointer === '/papers/1/kinds/0')
    expect(shown.map(({ pointer }) => pointer)).toEqual(['/papers', '/papers/1/kinds', '/papers/1/kinds/0'])
    const { shown: withRoot } = discloseFact(secret, [['x'], 'y'], (pointer) => pointer === '/0/0')
    expect(withRoot.map(({ pointer }) => pointer)).toEqual(['', '/0', '/0/0'])
  })

  test('is the whole fact to a reader who is shown all of it', () => {
    fc.assert(
      fc.property(secrets, facts, (secret, fact) => {
        expect(factOfDisclosed(travelled(discloseFact(secret, fact, () => true)))).toEqual(fact)
      }),
      runs,
    )
  })

  test('can be shown further in less, without the secret, as if it had been shown so at once', () => {
    fc.assert(
      fc.property(secrets, facts, choices, choices, (secret, fact, first, second) => {
        const both = (pointer: string) => first(pointer) && second(pointer)
        const once = discloseFact(secret, fact, both)
        expect(
          withholdFields(
            discloseFact(secret, fact, () => true),
            both,
          ),
        ).toEqual(once)
        const twice = travelled(withholdFields(discloseFact(secret, fact, first), second))
        expect(hex(commitmentOfDisclosed(twice))).toBe(hex(commitTo(secret, fact)))
      }),
      runs,
    )
  })

  test('that was erased keeps its commitment by its digests alone', () => {
    fc.assert(
      fc.property(secrets, facts, (secret, fact) => {
        const digests = digestsOf(secret, fact)
        const whole = hex(commitTo(secret, fact))
        expect(hex(commitmentOfDisclosed({ shown: [], hidden: digests }))).toBe(whole)
        const raw = digests.map(({ pointer, digest }) => ({ pointer, digest: Buffer.from(digest, 'base64url') }))
        expect(hex(commitToDigests(raw.toReversed()))).toBe(whole)
        expect(factOfDisclosed({ shown: [], hidden: digests })).toBeUndefined()
      }),
      runs,
    )
  })

  test('with any bit of it flipped is refused, or has another commitment', () => {
    fc.assert(
      fc.property(secrets, facts, choices, fc.nat(), fc.nat(7), (secret, fact, shows, place, bit) => {
        const bytes = Buffer.from(JSON.stringify(discloseFact(secret, fact, shows)))
        const at = place % bytes.length
        bytes[at] = (bytes[at] ?? 0) ^ (1 << bit)
        expect(isBelieved(bytes, commitTo(secret, fact), discloseFact(secret, fact, shows))).toBe(false)
      }),
      runs,
    )
  })

  /** Whether other bytes say something else of the fact, and are believed. */
  function isBelieved(bytes: Buffer, commitment: Buffer, honest: DisclosedFact): boolean {
    try {
      const read = parseDisclosedFact(JSON.parse(bytes.toString()))
      const saysTheSame = JSON.stringify(read) === JSON.stringify(honest)
      return !saysTheSame && commitmentOfDisclosed(read).equals(commitment)
    } catch (error) {
      if (error instanceof LedgerFormatError || error instanceof SyntaxError) return false
      throw error
    }
  }
})
