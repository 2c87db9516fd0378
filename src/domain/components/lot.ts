import type { ErrorEntry } from '../errors.ts'
import type { WeaponCategory } from '../vocabulary/weapons.ts'
import { AMOUNT_DECIMALS, type LotUnit, MAX_AMOUNT, type Quantity, toAmountText, toMillionths } from './quantity.ts'

/** Related items that come in quantities (resolution 2370). A weapon has a serial of its own and is never a lot. */
const LOT_CATEGORIES: readonly WeaponCategory[] = ['UAS_COMPONENT', 'IED_COMPONENT']

/** What cannot be the quantity of a lot: nothing, too much, half a piece. */
export function refuseQuantity({ amount, unit }: Quantity, pointer: string): ErrorEntry[] {
  const millionths = toMillionths(amount)
  if (millionths === undefined) {
    const detail = `An amount is above 0, at most ${MAX_AMOUNT}, and has at most ${AMOUNT_DECIMALS} decimals.`
    return [{ pointer: `${pointer}/amount`, code: 'amount-impossible', detail }]
  }
  if (unit === 'PIECE' && toAmountText(millionths).includes('.')) {
    return [{ pointer: `${pointer}/amount`, code: 'amount-not-whole', detail: 'Pieces are counted in whole numbers.' }]
  }
  return []
}

/** A parcel of barrels or slides is recovered as it lies; what is registered by a maker has a number each. */
const RECOVERED_LOT_CATEGORIES: readonly WeaponCategory[] = [...LOT_CATEGORIES, 'ESSENTIAL_COMPONENT']

function refuseLotOf(
  category: WeaponCategory,
  quantity: Quantity,
  allowed: readonly WeaponCategory[],
  pointers: { readonly lot: string; readonly quantity: string },
): ErrorEntry[] {
  if (allowed.includes(category)) return refuseQuantity(quantity, pointers.quantity)
  const detail = `A ${category} is registered one by one: it is no lot.`
  const hint = `Lots are of the categories ${allowed.join(', ')}.`
  return [{ pointer: pointers.lot, code: 'lot-not-of-category', detail, hint }]
}

/** Refuses a lot that is registered where there can be none, and a quantity that cannot be. */
export function refuseLot(category: WeaponCategory, lot: { readonly quantity: Quantity }): ErrorEntry[] {
  return refuseLotOf(category, lot.quantity, LOT_CATEGORIES, { lot: '#/lot', quantity: '#/lot/quantity' })
}

/** The same of a lot that was recovered, which may also be a parcel of essential components. `pointer` is where its quantity stands. */
export function refuseRecoveredLot(category: WeaponCategory, quantity: Quantity, pointer: string): ErrorEntry[] {
  return refuseLotOf(category, quantity, RECOVERED_LOT_CATEGORIES, { lot: pointer, quantity: pointer })
}

/** What is left of a lot, and what the parts would take of it. */
export interface LotBalance {
  readonly amount: bigint
  readonly taken: bigint
  readonly unit: LotUnit
}

/** Decides a split: each part is a quantity of the lot's unit, and together they take no more than is left. */
export function refuseSplit(
  { amount, taken, unit }: LotBalance,
  parts: readonly { readonly quantity: Quantity }[],
): ErrorEntry[] {
  const errors = parts.flatMap(({ quantity }, n): ErrorEntry[] => {
    const pointer = `#/parts/${n}/quantity`
    if (quantity.unit === unit) return refuseQuantity(quantity, pointer)
    const detail = `The lot is counted in ${unit}, and its parts are too.`
    return [{ pointer: `${pointer}/unit`, code: 'unit-not-of-lot', detail }]
  })
  if (errors.length > 0) return errors
  const wanted = parts.reduce((sum, { quantity }) => sum + (toMillionths(quantity.amount) ?? 0n), 0n)
  const left = amount - taken
  if (wanted <= left) return []
  const detail = `The parts take ${toAmountText(wanted)} ${unit}, and ${toAmountText(left)} are left.`
  return [{ pointer: '#/parts', code: 'more-than-is-left', detail }]
}
