import type { ObservedMarking, ObservedWeapon } from '../../../src/domain/identification/observation.ts'
import { GENERATED_MAKERS } from './makers.ts'
import { type ErrorKind, misread } from './misread.ts'
import type { Random } from './random.ts'
import type { GeneratedWeapon } from './registry.ts'

/** How often each error happens, of a hundred marks or so. Assumed: no published count of the errors of real trace requests was found. */
export const ERROR_WEIGHTS: Readonly<Record<ErrorKind, number>> = {
  none: 46,
  separators: 3,
  token: 4,
  lookAlike: 4,
  written: 2,
  confusion: 8,
  twoConfusions: 1,
  wideConfusion: 2,
  arabicDigit: 0.5,
  oneUnreadable: 5,
  twoUnreadable: 3,
  threeUnreadable: 1,
  unreadableRun: 1,
  oneOfTwo: 2,
  substitution: 3,
  insertion: 1.5,
  doubling: 1.5,
  deletion: 2,
  transposition: 2.5,
  prefixLost: 3,
  suffixLost: 2,
  zerosLost: 2,
  zerosAdded: 0.5,
  lettersDropped: 2,
  unreadableAndConfusion: 1,
  otherNumber: 1,
}

export interface Observed {
  readonly kind: ErrorKind
  readonly observation: ObservedWeapon
}

/** One weapon as an officer describes it, with an error of the kind given, or of any kind; descriptors are given, left out, mistaken. */
export function observe(
  weapon: GeneratedWeapon,
  random: Random,
  wanted?: ErrorKind,
  descriptors = true,
): Observed | undefined {
  const kind = wanted ?? random.weighted(ERROR_WEIGHTS)
  const text = misread(weapon.serial, kind, random)
  if (text === undefined) return undefined
  const told = descriptors ? describe(weapon, random) : describeRight(weapon)
  return {
    kind,
    observation: { ...told, markings: [frameMark(weapon, text, kind, random), ...otherMarks(weapon, random)] },
  }
}

function frameMark(weapon: GeneratedWeapon, text: string, kind: ErrorKind, random: Random): ObservedMarking {
  const isWorn = ['oneUnreadable', 'twoUnreadable', 'threeUnreadable', 'unreadableRun', 'confusion'].includes(kind)
  const condition = random.chance(isWorn ? 0.5 : 0.1) ? { condition: 'WORN' } : {}
  return {
    kind: 'SERIAL_PRIMARY',
    text,
    component: weapon.model.type === 'ASSAULT_RIFLE' ? 'RECEIVER' : 'FRAME',
    ...condition,
  }
}

function otherMarks({ slide, importMark }: GeneratedWeapon, random: Random): ObservedMarking[] {
  const isExchanged = random.chance(0.04)
  const number = isExchanged ? String(100_000 + random.below(900_000)) : slide
  const marks: ObservedMarking[] = []
  if (number !== undefined && random.chance(0.4)) {
    const text = random.chance(0.9)
      ? number
      : (misread(number, random.weighted({ confusion: 2, substitution: 1, transposition: 1 }), random) ?? number)
    marks.push({ kind: 'SERIAL_COMPONENT', text, component: 'SLIDE' })
  }
  if (importMark !== undefined && random.chance(0.5)) marks.push({ kind: 'IMPORT_COUNTRY', text: importMark })
  return marks
}

function describeRight({ maker, model }: GeneratedWeapon): ObservedWeapon {
  return { make: maker.make, model: model.model, calibre: model.calibre, type: model.type }
}

function describe({ maker, model, year }: GeneratedWeapon, random: Random): ObservedWeapon {
  const other = random.pick(GENERATED_MAKERS)
  const makes = {
    right: maker.make,
    alias: random.pick(maker.aliases),
    absent: undefined,
    importer: maker.importer ?? maker.make,
    wrong: other.make,
  }
  const models = {
    right: model.model,
    alias: model.alias ?? model.model,
    family: model.family ?? model.model,
    absent: undefined,
    wrong: random.pick(other.models).model,
  }
  const calibres = { right: model.calibre, absent: undefined, wrong: random.pick(other.models).calibre }
  return withoutAbsent({
    make: makes[random.weighted({ right: 74, alias: 8, absent: 10, importer: 5, wrong: 3 })],
    model: models[random.weighted({ right: 66, alias: 8, family: 8, absent: 14, wrong: 4 })],
    calibre: calibres[random.weighted({ right: 84, absent: 13, wrong: 3 })],
    type: random.chance(0.8) ? model.type : undefined,
    countryOfManufacture: random.chance(0.4) ? maker.country : undefined,
    yearOfManufacture: random.chance(0.3) ? (random.chance(0.95) ? year : year + 1 + random.below(9)) : undefined,
  })
}

function withoutAbsent<Shape extends object>(given: Shape): ObservedWeapon {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
}
