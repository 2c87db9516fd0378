import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { likenessOf } from '../../../src/domain/identification/likeness.ts'
import { aMark, anyWeapon, aWeapon } from './weapons.ts'

describe('the likeness of two registrations', () => {
  const own = aWeapon('own', 'M92PV033183')

  it('is near one for the same weapon registered twice, whatever signs its serial holds', () => {
    fc.assert(
      fc.property(anyWeapon, (weapon) => {
        const { score, reasons } = likenessOf(weapon, { ...weapon, weaponId: 'other' })
        expect(score).toBeGreaterThan(0.5)
        expect(reasons[0]).toMatchObject({ descriptor: 'serial', relation: 'exact', substitutions: [] })
      }),
    )
    expect(likenessOf(own, own).score).toBeGreaterThan(0.95)
  })

  it('falls with each character and each descriptor that differs, and says which', () => {
    const rifle = aWeapon('own', 'Ж33183')
    const scoreOf = (serial: string, changes = {}) => likenessOf(aWeapon('new', serial, changes), rifle).score
    const falling = [
      scoreOf('Ж33183'),
      scoreOf('Ж33183', { model: 'M70' }),
      scoreOf('Ж33138', { model: 'M70' }),
      scoreOf('Ж33138', { model: 'M70', calibre: '9x19' }),
    ]
    expect(falling).toEqual(falling.toSorted((a, b) => b - a))
    expect(new Set(falling).size).toBe(falling.length)
    expect(likenessOf(aWeapon('new', 'M92PV033138'), own).reasons[0]).toMatchObject({
      relation: 'edit1',
      substitutions: [{ observed: '38', registered: '83', position: 9 }],
    })
  })

  it('is nothing where no mark agrees, and takes a pattern of an intact text as it stands', () => {
    expect(likenessOf(aWeapon('new', '7777777'), own)).toEqual({ score: 0, reasons: [] })
    expect(likenessOf(aWeapon('new', 'M92PV03318?'), own).reasons[0]?.relation).not.toBe('wildcard')
    const worn = aWeapon('new', '', { marks: [aMark('M92PV03318?', { condition: 'WORN' })] })
    expect(likenessOf(worn, own).reasons[0]?.relation).toBe('wildcard')
  })
})
