import { expect, test } from 'vitest'
import type { MarkedWeapon } from '../../../src/domain/marking/marked-weapon.ts'
import { assessMarkings, refuseImpossibleDescription } from '../../../src/domain/marking/marking-rules.ts'

const warningsOf = (weapon: MarkedWeapon) => assessMarkings(weapon).filter(({ severity }) => severity === 'WARNING')
const TOLD = { make: 'Zastava', countryOfManufacture: 'RS' }
const SERIAL = { kind: 'SERIAL_PRIMARY', text: 'BH4821', component: 'RECEIVER' } as const

test('a serial on the receiver is what ITI 8(a) and 10 ask for', () => {
  expect(warningsOf({ category: 'SMALL_ARM', ...TOLD, markings: [SERIAL] })).toEqual([])
})

test('a weapon without a serial of its own cannot be identified by its marks', () => {
  const slide = { kind: 'SERIAL_COMPONENT', text: '17', component: 'SLIDE' } as const
  expect(warningsOf({ category: 'SMALL_ARM', ...TOLD, markings: [slide] })).toMatchObject([
    { code: 'NO_UNIQUE_MARK', severity: 'WARNING', paragraph: 'ITI 8(a), 9' },
  ])
})

test('a primary serial on a barrel is found at its place (ITI 10)', () => {
  const markings = [{ ...SERIAL, component: 'BARREL' }]
  expect(warningsOf({ category: 'LIGHT_WEAPON', ...TOLD, markings })).toMatchObject([
    { code: 'SERIAL_NOT_ON_ESSENTIAL_COMPONENT', pointer: '#/markings/0/component' },
  ])
})

test.each(['UAS', 'UAS_COMPONENT', 'IED_COMPONENT'] as const)('no marking rule is applied to %s', (category) => {
  expect(assessMarkings({ category, markings: [] })).toEqual([])
})

test('a type of another category cannot be', () => {
  const wrong = { category: 'SMALL_ARM', type: 'LAUNCHER_MANPADS' } as const
  expect(refuseImpossibleDescription(wrong, 2026)).toMatchObject([{ pointer: '#/type', code: 'type-not-of-category' }])
})

test('a mortar of 120 mm is no light weapon (ITI 4(b)), one of 81 mm is', () => {
  const mortar = { category: 'LIGHT_WEAPON', type: 'MORTAR_UNDER_100MM' } as const
  expect(refuseImpossibleDescription({ ...mortar, calibre: '120 mm' }, 2026)).toMatchObject([{ pointer: '#/calibre' }])
  expect(refuseImpossibleDescription({ ...mortar, calibre: '81mm' }, 2026)).toEqual([])
})

test('next year may stand on a weapon, the year after not', () => {
  const rifle = { category: 'SMALL_ARM', type: 'RIFLE' } as const
  expect(refuseImpossibleDescription({ ...rifle, yearOfManufacture: 2027 }, 2026)).toEqual([])
  expect(refuseImpossibleDescription({ ...rifle, yearOfManufacture: 2028 }, 2026)).toHaveLength(1)
})
