import { resolveCalibre } from '../../src/domain/identification/calibre.ts'
import { resolveMake } from '../../src/domain/identification/maker.ts'
import { resolveModel } from '../../src/domain/identification/model.ts'
import { BUILT_IN_LISTS } from '../../src/domain/reference/built-in.ts'
import type { Maker, Model } from '../../src/domain/reference/entries.ts'
import { HANDGUNS } from '../../src/domain/reference/models-handguns.ts'
import type { WeaponType } from '../../src/domain/vocabulary/weapons.ts'
import { formatsOf, type SerialFormat } from './serial-formats.ts'

export interface MadeModel {
  readonly names: readonly string[]
  readonly calibres: readonly string[]
  readonly type: WeaponType
}

export interface MakerToGenerate {
  readonly id: string
  /** The name to show first, then others that resolve to the same maker. */
  readonly names: readonly string[]
  readonly country: string
  readonly models: readonly MadeModel[]
  readonly formats: readonly SerialFormat[]
  /** Its share of all weapons. */
  readonly share: number
}

/** Weapons whose maker no list knows are this share of all. */
const UNLISTED_SHARE = 0.03
/** Makers fall off by rank as 1 / rank^0.77, which gives the first 13 to 14 % of all weapons. */
const ZIPF_EXPONENT = 0.77
const UNLISTED = 'UNLISTED'

/** In the order of how many weapons each has; the rest follow as the reference data list them. */
const FIRST = [
  'GLOCK',
  'BERETTA',
  'SMITH_WESSON',
  'IZHMASH',
  'NORINCO',
  'TAURUS',
  'ZASTAVA',
  'RUGER',
  'CESKA_ZBROJOVKA',
  'COLT',
]

const OTHER_CALIBRES = ['9x19', '7.62x39', '5.56x45', '7.65x17SR', '12/70'] as const

function typeOf(model: Model): WeaponType {
  if (HANDGUNS.includes(model)) return 'PISTOL_SELF_LOADING'
  return model.calibres.some((calibre) => /^(5\.45|7\.62x39|5\.56)/.test(calibre)) ? 'ASSAULT_RIFLE' : 'RIFLE'
}

/** A maker's models as they are registered: not the generic names, and only names that no other model of the maker bears. */
function modelsOf(maker: Maker): MadeModel[] {
  return BUILT_IN_LISTS.models
    .filter((model) => model.makers.includes(maker.id) && model.isGeneric !== true)
    .map((model) => {
      const names = [model.name, ...model.aliases].filter((name) => resolveModel(name, maker.id).key === model.id)
      const calibres = model.calibres.filter((calibre) => resolveCalibre(calibre).key === calibre)
      return { names, calibres: calibres.length === 0 ? ['9x19'] : calibres, type: typeOf(model) }
    })
    .filter(({ names }) => names.length > 0)
}

/** Of a maker without a model in the lists: names that no list knows, as most registers hold them. */
function inventedModels(n: number): MadeModel[] {
  return [0, 1, 2].map((step) => ({
    names: [`Mod. ${100 + ((n * 37 + step * 11) % 800)}`],
    calibres: [OTHER_CALIBRES[(n + step) % OTHER_CALIBRES.length] ?? '9x19'],
    type: step === 2 ? ('RIFLE' as const) : ('PISTOL_SELF_LOADING' as const),
  }))
}

function namesOf({ id, name, aliases }: Maker): string[] {
  return [name, ...aliases].filter((text) => resolveMake(text).key === id)
}

function listMakers(): MakerToGenerate[] {
  const manufacturers = BUILT_IN_LISTS.makers.filter(({ roles }) => roles.every((role) => role === 'MANUFACTURER'))
  const ranked = [
    ...FIRST.flatMap((id) => manufacturers.filter((maker) => maker.id === id)),
    ...manufacturers.filter(({ id }) => !FIRST.includes(id)),
  ]
  const weights = ranked.map((_, rank) => (rank + 1) ** -ZIPF_EXPONENT)
  const sum = weights.reduce((total, weight) => total + weight, 0)
  const listed = ranked.map((maker, n) => {
    const models = modelsOf(maker)
    return {
      id: maker.id,
      names: namesOf(maker),
      country: maker.country,
      models: models.length === 0 ? inventedModels(n) : models,
      formats: formatsOf(maker.id, n),
      share: ((weights[n] ?? 0) / sum) * (1 - UNLISTED_SHARE),
    }
  })
  return [...listed, unlistedMaker()]
}

const FIRST_NAMES = [
  'Armería',
  'Armi',
  'Waffenbau',
  'Armurerie',
  'Gunworks',
  'Оружейная',
  'Tüfek',
  'Zbrojovka',
] as const
const PLACES = [
  'Ruiz',
  'Gardone',
  'Ferlach',
  'Liège',
  'Peshawar',
  'Konya',
  'Brno',
  'Eibar',
  'Danao',
  'Kragujevac',
] as const

/** Small workshops that no list knows, all under one head: some three hundred names. */
function unlistedMaker(): MakerToGenerate {
  const names = FIRST_NAMES.flatMap((first) =>
    PLACES.flatMap((place) => [1, 2, 3, 4].map((n) => `${first} ${place} ${n}`)),
  )
  const models = [0, 1, 2, 3].flatMap((n) => inventedModels(n * 5))
  const formats = formatsOf(UNLISTED, 2)
  return { id: UNLISTED, names, country: 'IT', models, formats, share: UNLISTED_SHARE }
}

export const MAKERS: readonly MakerToGenerate[] = listMakers()

export function isUnlisted({ id }: MakerToGenerate): boolean {
  return id === UNLISTED
}
