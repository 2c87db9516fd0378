import type { Identification as Decided } from '../../domain/identification/identify.ts'
import type { ObservedOrigin } from '../../domain/traces/next-authorities.ts'
import { isTooOld, type NothingFound } from '../../domain/traces/outcome.ts'
import type { Identified } from '../identify-weapon.ts'
import type { Identification } from './identification-schemas.ts'
import type { Observation } from './schemas.ts'

/** The identification as it is sent and stored: no holder was ever in it. */
export function describeIdentification({ tier, keysUsed, substitutions, candidates }: Decided): Identification {
  return {
    tier,
    keysUsed: [...keysUsed],
    substitutions: substitutions.map((substitution) => ({ ...substitution })),
    candidates: candidates.map(({ weaponId, tier: own, keysUsed: keys, reasons }) => ({
      weaponId,
      tier: own,
      keysUsed: [...keys],
      reasons: reasons.map((reason) => ({ ...reason })),
    })),
  }
}

const GONE = ['OBLITERATED', 'RESTORATION_FAILED', 'ABSENT_UNKNOWN', 'ABSENT_NEVER_MARKED']

function countryOf(code: string | undefined): string | undefined {
  return code === 'UNKNOWN' || code === 'NOT_APPLICABLE' ? undefined : code
}

/** What was searched in vain, for the outcome and for whom to ask next. The newest import mark comes first (MOSAIC 05.31). */
export function describeNothing(
  observation: Observation,
  found: Identified,
): { nothing: NothingFound; origin: ObservedOrigin } {
  const marks = observation.markings ?? []
  const imports = marks
    .filter((mark) => mark.kind.startsWith('IMPORT') && mark.country !== undefined)
    .sort((a, b) => (b.year ?? 0) - (a.year ?? 0))
  return {
    nothing: {
      searched: found.searched,
      serialImpossible: found.identification.findings.some(({ code }) => code === 'SERIAL_IMPOSSIBLE_FOR_MAKER'),
      craftMade: observation.type === 'CRAFT_OR_PRIVATELY_MADE',
      tooOld: isTooOld(observation.yearOfManufacture),
      obliterated: marks.length > 0 && marks.every((mark) => GONE.includes(mark.condition ?? '')),
    },
    origin: {
      importCountries: imports.flatMap((mark) => mark.country ?? []),
      countryOfManufacture: countryOf(observation.countryOfManufacture),
    },
  }
}
