import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { NOTHING_LEARNED } from '../../../src/domain/identification/alphabet.ts'
import { planWhole } from '../../../src/domain/identification/plan-whole.ts'
import type { Reading } from '../../../src/domain/identification/reading.ts'
import { registeredKeys, searchKeys } from '../../../src/domain/identification/search-keys.ts'
import { escaped, readingOf } from './readings.ts'

const SERIAL_CHARACTERS = Array.from('0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZАБВЖЗЧЮ')
const serial = fc.string({ unit: fc.constantFrom(...SERIAL_CHARACTERS), minLength: 2, maxLength: 9 })

/** The probes for readings of which nothing is known but that each may be a serial, by kind. */
function lookupKeys(readings: readonly Reading[]) {
  const marks = readings.map((reading, index) => ({
    index,
    kind: 'SERIAL_PRIMARY',
    reading,
    isSecondary: false,
    keepsToken: false,
  }))
  const { keys, searched } = planWhole(marks, undefined, NOTHING_LEARNED)
  const of = (wanted: string) => keys.filter(({ kind }) => kind === wanted).flatMap((part) => part.keys)
  return {
    noZero: of('NO_ZERO'),
    phonetic: of('PHONETIC'),
    ncic: of('NCIC'),
    searched: searched.map(({ reading }) => reading),
    tooWide: searched.length < marks.length,
  }
}

const storedKey = (text: string, condition = 'INTACT') => registeredKeys(text, condition)?.noZero

describe('keys to store', () => {
  it('are the pattern alone for a mark that was not fully readable', () => {
    expect(registeredKeys('AB?12', 'WORN')).toMatchObject({ noZero: 'A8?12', phonetic: [], ncic: '', core: '' })
    expect(registeredKeys('AB?12', 'INTACT')).toMatchObject({ noZero: 'A8?12', ncic: 'AB?12', core: '12' })
  })

  it('are none for a text without a letter or a number, and for a pattern that cannot be read', () => {
    expect(registeredKeys('-- / △', 'INTACT')).toBeNull()
    expect(registeredKeys('AB[12', 'WORN')).toBeNull()
    expect(registeredKeys('AB[12', undefined)?.exact).toBe('AB12')
  })
})

describe('keys to look up', () => {
  it('find a mark whatever characters were confused or zeros dropped', () => {
    fc.assert(
      fc.property(serial, (text) => {
        const confused = searchKeys(readingOf(text, { literal: true })).skeleton.replace(/^0+(?=.)/, '')
        const probes = lookupKeys([readingOf(escaped(confused))]).noZero
        expect(probes).toContain(storedKey(text))
      }),
    )
  })

  it('find a mark of which up to two characters were unreadable', () => {
    const reading = fc.tuple(serial, fc.nat(), fc.nat()).filter(([text]) => text.length >= 4)
    fc.assert(
      fc.property(reading, ([text, first, second]) => {
        const observed = Array.from(text)
          .with(first % text.length, '?')
          .with(second % text.length, '?')
          .join('')
        expect(lookupKeys([readingOf(observed)]).noZero).toContain(storedKey(text))
      }),
    )
  })

  it('find a registered mark of which one character was unreadable, or two', () => {
    fc.assert(
      fc.property(serial, fc.nat(), fc.nat(), (text, first, second) => {
        const worn = Array.from(text)
          .with(first % text.length, '?')
          .with(second % text.length, '?')
          .join('')
        expect(lookupKeys([readingOf(escaped(text))]).noZero).toContain(storedKey(worn, 'WORN'))
      }),
    )
  })

  it('hold each alternative, and nothing but the folded key of an uncertain reading', () => {
    const keys = lookupKeys([readingOf('K[58]12')])
    expect([...keys.noZero].sort()).toEqual(['K512', 'K812'])
    expect([keys.phonetic, keys.ncic]).toEqual([[], []])
  })

  it('hold the sounds and the number without inner letters of a certain reading', () => {
    const keys = lookupKeys([readingOf('Ж36J5712')])
    expect(keys.phonetic).toEqual(['ZH36J5712', 'Z36J5712'])
    expect(keys.ncic).toEqual(['Ж365712'])
  })

  it.each(['*', 'AB*', 'A1B2C3???', '?', '??1', 'A1B2[347]??'])('do not hold %s, which could mean too much', (text) => {
    const keys = lookupKeys([readingOf(text), readingOf('4821')])
    expect(keys.tooWide).toBe(true)
    expect(keys.searched.map((reading) => reading.raw)).toEqual(['4821'])
  })

  it('stay bounded however many uncertain marks are given, and never lose a certain one to them', () => {
    const patterns = Array.from({ length: 50 }, (_, index) => readingOf(`${index}AB??77`))
    const readings = [...patterns, readingOf('4821')]
    const keys = lookupKeys(readings)
    expect(keys.noZero.length).toBeLessThanOrEqual(6_100)
    expect(keys.tooWide).toBe(true)
    expect(keys.noZero).toContain('4821')
  })

  it('hold nothing for a text without a letter or a number', () => {
    expect(lookupKeys([readingOf('--')])).toMatchObject({ noZero: [], phonetic: [], ncic: [] })
  })
})
