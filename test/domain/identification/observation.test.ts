import { describe, expect, it } from 'vitest'
import { effectiveMake, effectiveYear, observedMarks } from '../../../src/domain/identification/observation.ts'
import { aMark, anObservation, aReading, aWeapon, identifyAmong } from './weapons.ts'

const named = (text: string) => ({ kind: 'MANUFACTURER_NAME', text })
const symbol = (text: string) => ({ kind: 'FACTORY_SYMBOL', text })

describe('the make of an observation', () => {
  it('is the one that was given, whatever marks stand beside it', () => {
    expect(effectiveMake('Zastava', [named('Glock')])).toBe('Zastava')
    expect(effectiveMake('NOT_APPLICABLE', [named('Glock')])).toBe('NOT_APPLICABLE')
  })

  it('is read off a name, a symbol or a code where none was given', () => {
    expect(effectiveMake(undefined, [named('Crvena Zastava')])).toBe('Crvena Zastava')
    expect(effectiveMake('UNKNOWN', [symbol('△66')])).toBe('NORINCO')
    expect(effectiveMake('', [{ kind: 'FACTORY_CODE', text: 'Factory 10' }])).toBe('ARSENAL')
  })

  it('is the maker’s where an importer’s name stands beside it, and the importer’s where it stands alone', () => {
    expect(effectiveMake(undefined, [named('Century Arms'), symbol('plain triangle')])).toBe('CUGIR')
    expect(effectiveMake(undefined, [named('Century Arms')])).toBe('Century Arms')
  })

  it('stays open where two makers are marked, or a symbol that two makers struck', () => {
    expect(effectiveMake(undefined, [named('Glock'), named('Zastava')])).toBeUndefined()
    expect(effectiveMake(undefined, [symbol('arrow in triangle')])).toBeUndefined()
    expect(effectiveMake(undefined, [{ kind: 'PROOF', text: 'Glock' }])).toBeUndefined()
  })
})

describe('the year of an observation', () => {
  it.each([
    [1987, { yearOfManufacture: 1987, markings: [aReading('1988', { kind: 'YEAR' })] }],
    [1988, { markings: [aReading('1988', { kind: 'YEAR' })] }],
    [1988, { yearOfManufacture: 'UNKNOWN', markings: [aReading('١٩٨٨', { kind: 'YEAR' })] }],
    [undefined, { markings: [aReading('1988', { kind: 'YEAR' }), aReading('1991', { kind: 'YEAR' })] }],
    [undefined, { markings: [aReading('1401', { kind: 'YEAR' })] }],
    [undefined, { markings: [aReading('1988', { kind: 'IMPORT_YEAR' })] }],
    [undefined, {}],
  ])('is %s where it was given or one YEAR mark says so', (year, observation) => {
    expect(effectiveYear(observation)).toBe(year)
  })
})

describe('the marks of an observation', () => {
  it('are looked up without and with their token, and only where they may be the serial', () => {
    const markings = [aReading('No. 4821'), aReading('77', { kind: 'UNIT_RACK' }), aReading('- -'), aReading('A[1')]
    expect(observedMarks({ markings }).map(({ reading }) => reading.body)).toEqual(['4821', 'No. 4821'])
  })

  it('do not agree with a rack number on record', () => {
    const weapon = aWeapon('own', '', { marks: [aMark('033183', { kind: 'UNIT_RACK' })] })
    expect(identifyAmong(anObservation('033183'), weapon).tier).toBeNull()
  })

  it('agree by their core number only with a weapon of the same maker and model', () => {
    const weapon = aWeapon('own', 'M92PV033183')
    const seen = anObservation('KX33183')
    expect(identifyAmong(seen, weapon).tier).toBe('T5')
    for (const other of [{ make: 'Cugir' }, { make: undefined }, { model: 'M70' }, { model: undefined }]) {
      expect(identifyAmong({ ...seen, ...other }, weapon).tier).toBeNull()
    }
  })

  it('agree without their beginning with a weapon whose maker is not contradicted, and point at none', () => {
    const weapon = aWeapon('own', 'M92PV033183')
    const seen = anObservation('33183')
    for (const other of [{}, { make: undefined }, { make: 'Century Arms' }, { model: 'M70' }, { model: undefined }]) {
      expect(identifyAmong({ ...seen, ...other }, weapon)).toMatchObject({ tier: 'T5', weaponId: null })
    }
    expect(identifyAmong({ ...seen, make: 'Cugir' }, weapon).tier).toBeNull()
  })

  it('are not contradicted by other words beside the maker’s name', () => {
    const markings = [aReading('M92PV033183'), aReading('MADE IN SERBIA', { kind: 'MANUFACTURER_NAME' })]
    expect(identifyAmong(anObservation('', { markings }), aWeapon('own', 'M92PV033183')).tier).toBe('T1')
  })

  it('are compared with the maker that a registered weapon’s own marks stand for', () => {
    const marks = [aMark('10121943'), aMark('△66', { kind: 'FACTORY_SYMBOL' })]
    const rifle = aWeapon('own', '', { make: 'UNKNOWN', model: 'Type 56', marks })
    const seen = { make: 'Norinco', model: 'Type 56', calibre: '7.62x39', markings: [aReading('10121943')] }
    expect(identifyAmong(seen, rifle).tier).toBe('T1')
  })
})

describe('candidates of one tier and key', () => {
  it('are ranked by the descriptors that agree', () => {
    const seen = anObservation('X33183', { countryOfManufacture: 'RS', make: undefined })
    const less = aWeapon('a', 'X33183', { countryOfManufacture: 'UNKNOWN' })
    const found = identifyAmong(seen, less, aWeapon('b', 'X33183'))
    expect(found.candidates.map(({ weaponId }) => weaponId)).toEqual(['b', 'a'])
  })
})
