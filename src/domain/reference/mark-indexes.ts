import { canonicalText } from '../identification/characters.ts'
import { foldVisual } from '../identification/folds.ts'
import { transliterate } from '../identification/transliterate.ts'
import type { ReferenceLists } from './entries.ts'
import type { DateCodeSystem, SelectorLetters } from './mark-entries.ts'
import { allSerialFormats, type ListedFormat } from './serial-formats.ts'

/** One meaning of a code of a year. */
export interface CodedYear {
  readonly year: number
  readonly system: DateCodeSystem
}

export interface CompiledFormat extends ListedFormat {
  readonly regExp: RegExp
}

/** The form in which codes of years are compared: letters and digits in upper case, Cyrillic and Greek as Latin by look. Proof houses strike frames and dots round them. */
export function dateCodeForm(text: string): string {
  return foldVisual(canonicalText(text).replace(/[^\p{L}\p{N}]/gu, ''))
}

export function indexDateCodes(systems: readonly DateCodeSystem[]): ReadonlyMap<string, readonly CodedYear[]> {
  const index = new Map<string, CodedYear[]>()
  for (const system of systems) {
    for (const { text, year } of system.codes) {
      const form = dateCodeForm(text)
      index.set(form, [...(index.get(form) ?? []), { year, system }])
    }
  }
  return index
}

export interface CompiledSelector {
  readonly entry: SelectorLetters
  /** The forms of each position. */
  readonly letters: readonly (readonly string[])[]
  readonly script: RegExp | undefined
}

/** A letter of a selector by its look and by its sound: an officer types АВ as AB, and ОД as OD. */
export function letterForms(letter: string): readonly string[] {
  const canonical = canonicalText(letter)
  return [foldVisual(canonical), ...transliterate(canonical)]
}

export function compileSelectors({ selectorLetters }: ReferenceLists): readonly CompiledSelector[] {
  return selectorLetters.map((entry) => ({
    entry,
    letters: entry.letters.map(letterForms),
    script: entry.script === undefined ? undefined : new RegExp(`\\p{Script=${entry.script}}`, 'u'),
  }))
}

/** Every way of numbering of each maker: its own, those that name it, and those of its State. */
export function compileFormats(lists: ReferenceLists): ReadonlyMap<string, readonly CompiledFormat[]> {
  const formats = allSerialFormats(lists).map((format) => ({ ...format, regExp: new RegExp(format.pattern, 'u') }))
  const perMaker = lists.makers.map(({ id, country }) => {
    const own = formats.filter((format) => format.makers.includes(id) || format.country === country)
    return [id, own] as const
  })
  return new Map(perMaker.filter(([, own]) => own.length > 0))
}
