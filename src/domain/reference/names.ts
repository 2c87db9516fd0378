import { canonicalText, mapCharacters } from '../identification/characters.ts'
import { transliterate } from '../identification/transliterate.ts'

// Latin letters that Unicode does not take apart into a base letter and a mark.
const WHOLE_LETTERS = new Map([
  ['Đ', 'DJ'],
  ['Ł', 'L'],
  ['Ø', 'O'],
  ['Æ', 'AE'],
  ['Œ', 'OE'],
  ['ẞ', 'SS'],
  ['Þ', 'TH'],
])
const JOINING_WORDS = new Set(['AND', 'UND', 'ET', 'THE'])
const LEGAL_FORMS = new Set([
  'INC',
  'LLC',
  'LTD',
  'CO',
  'CORP',
  'GMBH',
  'AG',
  'SPA',
  'SA',
  'AD',
  'DD',
  'DOO',
  'AS',
  'SRO',
  'PLC',
  'JSC',
  'OAO',
  'OOO',
  'SRL',
])

/**
 * The forms in which a name is compared: without case, accents, punctuation, spaces, joining words and a legal form at the end, Cyrillic in Latin
 * letters by each table. Empty where the name holds no letter and no digit. The first form is the one to store.
 */
export function nameForms(name: string): readonly string[] {
  const plain = mapCharacters(canonicalText(name), WHOLE_LETTERS)
    .normalize('NFD')
    .replace(/(?<=\p{Script=Latin})\p{Mn}+/gu, '')
    .normalize('NFC')
  const words = plain.replaceAll('.', '').match(/[\p{L}\p{M}\p{N}]+/gu) ?? []
  const told = withoutLegalForm(words.filter((word) => !JOINING_WORDS.has(word)))
  const joined = (told.length === 0 ? words : told).join('')
  return joined === '' ? [] : transliterate(joined)
}

function withoutLegalForm(words: readonly string[]): readonly string[] {
  const last = words.at(-1)
  return words.length > 1 && last !== undefined && LEGAL_FORMS.has(last) ? withoutLegalForm(words.slice(0, -1)) : words
}

/** What a descriptor says before any list is asked: nothing (`UNKNOWN`, empty, only signs), that there is none (`NOT_APPLICABLE`), or a name. */
export type Told =
  | { readonly status: 'ABSENT' }
  | { readonly status: 'NONE' }
  | { readonly status: 'NAMED'; readonly forms: readonly string[] }

export function readDescriptor(text: string | null | undefined, formsOf: (text: string) => readonly string[]): Told {
  if (text === null || text === undefined) return { status: 'ABSENT' }
  const code = text
    .trim()
    .toUpperCase()
    .replace(/[\s_]+/g, '_')
  if (code === '' || code === 'UNKNOWN') return { status: 'ABSENT' }
  if (code === 'NOT_APPLICABLE') return { status: 'NONE' }
  const forms = formsOf(text)
  return forms.length === 0 ? { status: 'ABSENT' } : { status: 'NAMED', forms }
}

/** Entries by each form of each of their names. Two entries may share a name (M92 is Zastava's and Beretta's). */
export function indexByName<E extends { readonly name: string; readonly aliases: readonly string[] }>(
  entries: readonly E[],
  formsOf: (text: string) => readonly string[],
): ReadonlyMap<string, readonly E[]> {
  const index = new Map<string, E[]>()
  for (const entry of entries) {
    for (const form of new Set([entry.name, ...entry.aliases].flatMap(formsOf))) {
      index.set(form, [...(index.get(form) ?? []), entry])
    }
  }
  return index
}
