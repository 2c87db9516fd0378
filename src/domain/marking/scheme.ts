import { resolveMake } from '../identification/maker.ts'
import { countriesOfSymbol, readFactorySymbol } from '../identification/factory-symbol.ts'
import { countriesNamedIn } from './country-in-text.ts'
import { includes, isReadable, isThere, isUniqueMark, type Mark } from './marked-weapon.ts'

/** How the marks identify maker and country of manufacture (ITI 8(a)): in words with a serial (i), or by symbols with a code (ii). */
export type MarkingScheme = 'NAME_COUNTRY_SERIAL' | 'SYMBOL_CODE' | 'NONE'

const NAME_KINDS = ['MANUFACTURER_NAME', 'MANUFACTURER_LOGO']
const ORIGIN_KINDS = [...NAME_KINDS, 'COUNTRY_OF_ORIGIN', 'FACTORY_CODE']

/** The marks that name the maker. */
export function nameMarks<M extends Mark>(markings: readonly M[]): readonly M[] {
  return markings.filter((mark) => includes(NAME_KINDS, mark.kind) && isThere(mark))
}

/** The States that a mark says it was made in; empty where it says none. A maker's name alone tells no State: makers move, and are made under licence. */
export function countriesMarked(mark: Mark): readonly string[] {
  if (!isThere(mark)) return []
  if (mark.kind === 'FACTORY_SYMBOL') {
    const symbol = readFactorySymbol(mark.text)
    if (symbol !== undefined) return countriesOfSymbol(symbol)
  }
  if (!includes(ORIGIN_KINDS, mark.kind) && mark.kind !== 'FACTORY_SYMBOL') return []
  return mark.country === undefined ? countriesNamedIn(mark.text, mark.kind === 'COUNTRY_OF_ORIGIN') : [mark.country]
}

/** True where the marks themselves tell one State of manufacture, with the former States that its name stands for. */
export function tellsCountry(markings: readonly Mark[]): boolean {
  return markings.some((mark) => countriesMarked(mark).length === 1)
}

/** Which of the two schemes of ITI 8(a) the recorded marks satisfy, the first before the second. */
export function schemeOf(markings: readonly Mark[]): MarkingScheme {
  const hasCode = markings.some((mark) => isUniqueMark(mark) && isReadable(mark))
  if (!hasCode) return 'NONE'
  if (nameMarks(markings).length > 0 && tellsCountry(markings)) return 'NAME_COUNTRY_SERIAL'
  const symbols = markings.filter(({ kind }) => kind === 'FACTORY_SYMBOL' || kind === 'FACTORY_CODE')
  return tellsCountry(symbols) ? 'SYMBOL_CODE' : 'NONE'
}

/** True where a maker's name in a description says who made it. */
export function namesMaker(make: string | undefined): boolean {
  return resolveMake(make).status === 'NAMED'
}
