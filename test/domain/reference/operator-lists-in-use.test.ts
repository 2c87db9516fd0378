import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { assessObservation } from '../../../src/domain/identification/assess-observation.ts'
import { compareCalibre, resolveCalibre } from '../../../src/domain/identification/calibre.ts'
import { contactCountries } from '../../../src/domain/identification/country.ts'
import { yearOfMark } from '../../../src/domain/identification/date-codes.ts'
import { makerOfSymbol } from '../../../src/domain/identification/factory-symbol.ts'
import { identify } from '../../../src/domain/identification/identify.ts'
import { compareMaker, fitsSerialShape, resolveMake } from '../../../src/domain/identification/maker.ts'
import { resolveModel } from '../../../src/domain/identification/model.ts'
import { BUILT_IN_LISTS } from '../../../src/domain/reference/built-in.ts'
import { extendLists } from '../../../src/domain/reference/extend-lists.ts'
import { useReferenceLists } from '../../../src/domain/reference/in-use.ts'

const EXAMPLE = new URL('../../../openapi/code-lists.example.json', import.meta.url)
const result = extendLists(BUILT_IN_LISTS, JSON.parse(readFileSync(EXAMPLE, 'utf8')))
if ('problems' in result) throw new Error(JSON.stringify(result.problems))
useReferenceLists(result.lists)

const weapon = {
  weaponId: 'w',
  category: 'SMALL_ARM',
  type: 'PISTOL_SELF_LOADING',
  make: 'EAW',
  model: 'Exemplar E9',
  calibre: '9x25 Mauser',
  marks: [{ markingId: 'm', kind: 'SERIAL_PRIMARY', text: 'AB-12345' }],
}
const mark = { kind: 'SERIAL_PRIMARY', text: 'AB-12345' }

describe('the lists of an operator’s file, once in use', () => {
  it('name the maker by each of its names, with its country and the shape of its serials', () => {
    expect(['Exemplar Arms Works', 'exemplar', 'Эксемплар'].map((name) => resolveMake(name).key)).toEqual(
      Array.from({ length: 3 }, () => 'EXEMPLAR_ARMS'),
    )
    const { entry } = resolveMake('Exemplar')
    expect(['AB-12345', 'a123456', 'AB12345'].map((text) => fitsSerialShape(entry, text))).toEqual([true, true, false])
    expect(contactCountries('YU', 'Exemplar')).toEqual(['RS'])
  })

  it('identify a weapon at T1 whose maker, model and calibre are told by other names than it was registered with', () => {
    const observation = { make: 'Exemplar', model: 'E9 Compact', calibre: '9x25', markings: [mark] }
    expect(identify(observation, [weapon], { isComplete: true }).tier).toBe('T1')
    const other = { ...observation, make: 'Beretta' }
    expect(identify(other, [weapon], { isComplete: true }).tier).toBe('T5')
  })

  it('tell an importer from a maker, and read the new symbol beside the old ones', () => {
    expect(compareMaker('Muster Wien', 'Exemplar')).toBe('importerGiven')
    expect(makerOfSymbol('crown over 31')).toBe('EXEMPLAR_ARMS')
    expect(makerOfSymbol('△66')).toBe('NORINCO')
  })

  it('keep an ambiguous calibre ambiguous: it now may also mean the new one, and confirms neither', () => {
    expect(resolveCalibre('9 mm').entry).toBeUndefined()
    expect(compareCalibre('9 mm', '9x25')).toBe('unknown')
    expect(compareCalibre('9x19', '9x25')).toBe('contradicted')
  })

  it('tell years by further codes of a table’s State, and by the digits of a further way of numbering', () => {
    expect(yearOfMark({ kind: 'PROOF', text: 'CT', country: 'IT' })).toMatchObject({ years: [2018], certainty: 'HIGH' })
    expect(yearOfMark({ kind: 'PROOF', text: 'CS', country: 'IT' })).toMatchObject({ years: [2017] })
    expect(yearOfMark({ kind: 'SERIAL_PRIMARY', text: 'AB-12345-21', maker: 'Exemplar' }).years).toEqual([2021])
    expect(['AB-12345-21', 'AB-12345', 'AB1'].map((text) => fitsSerialShape(resolveMake('EAW').entry, text))).toEqual([
      true,
      true,
      false,
    ])
  })

  it('point at a State by further selector letters, and say what rests on the operator’s own word', () => {
    const observation = { countryOfManufacture: 'PL', yearOfManufacture: 2001, make: 'Exemplar', model: 'E9' }
    const found = assessObservation({ ...observation, markings: [mark, { kind: 'SELECTOR', text: 'RB B' }] })
    const told = found.map(({ severity, code, detail }) => `${severity} ${code} ${detail}`).join('\n')
    expect(told).toMatch(/INFO SELECTOR_DIFFERS These selector letters point at RS, YU, and not at PL.*LOW/)
    expect(told).toMatch(/INFO YEAR_BEFORE_MODEL This model was not made before 2019.*models EXEMPLAR_E9/)
  })

  it('leave the built-in names what they were, with the further ones beside', () => {
    expect(resolveMake('Crvena Zastava').key).toBe('ZASTAVA')
    expect(resolveMake('Zastava Namenska').key).toBe('ZASTAVA')
    expect(resolveModel('G17', 'GLOCK').key).toBe('GLOCK_17')
  })

  it('stay while the process lives: others are refused, the same are let pass', () => {
    expect(() => useReferenceLists(BUILT_IN_LISTS)).toThrow(/in use/)
    expect(() => useReferenceLists(result.lists)).not.toThrow()
  })
})
