import type { PartyKind } from '../vocabulary/parties.ts'

/** Whose rules the marks are held to; each adds to the ITI, save `STATE_FORCES`, for which ITI 8(d) asks less. */
export const MARKING_PROFILES = ['ITI', 'EU', 'US', 'STATE_FORCES'] as const
export type MarkingProfile = (typeof MARKING_PROFILES)[number]

/** What decides the profile, as far as it is known. */
export interface ProfileFacts {
  /** Named by the caller, who thereby says that his list of marks is complete. */
  readonly chosen?: MarkingProfile | undefined
  /** The State of the agency that registers. */
  readonly registeringCountry: string
  readonly countryOfManufacture?: string | undefined
  readonly yearOfManufacture?: number | string | undefined
  /** How the weapon came into the records and who holds it since, where the report tells. */
  readonly origin?: { readonly kind: string; readonly holderKind: PartyKind | undefined } | undefined
}

/**
 * A profile with the reason for it. Under a chosen one a mark that is not listed is not there; under one that was worked out it may
 * only not have been recorded, so that what is measured counts and what is missing is a note.
 */
export interface AppliedProfile {
  readonly code: MarkingProfile
  readonly isChosen: boolean
  readonly reason: string
}

const EU_STATES: readonly string[] =
  'AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK'.split(' ')

const FORCES: readonly PartyKind[] = [
  'MILITARY',
  'POLICE',
  'OTHER_SECURITY',
  'CUSTOMS',
  'PRISON',
  'INTELLIGENCE',
  'PEACEKEEPING_CONTINGENT',
]

// First full years: art. 4 of Directive (EU) 2021/555 applies from 14 September 2018, the figures of 27 CFR 478.92 from 30 January 2002.
const FIRST_EU_YEAR = 2019
const FIRST_US_YEAR = 2003

function regionOf(country: string | undefined, year: number): 'EU' | 'US' | null {
  if (country === 'US') return year >= FIRST_US_YEAR ? 'US' : null
  return country !== undefined && EU_STATES.includes(country) && year >= FIRST_EU_YEAR ? 'EU' : null
}

/** The profile of the ITI alone, worked out. */
export const ITI_ALONE: AppliedProfile = {
  code: 'ITI',
  isChosen: false,
  reason: 'no other State’s rules are known to apply',
}

/**
 * The rules that a weapon's marks must serve: the caller's choice; else none but ITI 8(d) in a force of a State; else those of the State that
 * registers it, and then of the State that made it, for a weapon young enough. Without a year nothing but the ITI is asked.
 */
export function profileOf(facts: ProfileFacts): AppliedProfile {
  const { chosen, origin, yearOfManufacture: year } = facts
  if (chosen !== undefined) return { code: chosen, isChosen: true, reason: 'named by the caller' }
  // What is made for a force must be marked as any other weapon: 8(d) is for the arms that it has.
  const holder = origin?.kind === 'MANUFACTURED' ? undefined : origin?.holderKind
  if (holder !== undefined && FORCES.includes(holder)) {
    return { code: 'STATE_FORCES', isChosen: false, reason: `held by ${holder}` }
  }
  if (typeof year !== 'number') return ITI_ALONE
  const registered = regionOf(facts.registeringCountry, year)
  if (registered !== null) {
    return { code: registered, isChosen: false, reason: `registered in ${facts.registeringCountry}, made in ${year}` }
  }
  const made = regionOf(facts.countryOfManufacture, year)
  if (made === null) return ITI_ALONE
  return { code: made, isChosen: false, reason: `made in ${facts.countryOfManufacture} in ${year}` }
}
