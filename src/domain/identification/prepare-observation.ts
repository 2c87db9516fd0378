import type { Candidate } from './candidate.ts'
import { compareDescriptors, type DescriptorRelations, type Reason } from './compare-descriptors.ts'
import { markToExplain } from './likelihood/marks.ts'
import type { LikelihoodModel } from './likelihood/model.ts'
import type { Evidence } from './likelihood/posterior.ts'
import { comparedMarks } from './likelihood/other-marks.ts'
import { fitsSerialShape, resolveMake } from './maker.ts'
import {
  effectiveMake,
  type ObservedMark,
  type ObservedMarking,
  observedMarks,
  type ObservedWeapon,
} from './observation.ts'

/** A mark to compare. `isCounted` is false where not every weapon that fits it was looked up. */
export interface CountedMark {
  readonly mark: ObservedMark
  readonly isCounted: boolean
}

/** How a candidate's descriptors compare, and the logarithm of how much likelier that makes it. */
interface DescriptorEvidence {
  readonly relations: DescriptorRelations
  readonly ratio: number
  /** The same of what agrees alone. */
  readonly agreeing: number
}

/** All of an observation that is the same for each candidate, made once. */
export interface PreparedObservation extends Evidence {
  readonly marks: readonly CountedMark[]
  readonly others: readonly ObservedMarking[]
  compareDescriptors(candidate: Candidate): DescriptorEvidence
  ratioOf(reasons: readonly Reason[]): number
}

export function prepareObservation(
  observation: ObservedWeapon,
  searched: readonly ObservedMark[],
  model: LikelihoodModel,
): PreparedObservation {
  const markings = observation.markings ?? []
  const counted = new Set(searched.map(placeOf))
  const marks = observedMarks(observation).map((mark) => ({ mark, isCounted: counted.has(placeOf(mark)) }))
  const told = marks.filter(({ isCounted }) => isCounted).map(({ mark }) => mark)
  const known = new Map<string, DescriptorEvidence>()
  const ratioOf = (reasons: readonly Reason[]) => reasons.reduce((sum, reason) => sum + logRatio(reason, model), 0)
  return {
    marks,
    texts: marks.map(({ mark }) => markToExplain(mark, markings[mark.index] ?? {}, model)),
    fitsShape: fitsShapeOf(observation, told),
    others: comparedMarks(markings),
    model,
    ratioOf,
    compareDescriptors(candidate) {
      const key = descriptorsOf(candidate)
      const remembered = known.get(key)
      if (remembered !== undefined) return remembered
      const relations = compareDescriptors(observation, told, candidate)
      const agreeing = relations.reasons.reduce((sum, reason) => sum + Math.max(0, logRatio(reason, model)), 0)
      const fresh = { relations, ratio: ratioOf(relations.reasons), agreeing }
      // Where the maker is told by marks alone, each candidate is compared by itself.
      if (resolveMake(candidate.make).status !== 'ABSENT') known.set(key, fresh)
      return fresh
    },
  }
}

/** Whether the first certain number of the frame is one of the maker’s shapes. */
function fitsShapeOf({ make, markings = [] }: ObservedWeapon, marks: readonly ObservedMark[]): boolean | undefined {
  const main = marks.find(({ isSecondary, reading }) => !isSecondary && reading.certain)
  if (main === undefined) return undefined
  return fitsSerialShape(resolveMake(effectiveMake(make, markings)).entry, main.reading.body)
}

function placeOf({ index, keepsToken }: ObservedMark): string {
  return `${index} ${keepsToken}`
}

/** Candidates of one search share a few descriptions. */
function descriptorsOf(candidate: Candidate): string {
  const { type, make, model, calibre, countryOfManufacture, yearOfManufacture } = candidate
  return `${make}\n${model}\n${calibre}\n${type}\n${countryOfManufacture}\n${yearOfManufacture}`
}

function logRatio({ descriptor, relation }: Reason, { ratios }: LikelihoodModel): number {
  const name = descriptor === 'mark' ? 'otherMarks' : (descriptor as keyof typeof ratios)
  return Math.log(ratios[name]?.[relation] ?? 1)
}
