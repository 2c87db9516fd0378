import type { EventKind } from '../custody/event-kinds.ts'
import type { LicenceScope } from './licence.ts'

/** What a report is of, as far as its reporter may see it: how many weapons, and which sorts are among them. */
export interface Goods {
  readonly quantity: number
  readonly sorts: readonly { readonly category: string; readonly type: string }[]
}

/** In which respects an event goes beyond a scope; empty where it does not. */
export function exceeds(scope: LicenceScope | null, kind: EventKind, { quantity, sorts }: Goods): string[] {
  if (scope === null) return []
  const { categories, types, eventKinds, maxQuantity } = scope
  const outside = (allowed: readonly string[] | undefined, found: readonly string[]) =>
    allowed === undefined ? [] : [...new Set(found)].filter((one) => !allowed.includes(one))
  const quantities =
    maxQuantity !== undefined && quantity > maxQuantity ? [`${quantity} weapons, not ${maxQuantity}`] : []
  return [
    ...outside(eventKinds, [kind]),
    ...outside(
      categories,
      sorts.map(({ category }) => category),
    ),
    ...outside(
      types,
      sorts.map(({ type }) => type),
    ),
    ...quantities,
  ]
}
