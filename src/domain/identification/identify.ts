import type { Tier } from '../vocabulary/traces.ts'
import { type Candidate, weaponOf } from './candidate.ts'
import type { Reason } from './compare-descriptors.ts'
import { type Judged, judgeCandidate, reasonsOf, substitutionsOf } from './judge-candidate.ts'
import type { Substitution } from './likelihood/explain.ts'
import { type LikelihoodModel, MODEL } from './likelihood/model.ts'
import { weighAll } from './likelihood/posterior.ts'
import { type ObservedMark, type ObservedWeapon, searchedMarks } from './observation.ts'
import { prepareObservation, type PreparedObservation } from './prepare-observation.ts'
import { KEY_RELATIONS, type KeyRelation } from './tier.ts'

/** A weapon that may be the one observed, and why. Never with a holder. */
interface RankedCandidate {
  readonly weaponId: string
  readonly tier: Tier
  /** The probability that this is the weapon, 0 to 1 in four decimals. It ranks and never releases: that is the tier's alone. */
  readonly score: number
  readonly keysUsed: readonly KeyRelation[]
  readonly reasons: readonly Reason[]
}

export interface Identification {
  /** The best tier reached; null where nothing fits. */
  readonly tier: Tier | null
  /** The one weapon that T1 to T4 points at; null at T5 and where nothing fits. */
  readonly weaponId: string | null
  /** True at T1: released unless a flag blocks it. */
  readonly releasable: boolean
  /** The keys of the best candidate, with where it differs from what was read. Empty where there is no single best one. */
  readonly keysUsed: readonly KeyRelation[]
  readonly substitutions: readonly Substitution[]
  /** Best first: by tier, then by score. The scores add up to at most 1; the rest is another weapon, not in this list. */
  readonly candidates: readonly RankedCandidate[]
  /** How many there are to page through; `candidates` is all of them unless a page was asked for. */
  readonly ranked: number
}

/** Candidates of a ranking, from a rank (0 is the best) on. To explain one costs as much as to score five. */
export interface Page {
  readonly from: number
  readonly count: number
}

export interface IdentifyOptions {
  /** False where the look-up left candidates out (its limit was reached): then nothing is known to be the only one, and all is T5. */
  readonly isComplete: boolean
  /** The marks of which every weapon that fits was looked up. Another mark still finds, and then caps at T5. By default those of which it can be without knowing what is registered. */
  readonly searched?: readonly ObservedMark[]
  /** How many candidates the result holds at most. */
  readonly shown?: number
  /** Which of these the result holds; all unless told. */
  readonly page?: Page
  /** Other parameters of the score, to fit them. */
  readonly model?: LikelihoodModel
}

// More than a person compares in one sitting; whoever needs more has to read more of the weapon.
const SHOWN = 50
const SHOWN_MAX = 300

interface Scored {
  readonly judged: Judged
  readonly tier: Tier
  readonly score: number
}

/**
 * Which registered weapon was observed (design, identification). The candidates are all that the keys of `observedReadings` lead to, registry-wide, before
 * any visibility. More than one weapon reaching the best tier makes every candidate T5: an identification that two weapons fit identifies none, and
 * the weaker ones must not be promoted by it.
 */
export function identify(
  observation: ObservedWeapon,
  candidates: readonly Candidate[],
  { isComplete, searched, shown = SHOWN, page, model = MODEL }: IdentifyOptions,
): Identification {
  const prepared = prepareObservation(observation, searched ?? searchedMarks(observation), model)
  const judged = judgeAll(candidates, prepared)
  const scores = weighAll(judged, prepared, isComplete)
  const scored = judged.map((one, at): Scored => ({ judged: one, tier: one.tier, score: scores[at] ?? 0 }))
  const best = scored.sort(likeliestFirst)[0]?.judged
  const isOne = isComplete && scored.filter((other) => other.tier === best?.tier).length === 1
  const ranked = isOne ? scored : scored.map((other): Scored => ({ ...other, tier: 'T5' })).sort(likeliestFirst)
  const tier = ranked[0]?.tier ?? null
  const most = Math.min(ranked.length, shown, SHOWN_MAX)
  const { from, count } = page ?? { from: 0, count: most }
  const isPointed = isOne && tier !== 'T5'
  return {
    tier,
    weaponId: isPointed ? (best?.weaponId ?? null) : null,
    releasable: tier === 'T1',
    keysUsed: isOne ? (best?.keysUsed ?? []) : [],
    substitutions: isOne && best !== undefined ? substitutionsOf(best.best) : [],
    candidates: ranked.slice(from, Math.min(from + count, most)).map((one) => show(one, prepared)),
    ranked: most,
  }
}

function show({ judged, tier, score }: Scored, prepared: PreparedObservation): RankedCandidate {
  return { weaponId: judged.weaponId, tier, score, keysUsed: judged.keysUsed, reasons: reasonsOf(judged, prepared) }
}

/** Each weapon once, the best first. */
function judgeAll(candidates: readonly Candidate[], prepared: PreparedObservation): readonly Judged[] {
  const distinct = new Map<string, Candidate>()
  for (const candidate of candidates) distinct.set(candidate.weaponId, candidate)
  const judged: Judged[] = []
  for (const candidate of distinct.values()) {
    const one = judgeCandidate(prepared, candidate)
    if (one !== undefined) judged.push(one)
  }
  return judged.sort(bestFirst).filter(firstOfWeapon(distinct))
}

/** Of records that are one weapon, the best one speaks for it. */
function firstOfWeapon(candidates: ReadonlyMap<string, Candidate>): (judged: Judged) => boolean {
  const seen = new Set<string>()
  return ({ weaponId }) => {
    const weapon = weaponOf(candidates.get(weaponId) ?? { weaponId })
    if (seen.has(weapon)) return false
    seen.add(weapon)
    return true
  }
}

/** By tier, then by how well it explains what was seen, key and id: a total order, whatever order the candidates came in. */
function bestFirst(one: Judged, other: Judged): number {
  return (
    compare(one.tier, other.tier) ||
    likelihood(other) - likelihood(one) ||
    strength(one) - strength(other) ||
    compare(one.weaponId, other.weaponId)
  )
}

function likeliestFirst(one: Scored, other: Scored): number {
  return compare(one.tier, other.tier) || other.score - one.score || bestFirst(one.judged, other.judged)
}

function likelihood({ marks, descriptors }: Judged): number {
  return marks + descriptors
}

function strength({ keysUsed }: Judged): number {
  const key = keysUsed[0]
  return key === undefined ? KEY_RELATIONS.length : KEY_RELATIONS.indexOf(key)
}

function compare(one: string, other: string): number {
  if (one === other) return 0
  return one < other ? -1 : 1
}
