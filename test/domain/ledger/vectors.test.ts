import { describe, expect, it } from 'vitest'
import { discloseFact } from '../../../src/domain/ledger/disclosed-fact.ts'
import { LEDGER_FORMAT_CODES } from '../../../src/domain/ledger/ledger-format-error.ts'
import { readVector } from './check-vector.ts'
import { readVectors, refusalOf, unhex } from './vector-files.ts'

/** What no bytes of a format can be: held by `limits.test.ts`. */
const OF_CALLERS = [
  'cosignature-time-invalid',
  'entry-too-long',
  'note-keys-ambiguous',
  'tile-too-short',
  'tree-range-invalid',
]

const valid = readVectors('valid')
const invalid = readVectors('invalid')

describe('the cases on disk, made by another program', () => {
  it('are there, of each format some that are valid and some that are not', () => {
    const formatsOf = (files: typeof valid) => [...new Set(files.map(({ vector }) => vector.format))].toSorted()
    expect(valid.length).toBeGreaterThan(60)
    expect(invalid.length).toBeGreaterThan(200)
    expect(formatsOf(invalid)).toEqual(formatsOf(valid))
  })

  it.each(valid)('is read: $file', ({ vector }) => {
    const reading = readVector(vector)
    if (typeof reading === 'string') throw new Error(reading)
    expect(vector).toMatchObject(reading)
  })

  it.each(invalid)('is refused by $code: $file', ({ vector, code }) => {
    const refusal = refusalOf(() => expect(readVector(vector)).toBe(code))
    if (refusal === undefined) return
    expect(refusal.code).toBe(code)
    if (vector.format === 'trust-policy') expect(refusal.message).toMatch(new RegExp(`^Line ${vector.line}: `))
  })

  it('show each code by which bytes can be refused', () => {
    const shown = new Set(invalid.map(({ code }) => code))
    expect(LEDGER_FORMAT_CODES.filter((code) => !shown.has(code)).toSorted()).toEqual(OF_CALLERS)
  })

  it('of disclosed facts are what this program discloses too', () => {
    for (const { vector } of valid) {
      if (vector.format !== 'disclosed-fact') continue
      const { secretHex, whole, showsPointers, disclosed } = vector
      const shows = (pointer: string) => showsPointers.includes(pointer)
      expect(discloseFact(unhex(secretHex), whole, shows)).toEqual(disclosed)
    }
  })
})
