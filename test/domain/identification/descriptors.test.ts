import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compareCalibre, resolveCalibre } from '../../../src/domain/identification/calibre.ts'
import { compareCountry, contactCountries } from '../../../src/domain/identification/country.ts'
import { makerOfSymbol, readFactorySymbol } from '../../../src/domain/identification/factory-symbol.ts'
import { compareMaker, fitsSerialShape, resolveMake, yearInSerial } from '../../../src/domain/identification/maker.ts'
import { compareModel, resolveModel } from '../../../src/domain/identification/model.ts'

describe('makers', () => {
  it.each(['Zastava', 'Застава', 'ZASTAVA ARMS', 'Crvena  Zastava', 'Црвена застава', 'zastava-arms d.o.o.'])(
    '%s is Zastava in any script, case and punctuation',
    (name) => expect(resolveMake(name)).toMatchObject({ key: 'ZASTAVA', known: true }),
  )

  it.each([
    ['Zastava', 'ZASTAVA', 'agrees'],
    ['Crvena Zastava', 'Zastava', 'alias'],
    ['S&W', 'Smith and Wesson', 'alias'],
    ['Century Arms', 'Cugir', 'importerGiven'],
    ['Banco Nazionale di Prova', 'Beretta', 'importerGiven'],
    ['Century Arms', 'Century International Arms', 'alias'],
    ['Glock', 'Zastava', 'contradicted'],
    ['UNKNOWN', 'Zastava', 'absent'],
    [' ', 'Zastava', 'absent'],
    ['---', 'Zastava', 'absent'],
    [undefined, 'Zastava', 'absent'],
    ['Zastava', 'UNKNOWN', 'absent'],
    ['NOT_APPLICABLE', 'Zastava', 'contradicted'],
    ['NOT_APPLICABLE', 'NOT_APPLICABLE', 'absent'],
    ['Khyber Works', 'KHYBER-WORKS', 'agrees'],
    ['Khyber Works', 'Darra Works', 'contradicted'],
  ] as const)('%s against the registered %s: %s', (observed, registered, relation) => {
    expect(compareMaker(observed, registered)).toBe(relation)
  })

  it('outside the lists are kept under their normalised text', () => {
    expect(resolveMake('Khyber  Works, Ltd.')).toMatchObject({ key: '~KHYBERWORKS', known: false, status: 'NAMED' })
  })

  it('never resolve a free text to the key of a listed entry or of an absence', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const { key, known, status } = resolveMake(text)
        expect(known || key.startsWith('~') || status !== 'NAMED').toBe(true)
      }),
    )
  })

  it('have serials of a shape, where one is published', () => {
    const shape = (make: string, text: string) => fitsSerialShape(resolveMake(make).entry, text)
    expect(shape('Glock', 'abc 123us')).toBe(true)
    expect(shape('Glock', '12345')).toBe(false)
    expect(shape('Norinco', '10121943')).toBe(true)
    expect(shape('Baikal', 'ВН 4821')).toBe(true)
    expect(shape('Walther', 'anything')).toBeUndefined()
  })

  it('may put the year into the serial', () => {
    expect(yearInSerial(resolveMake('Factory 10').entry, 'AB 27 1234')).toBe(1987)
    expect(yearInSerial(resolveMake('Factory 10').entry, '1234')).toBeUndefined()
    expect(yearInSerial(resolveMake('Glock').entry, 'AB271234')).toBeUndefined()
  })
})

describe('models', () => {
  it.each([
    ['M92', 'M92', 'ZASTAVA', 'agrees'],
    ['PAP M92 PV', 'M92', 'ZASTAVA', 'alias'],
    ['AK-47', 'M70', 'ZASTAVA', 'family'],
    ['АК-47', 'WASR-10', 'CUGIR', 'family'],
    ['Kalashnikov', 'Type 56', 'NORINCO', 'family'],
    ['五六式', 'Type 56', 'NORINCO', 'alias'],
    ['M70', 'M92', 'ZASTAVA', 'contradicted'],
    ['M70', 'M70AB2', 'ZASTAVA', 'family'],
    ['Galil', 'Galil ACE', 'IWI', 'family'],
    ['Micro Galil', 'Galil ACE', 'IWI', 'contradicted'],
    ['92', 'Beretta 92', 'BERETTA', 'alias'],
    ['M92', '92FS', 'BERETTA', 'family'],
    ['GP35', 'Hi-Power', 'FN_HERSTAL', 'alias'],
    ['ПМ', 'Makarov', 'IZHMEKH', 'alias'],
    ['Glock', 'Glock 19', 'GLOCK', 'family'],
    ['Glock 17', 'Glock 19', 'GLOCK', 'contradicted'],
    ['X-1', 'x 1', undefined, 'agrees'],
    ['X-1', 'X-2', undefined, 'contradicted'],
    [undefined, 'M70', 'ZASTAVA', 'absent'],
    ['M70', 'UNKNOWN', 'ZASTAVA', 'absent'],
    ['NOT_APPLICABLE', 'NOT_APPLICABLE', undefined, 'agrees'],
    ['M70', 'NOT_APPLICABLE', 'ZASTAVA', 'contradicted'],
  ] as const)('%s against the registered %s of %s: %s', (observed, registered, maker, relation) => {
    expect(compareModel(observed, registered, maker)).toBe(relation)
  })

  it('with one name and several makers are told apart by the maker, and are ambiguous without', () => {
    expect(resolveModel('M92', 'ZASTAVA').key).toBe('ZASTAVA_M92')
    expect(resolveModel('M92', 'BERETTA').key).toBe('BERETTA_92')
    expect(resolveModel('M92')).toMatchObject({ key: '~M92', known: true })
    expect(resolveModel('M92').entry).toBeUndefined()
  })
})

