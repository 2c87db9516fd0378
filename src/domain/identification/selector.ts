import { successorsOf } from '../reference/countries.ts'
import { referenceInUse } from '../reference/in-use.ts'
import type { SelectorLetters } from '../reference/mark-entries.ts'
import { letterForms } from '../reference/mark-indexes.ts'
import { remembering } from '../reference/remembering.ts'
import { canonicalText } from './characters.ts'

/**
 * The sets of selector letters of which these may be: every letter that was read is in the set, in whatever order. One letter alone is in
 * several sets, and so points at several States.
 */
export const readSelector = remembering((text: string | null | undefined): readonly SelectorLetters[] => {
  const told = canonicalText(text ?? '').match(/[\p{L}\p{M}]+|[0-9]+|∞/gu) ?? []
  const forms = told.map(letterForms)
  if (told.length === 0) return []
  return referenceInUse()
    .selectors.filter(({ letters, script }) => {
      if (script !== undefined) return told.every((letter) => script.test(letter))
      return forms.every((own) => letters.some((known) => own.some((form) => known.includes(form))))
    })
    .map(({ entry }) => entry)
})

/** The States that some sets point at, as they were marked: `YU` and `DD` are among them. */
export function countriesOfSelector(sets: readonly SelectorLetters[]): readonly string[] {
  return [...new Set(sets.flatMap(({ countries }) => countries))]
}

/** True where a State, of today or former, is one that is pointed at or answers for it. */
export function pointsAt(countries: readonly string[], state: string): boolean {
  const states = successorsOf(state)
  return countries.some((country) => successorsOf(country).some((one) => states.includes(one)))
}
