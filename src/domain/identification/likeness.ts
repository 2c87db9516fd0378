import type { Candidate } from './candidate.ts'
import type { Reason } from './compare-descriptors.ts'
import { judgeCandidate, reasonsOf } from './judge-candidate.ts'
import { MODEL } from './likelihood/model.ts'
import { weighAll } from './likelihood/posterior.ts'
import { observedMarks, type ObservedWeapon } from './observation.ts'
import { prepareObservation } from './prepare-observation.ts'
import { isLiteral } from './reading.ts'

/** How likely two records are one weapon, 0 to 1 in four decimals, and why. */
export interface Likeness {
  readonly score: number
  readonly reasons: readonly Reason[]
}

/** A weapon as it is registered, before or after it has a record. */
export type Registration = Omit<Candidate, 'weaponId' | 'groupId' | 'category'>

/**
 * How like a new registration and a registered weapon are, as if the one were observed and no other weapon were on record. For a registrar who looks for
 * likely duplicates; like every score it decides nothing. 0 without reasons where no mark of the two agrees in any way.
 */
export function likenessOf(registration: Registration, candidate: Candidate): Likeness {
  const observation = asObserved(registration)
  const prepared = prepareObservation(observation, observedMarks(observation), MODEL)
  const judged = judgeCandidate(prepared, candidate)
  if (judged === undefined) return { score: 0, reasons: [] }
  return { score: weighAll([judged], prepared, true)[0] ?? 0, reasons: reasonsOf(judged, prepared) }
}

/** A registered text is literal: what reads as a pattern in an observation is escaped, and so is a token. */
function asObserved({
  type,
  make,
  model,
  calibre,
  countryOfManufacture,
  yearOfManufacture,
  marks,
}: Registration): ObservedWeapon {
  return {
    type,
    make,
    model,
    calibre,
    ...(typeof countryOfManufacture === 'string' ? { countryOfManufacture } : {}),
    ...(typeof yearOfManufacture === 'number' ? { yearOfManufacture } : {}),
    markings: marks.map(({ kind, text, component, condition }) => ({
      kind,
      text: isLiteral(condition)
        ? text
            .normalize('NFKC')
            .replaceAll(/[\\?*[\]]/g, String.raw`\$&`)
            .replace(/^(?=\p{L})/u, '\\')
        : text,
      component,
      condition,
    })),
  }
}
