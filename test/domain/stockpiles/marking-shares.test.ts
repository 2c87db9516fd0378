import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { markingShares, type StockProfile } from '../../../src/domain/stockpiles/marking-shares.ts'
import { MARKING_KINDS } from '../../../src/domain/vocabulary/markings.ts'
import { WEAPON_CATEGORIES } from '../../../src/domain/vocabulary/weapons.ts'

function profile(kinds: readonly string[], more: Partial<StockProfile> = {}): StockProfile {
  return { locationId: null, category: 'SMALL_ARM', type: 'RIFLE', kinds, imported: false, weapons: 1, ...more }
}

describe('the shares of marked weapons', () => {
  it.each([
    ['maker, country and serial', ['SERIAL_PRIMARY', 'MANUFACTURER_NAME', 'COUNTRY_OF_ORIGIN'], 1, 1, 0],
    ['a symbol and a serial', ['SERIAL_PRIMARY', 'FACTORY_SYMBOL'], 1, 1, 0],
    ['a serial alone', ['SERIAL_PRIMARY'], 1, 0, 0],
    ['a number that the State put on', ['SERIAL_STATE_ASSIGNED'], 1, 0, 0],
    ['the number of a part', ['SERIAL_COMPONENT'], 0, 0, 0],
    ['a rack number', ['UNIT_RACK', 'MANUFACTURER_NAME', 'COUNTRY_OF_ORIGIN'], 0, 0, 1],
    ['nothing', [], 0, 0, 1],
  ])('tell of a weapon with %s', (_name, kinds, withPrimarySerial, adequatelyMarked, unmarked) => {
    expect(markingShares([profile(kinds)])).toMatchObject({ weapons: 1, withPrimarySerial, adequatelyMarked, unmarked })
  })

  it('count import marks among the imported only', () => {
    const shares = markingShares([
      profile(['IMPORT_COUNTRY'], { imported: true, weapons: 3 }),
      profile([], { imported: true, weapons: 4 }),
      profile(['IMPORT_COUNTRY'], { weapons: 5 }),
    ])
    expect([shares.weapons, shares.imported, shares.withImportMark]).toEqual([12, 7, 3])
  })

  it('never exceed what they are shares of, and leave nothing out', () => {
    const any = fc.record({
      locationId: fc.constant(null),
      category: fc.constantFrom(...WEAPON_CATEGORIES),
      type: fc.constant('UNKNOWN'),
      kinds: fc.subarray([...MARKING_KINDS]),
      imported: fc.boolean(),
      weapons: fc.integer({ min: 1, max: 500 }),
    })
    fc.assert(
      fc.property(fc.array(any), (profiles) => {
        const shares = markingShares(profiles)
        const total = profiles.reduce((sum, { weapons }) => sum + weapons, 0)
        expect(shares.weapons + shares.outsideMarkingRules).toBe(total)
        expect(shares.adequatelyMarked).toBeLessThanOrEqual(shares.withPrimarySerial)
        expect(shares.withPrimarySerial + shares.unmarked).toBeLessThanOrEqual(shares.weapons)
        expect(shares.withImportMark).toBeLessThanOrEqual(shares.imported)
      }),
    )
  })
})
