import type { Finding } from '../findings.ts'
import { FORMER_STATES } from '../reference/countries.ts'
import type { FactorySymbol } from '../reference/entries.ts'
import { referenceInUse } from '../reference/in-use.ts'
import { compareCountry, contactCountries } from './country.ts'
import { readYears } from './date-codes.ts'
import { countriesOfSymbol, readFactorySymbol } from './factory-symbol.ts'
import { resolveMake } from './maker.ts'
import {
  contradiction,
  COUNTRY,
  type Grounds,
  info,
  leastSure,
  MARKINGS,
  restsOn,
  textOf,
} from './observation-notes.ts'
import { effectiveMake, type ObservedMarking, type ObservedWeapon } from './observation.ts'
import { countriesOfSelector, pointsAt, readSelector } from './selector.ts'

/** What marks say of the State and the factory of origin, and who answers for a State that is no more. */
export function assessOrigin(observation: ObservedWeapon): Finding[] {
  const { markings = [] } = observation
  const marks = markings.flatMap((mark, index) => {
    if (mark.kind === 'FACTORY_SYMBOL') return ofSymbol(mark, index, observation)
    if (mark.kind === 'SELECTOR') return ofSelector(mark, index, observation)
    return mark.kind === 'PROOF' || mark.kind === 'REPROOF' ? ofProof(mark, index, observation) : []
  })
  return [...marks, ...ofFormerStates(observation)]
}

const PHOTO = 'Describe its shape and number in words, such as “66 in a triangle”, and add a photo.'
const SIMILAR = 'Check the details of the symbol: similar ones were struck in several countries.'

function groundsOf({ code, certainty }: FactorySymbol): Grounds {
  return { list: 'factory-symbols', code, certainty }
}

function ofSymbol({ text }: ObservedMarking, index: number, observation: ObservedWeapon): Finding[] {
  const symbol = readFactorySymbol(text)
  const pointer = textOf(index)
  if (symbol === undefined) return [info('SYMBOL_NOT_LISTED', pointer, 'No list knows this factory symbol.', PHOTO)]
  const maker = resolveMake(observation.make).entry
  const countries = countriesOfSymbol(symbol)
  if (maker !== undefined && symbol.makers.length > 0 && !symbol.makers.includes(maker.id)) {
    const detail = 'This factory symbol is known as that of another maker than the one given.'
    return [contradiction(groundsOf(symbol), 'SYMBOL_DIFFERS', pointer, detail, SIMILAR)]
  }
  if (isElsewhere(countries, observation.countryOfManufacture)) {
    const detail = `This factory symbol is known as one of ${countries.join(', ')}, and not of the State given.`
    return [contradiction(groundsOf(symbol), 'SYMBOL_DIFFERS', pointer, detail, SIMILAR)]
  }
  if (maker !== undefined) return []
  return [
    countries.length > 1 ? ofAmbiguous(symbol, countries, pointer, observation) : ofOne(symbol, countries, pointer),
  ]
}

function ofOne(symbol: FactorySymbol, countries: readonly string[], pointer: string): Finding {
  const { makersById } = referenceInUse()
  const names = symbol.makers.map((id) => makersById.get(id)?.name ?? id)
  const who = names.length === 0 ? 'a factory that no list names' : names.join(' or ')
  const detail = `This factory symbol stands for ${who}, ${countries.join(', ')}. ${restsOn(groundsOf(symbol))}`
  return info(
    'SYMBOL_TELLS_ORIGIN',
    pointer,
    detail,
    'Compare with the serial: a symbol tells the factory, not the importer or the seller.',
  )
}

/** Of several States the one that the selector letters or the State given point at is named; it stays a hint, and names no maker. */
function ofAmbiguous(
  symbol: FactorySymbol,
  countries: readonly string[],
  pointer: string,
  { markings = [], countryOfManufacture: given }: ObservedWeapon,
): Finding {
  const sets = markings
    .filter(({ kind }) => kind === 'SELECTOR')
    .map(({ text }) => countriesOfSelector(readSelector(text)))
  const bySelector = countries.filter((state) => sets.some((pointed) => pointsAt(pointed, state)))
  const byState = countries.filter((state) => compareCountry(given, state) === 'agrees')
  const told = [
    bySelector.length === 1 ? ` The selector letters point at ${bySelector.join()}.` : '',
    byState.length === 1 ? ` The State given is ${byState.join()}.` : '',
  ].join('')
  const detail = `Factories of several States strike this symbol: ${countries.join(', ')}.${told} ${restsOn(groundsOf(symbol))}`
  const hint = symbol.toDecide ?? 'Other marks tell them apart: selector letters, proof marks, the shape of the serial.'
  return info('SYMBOL_OF_SEVERAL_COUNTRIES', pointer, detail, hint)
}

