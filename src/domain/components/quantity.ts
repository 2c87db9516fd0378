/** Units of a lot. */
export const LOT_UNITS = ['PIECE', 'GRAM', 'KILOGRAM', 'METRE', 'LITRE'] as const
export type LotUnit = (typeof LOT_UNITS)[number]

export interface Quantity {
  readonly amount: number
  readonly unit: LotUnit
}

/** Decimals of an amount: a milligram of a kilogram, a microlitre of a litre. */
export const AMOUNT_DECIMALS = 6
/** With six decimals this is exact in a JSON number, which has 53 bits. */
export const MAX_AMOUNT = 999_999_999

const FORM = /^(\d{1,9})(?:\.(\d{1,6}))?$/

/** An amount as millionths, so that sums are exact; undefined where it is not above zero, too large, or has more than six decimals. */
export function toMillionths(amount: number): bigint | undefined {
  // A number below one millionth prints with an exponent and does not match.
  const found = FORM.exec(String(amount))
  if (found === null || amount <= 0) return undefined
  const [, whole = '', decimals = ''] = found
  return BigInt(whole + decimals.padEnd(AMOUNT_DECIMALS, '0'))
}

/** Millionths as decimal text, without zeros that say nothing: `12.5`. Facts hold amounts in this form. */
export function toAmountText(millionths: bigint): string {
  const digits = millionths.toString().padStart(AMOUNT_DECIMALS + 1, '0')
  const decimals = digits.slice(-AMOUNT_DECIMALS).replace(/0+$/, '')
  const whole = digits.slice(0, -AMOUNT_DECIMALS)
  return decimals === '' ? whole : `${whole}.${decimals}`
}

/** Amount text as it is stored, back as millionths. */
export function fromAmountText(text: string): bigint {
  const [whole = '0', decimals = ''] = text.split('.')
  return BigInt(whole + decimals.slice(0, AMOUNT_DECIMALS).padEnd(AMOUNT_DECIMALS, '0'))
}
