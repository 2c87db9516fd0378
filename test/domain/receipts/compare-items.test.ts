import { expect, test } from 'vitest'
import { compareItems, type ControlData, type ExpectedWeapon } from '../../../src/domain/receipts/compare-items.ts'

const pistol = { make: 'Glock', model: 'Glock 19', calibre: '9x19' }

function expected(weaponId: string, serial: string, overrides: Partial<ExpectedWeapon> = {}): ExpectedWeapon {
  return { weaponId, ...pistol, serials: [{ text: serial, condition: 'INTACT' }], ...overrides }
}

const item = (serial: string, overrides: Partial<ControlData> = {}): ControlData => ({
  ...pistol,
  serial,
  ...overrides,
})
const codes = (items: readonly ControlData[], weapons: readonly ExpectedWeapon[]) =>
  compareItems(items, weapons).findings.map(({ code, pointer }) => `${code} ${pointer}`)

test('what agrees by look-alike letters, alias and spelling agrees', () => {
  const weapons = [expected('a', 'ВН 4821', { calibre: '9 mm Parabellum' })]
  expect(compareItems([item('BH-4821')], weapons)).toEqual({ received: ['a'], findings: [] })
})

test('one character that is only mistaken for another does not agree: O is not 0', () => {
  expect(codes([item('AB1230')], [expected('a', 'AB123O')])).toEqual([
    'CONTROL_DATA_DIFFERS #/items/0/serial',
    'NOT_RECEIVED #/items',
  ])
})

test('of two weapons with one serial the one that agrees in more is taken, and each is taken once', () => {
  const weapons = [expected('a', 'X1', { model: 'Glock 17' }), expected('b', 'X1')]
  expect(compareItems([item('X1'), item('X1')], weapons)).toMatchObject({ received: ['b', 'a'] })
  expect(codes([item('X1'), item('X1')], weapons)).toEqual(['CONTROL_DATA_DIFFERS #/items/1/model'])
})

test('a serial without a letter or a number agrees with nothing', () => {
  expect(compareItems([item('--')], [expected('a', '..')]).received).toEqual([])
})

test('500 items against 500 weapons, none of which agrees, are compared without comparing each with each', () => {
  const weapons = Array.from({ length: 500 }, (_, n) => expected(`weapon-${n}`, `W${n}`))
  let reads = 0
  const counted = weapons.map(
    (weapon) =>
      new Proxy(weapon, {
        get: (target, field) => {
          reads += 1
          return Reflect.get(target, field) as unknown
        },
      }),
  )
  expect(
    compareItems(
      Array.from({ length: 500 }, (_, n) => item(`Q${n}`)),
      counted,
    ).received,
  ).toEqual([])
  // A few fields of each weapon, once: linear, where each with each would read 250,000 times and more.
  expect(reads).toBeLessThan(500 * 20)
})
