import type { ObservedWeapon } from '../../../src/domain/identification/observation.ts'
import { digitsOf, drawSeries, GENERATED_MAKERS, type GeneratedMaker, numberIn } from './makers.ts'
import { type ErrorKind, misread } from './misread.ts'
import { drawMarks } from './conflicting-marks.ts'
import type { AdversarialRecord, ToldAs } from './objections.ts'
import type { Random } from './random.ts'

// Observations made to be taken for the wrong weapon: for tests of what is released without a person, in memory, in PostgreSQL and over HTTP.

export interface AdversarialCase {
  readonly kind: ErrorKind
  readonly registered: readonly AdversarialRecord[]
  readonly observation: ObservedWeapon
  readonly told: ToldAs
  /** The frame's numbers that were sent, without tokens; two where a second one is in conflict. */
  readonly sent: readonly string[]
  /** The true weapon's record; null where the registry holds none. */
  readonly truth: string | null
}

const SIBLING_ERRORS: readonly ErrorKind[] = [
  'substitution',
  'insertion',
  'doubling',
  'deletion',
  'transposition',
  'confusion',
  'wideConfusion',
  'zerosLost',
  'zerosAdded',
  'prefixLost',
  'suffixLost',
  'lettersDropped',
  'lookAlike',
  'written',
  'arabicDigit',
]
const READING_ERRORS: readonly ErrorKind[] = [
  'none',
  ...SIBLING_ERRORS,
  'oneUnreadable',
  'twoUnreadable',
  'threeUnreadable',
  'unreadableRun',
  'oneOfTwo',
  'twoConfusions',
  'otherNumber',
]

interface Kinds {
  readonly maker: GeneratedMaker
  readonly model: GeneratedMaker['models'][number]
  readonly year: number
}

/** One weapon, siblings of it on record that are one error away, and an observation of it; it is itself on record one time in eight. */
export function drawAdversarial(random: Random, name: string): AdversarialCase {
  const maker = random.pick(GENERATED_MAKERS)
  const own = { maker, model: random.pick(maker.models), year: 1975 + random.below(48) }
  const series = drawSeries(random.pick(maker.shapes), own.year, random)
  const serial = numberIn(series, random.below(10 ** digitsOf(series)))
  const registered = Array.from({ length: 2 + random.below(8) }, (_, n) =>
    drawSibling(own, serial, `${name}-${n}`, random),
  )
  const truth = random.chance(0.125) ? toRecord(own, [serial], `${name}-true`, random) : undefined
  const kind = random.pick(READING_ERRORS)
  const text = misread(serial, kind, random) ?? serial
  const { told, given } = describe(own, random)
  const marks = drawMarks(text, registered, random)
  return {
    kind,
    registered: truth === undefined ? registered : [...registered, truth],
    observation: { ...given, markings: marks.markings },
    told,
    sent: marks.sent,
    truth: truth?.record.weaponId ?? null,
  }
}

function drawSibling(own: Kinds, serial: string, id: string, random: Random): AdversarialRecord {
  const other = random.pick(GENERATED_MAKERS)
  const kinds = random.chance(0.75)
    ? own
    : random.chance(0.5)
      ? { ...own, model: random.pick(own.maker.models), year: own.year + 1 }
      : { maker: other, model: random.pick(other.models), year: own.year }
  // Of another maker, the very same number is no rarity.
  const kind = kinds.maker !== own.maker && random.chance(0.5) ? 'none' : random.pick(SIBLING_ERRORS)
  const near = misread(serial, kind, random) ?? misread(serial, 'substitution', random) ?? `${serial}1`
  const second = random.chance(0.1) ? [misread(serial, 'transposition', random) ?? '4711'] : []
  return toRecord(kinds, [near, ...second], id, random)
}

function toRecord(
  { maker, model, year }: Kinds,
  serials: readonly string[],
  id: string,
  random: Random,
): AdversarialRecord {
  const kinds = ['SERIAL_PRIMARY', 'SERIAL_IMPORT_ASSIGNED']
  const frames = serials.map((text, n) => ({
    markingId: `${id} ${n}`,
    kind: kinds[n] as string,
    text,
    component: 'FRAME',
    condition: 'INTACT',
  }))
  const slide = random.chance(0.3)
    ? [
        {
          markingId: `${id} slide`,
          kind: 'SERIAL_COMPONENT',
          text: serials[0] as string,
          component: 'SLIDE',
          condition: 'INTACT',
        },
      ]
    : []
  const isDated = random.chance(0.8)
  return {
    is: {
      maker: maker.make,
      model: model.model,
      calibre: model.calibre,
      type: model.type,
      year: isDated ? year : null,
      country: maker.country,
    },
    serials,
    record: {
      weaponId: id,
      groupId: null,
      category: 'SMALL_ARM',
      type: model.type,
      make: random.chance(0.2) ? random.pick(maker.aliases) : maker.make,
      model: model.model,
      calibre: model.calibre,
      countryOfManufacture: maker.country,
      yearOfManufacture: isDated ? year : null,
      marks: [...frames, ...slide],
    },
  }
}

/** What is told of the weapon: mostly right, so that a release is near; else an importer, another maker, model, calibre, type, year or country, or nothing. */
function describe(
  { maker, model, year }: Kinds,
  random: Random,
): { readonly told: ToldAs; readonly given: ObservedWeapon } {
  const other = random.pick(GENERATED_MAKERS)
  const is = {
    maker: maker.make,
    model: model.model,
    calibre: model.calibre,
    type: model.type,
    year,
    country: maker.country,
  }
  const right: ObservedWeapon = {
    make: random.chance(0.2) ? random.pick(maker.aliases) : maker.make,
    model: model.model,
    calibre: model.calibre,
    type: model.type,
    yearOfManufacture: year,
    countryOfManufacture: maker.country,
  }
  switch (
    random.weighted({
      right: 50,
      importer: 8,
      noMaker: 5,
      maker: 8,
      model: 8,
      calibre: 5,
      type: 5,
      year: 8,
      noYear: 8,
      country: 5,
    })
  ) {
    case 'importer':
      return {
        told: { ...is, maker: null },
        given: { ...right, make: random.pick(['Century Arms', 'Interarms', 'Zastava Arms USA']) },
      }
    case 'noMaker':
      return { told: { ...is, maker: null }, given: without(right, 'make') }
    case 'maker':
      return { told: { ...is, maker: other.make }, given: { ...right, make: other.make } }
    case 'model': {
      const wrong = random.pick(other.models)
      return { told: { ...is, model: wrong.model }, given: { ...right, model: wrong.model } }
    }
    case 'calibre':
      return { told: { ...is, calibre: '7.62x54R' }, given: { ...right, calibre: '7.62x54R' } }
    case 'type':
      return { told: { ...is, type: 'SHOTGUN' }, given: { ...right, type: 'SHOTGUN' } }
    case 'year':
      return { told: { ...is, year: year + 2 }, given: { ...right, yearOfManufacture: year + 2 } }
    case 'noYear':
      return { told: { ...is, year: null }, given: without(right, 'yearOfManufacture') }
    case 'country':
      return { told: { ...is, country: 'JP' }, given: { ...right, countryOfManufacture: 'JP' } }
    default:
      return { told: is, given: right }
  }
}

function without(given: ObservedWeapon, name: keyof ObservedWeapon): ObservedWeapon {
  return Object.fromEntries(Object.entries(given).filter(([key]) => key !== name))
}
