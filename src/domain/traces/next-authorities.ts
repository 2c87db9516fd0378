import type { Custody, CustodyEvent } from '../custody/types.ts'
import { successorsOf } from '../reference/countries.ts'
import type { Outcome } from './outcome.ts'

/** A State to ask next, and why. */
export interface NextAuthority {
  readonly country: string
  readonly reason: string
}

/** What the asker said that leads abroad when the registry has nothing. */
export interface ObservedOrigin {
  readonly importCountries: readonly string[]
  readonly countryOfManufacture: string | undefined
}

function asking(country: string, reason: string): NextAuthority[] {
  return successorsOf(country).map((contact) => ({
    country: contact,
    reason: contact === country ? reason : `${reason} (${country} answers today through ${contact})`,
  }))
}

function unique(authorities: readonly NextAuthority[]): NextAuthority[] {
  const seen = new Set<string>()
  return authorities.filter(({ country }) => !seen.has(country) && seen.add(country))
}

/** Where records end with an export: the State of destination, then of the consignee. */
export function nextAfterCustody(outcome: Outcome, custody: Custody, events: readonly CustodyEvent[]): NextAuthority[] {
  if (outcome !== 'TRACED_EXPORTED_TO') return []
  const shipped = custody.links.findLast((link) => link.type === 'EVENT' && link.to !== null)
  const event = events.find(({ id }) => id === shipped?.eventId)
  const destination = event?.destinationCountry ?? shipped?.to?.country
  return destination === undefined
    ? []
    : unique(asking(destination, 'Its records should show the import and what followed.'))
}

/** Nothing found: the State of the latest lawful import by its mark, then that of manufacture (MOSAIC 05.31). */
export function nextAfterNothing({ importCountries, countryOfManufacture }: ObservedOrigin): NextAuthority[] {
  const imports = importCountries.flatMap((country) => asking(country, 'Its import mark is on the weapon.'))
  const manufacture =
    countryOfManufacture === undefined ? [] : asking(countryOfManufacture, 'The weapon is said to be made there.')
  return unique([...imports, ...manufacture])
}
