import { calibreForms } from '../reference/calibre-forms.ts'
import type { ReferenceLists } from '../reference/entries.ts'
import { nameForms } from '../reference/names.ts'
import { custodyLists } from './custody-lists.ts'
import type { CodeEntry, CodeList } from './entry.ts'
import { referenceCodeLists } from './open-lists.ts'
import { traceLists } from './trace-lists.ts'
import { weaponLists } from './weapon-lists.ts'

/** Every list of the registry, closed and open, made from the constants and data that the domain decides with: there is no second copy. */
export function codeListsOf(reference: ReferenceLists): readonly CodeList[] {
  return [...weaponLists(), ...custodyLists(), ...traceLists(), ...referenceCodeLists(reference)]
}

/** All that an entry may be looked for by, in the forms in which names are compared, with calibres in theirs beside. */
function formsOf({ code, labels, aliases = [] }: CodeEntry): readonly string[] {
  return [code, ...Object.values(labels), ...aliases].flatMap((name) => [...nameForms(name), ...calibreForms(name)])
}

/**
 * The entries of which a code, label or alias holds the text, whatever its case, accents, punctuation and script. A text without a letter and a digit finds
 * nothing. Entries that have it whole come first; else the order of the list stays.
 */
export function searchEntries(entries: readonly CodeEntry[], text: string): readonly CodeEntry[] {
  const wanted = [...nameForms(text), ...calibreForms(text)]
  const found = entries.flatMap((entry) => {
    const forms = formsOf(entry)
    if (!wanted.some((one) => forms.some((form) => form.includes(one)))) return []
    return [{ entry, isWhole: wanted.some((one) => forms.includes(one)) }]
  })
  return found.toSorted((one, other) => Number(other.isWhole) - Number(one.isWhole)).map(({ entry }) => entry)
}
