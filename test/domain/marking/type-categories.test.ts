import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { refuseImpossibleDescription } from '../../../src/domain/marking/marking-rules.ts'
import {
  WEAPON_CATEGORIES,
  WEAPON_TYPES,
  type WeaponCategory,
  type WeaponType,
} from '../../../src/domain/vocabulary/weapons.ts'

const FILE = new URL('../../vectors/types/categories.json', import.meta.url)
const { types } = JSON.parse(readFileSync(FILE, 'utf8')) as { types: Record<WeaponCategory, readonly WeaponType[]> }
const pairs = Object.entries(types).flatMap(([category, ofIt]) => ofIt.map((type) => ({ type, category })))
const YEAR = 2026

describe('types and their categories', () => {
  test('each category and each type of the registry is on disk, once', () => {
    expect(Object.keys(types)).toEqual(WEAPON_CATEGORIES)
    expect(pairs.map(({ type }) => type).toSorted()).toEqual(
      WEAPON_TYPES.filter((type) => type !== 'UNKNOWN').toSorted(),
    )
  })

  test.each(pairs)('$type is registered as $category and as nothing else', ({ type, category }) => {
    for (const asked of WEAPON_CATEGORIES) {
      const refused = refuseImpossibleDescription({ category: asked, type }, YEAR)
      if (asked === category) {
        expect(refused).toEqual([])
        continue
      }
      expect(refused).toMatchObject([{ pointer: '#/type', code: 'type-not-of-category' }])
      // The hint names every type that would do, so that a clerk can mend the report without a manual.
      for (const allowed of [...types[asked], 'UNKNOWN'])
        expect(refused[0]?.hint).toMatch(new RegExp(`\\b${allowed}\\b`))
      expect(refused[0]?.hint).not.toMatch(new RegExp(`\\b${type}\\b`))
    }
  })

  test.each(WEAPON_CATEGORIES)('a %s of unknown type is registered', (category) => {
    expect(refuseImpossibleDescription({ category, type: 'UNKNOWN' }, YEAR)).toEqual([])
  })
})
