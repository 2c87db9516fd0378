import type { Reason } from '../domain/identification/compare-descriptors.ts'
import type { Identification as Decided } from '../domain/identification/identify.ts'
import type { ObservedOrigin } from '../domain/traces/next-authorities.ts'
import { isTooOld, type NothingFound } from '../domain/traces/outcome.ts'
import type { Identified } from '../features/identify-weapon.ts'
import type { Identification } from './identification-schemas.ts'
import type { Observation } from './observation-schemas.ts'

/** The identification as it is sent and stored: no holder was ever in it. */
export function describeIdentification({ tier, keysUsed, substitutions, candidates }: Decided): Identification {
  return {
    tier,
    keysUsed: [...keysUsed],
    substitutions: substitutions.map((substitution) => ({ ...substitution })),
    candidates: candidates.map(({ weaponId, tier: own, score, keysUsed: keys, reasons }) => ({
      weaponId,
      tier: own,
      score,
      keysUsed: [...keys],
      reasons: reasons.map(describeReason),
    })),
  }
}

function describeReason({ substitutions, ...reason }: Reason): Identification['candidates'][number]['reasons'][number] {
  return substitutions === undefined ? reason : { ...reason, substitutions: substitutions.map((one) => ({ ...one })) }
}

const GONE = ['OBLITERATED', 'RESTORATION_FAILED', 'ABSENT_UNKNOWN', 'ABSENT_NEVER_MARKED']

function countryOf(code: string | undefined): string | undefined {
  return code === 'UNKNOWN' || code === 'NOT_APPLICABLE' ? undefined : code
}

/** What was searched in vain, as far as it decides which failure it is. */
export function describeNothing(observation: Observation, found: Identified): NothingFound {
  const marks = observation.markings ?? []
  return {
    searched: found.searched,
    serialImpossible: found.identification.findings.some(({ code }) => code === 'SERIAL_IMPOSSIBLE_FOR_MAKER'),
    craftMade: observation.type === 'CRAFT_OR_PRIVATELY_MADE',
    tooOld: isTooOld(observation.yearOfManufacture),
    obliterated: marks.length > 0 && marks.every((mark) => GONE.includes(mark.condition ?? '')),
  }
}

/** What was seen that leads abroad. The newest import mark comes first (MOSAIC 05.31). */
export function describeOrigin({ markings = [], countryOfManufacture }: Observation): ObservedOrigin {
  const imports = markings
    .filter((mark) => mark.kind.startsWith('IMPORT') && mark.country !== undefined)
    .sort((a, b) => (b.year ?? 0) - (a.year ?? 0))
  return {
    importCountries: imports.flatMap((mark) => mark.country ?? []),
    countryOfManufacture: countryOf(countryOfManufacture),
  }
}
