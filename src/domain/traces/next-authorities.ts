import { ruleOf } from '../custody/event-kinds.ts'
import { isCarriage } from '../custody/order.ts'
import type { CustodyEvent, PartyRef } from '../custody/types.ts'
import { successorsOf } from '../reference/countries.ts'
import type { Outcome } from './outcome.ts'

/** A State to ask next, and why. */
export interface NextAuthority {
  readonly country: string
  readonly reason: string
}

/** What the records of a released weapon say of other States, as of the recovery asked about. */
export interface TracedAbroad {
  readonly outcome: Outcome
  /** In their order. */
  readonly events: readonly CustodyEvent[]
  readonly manufacturer: PartyRef | null
  /** The last licit holder, or the contenders where there is none. */
  readonly lastLicit: readonly PartyRef[]
  /** The State in whose custody the weapon lies today; null where it lies in none. */
  readonly custodian: string | null
}

/** What the asker said that leads abroad when the registry has nothing. */
export interface ObservedOrigin {
  /** By the import marks that were read, the newest first. */
  readonly importCountries: readonly string[]
  readonly countryOfManufacture: string | undefined
}

/** A State as it is recorded, perhaps one that is no more. */
interface Lead {
  readonly country: string | null | undefined
  readonly reason: string
}

function asking({ country, reason }: Lead): NextAuthority[] {
  if (country === null || country === undefined) return []
  return successorsOf(country).map((contact) => ({
    country: contact,
    reason: contact === country ? reason : `${reason} (${country} answers today through ${contact})`,
  }))
}

/** Each State once, with the first reason that leads to it. The asker's own is not abroad: its records are where a trace begins (MOSAIC 05.31). */
function namedOnce(leads: readonly Lead[], askingCountry: string): NextAuthority[] {
  const seen = new Set([askingCountry])
  return leads.flatMap(asking).filter(({ country }) => !seen.has(country) && seen.add(country))
}

function isShipment({ kind }: CustodyEvent): boolean {
  return ruleOf(kind).possession === 'IN_TRANSIT' && !isCarriage(kind)
}

/** An export that the records do not follow: what came after it stands in the books of the State it went to. */
function openExport({ outcome, events }: TracedAbroad): Lead[] {
  if (outcome !== 'TRACED_EXPORTED_TO') return []
  const sent = events.findLast(isShipment)
  return [
    {
      country: sent?.destinationCountry ?? sent?.to?.country,
      reason: 'Its records should show the import and what followed.',
    },
    { country: sent?.to?.country, reason: 'The consignee of the last export on record is there.' },
  ]
}

/**
 * Whom to ask next about a released weapon, the most useful first: where an export went, the maker's State where the records end with the maker, where the
 * last licit holder is, in whose custody the weapon lies, and where it was last lawfully imported (MOSAIC 05.31; the route of INTERPOL's iARMS).
 */
export function nextAfterCustody(traced: TracedAbroad, askingCountry: string): NextAuthority[] {
  const { outcome, events, manufacturer, lastLicit, custodian } = traced
  const isMakerLast = outcome === 'TRACED_TO_MANUFACTURER_ONLY'
  const imported = events.findLast(({ kind }) => kind === 'IMPORTED')
  return namedOnce(
    [
      ...openExport(traced),
      ...(isMakerLast ? [{ country: manufacturer?.country, reason: 'The records end with the maker there.' }] : []),
      ...lastLicit.map(({ country }) => ({ country, reason: 'The last licit holder on record is there.' })),
      { country: custodian, reason: 'The weapon lies in the custody of an authority there.' },
      { country: imported?.to?.country, reason: 'The last lawful import on record was there.' },
    ],
    askingCountry,
  )
}

/** Nothing found: the State of the latest lawful import by its mark, then that of manufacture (MOSAIC 05.31). */
export function nextAfterNothing(
  { importCountries, countryOfManufacture }: ObservedOrigin,
  askingCountry: string,
): NextAuthority[] {
  const imports = importCountries.map((country) => ({ country, reason: 'Its import mark is on the weapon.' }))
  const made = { country: countryOfManufacture, reason: 'The weapon is said to be made there.' }
  return namedOnce([...imports, made], askingCountry)
}
