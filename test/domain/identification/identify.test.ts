import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { identify } from '../../../src/domain/identification/identify.ts'
import { searchKeys } from '../../../src/domain/identification/search-keys.ts'
import { escaped, readingOf } from './readings.ts'
import { aMark, anObservation, anySerial, anyWeapon, aReading, aWeapon, identifyAmong, literally } from './weapons.ts'

const visualOf = (text: string) => searchKeys(readingOf(text, { literal: true })).visual

describe('an identification', () => {
  it('is T1 for a weapon whose own marks and descriptors are read as registered', () => {
    fc.assert(
      fc.property(anyWeapon, (weapon) => {
        expect(identifyAmong(literally(weapon), weapon)).toMatchObject({
          tier: 'T1',
          releasable: true,
          weaponId: weapon.weaponId,
          substitutions: [],
        })
      }),
    )
  })

  it('is never T1 where the serial differs after look-alikes are folded', () => {
    fc.assert(
      fc.property(anyWeapon, anySerial, (weapon, other) => {
        fc.pre(visualOf(other) !== visualOf(weapon.marks[0]?.text ?? ''))
        const observed = { ...literally(weapon), markings: [aReading(escaped(other.normalize('NFKC')))] }
        expect(identifyAmong(observed, weapon).releasable).toBe(false)
        expect(identifyAmong({ ...observed, markings: [aReading(`A?${escaped('12')}`)] }, weapon).releasable).toBe(
          false,
        )
      }),
    )
  })

  it('does not depend on the order of candidates and marks', () => {
    const pool = fc.uniqueArray(anyWeapon, { selector: (weapon) => weapon.weaponId, maxLength: 6 })
    fc.assert(
      fc.property(anyWeapon, pool, (weapon, others) => {
        const observation = literally(weapon)
        const siblings = others.map((other) => ({
          ...other,
          make: weapon.make,
          model: weapon.model,
          marks: [...weapon.marks, ...other.marks],
        }))
        const forwards = identifyAmong(observation, weapon, ...siblings)
        const backwards = [...siblings, weapon].toReversed().map((one) => ({ ...one, marks: one.marks.toReversed() }))
        expect(identifyAmong(observation, ...backwards)).toEqual(forwards)
      }),
    )
  })

  it('keeps its tier when a weaker sibling is added', () => {
    fc.assert(
      fc.property(anyWeapon, fc.uuid(), (weapon, weaponId) => {
        fc.pre(weaponId !== weapon.weaponId)
        const serial = weapon.marks[0]?.text ?? ''
        const sibling = { ...weapon, weaponId, marks: [aMark(`${serial}7`)] }
        const found = identifyAmong(literally(weapon), weapon, sibling)
        expect(found).toMatchObject({ tier: 'T1', weaponId: weapon.weaponId, releasable: true })
      }),
    )
  })

  it('is T5 and points at nothing when an equal weapon is added, for all candidates', () => {
    fc.assert(
      fc.property(anyWeapon, fc.uuid(), (weapon, weaponId) => {
        fc.pre(weaponId !== weapon.weaponId)
        const found = identifyAmong(literally(weapon), weapon, { ...weapon, weaponId })
        expect(found).toMatchObject({ tier: 'T5', weaponId: null, releasable: false, keysUsed: [], substitutions: [] })
        expect(found.candidates.map(({ tier }) => tier)).toEqual(['T5', 'T5'])
      }),
    )
  })

  it('is T5 throughout when the look-up left candidates out', () => {
    const weapon = aWeapon('a', 'M92PV033183')
    expect(identify(anObservation('M92PV033183'), [weapon], { isComplete: false })).toMatchObject({
      tier: 'T5',
      weaponId: null,
      releasable: false,
    })
  })

  it('counts a weapon that came twice as one', () => {
    const weapon = aWeapon('a', 'M92PV033183')
    expect(identifyAmong(anObservation('M92PV033183'), weapon, weapon).tier).toBe('T1')
  })

  it('shows at most fifty candidates, the best first', () => {
    const others = Array.from({ length: 80 }, (_, index) => aWeapon(`other ${index}`, 'X 33183', { model: 'M70' }))
    const found = identifyAmong(anObservation('X33183'), ...others, aWeapon('own', 'X 33183'))
    expect(found.candidates).toHaveLength(50)
    expect(found.candidates[0]).toMatchObject({ weaponId: 'own', tier: 'T1' })
  })

  it('is nothing where nothing agrees', () => {
    expect(identifyAmong(anObservation('99999'), aWeapon('a', 'M92PV033183'))).toMatchObject({
      tier: null,
      weaponId: null,
      releasable: false,
      candidates: [],
    })
    expect(identifyAmong({ noMarkingsVisible: true }, aWeapon('a', 'M92PV033183')).tier).toBeNull()
    expect(identifyAmong(anObservation('- -'), aWeapon('a', '- -')).tier).toBeNull()
  })
})

