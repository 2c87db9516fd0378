import type { LicenceKind, PartyKind } from '../../src/domain/vocabulary/parties.ts'
import { MAKERS, type MakerToGenerate } from './makers.ts'
import { Draws, idAt } from './random.ts'

/** States that keep a register here: each has an agency, firms and persons. */
export const COUNTRIES = [
  'US', 'DE', 'AT', 'IT', 'BE', 'CZ', 'RS', 'RU', 'BG', 'CN', 'RO', 'PL', 'BR', 'IL', 'FR', 'ES', 'GB', 'TR', 'ZA', 'CO',
] as const // biome-ignore format: one list

/** The registry's first record; the last is five years later, whatever the number of weapons. */
export const FIRST_RECORD_MS = Date.UTC(2020, 0, 2)
export const RECORDS_MS = 5 * 365 * 86_400_000

/** Firms and services of one State: how many of each, in this order. */
const FIRMS: readonly {
  readonly kind: PartyKind
  readonly count: number
  readonly word: string
  readonly licence?: LicenceKind
}[] = [
  { kind: 'WHOLESALER', count: 2, word: 'Wholesale', licence: 'DEALER_LICENCE' },
  { kind: 'IMPORTER', count: 2, word: 'Import', licence: 'IMPORT_LICENCE' },
  { kind: 'MILITARY', count: 2, word: 'Army depot' },
  { kind: 'POLICE', count: 4, word: 'Police unit' },
  { kind: 'DEALER', count: 30, word: 'Guns & Co.', licence: 'DEALER_LICENCE' },
]
const FIRMS_PER_COUNTRY = FIRMS.reduce((sum, { count }) => sum + count, 0)
export const FIRM_COUNT = MAKERS.length + COUNTRIES.length * FIRMS_PER_COUNTRY
/** Each second weapon brings a new person. */
const PERSONS_PER_WEAPON = 0.5

export interface GeneratedParty {
  readonly number: number
  readonly id: string
  readonly kind: PartyKind
  readonly country: string
  readonly name: string
  readonly recordedMs: number
  readonly licence: { readonly id: string; readonly kind: LicenceKind; readonly number: string } | null
}

export interface GeneratedAgency {
  readonly id: string
  readonly name: string
  readonly country: string
}

/** How large the population is, for so many weapons. */
export interface Population {
  readonly seed: number
  readonly weapons: number
}

/** The agency of each State's register. */
export function agencyOf(seed: number, country: string): GeneratedAgency {
  const n = Math.max(
    0,
    COUNTRIES.findIndex((one) => one === country),
  )
  return {
    id: idAt(seed, 'agency', n, FIRST_RECORD_MS),
    name: `National firearms register ${COUNTRIES[n]}`,
    country: COUNTRIES[n] as string,
  }
}

/** Two agencies that reported nothing: the office of the registry, and one that only asks. */
export function officeOf(seed: number, office: 'REGISTRY' | 'TRACING'): GeneratedAgency {
  const n = office === 'REGISTRY' ? 100 : 101
  const name = office === 'REGISTRY' ? 'Registry office' : 'Tracing centre'
  return { id: idAt(seed, 'agency', n, FIRST_RECORD_MS), name, country: 'FR' }
}

/** The State whose register knows a maker: its own, where it keeps one. */
export function homeOf(seed: number, maker: MakerToGenerate): string {
  if (COUNTRIES.some((country) => country === maker.country)) return maker.country
  return new Draws(seed, 'agency', 1000 + MAKERS.indexOf(maker)).pick(COUNTRIES)
}

export function countPersons({ weapons }: Population): number {
  return Math.ceil((weapons * PERSONS_PER_WEAPON) / COUNTRIES.length) * COUNTRIES.length
}

export function countParties(population: Population): number {
  return FIRM_COUNT + countPersons(population)
}

const GIVEN = [
  'Anna',
  'Bruno',
  'Carla',
  'David',
  'Elena',
  'Fjodor',
  'Greta',
  'Hassan',
  'Ines',
  'Jovan',
  'Katja',
  'Liam',
  'Marta',
  'Nikola',
  'Olga',
  'Pedro',
] as const
const FAMILY = [
  'Almeida',
  'Brandt',
  'Costa',
  'Dimitrov',
  'Eriksen',
  'Fischer',
  'García',
  'Horvat',
  'Ivanova',
  'Jansen',
  'Kowalski',
  'Lopez',
  'Marković',
  'Novák',
  'Öztürk',
  'Petrov',
] as const

function person(population: Population, number: number): GeneratedParty {
  const { seed, weapons } = population
  const n = number - FIRM_COUNT
  const draws = new Draws(seed, 'name', number)
  const recordedMs = FIRST_RECORD_MS - 86_400_000 + Math.floor((n / Math.max(1, weapons)) * 86_400_000 * 0.9)
  return {
    number,
    id: idAt(seed, 'party', number, recordedMs),
    kind: 'PRIVATE_PERSON',
    country: COUNTRIES[n % COUNTRIES.length] as string,
    name: `${draws.pick(GIVEN)} ${draws.pick(FAMILY)} ${1 + draws.below(9999)}`,
    recordedMs,
    licence: null,
  }
}

function firm(
  seed: number,
  number: number,
  kind: PartyKind,
  country: string,
  name: string,
  licence?: LicenceKind,
): GeneratedParty {
  const recordedMs = FIRST_RECORD_MS - 2 * 86_400_000 + number
  return {
    number,
    id: idAt(seed, 'party', number, recordedMs),
    kind,
    country,
    name,
    recordedMs,
    licence:
      licence === undefined
        ? null
        : { id: idAt(seed, 'lot', number, recordedMs), kind: licence, number: `${country}-${number}` },
  }
}

/** The nth party: makers first, then firms and services State by State, then persons. */
export function partyAt(population: Population, number: number): GeneratedParty {
  const { seed } = population
  const maker = MAKERS[number]
  if (maker !== undefined) {
    const country = homeOf(seed, maker)
    return firm(seed, number, 'MANUFACTURER', country, `${maker.names[0] ?? maker.id} works`, 'MANUFACTURING_LICENCE')
  }
  if (number >= FIRM_COUNT) return person(population, number)
  const inCountries = number - MAKERS.length
  const country = COUNTRIES[Math.floor(inCountries / FIRMS_PER_COUNTRY)] as string
  let rest = inCountries % FIRMS_PER_COUNTRY
  for (const { kind, count, word, licence } of FIRMS) {
    if (rest < count) return firm(seed, number, kind, country, `${word} ${country} ${rest + 1}`, licence)
    rest -= count
  }
  throw new Error('a firm beyond its State')
}

/** The nth of a State's firms of a kind. */
export function firmNumber(country: string, kind: PartyKind, nth: number): number {
  let at = MAKERS.length + COUNTRIES.findIndex((one) => one === country) * FIRMS_PER_COUNTRY
  for (const firms of FIRMS) {
    if (firms.kind === kind) return at + (nth % firms.count)
    at += firms.count
  }
  throw new Error(`no firms of kind ${kind}`)
}

/** A person of a State. */
export function personNumber(population: Population, country: string, draw: number): number {
  const each = countPersons(population) / COUNTRIES.length
  const n = Math.floor(draw * each)
  return FIRM_COUNT + n * COUNTRIES.length + COUNTRIES.findIndex((one) => one === country)
}
