import type { Tier } from '../vocabulary/traces.ts'
import type { Candidate } from './candidate.ts'
import type { DescriptorRelations, Reason } from './compare-descriptors.ts'
import { compareReadings } from './compare-readings.ts'
import { hasRun, fitsRunsAsRead } from './compare-widely.ts'
import { findSubstitutions, type Substitution } from './likelihood/explain.ts'
import { explainMarks } from './likelihood/marks.ts'
import { compareOtherMarks } from './likelihood/other-marks.ts'
import type { Weighed } from './likelihood/posterior.ts'
import type { ObservedMark } from './observation.ts'
import type { Reading } from './reading.ts'
import type { CountedMark, PreparedObservation } from './prepare-observation.ts'
import { type RegisteredMark, registeredMarks } from './registered-mark.ts'
import { capForContradiction, capForSecondaryMark, decideTier, KEY_RELATIONS, type KeyRelation } from './tier.ts'

/** What one registered weapon is to an observation, before it is known how many others are as much. */
export interface Judged extends Weighed {
  readonly weaponId: string
  readonly tier: Tier
  readonly keysUsed: readonly KeyRelation[]
  readonly best: Match
  readonly relations: DescriptorRelations
  readonly otherMarks: readonly Reason[]
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
export function judgeCandidate(prepared: PreparedObservation, candidate: Candidate): Judged | undefined {
  const registered = registeredMarks(candidate)
  const { relations, ratio, agreeing } = prepared.compareDescriptors(candidate)
  const isContradicted = relations.isContradicted || prepared.marks.some(({ mark }) => isOtherNumber(mark, registered))
  const matches: Match[] = []
  for (const mark of prepared.marks) {
    const match = matchMark(mark, registered, relations, isContradicted)
    if (match !== undefined) matches.push(match)
  }
  if (matches.length > 1) matches.sort(bestFirst)
  const [best] = matches
  if (best === undefined) return undefined
  const otherMarks = prepared.others.length === 0 ? [] : compareOtherMarks(prepared.others, candidate)
  return {
    weaponId: candidate.weaponId,
    tier: best.tier,
    keysUsed:
      matches.length === 1 ? [best.key] : KEY_RELATIONS.filter((key) => matches.some((match) => match.key === key)),
    key: best.key,
    best,
    relations,
    otherMarks,
    registered,
    marks: explainMarks(prepared.texts, registered, prepared.model),
    descriptors: ratio + prepared.ratioOf(otherMarks),
    agreeing,
  }
}

/** Why: the serial with the characters that differ, each descriptor, each other mark. */
export function reasonsOf(
  { best, relations, otherMarks, registered }: Judged,
  prepared: PreparedObservation,
): readonly Reason[] {
  const { observed, key } = best
  const serial = {
    descriptor: 'serial',
    relation: key,
    observed: observed.reading.raw,
    substitutions: substitutionsOf(best),
  }
  if (prepared.marks.length === 1) return [serial, ...relations.reasons, ...otherMarks]
  const rest = new Map(
    prepared.marks.filter(({ mark }) => mark.index !== observed.index).map(({ mark }) => [mark.index, mark]),
  )
  const others = Array.from(rest.values(), (mark) => compareSerialMark(mark, registered))
  return [serial, ...relations.reasons, ...others, ...otherMarks]
}

export function substitutionsOf({ observed, registered }: Match): readonly Substitution[] {
  return findSubstitutions(observed.reading, registered.reading)
}

/** Another mark that may be a serial: on record as it was read, on record otherwise, or not on record. */
function compareSerialMark(mark: ObservedMark, registered: readonly RegisteredMark[]): Reason {
  const isSame = registered.some((own) => !APART.includes(compareReadings(mark.reading, own.reading)))
  const isOther = !isSame && registered.some((own) => own.kind === mark.kind)
  const relation = isSame ? 'agrees' : isOther ? 'contradicted' : 'absent'
  return { descriptor: 'mark', relation, observed: mark.reading.raw, kind: mark.kind }
}

/** The best agreement of one observed mark with any registered one. One that was not looked up whole only finds: it caps at T5. */
function matchMark(
  { mark: observed, isCounted }: CountedMark,
  registered: readonly RegisteredMark[],
  descriptors: DescriptorRelations,
  isContradicted: boolean,
): Match | undefined {
  let best: Match | undefined
  for (const mark of registered) {
    const key = compareReadings(observed.reading, mark.reading)
    if (key === undefined || !saysSomething(key, descriptors)) continue
    const { maker, model, calibre, year, restartsYearly } = descriptors
    const decided = decideTier({ key, maker, model, calibre, year, restartsYearly, weapons: 'one' })
    const capped = capForSecondaryMark(decided.tier, observed.isSecondary || mark.isSecondary)
    const tier = isCounted ? capForContradiction(capped, isContradicted) : 'T5'
    const match = { observed, registered: mark, key, tier }
    if (best === undefined || bestFirst(match, best) < 0) best = match
  }
  return best
}

function saysSomething(key: KeyRelation, { maker, model }: DescriptorRelations): boolean {
  if (key === 'core') return (maker === 'agrees' || maker === 'alias') && CORE_MODELS.includes(model)
  return key !== 'affix' || maker !== 'contradicted'
}

/**
 * A frame's number that was read and is none of the registered ones of its kind, after look-alikes are folded: another mark's agreement does not outweigh it. A
 * second reading of the same number that differs in a confused character is such a one too, since nobody can tell it from a sibling's number.
 */
function isOtherNumber(observed: ObservedMark, registered: readonly RegisteredMark[]): boolean {
  if (observed.isSecondary) return false
  let isAny = false
  for (const mark of registered) {
    if (mark.kind !== observed.kind || !mark.reading.certain) continue
    if (isSameNumber(observed.reading, mark.reading)) return false
    isAny = true
  }
  return isAny
}

function isSameNumber(observed: Reading, registered: Reading): boolean {
  if (hasRun(observed)) return fitsRunsAsRead(observed, registered)
  return SAME.includes(compareReadings(observed, registered))
}

const SAME: readonly (KeyRelation | undefined)[] = ['exact', 'visual', 'wildcard']
const APART: readonly (KeyRelation | undefined)[] = [undefined, 'edit1', 'wide', 'affix', 'core']

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
