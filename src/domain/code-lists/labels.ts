import { type Language, LANGUAGES } from '../reference/languages.ts'

/** What one code is called. English is always there; where a language is missing, English is shown. */
export type Labels = { readonly en: string } & Readonly<Partial<Record<Language, string>>>

/** English | French | Spanish | Russian | Arabic | Chinese; all six, or English alone. */
export function labelsOf(words: string): Labels {
  const [en = '', ...others] = words.split('|')
  const told = others.map((word, n) => [LANGUAGES[n + 1], word] as const)
  return { en, ...Object.fromEntries(told) }
}
