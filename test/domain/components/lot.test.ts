import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { refuseSplit } from '../../../src/domain/components/lot.ts'
import { fromAmountText, MAX_AMOUNT, toAmountText, toMillionths } from '../../../src/domain/components/quantity.ts'

const amounts = fc.integer({ min: 1, max: 50_000_000 }).map((millionths) => millionths / 1e6)

describe('an amount', () => {
  it('goes through its text and back without losing a digit', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 1n, max: BigInt(MAX_AMOUNT) * 1_000_000n }), (millionths) => {
        const text = toAmountText(millionths)
        expect(fromAmountText(text)).toBe(millionths)
        expect(toMillionths(Number(text))).toBe(millionths)
      }),
    )
  })

  it.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY, 1e-7, 0.1234567, 1e9, 1e21])('cannot be %d', (amount) => {
    expect(toMillionths(amount)).toBeUndefined()
  })
})

describe('any sequence of splits', () => {
  it('conserves the quantity: what is left and all parts are what there was', () => {
    fc.assert(
      fc.property(
        amounts,
        fc.array(fc.array(amounts, { minLength: 1, maxLength: 4 }), { maxLength: 12 }),
        (all, splits) => {
          const amount = toMillionths(all) ?? 0n
          // Each record is a lot of its own: parts are split again.
          const lots = [{ amount, taken: 0n }]
          for (const [n, parts] of splits.entries()) {
            const lot = lots[n % lots.length]
            if (lot === undefined) continue
            const wanted = parts.map((part) => ({ quantity: { amount: part, unit: 'KILOGRAM' as const } }))
            if (refuseSplit({ ...lot, unit: 'KILOGRAM' }, wanted).length > 0) continue
            for (const part of parts) {
              const taken = toMillionths(part) ?? 0n
              lot.taken += taken
              lots.push({ amount: taken, taken: 0n })
            }
          }
          expect(lots.reduce((sum, lot) => sum + lot.amount - lot.taken, 0n)).toBe(amount)
          for (const lot of lots) expect(lot.taken <= lot.amount).toBe(true)
        },
      ),
    )
  })

  it('may take all of it, and not a millionth more', () => {
    const balance = { amount: 3_000_000n, taken: 1_000_000n, unit: 'LITRE' } as const
    const litres = (amount: number) => [{ quantity: { amount, unit: 'LITRE' as const } }]
    expect(refuseSplit(balance, litres(2))).toEqual([])
    expect(refuseSplit(balance, litres(2.000001))[0]?.code).toBe('more-than-is-left')
  })
})
