import { type CalibreRelation, compareCalibre } from './calibre.ts'
import type { Candidate } from './candidate.ts'
import { compareCountry } from './country.ts'
import type { Substitution } from './likelihood/explain.ts'
import { compareMaker, type MakerRelation, resolveMake, yearInSerial } from './maker.ts'
import { compareModel, type ModelRelation } from './model.ts'
import { effectiveMake, effectiveYear, markedMakes, type ObservedMark, type ObservedWeapon } from './observation.ts'
import type { YearRelation } from './tier.ts'

/**
 * One thing that speaks for or against a candidate. `observed` is what the asker gave, never what is on record; only the serial says, character by character,
 * where the record differs from it. `kind` is that of a mark beside the serial.
 */
export interface Reason {
  readonly descriptor: string
  readonly relation: string
  readonly observed?: string
  readonly kind?: string
  readonly substitutions?: readonly Substitution[]
}

/** How the descriptors of an observation compare with those of one registered weapon. */
export interface DescriptorRelations {
  readonly maker: MakerRelation
  readonly model: ModelRelation
  readonly calibre: CalibreRelation
  readonly year: YearRelation
  readonly restartsYearly: boolean
  /** True where a descriptor outside the decision table contradicts: type, country of manufacture, or the maker that another mark stands for. */
  readonly isContradicted: boolean
  readonly reasons: readonly Reason[]
}

export function compareDescriptors(
  observation: ObservedWeapon,
  marks: readonly ObservedMark[],
  candidate: Candidate,
): DescriptorRelations {
  const make = effectiveMake(observation.make, observation.markings ?? [])
  const own = effectiveMake(candidate.make, candidate.marks)
  const maker = resolveMake(own)
  const marked = compareMarkedMakers(observation, own)
  const year = effectiveYear(observation)
  const told = {
    maker: compareMaker(make, own),
    model: compareModel(observation.model, candidate.model, maker.key),
    calibre: compareCalibre(observation.calibre, candidate.calibre),
    year: compareYear(year, yearsInSerials(marks, own), candidate.yearOfManufacture),
  }
  const type = compareType(observation.type, candidate.type)
  const country = compareCountry(observation.countryOfManufacture, candidate.countryOfManufacture)
  return {
    ...told,
    restartsYearly: maker.entry?.restartsYearly === true,
    isContradicted: [type, country, marked].includes('contradicted'),
    reasons: [
      reason('make', told.maker, make),
      reason('model', told.model, observation.model),
      reason('calibre', told.calibre, observation.calibre),
      reason('yearOfManufacture', told.year, year?.toString()),
      reason('type', type, observation.type),
      reason('countryOfManufacture', country, observation.countryOfManufacture),
      ...(marked === 'contradicted' ? [{ descriptor: 'makerMarks', relation: marked }] : []),
    ],
  }
}

/** A year that the serial holds stands for one that was not given. */
function compareYear(
  given: number | undefined,
  held: readonly number[],
  registered: number | null | undefined,
): YearRelation {
  const years = given === undefined ? held : [given]
  if (years.length === 0 || registered === undefined || registered === null) return 'absent'
  return years.includes(registered) ? 'agrees' : 'contradicted'
}

function yearsInSerials(marks: readonly ObservedMark[], make: string | undefined): readonly number[] {
  const { entry } = resolveMake(make)
  return marks.flatMap((mark) => yearInSerial(entry, mark.reading.body) ?? [])
}

function compareType(
  observed: string | undefined,
  registered: string | null | undefined,
): 'agrees' | 'absent' | 'contradicted' {
  const isTold = (type: string | null | undefined) => type !== undefined && type !== null && type !== 'UNKNOWN'
  if (!isTold(observed) || !isTold(registered)) return 'absent'
  return observed === registered ? 'agrees' : 'contradicted'
}

/** A listed maker's name, symbol or code on the weapon that is not the registered maker's. Other texts beside the name (a town, a slogan) say nothing. */
function compareMarkedMakers(
  observation: ObservedWeapon,
  registered: string | undefined,
): 'agrees' | 'absent' | 'contradicted' {
  const listed = markedMakes(observation.markings ?? []).filter((name) => resolveMake(name).known)
  const relations = listed.map((name) => compareMaker(name, registered))
  if (relations.includes('contradicted')) return 'contradicted'
  return relations.some((relation) => relation === 'agrees' || relation === 'alias') ? 'agrees' : 'absent'
}

function reason(descriptor: string, relation: string, observed: string | undefined): Reason {
  return observed === undefined ? { descriptor, relation } : { descriptor, relation, observed }
}
