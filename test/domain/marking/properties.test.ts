import fc from 'fast-check'
import { expect, it } from 'vitest'
import { isDulyMarked } from '../../../src/domain/marking/duly-marked.ts'
import type { Mark, MarkedWeapon } from '../../../src/domain/marking/marked-weapon.ts'
import { MARKING_PROFILES } from '../../../src/domain/marking/marking-profile.ts'
import { assessDescription, assessMarkings, assessNewMark } from '../../../src/domain/marking/marking-rules.ts'
import {
  COMPONENTS,
  MARKING_CONDITIONS,
  MARKING_KINDS,
  MARKING_METHODS,
} from '../../../src/domain/vocabulary/markings.ts'
import { WEAPON_CATEGORIES, WEAPON_TYPES } from '../../../src/domain/vocabulary/weapons.ts'

const optional = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined })
const texts = fc.oneof(
  fc.string({ minLength: 1, maxLength: 128, unit: 'grapheme' }),
  fc.constantFrom('P48213Z', '△66', '9x19', 'Beretta', 'US PAT 4,539,889', 'Yugoslavia', '2016', '*', 'none'),
)
const marks: fc.Arbitrary<Mark> = fc.record({
  kind: fc.constantFrom(...MARKING_KINDS),
  text: texts,
  component: optional(fc.constantFrom(...COMPONENTS)),
  condition: optional(fc.constantFrom(...MARKING_CONDITIONS)),
  method: optional(fc.constantFrom(...MARKING_METHODS)),
  country: optional(fc.constantFrom('IT', 'FR', 'SU', 'US')),
  year: optional(fc.integer({ min: 1500, max: 2200 })),
  heightMm: optional(fc.double({ min: 0.01, max: 5, noNaN: true })),
  depthMm: optional(fc.double({ min: 0.01, max: 5, noNaN: true })),
})
const weapons: fc.Arbitrary<MarkedWeapon> = fc.record({
  category: fc.constantFrom(...WEAPON_CATEGORIES),
  type: fc.constantFrom(...WEAPON_TYPES),
  make: fc.oneof(texts, fc.constantFrom('Zastava', 'UNKNOWN')),
  model: texts,
  calibre: optional(texts),
  countryOfManufacture: optional(fc.constantFrom('IT', 'YU', 'US', 'UNKNOWN')),
  yearOfManufacture: optional(fc.oneof(fc.integer({ min: 1500, max: 2200 }), fc.constant('UNKNOWN'))),
  markings: fc.array(marks, { maxLength: 12 }),
})
const profiles = fc.record({
  code: fc.constantFrom(...MARKING_PROFILES),
  isChosen: fc.boolean(),
  reason: fc.constant('generated'),
})

it('every finding on a registration points into its body, and their number is bounded by that of the marks', () => {
  fc.assert(
    fc.property(weapons, profiles, (weapon, profile) => {
      const findings = assessMarkings(weapon, profile)
      for (const { pointer } of findings) {
        const n = Number(/^#\/markings\/(\d+)/.exec(pointer)?.[1] ?? 0)
        expect(n <= Math.max(0, weapon.markings.length - 1)).toBe(true)
      }
      expect(findings.length).toBeLessThanOrEqual(16 + 10 * weapon.markings.length)
    }),
  )
})

it('a related item of resolution 2370 is told nothing of its marks, whatever they are', () => {
  fc.assert(
    fc.property(weapons, marks, profiles, (weapon, mark, profile) => {
      for (const category of ['UAS', 'UAS_COMPONENT', 'IED_COMPONENT'] as const) {
        const item = { ...weapon, category }
        const told = [assessMarkings(item, profile), assessNewMark(item, mark, profile), assessDescription(item, false)]
        expect(told.flat()).toEqual([])
      }
    }),
  )
})

it('a mark more never makes a weapon less marked', () => {
  fc.assert(
    fc.property(weapons, marks, (weapon, mark) => {
      const [before, after] = [isDulyMarked(weapon), isDulyMarked({ ...weapon, markings: [...weapon.markings, mark] })]
      expect([before.marked && !after.marked, before.adequate && !after.adequate]).toEqual([false, false])
    }),
  )
})

it('a mark that is added is told of at itself alone, whatever is on record', () => {
  fc.assert(
    fc.property(weapons, marks, profiles, (weapon, mark, profile) => {
      for (const { pointer } of assessNewMark(weapon, mark, profile)) {
        expect(pointer).toMatch(
          /^#(?:\/(?:text|component|side|method|condition|country|year|heightMm|depthMm|appliedAt))?$/,
        )
      }
    }),
  )
})
