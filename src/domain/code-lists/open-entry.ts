import type { Labelled, Sourced } from '../reference/entries.ts'
import type { CodeEntry } from './entry.ts'

/** What every entry of an open list says in the same way. */
export function base(code: string, name: string, entry: Partial<Sourced> & Labelled): CodeEntry {
  const { source, certainty, labels, isOperators } = entry
  return {
    code,
    labels: { ...labels, en: name },
    mappings: [],
    ...(source === undefined ? {} : { source }),
    ...(certainty === undefined ? {} : { certainty }),
    ...(isOperators === true ? { addedByOperator: true } : {}),
  }
}
