import { describe, expect, it } from 'vitest'
import { effectiveYear, type ObservedMarking } from '../../../src/domain/identification/observation.ts'
import { BUILT_IN_LISTS } from '../../../src/domain/reference/built-in.ts'
import type { Tier } from '../../../src/domain/vocabulary/traces.ts'
import { anObservation, aReading, aWeapon, identifyAmong } from './weapons.ts'

const proof = (text: string, changes: Partial<ObservedMarking> = {}): ObservedMarking => ({
  kind: 'PROOF',
  text,
  ...changes,
})

function yearBy(markings: readonly ObservedMarking[], make = 'Beretta'): number | undefined {
  return effectiveYear({ make, markings })
}

describe('the year of an observation', () => {
  it('is that of a proof code of the maker’s own State, or of a code of the year', () => {
    expect(yearBy([proof('BP')])).toBe(2001)
    expect(yearBy([proof('BP', { country: 'IT', component: 'FRAME' })])).toBe(2001)
    expect(yearBy([proof('XX8', { kind: 'YEAR_CODE' })])).toBe(1972)
    expect(yearBy([proof('Ñ2')], 'Astra')).toBe(1995)
  })

  it('is the one given, or a year in full, before any code', () => {
    expect(effectiveYear({ make: 'Beretta', yearOfManufacture: 1999, markings: [proof('BP')] })).toBe(1999)
    expect(yearBy([proof('BP'), { kind: 'YEAR', text: '1999' }])).toBe(1999)
    expect(yearBy([proof('BP'), { kind: 'YEAR', text: '1999' }, { kind: 'YEAR', text: '2000' }])).toBeUndefined()
  })

  it.each([
    ['codes disagree', [proof('BP'), proof('BS')]],
    ['it is a second proof', [proof('BP', { kind: 'REPROOF' })]],
    ['it stands on a part, which may be older', [proof('BP', { component: 'BARREL' })]],
    ['it was altered', [proof('BP', { condition: 'ALTERED' })]],
    ['it is another State’s proof', [proof('B1', { country: 'ES' })]],
    ['no table holds it', [proof('AG')]],
    ['it is a single letter, of which proof marks are full', [proof('X')]],
  ] as const)('is not told where %s', (_, markings) => {
    expect(yearBy(markings)).toBeUndefined()
  })

  it('is not told by a table that is known by hearsay, nor for a maker of another State', () => {
    expect(yearBy([proof('IK', { kind: 'YEAR_CODE' })], 'H&K')).toBeUndefined()
    expect(yearBy([proof('PN', { kind: 'YEAR_CODE' })], 'FN')).toBeUndefined()
    expect(yearBy([proof('BP')], 'Zastava')).toBeUndefined()
    expect(yearBy([proof('BP', { country: 'IT' })], 'Zastava')).toBeUndefined()
    expect(effectiveYear({ markings: [proof('BP')] })).toBeUndefined()
  })
})

describe('a code of the year', () => {
  const markings = (code: string) => [aReading('C12345Z'), proof(code)]
  const beretta = { make: 'Beretta', model: '92FS', calibre: '9x19' }
  const weapon = aWeapon('one', 'C12345Z', { ...beretta, countryOfManufacture: 'IT', yearOfManufacture: 2001 })
  const tierWith = (code: string): Tier | null =>
    identifyAmong(anObservation('', { ...beretta, markings: markings(code) }), weapon).tier

  it('that contradicts lowers a tier as a year does, and one that says nothing changes none', () => {
    expect([tierWith('BP'), tierWith('BN'), tierWith('PSF')]).toEqual(['T1', 'T2', 'T1'])
  })

  it('never raises a tier: where numbers begin again each year, no built-in table tells the year beyond doubt', () => {
    const restarting = BUILT_IN_LISTS.makers.filter(({ restartsYearly }) => restartsYearly === true)
    expect(restarting.length).toBeGreaterThan(4)
    for (const { name, country } of restarting)
      for (const { codes } of BUILT_IN_LISTS.dateCodes)
        for (const { text } of codes)
          for (const told of [undefined, country])
            expect([name, text, yearBy([proof(text, { country: told })], name)]).toEqual([name, text, undefined])
  })
})
