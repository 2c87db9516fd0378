import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openShipping, type Shipping } from '../support/consignments.ts'
import { countStatements } from '../support/count-statements.ts'
import { openSmallRegistry, OURS, type SmallRegistry, THEIRS } from '../support/small-registry.ts'

let registry: SmallRegistry

beforeAll(async () => {
  registry = await openSmallRegistry()
})
afterAll(() => registry.close())

describe('a consignment of 500 weapons', () => {
  it('is shipped, imported, unpacked and read in as many statements as one of a single weapon', async () => {
    const one = await openShipping(registry, { quantity: 1 })
    const many = await openShipping(registry, { quantity: 500 })
    const steps: readonly [string, (shipping: Shipping) => Promise<unknown>][] = [
      ['EXPORTED', (shipping) => shipping.move('EXPORTED', shipping.weaponIds, '2025-06-01', OURS)],
      ['IMPORTED', (shipping) => shipping.move('IMPORTED', shipping.weaponIds, '2025-06-08', THEIRS)],
      ['unpacked', (shipping) => shipping.deliver({ items: shipping.weaponIds.map((weaponId) => ({ weaponId })) })],
      ['read', (shipping) => shipping.read(THEIRS)],
    ]
    for (const [name, step] of steps) {
      const [few, all] = [await countStatements(() => step(one)), await countStatements(() => step(many))]
      expect({ name, statements: all }).toEqual({ name, statements: few })
      expect(few).toBeGreaterThan(2)
    }
    expect((await many.read(THEIRS)).body.totals).toMatchObject({ shipped: 500, arrived: 500, missing: 0 })
  }, 300_000)
})
