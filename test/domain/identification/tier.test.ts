import { describe, expect, it } from 'vitest'
import {
  capForContradiction,
  capForSecondaryMark,
  decideTier,
  KEY_RELATIONS,
  type TierFacts,
} from '../../../src/domain/identification/tier.ts'
import { TIERS } from '../../../src/domain/vocabulary/traces.ts'
import table from '../../vectors/tiers/table.json' with { type: 'json' }

// Each list from the best to the worst. Keys of one group are equally good.
const VALUES = {
  key: KEY_RELATIONS,
  maker: ['agrees', 'alias', 'importerGiven', 'absent', 'contradicted'],
  model: ['agrees', 'alias', 'family', 'absent', 'contradicted'],
  calibre: ['compatible', 'unknown', 'contradicted'],
  year: ['agrees', 'absent', 'contradicted'],
  restartsYearly: [false, true],
  weapons: ['one', 'more'],
} as const satisfies { [F in keyof TierFacts]: readonly TierFacts[F][] }

const lastFacts = VALUES.calibre.flatMap((calibre) =>
  VALUES.year.flatMap((year) =>
    VALUES.restartsYearly.flatMap((restartsYearly) =>
      VALUES.weapons.map((weapons) => ({ calibre, year, restartsYearly, weapons })),
    ),
  ),
)
const ALL: readonly TierFacts[] = VALUES.key.flatMap((key) =>
  VALUES.maker.flatMap((maker) =>
    VALUES.model.flatMap((model) => lastFacts.map((last) => ({ key, maker, model, ...last }))),
  ),
)

describe('the decision table', () => {
  it('gives every combination of facts the tier that the vectors hold', () => {
    const decided = ALL.map((facts) => [facts, decideTier(facts).tier])
    const written = table.rows.flatMap(([, , , digits]) => Array.from((digits ?? '').replaceAll(' ', '')))
    expect(decided).toEqual(ALL.map((facts, index) => [facts, `T${written[index]}`]))
    expect(written).toHaveLength(11 * 5 * 5 * 3 * 3 * 2 * 2)
  })

  it('has its vectors in the order of the facts', () => {
    const order = VALUES.key.flatMap((key) =>
      VALUES.maker.flatMap((maker) => VALUES.model.map((model) => [key, maker, model])),
    )
    expect(table.rows.map((row) => row.slice(0, 3))).toEqual(order)
  })

  it('never improves a tier when any one fact gets worse', () => {
    const improved = ALL.flatMap((facts) =>
      (Object.keys(VALUES) as (keyof TierFacts)[]).flatMap((name) => {
        const values: readonly TierFacts[keyof TierFacts][] = VALUES[name]
        const worse = values.slice(values.indexOf(facts[name]) + 1)
        return worse
          .map((value): TierFacts => ({ ...facts, [name]: value }))
          .filter((changed) => decideTier(changed).tier < decideTier(facts).tier)
      }),
    )
    expect(improved).toEqual([])
  })

  it('releases alone at T1 only, and T1 needs a narrow key, maker, model, calibre and a single weapon', () => {
    for (const facts of ALL) expect(decideTier(facts).releasesAlone).toBe(decideTier(facts).tier === 'T1')
    const alone = ALL.filter((facts) => decideTier(facts).releasesAlone)
    for (const facts of alone) {
      expect(['exact', 'visual']).toContain(facts.key)
      expect(['agrees', 'alias']).toContain(facts.maker)
      expect(['agrees', 'alias']).toContain(facts.model)
      expect(facts).toMatchObject({ calibre: 'compatible', weapons: 'one' })
    }
    expect(alone).toHaveLength(2 * 2 * 2 * 3)
  })
})

describe('the caps beside the table', () => {
  it.each([
    ['a secondary mark', capForSecondaryMark],
    ['a contradicted descriptor', capForContradiction],
  ])('lower T1 to T2 for %s and change nothing else', (_, cap) => {
    expect(TIERS.map((tier) => cap(tier, true))).toEqual(['T2', 'T2', 'T3', 'T4', 'T5'])
    expect(TIERS.map((tier) => cap(tier, false))).toEqual([...TIERS])
  })
})
