import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compareReadings } from '../../../src/domain/identification/compare-readings.ts'
import { findSubstitutions } from '../../../src/domain/identification/likelihood/explain.ts'
import { readingOf } from './readings.ts'

const compare = (observed: string, registered: string) =>
  compareReadings(readingOf(observed), readingOf(registered, { literal: true }))
const digits = fc.string({ unit: fc.constantFrom(...Array.from('0123456789')), minLength: 4, maxLength: 9 })

describe('two readings of a mark', () => {
  it.each([
    ['ab-123', 'AB 123', 'exact'],
    ['ВН4821', 'BH4821', 'visual'],
    ['BO18S', '80185', 'skeleton'],
    ['VN4821', 'ВН4821', 'phonetic'],
    ['ZH5567', 'Ж5567', 'phonetic'],
    ['Z5567', 'Ж5567', 'phonetic'],
    ['12345', '0012345', 'noZero'],
    ['369257', '369J257', 'ncic'],
    ['36?257', '369257', 'wildcard'],
    ['36[89]257', '369257', 'wildcard'],
    ['369275', '369257', 'edit1'],
    ['36925', '369257', 'edit1'],
    ['K369257', '369257', 'edit1'],
    ['KXY369257', '369257', 'affix'],
    ['369257', '369257US', 'affix'],
    ['KX3692', 'AB3692', 'core'],
    ['36?2??', '369257', 'wildcard'],
    ['UD4Y123', 'VO4Y123', 'wide'],
    ['00775', '5O665', 'wide'],
    ['VΛ1234', '781234', 'wide'],
    ['3692*', '369257', 'affix'],
    ['*9257', '369257', 'affix'],
    ['3*92?7', '369257', 'affix'],
    ['33183', 'M92PV033183', 'affix'],
    ['36?257', '3692257', undefined],
    ['36[78]257', '369257', undefined],
    ['123', '124', undefined],
    ['369*', '369257', undefined],
    ['3692*', '396257', undefined],
    ['369', 'AB369', 'core'],
    ['3692', 'AB369257AB', undefined],
    ['1234', 'AB12345678', undefined],
    ['2571', 'AB692571X', undefined],
    ['--', '//', undefined],
    ['KAB', 'XYC', undefined],
  ])('%s and %s agree by %s', (observed, registered, key) => expect(compare(observed, registered)).toBe(key))

  it('are one error apart for one digit more, less, other or exchanged, from either side', () => {
    const edit = fc.tuple(digits, fc.nat(), fc.constantFrom('INSERT', 'DELETE', 'REPLACE', 'EXCHANGE'))
    fc.assert(
      fc.property(edit, ([text, place, kind]) => {
        const at = place % (text.length - 1)
        const [head, one, two, tail] = [text.slice(0, at), text[at], text[at + 1], text.slice(at + 2)]
        const other = {
          INSERT: `${head}X${one}${two}${tail}`,
          DELETE: head + two + tail,
          REPLACE: `${head}X${two}${tail}`,
          EXCHANGE: `${head}${two}${one}${tail}`,
        }[kind]
        fc.pre(other !== text && other.length >= 4)
        // An inserted letter may also be one that the ncic key drops, a deleted zero one that noZero drops.
        expect(['edit1', 'ncic', 'noZero']).toContain(compare(text, other))
        expect(compare(other, text)).toBe(compare(text, other))
      }),
    )
  })

  it('differ in the characters that were taken for others', () => {
    const between = (observed: string, registered: string) =>
      findSubstitutions(readingOf(observed), readingOf(registered))
    expect(between('12345', '12345')).toEqual([])
    expect(between('A8?4', 'AB34')).toEqual([
      { observed: '8', registered: 'B', position: 1 },
      { observed: '?', registered: '3', position: 2 },
    ])
    expect(between('12345', '0012345')).toEqual([{ observed: '', registered: '00', position: 0 }])
    expect(between('12435', '12345')).toEqual([{ observed: '43', registered: '34', position: 2 }])
    expect(between('123345', '12345')).toMatchObject([{ observed: '3', registered: '' }])
    expect(between('33183', 'M92PV033183')).toEqual([{ observed: '', registered: 'M92PV0', position: 0 }])
    expect(between('12*5', '12345')).toEqual([{ observed: '*', registered: '34', position: 2 }])
  })
})
