import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type RecoveredItems, sdg1642, TRACED_OUTCOMES } from '../../../src/domain/statistics/sdg1642.ts'
import { OUTCOMES } from '../../../src/domain/traces/outcome.ts'
import { RECOVERY_CLASSES, TRACEABILITIES } from '../../../src/domain/vocabulary/seizures.ts'
import { WEAPON_CATEGORIES } from '../../../src/domain/vocabulary/weapons.ts'

function items(count: number, more: Partial<RecoveredItems> = {}): RecoveredItems {
  const plain = { recoveryClass: 'SEIZED', category: 'SMALL_ARM', traceability: 'TRACEABLE' } as const
  return { ...plain, outcome: null, pending: false, items: count, ...more }
}

const anyGroups = fc.array(
  fc.record({
    recoveryClass: fc.constantFrom(...RECOVERY_CLASSES),
    category: fc.constantFrom(...WEAPON_CATEGORIES),
    traceability: fc.constantFrom(...TRACEABILITIES),
    outcome: fc.option(fc.constantFrom(...OUTCOMES)),
    pending: fc.boolean(),
    items: fc.integer({ min: 1, max: 1000 }),
  }),
)

describe('the two readings of SDG 16.4.2', () => {
  it('have no share, and not zero, where nothing was recovered', () => {
    const none = { traced: 0, denominator: 0, share: null }
    expect(sdg1642([])).toMatchObject({ traceable: none, all: none })
  })

  it('are zero where nothing of what was recovered is traced', () => {
    const none = { traced: 0, denominator: 7, share: 0 }
    expect(sdg1642([items(7)])).toMatchObject({ traceable: none, all: none, notAsked: 7 })
  })

  it.each(
    OUTCOMES.map(
      (outcome) =>
        [
          outcome,
          ['MATCH_LOST_STOLEN', 'TRACED_TO_DIVERSION', 'TRACED_LAST_LICIT', 'ORIGIN_ESTABLISHED_OTHER'].includes(
            outcome,
          ),
        ] as const,
    ),
  )('count %s as traced: %s', (outcome, isTraced) => {
    expect(sdg1642([items(3, { outcome })]).all.traced).toBe(isTraced ? 3 : 0)
  })

  it.each(['UNMARKED', 'PRE_1946', 'AMNESTY_COLLECTION'] as const)(
    'part where an item is %s: traced or not, it is in the reading of all and not in that of the traceable',
    (traceability) => {
      const groups = [
        items(6, { outcome: 'TRACED_LAST_LICIT' }),
        items(2),
        items(1, { traceability, outcome: 'ORIGIN_ESTABLISHED_OTHER' }),
        items(7, { traceability }),
      ]
      expect(sdg1642(groups)).toMatchObject({
        traceable: { traced: 6, denominator: 8, share: 0.75 },
        all: { traced: 7, denominator: 16, share: 0.4375 },
      })
    },
  )

  it('keep what waits for its answer in the denominators, and tell it apart from what nobody asked for', () => {
    const told = sdg1642([items(3, { pending: true }), items(1, { outcome: 'MATCH_LOST_STOLEN' }), items(4)])
    expect(told).toMatchObject({ all: { traced: 1, denominator: 8, share: 0.125 }, tracePending: 3, notAsked: 4 })
  })

  it('leave out components and related items, which the Instrument does not cover, and say how many', () => {
    const outside = WEAPON_CATEGORIES.filter((category) => !['SMALL_ARM', 'LIGHT_WEAPON'].includes(category))
    const groups = outside.map((category) => items(2, { category, outcome: 'TRACED_LAST_LICIT' }))
    expect(sdg1642([...groups, items(1, { category: 'LIGHT_WEAPON' })])).toMatchObject({
      all: { traced: 0, denominator: 1 },
      outsideScope: 2 * outside.length,
    })
  })

  it('never share more than all, never count more as traceable than as all, and do not depend on how items are grouped', () => {
    fc.assert(
      fc.property(anyGroups, (groups) => {
        const told = sdg1642(groups)
        for (const { traced, denominator, share } of [told.traceable, told.all]) {
          expect(traced).toBeLessThanOrEqual(denominator)
          expect(share === null).toBe(denominator === 0)
        }
        expect(told.traceable.denominator).toBeLessThanOrEqual(told.all.denominator)
        expect(told.traceable.traced).toBeLessThanOrEqual(told.all.traced)
        expect(told.all.denominator + told.outsideScope).toBe(groups.reduce((sum, group) => sum + group.items, 0))
        const split = groups.flatMap((group) => [
          { ...group, items: 1 },
          { ...group, items: group.items - 1 },
        ])
        expect(sdg1642(split)).toEqual(told)
      }),
    )
    expect(TRACED_OUTCOMES).toHaveLength(4)
  })
})
