import type { Finding } from '../findings.ts'
import type { Tier } from '../vocabulary/traces.ts'
import { type Candidate, weaponOf } from './candidate.ts'
import type { Reason } from './compare-descriptors.ts'
import type { Substitution } from './compare-readings.ts'
import { type Judged, judgeCandidate } from './judge-candidate.ts'
import { assessObservation } from './assess-observation.ts'
import { type ObservedWeapon, searchedMarks } from './observation.ts'
import { KEY_RELATIONS, type KeyRelation } from './tier.ts'

/** A weapon that may be the one observed, and why. Never with a holder. */
interface RankedCandidate {
  readonly weaponId: string
  readonly tier: Tier
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
  /** Best first, at most 50. */
  readonly candidates: readonly RankedCandidate[]
  readonly findings: readonly Finding[]
}

export interface IdentifyOptions {
  /** False where the look-up left candidates out (its limit was reached): then nothing is known to be the only one, and all is T5. */
  readonly isComplete: boolean
}

// More than a person compares in one sitting; whoever needs more has to read more of the weapon.
const CANDIDATES_MAX = 50

/**
 * Which registered weapon was observed (design, identification). The candidates are all that the keys of `observedReadings` lead to, registry-wide, before
 * any visibility. More than one weapon reaching the best tier makes every candidate T5: an identification that two weapons fit identifies none, and
 * the weaker ones must not be promoted by it.
 */
export function identify(
  observation: ObservedWeapon,
  candidates: readonly Candidate[],
  { isComplete }: IdentifyOptions,
): Identification {
  const marks = searchedMarks(observation)
  const distinct = new Map(candidates.map((candidate) => [candidate.weaponId, candidate]))
  const judged = Array.from(distinct.values())
    .flatMap((candidate) => judgeCandidate(observation, marks, candidate) ?? [])
    .sort(bestFirst)
    .filter(firstOfWeapon(distinct))
  const [best] = judged
  const isOne = isComplete && judged.filter((other) => other.tier === best?.tier).length === 1
  const ranked = isOne ? judged : judged.map((other): Judged => ({ ...other, tier: 'T5' }))
  const tier = ranked[0]?.tier ?? null
  const isPointed = isOne && tier !== 'T5'
  return {
    tier,
    weaponId: isPointed ? (best?.weaponId ?? null) : null,
    releasable: tier === 'T1',
    keysUsed: isOne ? (best?.keysUsed ?? []) : [],
    substitutions: isOne ? (best?.substitutions ?? []) : [],
    candidates: ranked.slice(0, CANDIDATES_MAX).map(({ substitutions: _, ...shown }) => shown),
    findings: assessObservation(observation),
  }
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

/** By tier, key and agreeing descriptors, then by id: a total order, whatever order the candidates came in. */
function bestFirst(one: Judged, other: Judged): number {
  return (
    compare(one.tier, other.tier) ||
    strength(one) - strength(other) ||
    agreements(other) - agreements(one) ||
    compare(one.weaponId, other.weaponId)
  )
}

function strength({ keysUsed: [key] }: Judged): number {
  return key === undefined ? KEY_RELATIONS.length : KEY_RELATIONS.indexOf(key)
}

function agreements({ reasons }: Judged): number {
  return reasons.filter(({ relation }) => ['agrees', 'alias', 'compatible'].includes(relation)).length
}

function compare(one: string, other: string): number {
  if (one === other) return 0
  return one < other ? -1 : 1
}
