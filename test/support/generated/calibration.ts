import { identify } from '../../../src/domain/identification/identify.ts'
import { createModel, type LikelihoodModel } from '../../../src/domain/identification/likelihood/model.ts'
import type { ObservedWeapon } from '../../../src/domain/identification/observation.ts'
import { type LookedUp, indexRegistry } from './lookup.ts'
import type { ErrorKind } from './misread.ts'
import { observe } from './observe.ts'
import { createRandom, type Random } from './random.ts'
import { generateRegistry, type GeneratedRegistry, type RegistryShape } from './registry.ts'

export interface Case {
  readonly kind: ErrorKind
  readonly observation: ObservedWeapon
  readonly found: LookedUp
  /** The record of the weapon observed; null where it has none. */
  readonly truth: string | null
}

export interface Outcome {
  readonly kind: ErrorKind
  readonly truth: string | null
  readonly ranked: readonly { readonly weaponId: string; readonly score: number }[]
}

export const CALIBRATION_SHAPE: RegistryShape = { weapons: 60_000, registeredSeries: 0.85, registeredWeapons: 0.9 }

export interface OpenRegistry {
  readonly random: Random
  readonly registry: GeneratedRegistry
  readonly search: (observation: ObservedWeapon) => LookedUp
}

export function openRegistry(seed: number, shape = CALIBRATION_SHAPE): OpenRegistry {
  const random = createRandom(seed)
  const registry = generateRegistry(random, shape)
  return { random, registry, search: indexRegistry(registry.records) }
}

/**
 * Weapons drawn by lot, registered or not, and observed, each with what a search of the registry finds. With an error named: registered ones only, make and
 * model told right.
 */
export function drawCases(
  { random, registry, search }: OpenRegistry,
  count: number,
  wanted?: ErrorKind,
): readonly Case[] {
  const cases: Case[] = []
  for (let tries = 0; cases.length < count && tries < count * 200; tries++) {
    const weapon = random.pick(registry.weapons)
    const seen = observe(weapon, random, wanted, wanted === undefined)
    if (seen === undefined || (wanted !== undefined && weapon.record === undefined)) continue
    cases.push({ ...seen, found: search(seen.observation), truth: weapon.record?.weaponId ?? null })
  }
  return cases
}

/** The model of a registry of that size; all else as it is. */
export function modelOf({ weapons }: RegistryShape): LikelihoodModel {
  return createModel({ population: weapons })
}

export function judgeCases(cases: readonly Case[], model: LikelihoodModel, shown = 300): readonly Outcome[] {
  return cases.map(({ kind, observation, found, truth }) => {
    const { candidates, isComplete, searched } = found
    const ranked = identify(observation, candidates, { isComplete, searched, shown, model }).candidates
    return { kind, truth, ranked: ranked.map(({ weaponId, score }) => ({ weaponId, score })) }
  })
}

export interface Bin {
  readonly from: number
  readonly to: number
  readonly count: number
  readonly stated: number
  readonly observed: number
}

const EDGES = [0.001, 0.01, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99, 1.0001]

/** How often the candidates of each range of scores were the weapon: every candidate of every case counts once. */
export function reliability(outcomes: readonly Outcome[]): readonly Bin[] {
  const all = outcomes.flatMap(({ ranked, truth }) =>
    ranked.map(({ weaponId, score }) => ({ score, isRight: weaponId === truth })),
  )
  return EDGES.slice(0, -1).map((from, at) => {
    const to = EDGES[at + 1] as number
    const inside = all.filter(({ score }) => score >= from && score < to)
    const mean = (values: readonly number[]) =>
      values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length)
    return {
      from,
      to,
      count: inside.length,
      stated: mean(inside.map(({ score }) => score)),
      observed: mean(inside.map(({ isRight }) => Number(isRight))),
    }
  })
}

/** Expected calibration error: the mean distance of stated and observed, by how many candidates each bin holds. */
export function calibrationError(bins: readonly Bin[]): number {
  const total = bins.reduce((sum, { count }) => sum + count, 0)
  return bins.reduce((sum, { count, stated, observed }) => sum + (count / total) * Math.abs(stated - observed), 0)
}

/** The mean surprise at the truth, another weapon included. */
export function logLoss(outcomes: readonly Outcome[]): number {
  const loss = outcomes.map(({ ranked, truth }) => {
    const own = ranked.find(({ weaponId }) => weaponId === truth)
    const others = 1 - ranked.reduce((sum, { score }) => sum + score, 0)
    return -Math.log(Math.max(0.0005, own?.score ?? others))
  })
  return loss.reduce((sum, value) => sum + value, 0) / loss.length
}

export function writeTable(bins: readonly Bin[]): string {
  const rows = bins.map(
    ({ from, to, count, stated, observed }) =>
      `| ${from}–${Math.min(1, to)} | ${count} | ${stated.toFixed(3)} | ${observed.toFixed(3)} |`,
  )
  return ['| stated | candidates | mean stated | observed |', '| --- | --- | --- | --- |', ...rows].join('\n')
}

/** Of outcomes whose weapon is on record: how often it was found at all and ranked first, and how many candidates were as likely as it. */
export function firstRates(outcomes: readonly Outcome[]): {
  readonly found: number
  readonly first: number
  readonly asLikely: number
} {
  const own = outcomes.map(({ ranked, truth }) => ({
    ranked,
    at: ranked.findIndex(({ weaponId }) => weaponId === truth),
  }))
  const found = own.filter(({ at }) => at >= 0)
  const asLikely = found.map(({ ranked, at }) => {
    const score = ranked[at]?.score ?? 0
    return ranked.filter((other) => other.score >= score * 0.99 && other.score <= score * 1.01).length
  })
  return {
    found: found.length / own.length,
    first: found.filter(({ at }) => at === 0).length / own.length,
    asLikely: asLikely.reduce((sum, count) => sum + count, 0) / Math.max(1, found.length),
  }
}
