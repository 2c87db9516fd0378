import type { Tier } from '../vocabulary/traces.ts'
import type { Candidate, CandidateMark } from './candidate.ts'
import { compareDescriptors, type DescriptorRelations, type Reason } from './compare-descriptors.ts'
import { compareReadings, findSubstitutions, type Substitution } from './compare-readings.ts'
import { isSecondaryMark, mayBeSerial, type ObservedMark, type ObservedWeapon } from './observation.ts'
import { isLiteral, parseReading, type Reading } from './reading.ts'
import { capForContradiction, capForSecondaryMark, decideTier, KEY_RELATIONS, type KeyRelation } from './tier.ts'

/** What one registered weapon is to an observation, before it is known how many others are as much. */
export interface Judged {
  readonly weaponId: string
  readonly tier: Tier
  readonly keysUsed: readonly KeyRelation[]
  readonly reasons: readonly Reason[]
  readonly substitutions: readonly Substitution[]
}

interface RegisteredMark {
  readonly kind: string
  readonly reading: Reading
  readonly isSecondary: boolean
}

interface Match {
  readonly observed: ObservedMark
  readonly registered: RegisteredMark
  readonly key: KeyRelation
  readonly tier: Tier
}

// A shared number with other letters round it says something only among weapons of one maker and model.
const CORE_MODELS: readonly string[] = ['agrees', 'alias', 'family']

/** The best tier by which this weapon may be the one observed, as if it were the only one; undefined where no mark agrees in any way. */
export function judgeCandidate(
  observation: ObservedWeapon,
  marks: readonly ObservedMark[],
  candidate: Candidate,
): Judged | undefined {
  const descriptors = compareDescriptors(observation, marks, candidate)
  const registered = candidate.marks.flatMap(readRegistered)
  const isContradicted = descriptors.isContradicted || marks.some((mark) => isOtherNumber(mark, registered))
  const matches = marks.flatMap((mark) => matchMark(mark, registered, descriptors, isContradicted)).sort(bestFirst)
  const [best] = matches
  if (best === undefined) return undefined
  return {
    weaponId: candidate.weaponId,
    tier: best.tier,
    keysUsed: KEY_RELATIONS.filter((key) => matches.some((match) => match.key === key)),
    reasons: [
      { descriptor: 'serial', relation: best.key, observed: best.observed.reading.raw },
      ...descriptors.reasons,
    ],
    substitutions: findSubstitutions(best.observed.reading, best.registered.reading),
  }
}

/** A registered text that cannot be read has no keys and matches nothing. */
function readRegistered(mark: CandidateMark): RegisteredMark[] {
  const parsed = parseReading(mark.text, { literal: isLiteral(mark.condition) })
  if (!parsed.ok || !mayBeSerial(mark.kind)) return []
  return [{ kind: mark.kind, reading: parsed.reading, isSecondary: isSecondaryMark(mark) }]
}

/** The best agreement of one observed mark with any registered one. */
function matchMark(
  observed: ObservedMark,
  registered: readonly RegisteredMark[],
  descriptors: DescriptorRelations,
  isContradicted: boolean,
): Match[] {
  const matches = registered.flatMap((mark) => {
    const key = compareReadings(observed.reading, mark.reading)
    if (key === undefined || (key === 'core' && !sharesMakerAndModel(descriptors))) return []
    const { maker, model, calibre, year, restartsYearly } = descriptors
    const decided = decideTier({ key, maker, model, calibre, year, restartsYearly, weapons: 'one' })
    const capped = capForSecondaryMark(decided.tier, observed.isSecondary || mark.isSecondary)
    return [{ observed, registered: mark, key, tier: capForContradiction(capped, isContradicted) }]
  })
  return matches.sort(bestFirst).slice(0, 1)
}

/** A frame's number that was read and is none of the registered ones of its kind: another mark's agreement does not outweigh it. */
function isOtherNumber(observed: ObservedMark, registered: readonly RegisteredMark[]): boolean {
  if (observed.isSecondary) return false
  const same = registered.filter((mark) => mark.kind === observed.kind && mark.reading.certain)
  return same.length > 0 && same.every((mark) => isApart(compareReadings(observed.reading, mark.reading)))
}

function isApart(key: KeyRelation | undefined): boolean {
  return key === undefined || key === 'edit1' || key === 'core'
}

function sharesMakerAndModel({ maker, model }: DescriptorRelations): boolean {
  return (maker === 'agrees' || maker === 'alias') && CORE_MODELS.includes(model)
}

/** A total order, so that the same marks in another order give the same match. */
function bestFirst(one: Match, other: Match): number {
  return (
    compare(one.tier, other.tier) ||
    KEY_RELATIONS.indexOf(one.key) - KEY_RELATIONS.indexOf(other.key) ||
    compare(one.observed.reading.raw, other.observed.reading.raw) ||
    compare(one.registered.reading.raw, other.registered.reading.raw)
  )
}

function compare(one: string, other: string): number {
  if (one === other) return 0
  return one < other ? -1 : 1
}
