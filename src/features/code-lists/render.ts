import type { CodeList } from '../../domain/code-lists/entry.ts'
import { MAPPING_SCHEMES } from '../../domain/code-lists/mappings.ts'

/** A list without its entries. */
export function summarise({ id, title, version, closed, entries }: CodeList) {
  return { id, title, version, closed, count: entries.length }
}

/** The schemes that the mappings of a list name, in the order in which they are explained. */
export function schemesOf({ entries }: CodeList): { id: string; title: string }[] {
  const named = new Set(entries.flatMap(({ mappings }) => mappings.map(({ scheme }) => scheme)))
  return Object.entries(MAPPING_SCHEMES)
    .filter(([id]) => named.has(id))
    .map(([id, title]) => ({ id, title }))
}
