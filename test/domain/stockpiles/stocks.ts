import fc from 'fast-check'
import type { CountedItem, ExpectedWeapon } from '../../../src/domain/stockpiles/count.ts'

/** A pistol that is expected, with one mark. */
export function expectedPistol(n: number, serial: string, more: Partial<ExpectedWeapon> = {}): ExpectedWeapon {
  return {
    weaponId: `0197a1f0-0000-7000-8000-${String(n).padStart(12, '0')}`,
    alsoIds: [],
    certain: true,
    type: 'PISTOL_SELF_LOADING',
    make: 'Glock',
    model: 'Glock 17',
    marks: [{ kind: 'SERIAL_PRIMARY', text: serial, component: 'FRAME', condition: 'INTACT' }],
    ...more,
  }
}

export const read = (serial: string, more: CountedItem = {}): CountedItem => ({ serial, ...more })

/** Few characters, so that serials are often alike or equal. */
const crowded = fc.array(fc.constantFrom('0', 'O', '1', 'I', 'A', 'B', '8'), { minLength: 4, maxLength: 6 })
export const serial = crowded.map((characters) => characters.join(''))

/** A stock whose serials are often alike and sometimes equal. */
export const stock = fc
  .array(fc.record({ serial, certain: fc.boolean(), marked: fc.integer({ min: 0, max: 9 }) }), { maxLength: 12 })
  .map((weapons) =>
    weapons.map((weapon, n) =>
      expectedPistol(n, weapon.serial, { certain: weapon.certain, ...(weapon.marked === 0 ? { marks: [] } : {}) }),
    ),
  )

/** What is read in or near such a stock: its own marks, its ids, and others. */
export function readingsOf(expected: readonly ExpectedWeapon[]): fc.Arbitrary<CountedItem[]> {
  const foreign = serial.map((text) => read(text))
  const patterned = serial.map((text) => read(`${text.slice(0, -1)}?`))
  const all: fc.Arbitrary<CountedItem>[] = [foreign, patterned]
  if (expected.length > 0) {
    const one = fc.constantFrom(...expected)
    all.push(one.map(({ weaponId }) => ({ weaponId })))
    all.push(one.map(({ marks }) => read(marks[0]?.text ?? 'X000')))
    all.push(one.map(({ marks }) => read(marks[0]?.text ?? 'X000', { make: 'Glock', model: 'Glock 17' })))
    all.push(one.map(({ marks }) => read(marks[0]?.text ?? 'X000', { make: 'Beretta' })))
  }
  return fc.array(fc.oneof(...all), { maxLength: 14 })
}
