import { describe, expect, it } from 'vitest'
import type { Candidate, CandidateMark } from '../../../src/domain/identification/candidate.ts'
import type { ObservedWeapon } from '../../../src/domain/identification/observation.ts'
import { findLikelyDuplicates, type LikelyDuplicate } from '../../../src/domain/identity/likely-duplicates.ts'
import { aMark, aWeapon, literally } from '../identification/weapons.ts'

const SERIES = 1_000
// Each with each is a million pairs, 15 seconds.
const STEP = process.env['LONG'] === '1' ? 1 : 25

function observed(weapon: Candidate): ObservedWeapon {
  return literally(weapon)
}

function proposed(own: Candidate, ...others: readonly Candidate[]): readonly LikelyDuplicate[] {
  return findLikelyDuplicates(own, observed(own), others)
}

function pistol(weaponId: string, serial: string, changes: Partial<Candidate> = {}): Candidate {
  return aWeapon(weaponId, serial, {
    make: 'Beretta',
    model: '92FS',
    calibre: '9x19',
    countryOfManufacture: 'IT',
    yearOfManufacture: 2016,
    ...changes,
  })
}

const slide = (text: string): CandidateMark => aMark(text, { kind: 'SERIAL_COMPONENT', component: 'SLIDE' })

describe('a record that a registrar should look at', () => {
  const known = pistol('known', 'C012345Z')

  it.each([
    ['the same number', 'C012345Z'],
    ['characters that are taken for one another', 'CO12345Z'],
    ['letters of another alphabet that look alike', 'С012345Z'],
    ['zeros at the beginning', '0C012345Z'],
  ])('has %s', (_, serial) => {
    expect(proposed(pistol('new', serial), known)).toHaveLength(1)
  })

  it('has a number of which a letter was left out between its digits', () => {
    const sig = { make: 'SIG Sauer', model: 'P320', countryOfManufacture: 'DE' }
    expect(proposed(pistol('new', '47012345', sig), pistol('known', '47A012345', sig))).toHaveLength(1)
  })

  it('has the importer for the maker, or names no maker, where number, model and calibre agree', () => {
    for (const make of ['Beretta USA', 'UNKNOWN'])
      expect([make, proposed(pistol('new', 'C012345Z', { make }), known).length]).toEqual([make, 1])
  })

  it('has two characters exchanged, and the number of a part is the same', () => {
    const [one, other] = [
      pistol('new', 'C012354Z', { marks: [aMark('C012354Z'), slide('S77821')] }),
      pistol('known', 'C012345Z', { marks: [aMark('C012345Z'), slide('S77821')] }),
    ]
    expect(proposed(one, other)).toHaveLength(1)
    expect(proposed(pistol('new', 'C012354Z'), other)).toEqual([])
  })

  it('has the same number at the same maker under another model: two weapons of one number, or one with a wrong model', () => {
    const [pair] = proposed(pistol('new', 'C012345Z', { model: 'Px4' }), known)
    expect(pair?.tier).toBe('T5')
  })
})

describe('two records that are two weapons', () => {
  it('are the next numbers of a series: of 1,000 weapons in a row, none is proposed for any other', () => {
    const series = Array.from({ length: SERIES }, (_, n) => pistol(`weapon ${n}`, `C${123_000 + n}Z`))
    const pairs = series.filter((_, n) => n % STEP === 0).flatMap((own) => proposed(own, ...series))
    expect(pairs).toEqual([])
  })

  it('are so too where the parts bear the last digits of the frame, and where letters stand between the digits', () => {
    const withParts = Array.from({ length: SERIES }, (_, n) => {
      const serial = String(4_821_000 + n)
      return pistol(`weapon ${n}`, serial, { marks: [aMark(serial), slide(serial.slice(-4))] })
    })
    const older = withParts.map((weapon, n) =>
      pistol(`older ${n}`, String(3_721_000 + n), {
        marks: [aMark(String(3_721_000 + n)), weapon.marks[1] as CandidateMark],
      }),
    )
    expect(withParts.filter((_, n) => n % STEP === 0).flatMap((own) => proposed(own, ...withParts, ...older))).toEqual(
      [],
    )
    const letters = Array.from('ABCDEFGHJKLMNPQRSTUVWXY')
    const lettered = letters.map((letter) =>
      pistol(letter, `47${letter}012345`, { make: 'SIG Sauer', model: 'P320', countryOfManufacture: 'DE' }),
    )
    const pairs = lettered.flatMap((own) =>
      proposed(own, ...lettered).map(({ weaponId }) => `${own.weaponId}${weaponId}`),
    )
    // Those alone that are taken for one another on a worn mark.
    expect(pairs.toSorted()).toEqual([])
  })

  it('bear one number in two years, where numbers begin again each year', () => {
    const rifle = (id: string, yearOfManufacture: number) =>
      pistol(id, 'ИГ4821', {
        make: 'Izhmash',
        model: 'AKM',
        calibre: '7.62x39',
        countryOfManufacture: 'SU',
        yearOfManufacture,
      })
    expect(proposed(rifle('new', 1968), rifle('known', 1971))).toEqual([])
    expect(proposed(rifle('new', 1968), rifle('known', 1968))).toHaveLength(1)
  })

  it('bear one number at two makers', () => {
    const glock = pistol('known', 'C012345Z', { make: 'Glock', model: 'Glock 17', countryOfManufacture: 'AT' })
    expect(proposed(pistol('new', 'C012345Z'), glock)).toEqual([])
  })

  it('have a part in common, and frames whose numbers have nothing in common', () => {
    const one = pistol('new', 'C012345Z', { marks: [aMark('C012345Z'), slide('S77821')] })
    const other = pistol('known', 'D998761Z', { marks: [aMark('D998761Z'), slide('S77821')] })
    expect(proposed(one, other)).toEqual([])
  })
})

describe('what a registrar is told', () => {
  it('are the reasons, without the text of any mark, and the characters that differ', () => {
    const [pair] = proposed(pistol('new', 'CO12345Z'), pistol('known', 'C012345Z'))
    expect(pair?.reasons).toContainEqual({
      descriptor: 'serial',
      relation: 'skeleton',
      substitutions: [{ observed: 'O', registered: '0', position: 1 }],
    })
    expect(JSON.stringify(pair?.reasons)).not.toMatch(/12345/)
  })

  it('comes the likeliest first', () => {
    const others = [pistol('b', 'CO12345Z'), pistol('a', 'C012345Z', { model: 'Px4' }), pistol('c', 'C012345Z')]
    expect(proposed(pistol('new', 'C012345Z'), ...others).map(({ weaponId }) => weaponId)).toEqual(['c', 'b', 'a'])
  })
})
