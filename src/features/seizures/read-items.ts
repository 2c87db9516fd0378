import type { Quantity } from '../../domain/components/quantity.ts'
import type { ErrorEntry } from '../../domain/errors.ts'
import { categoryOf } from '../../domain/seizures/category.ts'
import { refuseItem } from '../../domain/seizures/judge-item.ts'
import type { DoneOnTheSpot } from '../../domain/vocabulary/seizures.ts'
import type { WeaponCategory } from '../../domain/vocabulary/weapons.ts'
import { entriesOf, sentenceOf } from '../../http/issue-entries.ts'
import { Uuid } from '../../http/text.ts'
import { newId } from '../../store/new-id.ts'
import { NewSeizureItem } from './schemas.ts'

/** An item that can be stored, with the id it gets. */
export interface ReadItem {
  readonly id: string
  /** True where the caller made its id. */
  readonly isClientId: boolean
  /** Its number in the call, from 1. */
  readonly n: number
  /** Where it stands in the body. */
  readonly pointer: string
  readonly category: WeaponCategory
  readonly observation: NewSeizureItem['observation']
  readonly lot: Quantity | null
  readonly disposition: DoneOnTheSpot
}

/** An item that is not stored, with everything that is wrong with it. */
export interface RefusedItem {
  readonly id: string | undefined
  readonly n: number
  readonly errors: readonly ErrorEntry[]
}

export interface ReadItems {
  readonly accepted: readonly ReadItem[]
  readonly refused: readonly RefusedItem[]
}

const COUNTED_IN_LOTS: readonly WeaponCategory[] = ['UAS_COMPONENT', 'IED_COMPONENT', 'ESSENTIAL_COMPONENT']

/** What of an item is a lot. One piece of what is counted one by one is just that. */
function lotOf({ quantity }: NewSeizureItem, category: WeaponCategory): Quantity | null {
  if (quantity === undefined) return null
  const told: Quantity = typeof quantity === 'number' ? { amount: quantity, unit: 'PIECE' } : quantity
  const isOne = told.amount === 1 && told.unit === 'PIECE'
  return isOne && !COUNTED_IN_LOTS.includes(category) ? null : told
}

function idOf(item: unknown): string | undefined {
  const given = typeof item === 'object' && item !== null ? (item as { id?: unknown }).id : undefined
  const read = Uuid.safeParse(given)
  return read.success ? read.data : undefined
}

function readItem(sent: unknown, index: number, currentYear: number): ReadItem | RefusedItem {
  const [n, pointer] = [index + 1, `#/items/${index}`]
  const parsed = NewSeizureItem.safeParse(sent, { error: sentenceOf })
  if (!parsed.success) {
    const entries = entriesOf('body', parsed.error.issues, sent)
    return {
      id: idOf(sent),
      n,
      errors: entries.map((entry) => ({ ...entry, pointer: entry.pointer.replace('#', pointer) })),
    }
  }
  const { id, observation, disposition = 'SECURED' } = parsed.data
  const category = categoryOf(observation.type, parsed.data.category)
  const lot = lotOf(parsed.data, category)
  const errors = refuseItem({ category, observation, lot, disposition }, pointer, currentYear)
  if (errors.length > 0) return { id, n, errors }
  return { id: id ?? newId(), isClientId: id !== undefined, n, pointer, category, observation, lot, disposition }
}

/** Which of two items with one id is meant, nobody can know: both are refused. */
function refuseTwins(items: readonly (ReadItem | RefusedItem)[]): (ReadItem | RefusedItem)[] {
  const counts = new Map<string, number>()
  for (const { id } of items) if (id !== undefined) counts.set(id, (counts.get(id) ?? 0) + 1)
  return items.map((item) => {
    if (item.id === undefined || (counts.get(item.id) ?? 0) < 2) return item
    const detail = 'Two items of this call have this id.'
    const twin = { pointer: `#/items/${item.n - 1}/id`, code: 'id-named-twice', detail, hint: 'Make a new UUIDv7.' }
    return { id: item.id, n: item.n, errors: [twin, ...('errors' in item ? item.errors : [])] }
  })
}

/** Reads each item by itself: what one has wrong does not touch the others. */
export function readItems(sent: readonly unknown[], currentYear: number): ReadItems {
  const read = refuseTwins(sent.map((item, index) => readItem(item, index, currentYear)))
  return {
    accepted: read.filter((item): item is ReadItem => !('errors' in item)),
    refused: read.filter((item): item is RefusedItem => 'errors' in item),
  }
}

/** Refuses more of the accepted items, for what only the registry knows; `errorsOf` is asked for each. */
export function refuseMore(
  { accepted, refused }: ReadItems,
  errorsOf: (item: ReadItem) => readonly ErrorEntry[],
): ReadItems {
  const judged = accepted.map((item) => ({ item, errors: errorsOf(item) }))
  const more = judged.flatMap(({ item: { id, n }, errors }) => (errors.length === 0 ? [] : [{ id, n, errors }]))
  return {
    accepted: judged.flatMap(({ item, errors }) => (errors.length === 0 ? [item] : [])),
    refused: [...refused, ...more],
  }
}
