import { describe, expect, it } from 'vitest'
import { matchUnpacked, packingListOf } from '../../../src/domain/consignments/match-unpacked.ts'
import { aConsignment, goods, moved } from './records.ts'

const list = packingListOf(
  aConsignment({
    movements: [
      moved('EXPORTED', 'a', { serials: ['BKXR214'] }),
      moved('EXPORTED', 'b', { serials: ['BKXR215'] }),
      moved('EXPORTED', 'c', { serials: ['BKXR215'], weapon: goods('Glock 17') }),
      moved('IMPORTED', 'd', { serials: ['OTHER99'] }),
    ],
  }),
)
const read = { make: 'Glock', model: 'Glock 19', calibre: '9x19' }

describe('a weapon out of the crate', () => {
  it('is the one that was shipped, however its serial is spaced', () => {
    expect(matchUnpacked(list, { ...read, serial: 'bkxr 214' })).toMatchObject({ status: 'MATCHED', weaponId: 'a' })
  })

  it('is told field by field what differs', () => {
    const found = matchUnpacked(list, { ...read, model: 'Glock 26', calibre: '.45 ACP', serial: 'BKXR214' })
    expect(found).toMatchObject({ status: 'DIFFERS', weaponId: 'a' })
    expect(found.differences.map(({ field, shipped }) => [field, shipped])).toEqual([
      ['model', 'Glock 19'],
      ['calibre', '9x19'],
    ])
  })

  it('is found by a serial that only looks alike where all else agrees, and that is a difference', () => {
    const found = matchUnpacked(list, { ...read, serial: 'BKXR2I4' })
    expect(found).toMatchObject({ status: 'DIFFERS', weaponId: 'a' })
    expect(found.differences).toEqual([{ field: 'serial', given: 'BKXR2I4', shipped: 'BKXR214' }])
    expect(matchUnpacked(list, { ...read, model: 'Glock 17', serial: 'BKXR2I4' }).status).toBe('UNEXPECTED')
  })

  it('of two with one serial is the one whose model is read', () => {
    expect(matchUnpacked(list, { ...read, model: 'Glock 17', serial: 'BKXR215' })).toMatchObject({ weaponId: 'c' })
  })

  it('is unexpected where two are as like it as each other, or none is', () => {
    expect(matchUnpacked(list, { ...read, model: 'Glock 26', serial: 'BKXR215' }).status).toBe('UNEXPECTED')
    expect(matchUnpacked(list, { ...read, serial: 'ZZZ999' }).status).toBe('UNEXPECTED')
  })

  it('is never compared with what was not shipped in the consignment', () => {
    expect(matchUnpacked(list, { ...read, serial: 'OTHER99' }).status).toBe('UNEXPECTED')
  })
})
