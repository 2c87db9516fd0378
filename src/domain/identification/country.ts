import { isCountry, successorsOf } from '../reference/countries.ts'
import { resolveMake } from './maker.ts'

export type CountryRelation = 'agrees' | 'absent' | 'contradicted'

/**
 * The States to ask today about a weapon marked with this code (SU, YU, DD, CS and their ISO 3166-3 codes included). Where the maker is listed and sits in
 * one of a former State's successors, that one alone.
 */
export function contactCountries(code: string, make?: string | null): readonly string[] {
  const successors = successorsOf(code)
  const home = resolveMake(make).entry?.country
  return home !== undefined && successors.includes(home) ? [home] : successors
}

/** How the country of manufacture that was given compares with the registered one: a former State agrees with each of its successors. */
export function compareCountry(
  observed: string | null | undefined,
  registered: string | null | undefined,
): CountryRelation {
  if (!isTold(observed) || !isTold(registered)) return 'absent'
  const states = successorsOf(registered)
  return successorsOf(observed).some((state) => states.includes(state)) ? 'agrees' : 'contradicted'
}

function isTold(code: string | null | undefined): code is string {
  return code !== undefined && code !== null && isCountry(code)
}
