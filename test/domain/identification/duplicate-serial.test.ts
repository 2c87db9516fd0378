import { describe, expect, it } from 'vitest'
import { isDuplicateSerial } from '../../../src/domain/identification/duplicate-serial.ts'
import { aMark, aWeapon } from './weapons.ts'

const own = aWeapon('own', 'АВ 1234')

describe('a duplicate serial in the registry', () => {
  it.each([
    [true, 'the same serial of the same maker', aWeapon('other', 'АВ-1234')],
    [
      true,
      'a look-alike under another name of the maker, of another model',
      aWeapon('other', 'AB1234', { make: 'Црвена застава', model: 'M70' }),
    ],
    [false, 'a confused character', aWeapon('other', 'A81234')],
    [false, 'the same serial of another maker', aWeapon('other', 'AB1234', { make: 'Cugir' })],
    [false, 'the number of a part', aWeapon('other', '', { marks: [aMark('AB1234', { kind: 'SERIAL_COMPONENT' })] })],
    [
      false,
      'a serial that could not be fully read',
      aWeapon('other', '', { marks: [aMark('AB1?34', { condition: 'WORN' })] }),
    ],
    [false, 'no serial at all', aWeapon('other', '--')],
  ])('is %s for %s', (isDuplicate, _, other) => {
    expect(isDuplicateSerial(own, other)).toBe(isDuplicate)
    expect(isDuplicateSerial(other, own)).toBe(isDuplicate)
  })

  it('needs a known maker, in the lists or not', () => {
    const unknown = aWeapon('a', 'AB1234', { make: 'UNKNOWN' })
    expect(isDuplicateSerial(unknown, unknown)).toBe(false)
    const unlisted = aWeapon('a', 'AB1234', { make: 'Khyber Works' })
    expect(isDuplicateSerial(unlisted, aWeapon('b', 'AB1234', { make: 'KHYBER-WORKS' }))).toBe(true)
  })
})