describe('the tier of an identification', () => {
  const own = aWeapon('own', 'M92PV033183')

  it.each([
    ['T1', 'a look-alike of another script', { markings: [aReading('М92РV033183')] }],
    ['T1', 'a former State that the maker sat in', { countryOfManufacture: 'YU' }],
    ['T1', 'a YEAR mark that agrees', { markings: [aReading('M92PV033183'), aReading('2013', { kind: 'YEAR' })] }],
    ['T2', 'a confused character', { markings: [aReading('M92PVO33I83')] }],
    ['T2', 'a family name for the model', { model: 'AK-47' }],
    ['T2', 'no calibre', { calibre: undefined }],
    ['T2', 'an ambiguous calibre', { calibre: '7.62' }],
    ['T2', 'another calibre', { calibre: '9x19' }],
    ['T2', 'another year', { yearOfManufacture: 2001 }],
    ['T2', 'another type', { type: 'RIFLE' }],
    ['T2', 'another country', { countryOfManufacture: 'RO' }],
    ['T2', 'a number of a part', { markings: [aReading('M92PV033183', { kind: 'SERIAL_COMPONENT' })] }],
    ['T2', 'a number on a part', { markings: [aReading('M92PV033183', { component: 'BARREL' })] }],
    ['T2', 'a number of unknown meaning', { markings: [aReading('M92PV033183', { kind: 'UNCLASSIFIED_NUMBER' })] }],
    ['T2', 'an altered number', { markings: [aReading('M92PV033183', { condition: 'ALTERED' })] }],
    ['T2', 'a number that its reader is not sure of', { markings: [aReading('M92PV033183', { confidence: 'LOW' })] }],
    ['T1', 'a number that its reader is sure of', { markings: [aReading('M92PV033183', { confidence: 'HIGH' })] }],
    ['T2', 'a second serial that is not on record', { markings: [aReading('M92PV033183'), aReading('M92PV999999')] }],
    [
      'T2',
      'the symbol of another maker',
      { markings: [aReading('M92PV033183'), aReading('△66', { kind: 'FACTORY_SYMBOL' })] },
    ],
    ['T3', 'an unreadable character', { markings: [aReading('M92PV0?3183')] }],
    ['T3', 'a choice of two characters', { markings: [aReading('M92PV03[38]183')] }],
    ['T4', 'an unreadable character and no calibre', { markings: [aReading('M92PV0?3183')], calibre: undefined }],
    ['T4', 'no model', { model: undefined }],
    ['T4', 'no maker', { make: 'UNKNOWN' }],
    ['T4', 'the importer in the maker’s place', { make: 'Century Arms' }],
    ['T5', 'an unreadable character and another calibre', { markings: [aReading('M92PV0?3183')], calibre: '9x19' }],
    ['T5', 'a confused and an unreadable character', { markings: [aReading('M92PVO?3I83')] }],
    ['T5', 'another maker', { make: 'Cugir' }],
    ['T5', 'another model', { model: 'M70' }],
    ['T5', 'two characters exchanged', { markings: [aReading('M92PV033138')] }],
    ['T5', 'only the core number', { markings: [aReading('33183')] }],
    [null, 'a rack number', { markings: [aReading('M92PV033183', { kind: 'UNIT_RACK' })] }],
    ['T5', 'an unreadable run', { markings: [aReading('M92PV*')] }],
    ['T5', 'more unreadable characters than were not looked up', { markings: [aReading('???????3183')] }],
    [null, 'little beside an unreadable run', { markings: [aReading('M92*')] }],
    [null, 'a pattern that cannot be read', { markings: [aReading('M92PV[033183')] }],
  ] as const)('is %s with %s', (tier, _, changes) => {
    const found = identifyAmong(anObservation('M92PV033183', changes), own)
    expect(found.tier).toBe(tier)
    expect(found.releasable).toBe(tier === 'T1')
    expect(found.weaponId).toBe(tier === null || tier === 'T5' ? null : 'own')
  })

  it('is T2 where numbers restart yearly and no year is given, and T5 with another year', () => {
    const rifle = aWeapon('own', 'АБ 4821', {
      make: 'Ижмаш',
      model: 'АК-74',
      calibre: '5.45x39',
      countryOfManufacture: 'SU',
      yearOfManufacture: 1984,
    })
    const seen = { make: 'Izhmash', model: 'AK-74', calibre: '5.45x39', markings: [aReading('АБ4821')] }
    expect(identifyAmong(seen, rifle).tier).toBe('T2')
    expect(identifyAmong({ ...seen, yearOfManufacture: 1984 }, rifle).tier).toBe('T1')
    expect(identifyAmong({ ...seen, yearOfManufacture: 1985 }, rifle).tier).toBe('T5')
  })

  it('takes the year from a serial that holds it', () => {
    const pistol = aWeapon('own', 'AB 27 1234', {
      make: 'Arsenal',
      model: 'Makarov',
      calibre: '9x18',
      countryOfManufacture: 'BG',
      yearOfManufacture: 1987,
    })
    const seen = { make: 'Factory 10', model: 'PM', calibre: '9x18', markings: [aReading('AB271234')] }
    expect(identifyAmong(seen, pistol).tier).toBe('T1')
    expect(identifyAmong(seen, { ...pistol, yearOfManufacture: 1988 }).tier).toBe('T5')
  })

  it('is T2 at best with a registered mark of a part', () => {
    const weapon = aWeapon('own', 'M92PV033183', {
      marks: [aMark('M92PV033183', { kind: 'SERIAL_COMPONENT', component: 'BOLT' })],
    })
    expect(identifyAmong(anObservation('M92PV033183'), weapon).tier).toBe('T2')
  })

  it('is T2 for a token that was registered as part of the serial', () => {
    expect(identifyAmong(anObservation('No. 033183'), aWeapon('own', 'No. 033183')).tier).toBe('T2')
    expect(identifyAmong(anObservation('No. 033183'), aWeapon('own', '033183')).tier).toBe('T1')
  })

  it('is T3 for a registered mark that was worn, however it is read', () => {
    const worn = aWeapon('own', '', { marks: [aMark('M92PV0?3183', { condition: 'WORN' })] })
    expect(identifyAmong(anObservation('M92PV033183'), worn).tier).toBe('T3')
    expect(identifyAmong(anObservation('M92PV0?3183'), worn).tier).toBe('T3')
  })

  it('needs a serial beside two weapons that neither have a maker’s name', () => {
    const craft = aWeapon('own', 'POL 12/77', {
      make: 'NOT_APPLICABLE',
      model: 'NOT_APPLICABLE',
      marks: [aMark('POL 12/77', { kind: 'SERIAL_STATE_ASSIGNED' })],
    })
    expect(
      identifyAmong(anObservation('POL 12/77', { make: 'NOT_APPLICABLE', model: 'NOT_APPLICABLE' }), craft).tier,
    ).toBe('T4')
  })
})
