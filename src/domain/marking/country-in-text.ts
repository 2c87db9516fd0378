import { canonicalText } from '../identification/characters.ts'
import { FORMER_STATES, isCountry } from '../reference/countries.ts'
import { COUNTRY_NAMES } from '../reference/country-names.ts'

// As they stand on weapons, beside the names of today: the own-language and the short forms that legends of the trade use.
const ON_WEAPONS: readonly (readonly [string, string])[] = [
  ['USA', 'US'],
  ['U S A', 'US'],
  ['UNITED STATES', 'US'],
  ['ENGLAND', 'GB'],
  ['GREAT BRITAIN', 'GB'],
  ['RUSSIA', 'RU'],
  ['РОССИЯ', 'RU'],
  ['СССР', 'SU'],
  ['USSR', 'SU'],
  ['ITALIA', 'IT'],
  ['ESPAÑA', 'ES'],
  ['DEUTSCHLAND', 'DE'],
  ['W GERMANY', 'DE'],
  ['GDR', 'DD'],
  ['BELGIQUE', 'BE'],
  ['BRASIL', 'BR'],
  ['CZECH REPUBLIC', 'CZ'],
  ['SRBIJA', 'RS'],
  ['СРБИЈА', 'RS'],
  ['TURKEY', 'TR'],
  ['TÜRKIYE', 'TR'],
  ['SOUTH KOREA', 'KR'],
  ['KOREA', 'KR'],
  ['IRAN', 'IR'],
  ['中国', 'CN'],
]

function wordsOf(text: string): string {
  return ` ${(canonicalText(text).match(/[\p{L}\p{M}\p{N}]+/gu) ?? []).join(' ')} `
}

// The longer name first, and a name that was found is taken out: NIGERIA is not NIGER, nor GUINEA-BISSAU Guinea.
const NAMES: readonly (readonly [string, string])[] = [
  ...[...COUNTRY_NAMES].map(([code, name]) => [name, code] as const),
  ...FORMER_STATES.map(({ name, codes }) => [name, codes[0]] as const),
  ...ON_WEAPONS,
]
  .map(([name, code]) => [wordsOf(name), code] as const)
  .toSorted(([one], [other]) => other.length - one.length)

// Towns, federal States and persons are called so too, in the addresses of makers: Georgia VT, New Jersey, Lebanon NH.
const ALSO_OTHER_PLACES: readonly string[] = ['GE', 'JE', 'LB', 'PE', 'JO', 'TD']

/**
 * The States that a text names in words; with `isCountryMark` also one that is nothing but a code of ISO 3166 (`IT`).
 * A code within a legend is not read: `CO` is a company there, and `IN` a word.
 */
export function countriesNamedIn(text: string, isCountryMark: boolean): readonly string[] {
  const code = canonicalText(text).trim()
  if (isCountryMark && isCountry(code)) return [code]
  let rest = wordsOf(text)
  const found = new Set<string>()
  for (const [name, state] of NAMES) {
    if (!rest.includes(name)) continue
    if (isCountryMark || !ALSO_OTHER_PLACES.includes(state)) found.add(state)
    rest = rest.replaceAll(name, ' | ')
  }
  return [...found]
}
