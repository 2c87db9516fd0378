import { describe, expect, it } from 'vitest'
import { anObservation, aReading, aWeapon, identifyAmong } from './weapons.ts'

describe('published cases', () => {
  it('a Type 56 without a maker’s name is known by its symbol', () => {
    const rifle = aWeapon('own', '10121943', {
      type: 'ASSAULT_RIFLE',
      make: 'Norinco',
      model: 'Type 56',
      countryOfManufacture: 'CN',
      yearOfManufacture: null,
    })
    const markings = [aReading('10121943'), aReading('△66', { kind: 'FACTORY_SYMBOL' })]
    expect(identifyAmong({ model: '五六式', calibre: '7,62×39', markings }, rifle).tier).toBe('T1')
    expect(identifyAmong({ model: '五六式', calibre: '7,62×39', markings: [aReading('10121943')] }, rifle).tier).toBe(
      'T4',
    )
  })

  it('the two Israeli rifles are not taken for each other', () => {
    const ace = aWeapon('ace', '37310001', {
      make: 'IWI',
      model: 'Galil ACE',
      calibre: '5.56x45',
      countryOfManufacture: 'IL',
    })
    const micro = { ...ace, weaponId: 'micro', model: 'Micro Galil' }
    const seen = { make: 'IWI', model: 'Galil ACE 21', calibre: '5.56x45', markings: [aReading('37310001')] }
    expect(identifyAmong(seen, ace, micro)).toMatchObject({ tier: 'T1', weaponId: 'ace' })
    expect(identifyAmong({ ...seen, model: 'Galil' }, ace, micro)).toMatchObject({ tier: 'T5', weaponId: null })
  })

  it('shows what was read otherwise than registered, and why', () => {
    const found = identifyAmong(anObservation('M92PVO33I83'), aWeapon('own', 'M92PV033183'))
    expect(found.keysUsed).toEqual(['skeleton'])
    expect(found.substitutions).toEqual([
      { observed: 'O', registered: '0', position: 5 },
      { observed: 'I', registered: '1', position: 8 },
    ])
    expect(found.candidates[0]?.reasons).toContainEqual({ descriptor: 'model', relation: 'agrees', observed: 'M92' })
  })
})
