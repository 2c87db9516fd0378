import { describe, expect, it } from 'vitest'
import { buildCustody } from '../../../src/domain/custody/chain.ts'
import { COUNTRY_NAMES } from '../../../src/domain/reference/country-names.ts'
import { FORMER_STATES } from '../../../src/domain/reference/countries.ts'
import { concludeTrace } from '../../../src/domain/traces/conclude.ts'
import { type NextAuthority, nextAfterNothing } from '../../../src/domain/traces/next-authorities.ts'
import type { PartyKind } from '../../../src/domain/vocabulary/parties.ts'
import { NOW, readDate, toEvents, type WrittenEvent } from '../custody/vector-files.ts'
import { readTraceVectors } from './vector-files.ts'

interface Vector {
  readonly shows: string
  readonly asking: string
  /** A released weapon's life; parties are written as kind and State, `buyer FR`. */
  readonly life?: readonly (WrittenEvent & { readonly destinationCountry?: string })[]
  readonly recovered?: string
  /** What was seen on a weapon that was not found. */
  readonly origin?: { readonly importCountries: readonly string[]; readonly countryOfManufacture?: string }
  readonly next: readonly (readonly [country: string, reason: string])[]
}

const KINDS: Readonly<Record<string, PartyKind>> = {
  maker: 'MANUFACTURER',
  importer: 'IMPORTER',
  dealer: 'DEALER',
  buyer: 'PRIVATE_PERSON',
  army: 'MILITARY',
  police: 'POLICE',
  customs: 'CUSTOMS',
  carrier: 'CARRIER',
  lab: 'LAB',
}

function readParties(life: readonly WrittenEvent[]) {
  const names = life.flatMap(({ from, to }) => [from, to]).filter((name) => name !== undefined)
  const parties = names.map((name) => {
    const [word = '', country = ''] = name.split(' ')
    return [name, { kind: KINDS[word] ?? 'UNKNOWN', country }] as const
  })
  return Object.fromEntries(parties)
}

function nextOf({ asking, life, recovered, origin }: Vector): readonly NextAuthority[] {
  if (life === undefined) {
    const { importCountries = [], countryOfManufacture } = origin ?? {}
    return nextAfterNothing({ importCountries, countryOfManufacture }, asking)
  }
  const events = toEvents(life, readParties(life)).map((event, n) => ({
    ...event,
    destinationCountry: life[n]?.destinationCountry ?? null,
  }))
  const custody = buildCustody('weapon', events, { now: NOW, transitDays: 90 })
  const occurred = readDate(recovered ?? '2026-05-01')
  return concludeTrace(custody, events, { country: asking, occurred }, asking).nextAuthorities
}

const vectors = readTraceVectors<Vector>('next-authorities')

describe('whom to ask next', () => {
  it.each(vectors)('$name: $vector.shows', ({ vector }) => {
    expect(nextOf(vector).map(({ country, reason }) => [country, reason])).toEqual(vector.next)
  })

  it('is each State once, a State of today, and never the asker’s own, whoever asks', () => {
    for (const { vector } of vectors) {
      for (const asking of ['FR', 'MX', 'RS', 'RU', 'DE', 'SK']) {
        const countries = nextOf({ ...vector, asking }).map(({ country }) => country)
        expect(countries).not.toContain(asking)
        expect(new Set(countries).size).toBe(countries.length)
        for (const country of countries) expect(COUNTRY_NAMES.has(country)).toBe(true)
      }
    }
  })

  it('knows for every former State who answers today', () => {
    for (const { codes, contacts } of FORMER_STATES) {
      for (const code of codes) {
        const next = nextAfterNothing({ importCountries: [], countryOfManufacture: code }, 'FR')
        expect(next.map(({ country }) => country)).toEqual(contacts)
        for (const { reason } of next) expect(reason).toContain(code)
      }
    }
  })
})
