import { calibreForms } from '../reference/calibre-forms.ts'
import { nameForms } from '../reference/names.ts'
import type { CodeEntry } from './entry.ts'

/** Finds the entries of one list that hold a text. */
export type Search = (text: string) => readonly CodeEntry[]

type Formed = readonly (readonly [entry: CodeEntry, forms: readonly string[]])[]

// Forms take 30 microseconds a name: a list of usual size is formed by its first search, a long one before anybody waits for it.
const LONG = 500

/** The forms in which names are compared, with those of calibres beside. */
function formsOf(texts: readonly string[]): readonly string[] {
  return texts.flatMap((text) => [...nameForms(text), ...calibreForms(text)])
}

/**
 * A search for the entries of which a code, label or alias holds a text, whatever its case, accents, punctuation and script. A text without a letter and a
 * digit finds nothing. Entries that have it whole come first; else the order of the list stays.
 */
export function createSearch(entries: readonly CodeEntry[]): Search {
  const form = (): Formed =>
    entries.map((entry) => [entry, formsOf([entry.code, ...Object.values(entry.labels), ...(entry.aliases ?? [])])])
  let formed = entries.length > LONG ? form() : undefined
  return (text) => {
    formed ??= form()
    const wanted = formsOf([text])
    const found = formed.filter(([, forms]) => wanted.some((one) => forms.some((other) => other.includes(one))))
    const isWhole = (forms: readonly string[]) => Number(wanted.some((one) => forms.includes(one)))
    return found.toSorted(([, one], [, other]) => isWhole(other) - isWhole(one)).map(([entry]) => entry)
  }
}
