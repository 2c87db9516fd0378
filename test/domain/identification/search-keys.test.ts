import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseReading } from '../../../src/domain/identification/reading.ts'
import { searchKeys } from '../../../src/domain/identification/search-keys.ts'
import decided from '../../vectors/search-keys/decided.json' with { type: 'json' }
import published from '../../vectors/search-keys/published.json' with { type: 'json' }
import readings from '../../vectors/search-keys/readings.json' with { type: 'json' }
import { escaped, readingOf } from './readings.ts'

const exactOf = (text: string) => searchKeys(readingOf(text, { literal: true })).exact

describe('search keys of a registered text', () => {
  it.each([...published, ...decided])(
    '$shows: $raw',
    ({ raw, phonetic, exact, visual, skeleton, ncic, noZero, core }) => {
      const keys = searchKeys(readingOf(raw, { literal: true }))
      expect(keys).toMatchObject({ exact, visual, skeleton, ncic, noZero, core })
      expect(keys.phonetic).toContain(phonetic)
    },
  )

  it('maps every decimal digit of Unicode 17 to its ASCII digit', () => {
    const digits = Array.from({ length: 0x110000 }, (_, point) => point)
      .filter((point) => point < 0xd800 || point > 0xdfff)
      .map((point) => String.fromCodePoint(point))
      .filter((character) => /\p{Nd}/u.test(character))
    // Decimal digits come in runs of ten from zero to nine, so the place in the run is the value.
    const mapped = digits.filter((digit, index) => exactOf(digit) === String(index % 10))
    // Unicode 17 has 770 of them; a run-time may know fewer, or later ones that no stored key may depend on.
    expect(mapped.length).toBe(Math.min(digits.length, 770))
    expect(digits.length).toBeGreaterThan(600)
  })

  it('has keys that are their own keys, so that writing a mark down in its exact form changes nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 12 }), (text) => {
        const keys = searchKeys(readingOf(text, { literal: true }))
        const again = searchKeys(readingOf(keys.exact, { literal: true }))
        expect(again).toEqual(keys)
        expect(keys.exact === '').toBe(keys.noZero === '')
        expect(keys.phonetic.length).toBeLessThanOrEqual(2)
      }),
    )
  })

  it('reads a registered text literally when escaped in an observation', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 12 }), (text) => {
        const registered = searchKeys(readingOf(text, { literal: true }))
        expect(searchKeys(readingOf(escaped(text.normalize('NFKC'))))).toEqual(registered)
      }),
    )
  })

  it('has no keys for a text without a letter or a number', () => {
    expect(searchKeys(readingOf('- -', { literal: true }))).toEqual({
      exact: '',
      visual: '',
      phonetic: [],
      skeleton: '',
      ncic: '',
      noZero: '',
      core: '',
    })
  })
})

describe('a reading of a mark', () => {
  it.each(readings)('$shows: $raw', ({ raw, exact, certain, code }) => {
    const parsed = parseReading(raw, { literal: false })
    if (parsed.ok) {
      expect({ exact: searchKeys(parsed.reading).exact, certain: parsed.reading.certain }).toEqual({ exact, certain })
      expect(parsed.reading.raw).toBe(raw)
    } else expect(parsed.code).toBe(code)
  })

  it('can be parsed or is refused with a code, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const parsed = parseReading(text, { literal: false })
        if (!parsed.ok) expect(parsed.detail).not.toBe('')
        expect(parseReading(text, { literal: true }).ok).toBe(true)
      }),
    )
  })
})