describe('calibres', () => {
  it.each(['7,62×39', '7.62 х 39 mm', '7.62X39MM', '7.62*39', 'cal. 7.62x39', '7.62 mm M43'])(
    '%s is 7.62x39',
    (text) => {
      expect(resolveCalibre(text).key).toBe('7.62x39')
    },
  )

  it.each([
    ['9 mm Luger', '9x19', 'compatible'],
    ['380 ACP', '9x17', 'compatible'],
    ['.380 auto', '9 mm Kurz', 'compatible'],
    ['9mm', '9x19', 'unknown'],
    ['9mm', '9 mm', 'unknown'],
    ['9mm', '7.62x39', 'contradicted'],
    ['.50', '12.7x99', 'unknown'],
    ['9x18', '9x19', 'contradicted'],
    ['.38 Special', '.357 Magnum', 'contradicted'],
    ['.308 Win', '7.62 NATO', 'compatible'],
    [undefined, '9x19', 'unknown'],
    ['9x19', 'UNKNOWN', 'unknown'],
    [undefined, 'NOT_APPLICABLE', 'compatible'],
    ['NOT_APPLICABLE', 'NOT_APPLICABLE', 'compatible'],
    ['9x19', 'NOT_APPLICABLE', 'contradicted'],
    ['NOT_APPLICABLE', '9x19', 'contradicted'],
    ['6.5 Own Design', '6.5 own-design', 'compatible'],
    ['6.5 Own Design', '9x19', 'contradicted'],
  ] as const)('%s against the registered %s: %s', (observed, registered, relation) => {
    expect(compareCalibre(observed, registered)).toBe(relation)
  })
})

describe('countries of manufacture', () => {
  it('agree through the former State that the mark names', () => {
    expect(compareCountry('YU', 'RS')).toBe('agrees')
    expect(compareCountry('SUHH', 'RU')).toBe('agrees')
    expect(compareCountry('YU', 'RO')).toBe('contradicted')
    expect(compareCountry('UNKNOWN', 'RO')).toBe('absent')
  })

  it('lead to the contact State of today, which the maker narrows', () => {
    expect(contactCountries('YU')).toEqual(['RS', 'HR', 'BA', 'SI', 'MK', 'ME', 'XK'])
    expect(contactCountries('YU', 'Crvena Zastava')).toEqual(['RS'])
    expect(contactCountries('YU', 'Glock')).toHaveLength(7)
    expect(contactCountries('DD')).toEqual(['DE'])
    expect(contactCountries('FR')).toEqual(['FR'])
    expect(contactCountries('??')).toEqual([])
  })
})

describe('factory symbols', () => {
  it.each([
    ['△66', 'NORINCO'],
    ['66 in a triangle', 'NORINCO'],
    ['SYM_TRIANGLE_66', 'NORINCO'],
    ['triangle 26', 'JIANSHE'],
    ['10 in two circles', 'ARSENAL'],
    ['SYM_RHOMBUS_CIRCLE', 'SUHL'],
    ['plain triangle', 'CUGIR'],
    ['star', 'TULA'],
    ['star in a circle', 'FACTORY_61_65'],
    ['arrow in triangle', undefined],
    ['△386', undefined],
    ['66', undefined],
    ['', undefined],
  ])('%s stands for %s', (text, maker) => expect(makerOfSymbol(text)).toBe(maker))

  it('is read even where it stands for no single maker', () => {
    expect(readFactorySymbol('arrow in triangle')?.makers).toEqual(['IZHMASH', 'CUGIR'])
    expect(readFactorySymbol('△386')?.code).toBe('SYM_TRIANGLE_NN')
  })
})
