import type { Candidate, CandidateMark } from '../../../src/domain/identification/candidate.ts'
import { digitsOf, drawSeries, GENERATED_MAKERS, type GeneratedMaker, numberIn } from './makers.ts'
import type { Random } from './random.ts'

/** A weapon as it lies on the table: what is struck on it, whatever a record says. */
export interface GeneratedWeapon {
  readonly maker: GeneratedMaker
  readonly model: GeneratedMaker['models'][number]
  readonly year: number
  readonly serial: string
  readonly slide?: string
  readonly importMark?: string
  /** What the registry holds; undefined where the weapon is in no record. */
  readonly record?: Candidate
}

export interface GeneratedRegistry {
  readonly weapons: readonly GeneratedWeapon[]
  readonly records: readonly Candidate[]
}

export interface RegistryShape {
  /** Weapons made, registered or not. */
  readonly weapons: number
  /** The share of series, and of weapons in such a series, that are registered. */
  readonly registeredSeries: number
  readonly registeredWeapons: number
}

/**
 * Weapons of several makers, whose sizes fall as one over their rank, in runs of consecutive numbers: nearly each has siblings one character away. Some of each
 * run, and some whole runs, are in no record. One in a hundred bears the number of another weapon of its maker.
 */
export function generateRegistry(random: Random, shape: RegistryShape): GeneratedRegistry {
  const weapons: GeneratedWeapon[] = []
  const ranks = Object.fromEntries(GENERATED_MAKERS.map((_, rank) => [String(rank), 1 / (rank + 1)]))
  while (weapons.length < shape.weapons) {
    const maker = GENERATED_MAKERS[Number(random.weighted(ranks))] as GeneratedMaker
    const [model, year] = [random.pick(maker.models), 1975 + random.below(48)]
    const series = drawSeries(random.pick(maker.shapes), year, random)
    const numbers = 10 ** digitsOf(series)
    const length = Math.min(10 + Math.floor(290 * random.next() ** 2), numbers)
    const first = random.below(numbers - length + 1)
    const isRegistered = random.chance(shape.registeredSeries)
    for (let n = 0; n < length; n++) {
      const twin = random.chance(0.01)
        ? weapons.findLast((other) => other.maker === maker && other.year !== year)
        : undefined
      const serial = twin?.serial ?? numberIn(series, first + n)
      const made = { maker, model, year, serial, ...extraMarks(serial, model.type, random) }
      const isHeld = isRegistered && random.chance(shape.registeredWeapons)
      weapons.push(isHeld ? { ...made, record: toRecord(made, weapons.length, random) } : made)
    }
  }
  return { weapons, records: weapons.flatMap(({ record }) => record ?? []) }
}

function extraMarks(serial: string, type: string, random: Random): Pick<GeneratedWeapon, 'slide' | 'importMark'> {
  const isPistol = type === 'PISTOL_SELF_LOADING'
  return {
    ...(isPistol && random.chance(0.6)
      ? { slide: random.chance(0.93) ? serial : `${random.below(900_000) + 100_000}` }
      : {}),
    ...(random.chance(0.15)
      ? { importMark: `${random.pick(['FR', 'DE', 'US', 'BE'])} ${2000 + random.below(20)}` }
      : {}),
  }
}

function toRecord(
  { maker, model, year, serial, slide, importMark }: GeneratedWeapon,
  n: number,
  random: Random,
): Candidate {
  const weaponId = `${n.toString(16).padStart(8, '0')}-0000-7000-8000-0000000000cc`
  const mark = (kind: string, text: string, component: string): CandidateMark => ({
    markingId: `${weaponId} ${kind}`,
    kind,
    text,
    component,
    condition: 'INTACT',
  })
  const frame = model.type === 'PISTOL_SELF_LOADING' ? 'FRAME' : 'RECEIVER'
  return {
    weaponId,
    groupId: null,
    category: 'SMALL_ARM',
    type: model.type,
    make: random.chance(0.1) ? random.pick(maker.aliases) : maker.make,
    model: model.model,
    calibre: model.calibre,
    countryOfManufacture: random.chance(0.9) ? maker.country : 'UNKNOWN',
    yearOfManufacture: random.chance(0.8) ? year : null,
    marks: [
      mark('SERIAL_PRIMARY', serial, frame),
      ...(slide !== undefined && random.chance(0.5) ? [mark('SERIAL_COMPONENT', slide, 'SLIDE')] : []),
      ...(importMark !== undefined && random.chance(0.6) ? [mark('IMPORT_COUNTRY', importMark, frame)] : []),
    ],
  }
}