function isElsewhere(countries: readonly string[], told: string | undefined): boolean {
  return countries.length > 0 && countries.every((country) => compareCountry(country, told) === 'contradicted')
}

/** The State given, else the seat of the maker. */
function stateOf({ make, markings = [], countryOfManufacture: given }: ObservedWeapon): string | undefined {
  const isGiven = given !== undefined && given !== 'UNKNOWN' && given !== 'NOT_APPLICABLE'
  return isGiven ? given : resolveMake(effectiveMake(make, markings)).entry?.country
}

function ofSelector({ text }: ObservedMarking, index: number, observation: ObservedWeapon): Finding[] {
  const [first, ...others] = readSelector(text)
  const pointer = textOf(index)
  if (first === undefined) {
    const hint = 'Give all letters of the selector, in the script in which they are struck.'
    return [info('SELECTOR_NOT_LISTED', pointer, 'No list knows these selector letters.', hint)]
  }
  const { code, certainty } = leastSure([first, ...others])
  const rests = { list: 'selector-letters', code, certainty }
  const countries = countriesOfSelector([first, ...others])
  const state = stateOf(observation)
  const points = `These selector letters point at ${countries.join(', ')}`
  if (state !== undefined && !pointsAt(countries, state)) {
    const hint =
      'Check maker and State by the factory symbol and the proof marks; export arms may have the letters of the buyer.'
    return [contradiction(rests, 'SELECTOR_DIFFERS', pointer, `${points}, and not at ${state}.`, hint)]
  }
  const agrees = state === undefined ? '.' : ', which agrees with what is given.'
  const hint =
    countries.length > 1
      ? 'Give all letters of the selector; one alone is used in several States.'
      : 'Compare with the factory symbol and the proof marks: the letters tell for whom a weapon was made.'
  return [info('SELECTOR_POINTS_TO', pointer, `${points}${agrees} ${restsOn(rests)}`, hint)]
}

/** The State of a proof house: as told, by its name, or by its code of the year. */
function statesOfProof(mark: ObservedMarking, maker: string | undefined): readonly string[] {
  if (mark.country !== undefined && mark.country !== null) return [mark.country]
  const house = resolveMake(mark.text).entry
  if (house?.roles.includes('PROOF_HOUSE') === true) return [house.country]
  return readYears({ ...mark, maker }).flatMap(({ country }) => country ?? [])
}

/** A State of manufacture that nothing but the proof mark supports: what is imported is proofed too. */
function ofProof(mark: ObservedMarking, index: number, observation: ObservedWeapon): Finding[] {
  const { make, markings = [], countryOfManufacture: given } = observation
  const maker = effectiveMake(make, markings)
  const proofed = statesOfProof(mark, maker)
  if (!proofed.some((state) => compareCountry(state, given) === 'agrees')) return []
  const home = resolveMake(maker).entry?.country
  const isMarked = markings.some(({ kind }) => kind === 'COUNTRY_OF_ORIGIN')
  if (isMarked || (home !== undefined && compareCountry(home, given) === 'agrees')) return []
  const detail = 'A proof mark tells neither maker nor origin, and nothing else that is given points at this State.'
  const hint =
    'Look for the maker’s name, symbol or country: foreign arms are proofed on import. Give the mark as PROOF, with its State.'
  return [info('PROOF_IS_NOT_ORIGIN', `${MARKINGS}/${index}`, detail, hint)]
}

const FORMER: ReadonlyMap<string, string> = new Map(
  FORMER_STATES.flatMap(({ codes, name }) => codes.map((code): [string, string] => [code, name])),
)

/** Who answers today for a State that is no more: the seat of a listed maker alone, else each State that kept records. */
function ofFormerStates({ make, markings = [], countryOfManufacture: given }: ObservedWeapon): Finding[] {
  const maker = effectiveMake(make, markings)
  const told = [
    [given, COUNTRY] as const,
    ...markings.map(({ country }, index) => [country, `${MARKINGS}/${index}/country`] as const),
  ]
  const seen = new Set<string>()
  return told.flatMap(([code, pointer]) => {
    const name = FORMER.get(code ?? '')
    if (code === undefined || code === null || name === undefined || seen.has(name)) return []
    seen.add(name)
    const contacts = contactCountries(code, maker)
    const detail = `${name} is no more; for its records ${contacts.length > 1 ? 'these States are' : 'this State is'} asked today: ${contacts.join(', ')}.`
    const hint =
      'Ask the first one first: it keeps most of the records. Give the maker, where it is known, to learn which one answers.'
    return [
      info(
        'FORMER_STATE',
        pointer,
        detail,
        contacts.length > 1 ? hint : 'Keep the country as it is marked, and send the request to this State.',
      ),
    ]
  })
}
