import type { Tier } from '../vocabulary/traces.ts'
import type { CalibreRelation } from './calibre.ts'
import type { MakerRelation } from './maker.ts'
import type { ModelRelation } from './model.ts'

export const KEY_RELATIONS = [
  'exact',
  'visual',
  'skeleton',
  'phonetic',
  'noZero',
  'ncic',
  'wildcard',
  'edit1',
  'wide',
  'affix',
  'core',
] as const
/**
 * By which key the observed and the registered mark agree, the strongest first. `wide` (D/0, U/V, 4/A, 7/1, misread Arabic-Indic digits) and `affix` (a lost
 * beginning or end, an unreadable run that fits) only find candidates.
 */
export type KeyRelation = (typeof KEY_RELATIONS)[number]

export type YearRelation = 'agrees' | 'absent' | 'contradicted'

/** All that decides a tier. `weapons` says whether one weapon or more reach it, counted over the whole registry. */
export interface TierFacts {
  readonly key: KeyRelation
  readonly maker: MakerRelation
  readonly model: ModelRelation
  readonly calibre: CalibreRelation
  readonly year: YearRelation
  /** Whether the maker's numbers begin again each year: then a serial without its year names several weapons. */
  readonly restartsYearly: boolean
  readonly weapons: 'one' | 'more'
}

/** `releasesAlone` is true for T1 only; a blocking flag may still stop it. T2 to T5 need a person, T4 and T5 two. */
export interface TierDecision {
  readonly tier: Tier
  readonly releasesAlone: boolean
}

const OF_KEY: Record<KeyRelation, Tier> = {
  exact: 'T1',
  visual: 'T1',
  skeleton: 'T2',
  phonetic: 'T2',
  noZero: 'T2',
  ncic: 'T2',
  wildcard: 'T3',
  edit1: 'T5',
  wide: 'T5',
  affix: 'T5',
  core: 'T5',
}
const OF_MAKER: Record<MakerRelation, Tier> = {
  agrees: 'T1',
  alias: 'T1',
  importerGiven: 'T4',
  absent: 'T4',
  contradicted: 'T5',
}
const OF_MODEL: Record<ModelRelation, Tier> = {
  agrees: 'T1',
  alias: 'T1',
  family: 'T2',
  absent: 'T4',
  contradicted: 'T5',
}
// A weapon may have been re-barrelled, so a contradicted calibre is not worse than one that is not known.
const OF_CALIBRE: Record<CalibreRelation, Tier> = { compatible: 'T1', unknown: 'T2', contradicted: 'T2' }
const OF_YEAR: Record<YearRelation, Tier> = { agrees: 'T1', absent: 'T1', contradicted: 'T2' }
const OF_YEAR_WHERE_NUMBERS_RESTART: Record<YearRelation, Tier> = { agrees: 'T1', absent: 'T2', contradicted: 'T5' }

/**
 * The tier of one match (design, identification): each fact allows a best tier, and the worst of them is the tier. The whole table lies in
 * `test/vectors/tiers/table.json`.
 */
export function decideTier(facts: TierFacts): TierDecision {
  const tier = worstTier(
    OF_KEY[facts.key],
    OF_MAKER[facts.maker],
    OF_MODEL[facts.model],
    OF_CALIBRE[facts.calibre],
    facts.restartsYearly ? OF_YEAR_WHERE_NUMBERS_RESTART[facts.year] : OF_YEAR[facts.year],
    facts.weapons === 'one' ? 'T1' : 'T5',
    facts.key === 'wildcard' ? tierOfWildcard(facts) : 'T1',
  )
  return { tier, releasesAlone: tier === 'T1' }
}

/** An unreadable character leaves many serials, so the descriptors have to say more: all three agree for T3. */
function tierOfWildcard(facts: TierFacts): Tier {
  if (facts.calibre === 'contradicted') return 'T5'
  return facts.calibre === 'unknown' || facts.model === 'family' ? 'T4' : 'T3'
}

/**
 * The cap of a match through a secondary mark: a part's number, a re-numbered part, a number of unknown meaning, a mark that was altered or restored, or a
 * token read as letters. It never reaches T1. Applied before weapons are counted.
 */
export function capForSecondaryMark(tier: Tier, isSecondary: boolean): Tier {
  return isSecondary ? worstTier(tier, 'T2') : tier
}

/** The cap of a contradicted descriptor outside the table (type, country of manufacture, another mark of the same kind): a T1 becomes T2. */
export function capForContradiction(tier: Tier, isContradicted: boolean): Tier {
  return isContradicted ? worstTier(tier, 'T2') : tier
}

/** The last of these tiers in the order T1 to T5. */
function worstTier(first: Tier, ...others: readonly Tier[]): Tier {
  return others.reduce((worst, tier) => (tier > worst ? tier : worst), first)
}
