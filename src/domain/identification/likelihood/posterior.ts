import type { RegisteredMark } from '../registered-mark.ts'
import type { KeyRelation } from '../tier.ts'
import { explainMarks, type MarkToExplain } from './marks.ts'
import type { LikelihoodModel } from './model.ts'
import { isDigitCode, type ObservedText, type RegisteredText, readRegistered } from './texts.ts'

/** One weapon of the list, as far as its probability needs it. Logarithms of how much likelier the observation is with it than with any other weapon. */
export interface Weighed {
  readonly marks: number
  readonly descriptors: number
  /** The same of the descriptors that agree, alone. */
  readonly agreeing: number
  /** By which key its best mark agrees. */
  readonly key: KeyRelation
  readonly registered: readonly RegisteredMark[]
}

/** What was read, as far as the weapons beside the list need it. */
export interface Evidence {
  readonly texts: readonly MarkToExplain[]
  /** Whether the maker that was told numbers its weapons so; undefined where that is not known. */
  readonly fitsShape: boolean | undefined
  readonly model: LikelihoodModel
}

// Whole series have these numbers, so each weapon of one that is on record stands for others that are not.
const OF_SERIES: readonly KeyRelation[] = ['wildcard', 'affix', 'core']
const SAME_NUMBER: readonly KeyRelation[] = ['exact', 'visual']
// Numbers of one series that differ in the last digit only.
const SERIES_STEP = 10

/**
 * The probability of each weapon of the list, four decimals and rounded down, so that they never add up to more than 1. What is left is another weapon,
 * not in this list: the expected number of such weapons whose mark would read the same. Each probability depends on the others and not on their order.
 */
export function weighAll(weighed: readonly Weighed[], evidence: Evidence, isComplete: boolean): readonly number[] {
  const most = Math.max(0, ...weighed.map(({ marks: log, descriptors }) => log + descriptors))
  const weights = weighed.map(({ marks: log, descriptors }) => Math.exp(log + descriptors - most))
  const sum = addUp(weights)
  const unseen = isComplete ? 0 : sum * evidence.model.values.incomplete
  const all = sum + unseen + weighOthers(weighed, weights, evidence, most)
  return weights.map((weight) => Math.floor((weight / all) * 10_000) / 10_000)
}

/** In order of size, so that the order of the list does not show in the last digit. */
function addUp(weights: readonly number[]): number {
  return weights.toSorted((one, other) => one - other).reduce((sum, weight) => sum + weight, 0)
}

/** The weight of all weapons that are not in the list, on the scale of the weights. */
function weighOthers(
  weighed: readonly Weighed[],
  weights: readonly number[],
  { texts, fitsShape, model }: Evidence,
  most: number,
): number {
  const { values } = model
  const main = texts.find(({ mark }) => !mark.isSecondary) ?? texts[0]
  const text = main?.texts[0]
  if (main === undefined || text === undefined) return 0
  const read = readAsRegistered(main)
  // A weapon that bears exactly what was read, and whose other marks are as they may be on any.
  const pure = explainMarks(texts, [read], model)
  const anywhere = values.population * values.unregistered * values.ofOneShape * Math.exp(pure + text.density - most)
  // A twin of a weapon that the descriptors contradict may well agree with them.
  const twins = values.twin * addUp(weighed.map(({ marks, agreeing }) => Math.exp(marks + agreeing - most)))
  const isOnRecord = weighed.some(({ key }) => SAME_NUMBER.includes(key))
  const odds = values.unregistered / (1 - values.unregistered)
  const ofSeries = addUp(weights.filter((_, at) => OF_SERIES.includes((weighed[at] as Weighed).key))) * odds
  const unlisted = fitsShape === false ? values.neighbourOfNoShape : values.neighbour
  const series = Math.max(weighSeries(weighed, text, read.text, model), isOnRecord ? 0 : unlisted * topRatio(weighed))
  return anywhere + twins + ofSeries + series * Math.exp(pure - most)
}

function topRatio(weighed: readonly Weighed[]): number {
  return weighed.reduce((top, { descriptors }) => Math.max(top, Math.exp(descriptors)), 0)
}

/** How many weapons that no record holds may bear the number that was read, by how many of its neighbours are on record, weighed by their descriptors. */
function weighSeries(
  weighed: readonly Weighed[],
  text: ObservedText,
  read: RegisteredText,
  { values }: LikelihoodModel,
): number {
  const last = read.length - 1 - read.suffix
  const isRead = last >= 0 && isDigitCode(text.codes[last] as number)
  const siblings: number[] = []
  const fits: number[] = []
  for (const { registered, key, descriptors } of weighed) {
    if (SAME_NUMBER.includes(key) || (key === 'wildcard' && !isRead)) fits.push(Math.exp(descriptors))
    else if (isRead && registered.some((own) => isNeighbour(own.text, read, last))) siblings.push(Math.exp(descriptors))
  }
  const near = [...siblings, ...fits]
  if (near.length === 0) return 0
  // Weapons that the descriptors speak against tell little of the series: they count for as much as they fit.
  const top = Math.max(...near)
  const count = addUp(isRead ? siblings : fits) / top
  const slots = isRead ? 1 : SERIES_STEP
  const seen = count / (SERIES_STEP - (isRead ? 1 : 0) + values.seriesSmoothing)
  const made = Math.min(0.99, seen / (1 - values.unregistered))
  const missing = (made * values.unregistered) / (made * values.unregistered + 1 - made)
  const free = Math.max(0, slots - fits.length)
  return missing * (free + values.misreadInto) * top
}

function isNeighbour(own: RegisteredText, read: RegisteredText, last: number): boolean {
  if (own.length !== read.length || own.codes[last] === read.codes[last]) return false
  for (let at = 0; at < own.length; at++) if (at !== last && own.codes[at] !== read.codes[at]) return false
  return true
}

/** What was read, as if it were on record. */
function readAsRegistered({ mark }: MarkToExplain): RegisteredMark {
  const { kind, reading, isSecondary } = mark
  return { kind, component: null, reading, isSecondary, text: readRegistered(reading), spoken: [] }
}
