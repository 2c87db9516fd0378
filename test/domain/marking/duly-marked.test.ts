import { describe, expect, it } from 'vitest'
import { isDulyMarked, markingQuality } from '../../../src/domain/marking/duly-marked.ts'
import { countriesMarked } from '../../../src/domain/marking/scheme.ts'
import type { Mark, MarkedWeapon } from '../../../src/domain/marking/marked-weapon.ts'

const SERIAL: Mark = { kind: 'SERIAL_PRIMARY', text: 'BH4821', component: 'RECEIVER' }
const rifle = (markings: readonly Mark[], told: Partial<MarkedWeapon> = {}): MarkedWeapon => ({
  category: 'SMALL_ARM',
  type: 'RIFLE',
  markings,
  ...told,
})

describe('a weapon counts', () => {
  it('as adequately marked by name, country and serial (ITI 8(a)(i))', () => {
    const name: Mark = { kind: 'MANUFACTURER_NAME', text: 'ZASTAVA KRAGUJEVAC, SERBIA' }
    expect(isDulyMarked(rifle([SERIAL, name]))).toEqual({ marked: true, adequate: true, reasons: [] })
    expect(markingQuality(rifle([SERIAL, name])).scheme).toBe('NAME_COUNTRY_SERIAL')
  })

  it('as adequately marked by a symbol that tells the country, with a number and no name (ITI 8(a)(ii))', () => {
    const weapon = rifle([SERIAL, { kind: 'FACTORY_SYMBOL', text: '△66' }])
    expect(isDulyMarked(weapon).adequate).toBe(true)
    expect(markingQuality(weapon)).toEqual({ scheme: 'SYMBOL_CODE', unique: true, adequate: true, importMarks: [] })
  })

  it('as marked, not adequately, by a symbol of two States and nothing more', () => {
    const weapon = rifle([SERIAL, { kind: 'FACTORY_SYMBOL', text: 'arrow in triangle' }])
    expect(isDulyMarked(weapon)).toEqual({
      marked: true,
      adequate: false,
      reasons: ['MAKER_NOT_MARKED', 'COUNTRY_NOT_MARKED'],
    })
  })

  it('as adequately marked where the register lists the serial and its description tells the rest', () => {
    expect(isDulyMarked(rifle([SERIAL], { make: 'Zastava', countryOfManufacture: 'RS' })).adequate).toBe(true)
    expect(isDulyMarked(rifle([SERIAL], { make: 'UNKNOWN', countryOfManufacture: 'UNKNOWN' })).adequate).toBe(false)
  })

  it('as unmarked without a serial of its own, whatever number a part or a rack has', () => {
    const numbers: Mark[] = [
      { kind: 'SERIAL_COMPONENT', text: '4821', component: 'BOLT' },
      { kind: 'UNIT_RACK', text: '17' },
    ]
    expect(isDulyMarked(rifle(numbers))).toEqual({ marked: false, adequate: false, reasons: ['NO_UNIQUE_MARK'] })
  })

  it.each(['OBLITERATED', 'RESTORATION_FAILED', 'ABSENT_UNKNOWN'] as const)(
    'as unmarked where its serial is %s, until another is put on',
    (condition) => {
      const lost: Mark = { ...SERIAL, condition }
      expect(isDulyMarked(rifle([lost])).reasons).toEqual(['UNIQUE_MARK_NOT_READABLE'])
      expect(isDulyMarked(rifle([lost, { ...SERIAL, kind: 'SERIAL_STATE_ASSIGNED' }])).marked).toBe(true)
    },
  )

  it('as marked, not adequately, by a serial on its barrel alone (ITI 10)', () => {
    const told = { make: 'Zastava', countryOfManufacture: 'RS' }
    expect(isDulyMarked(rifle([{ ...SERIAL, component: 'BARREL' }], told)).reasons).toEqual([
      'UNIQUE_MARK_NOT_ON_FRAME',
    ])
  })

  it('by its unique mark alone where the ITI does not bind it', () => {
    expect(isDulyMarked({ category: 'UAS', markings: [SERIAL] }).adequate).toBe(true)
    expect(isDulyMarked(rifle([SERIAL], { yearOfManufacture: 1899 })).adequate).toBe(true)
    expect(isDulyMarked(rifle([SERIAL], { yearOfManufacture: 1900 })).adequate).toBe(false)
  })
})

describe('the country of manufacture in a legend', () => {
  it.each([
    ['PIETRO BERETTA GARDONE V.T. ITALY', 'IT'],
    ['Made in W. Germany', 'DE'],
    ['ИЖЕВСК, СССР', 'SU'],
    ['STATE ARSENAL, NIGERIA', 'NG'],
  ])('%s is %s', (text, country) => {
    expect(countriesMarked({ kind: 'MANUFACTURER_NAME', text })).toEqual([country])
  })

  it.each(['C.A.I. GEORGIA VT', 'COLT MFG. CO. HARTFORD', 'INTERARMS IN ALEXANDRIA'])('is not told by %s', (text) => {
    expect(isDulyMarked(rifle([SERIAL, { kind: 'MANUFACTURER_NAME', text }])).reasons).toEqual(['COUNTRY_NOT_MARKED'])
  })
})
