import type { Candidate, CandidateMark } from '../identification/candidate.ts'
import type { Reason } from '../identification/compare-descriptors.ts'
import { compareReadings } from '../identification/compare-readings.ts'
import { isDuplicateSerial } from '../identification/duplicate-serial.ts'
import { identify } from '../identification/identify.ts'
import { likenessOf as weigh } from '../identification/likeness.ts'
import type { Substitution } from '../identification/likelihood/explain.ts'
import { resolveMake } from '../identification/maker.ts'
import { effectiveMake, isSecondaryMark, mayBeSerial, type ObservedWeapon } from '../identification/observation.ts'
import { isLiteral, parseReading, type Reading } from '../identification/reading.ts'
import { searchKeys } from '../identification/search-keys.ts'
import type { KeyRelation } from '../identification/tier.ts'
import type { Tier } from '../vocabulary/traces.ts'

/** One thing that speaks for or against two records being one weapon. Never the text of a mark, only where two texts differ. */
export interface LikenessReason {
  readonly descriptor: string
  readonly relation: string
  readonly kind?: string
  readonly substitutions?: readonly Substitution[]
}

/** How like two records are. */
export interface Likeness {
  readonly tier: Tier | null
  /** The probability that they are one weapon, four decimals. */
  readonly score: number
  readonly reasons: readonly LikenessReason[]
}

/** A record that the registry may hold twice, for a registrar to look at. */
export interface LikelyDuplicate extends Likeness {
  readonly weaponId: string
}

/** The keys by which two texts are one number, written or read in two ways. */
const SAME_NUMBER: readonly (KeyRelation | undefined)[] = ['exact', 'visual', 'skeleton', 'phonetic', 'noZero', 'ncic']
// Of shorter numbers of parts, many weapons have the same: the last digits of the frame's, most often.
const SHARED_SIGNS_MIN = 4

/**
 * The records that a registrar should hold against a new one, the likeliest first.
 *
 * The bound: the number of the frame is the same, as it stands or as it is misread, miswritten or shortened (look-alikes, confusable characters, another
 * alphabet, zeros, letters left out), and no name contradicts; or it is one error away and another number, of a part or of an import, is the same. A
 * number that is one error away alone is the next weapon of the series: of 1,000 numbers in a row, each has dozens of such neighbours.
 *
 * @param own the new record as a candidate, with literal texts
 * @param observation the same as an observation, with what reads as a pattern escaped
 */
export function findLikelyDuplicates(
  own: Candidate,
  observation: ObservedWeapon,
  others: readonly Candidate[],
): readonly LikelyDuplicate[] {
  const numbers = numbersOf(own)
  return others
    .filter((other) => other.weaponId !== own.weaponId && other.category === own.category)
    .flatMap((other) => {
      const likeness = judge(own, numbers, observation, other)
      return likeness === undefined ? [] : [{ ...likeness, weaponId: other.weaponId }]
    })
    .toSorted(likeliestFirst)
}

function judge(own: Candidate, numbers: Numbers, observation: ObservedWeapon, other: Candidate): Likeness | undefined {
  const theirs = numbersOf(other)
  const frame = bestRelation(numbers.frame, theirs.frame)
  const isSame = SAME_NUMBER.includes(frame) && !isOtherLetter(frame, numbers.frame, theirs.frame)
  const isFrameRead = numbers.frame.length > 0 && theirs.frame.length > 0
  const shared = sharesNumber(numbers.others, theirs.others)
  // Two frames with numbers that have nothing in common are two weapons, whatever part went from one to the other.
  if (isFrameRead && !isSame && (frame === undefined || frame === 'core' || !shared)) return undefined
  if (!isFrameRead && !shared) return undefined
  if (!shared && isOfAnotherYear(own, other)) return undefined
  if (isSame && isDuplicateSerial(own, other)) return likenessOf(own, observation, other)
  const likeness = likenessOf(own, observation, other)
  return isContradicted(likeness.reasons) ? undefined : likeness
}

/** Two letters that differ between the same digits are two numbers; a letter that is there once was left out. */
function isOtherLetter(frame: KeyRelation | undefined, own: readonly Reading[], theirs: readonly Reading[]): boolean {
  if (frame !== 'ncic') return false
  return own.every((one) => theirs.every((other) => one.units.length === other.units.length))
}

/** Where numbers begin again each year, the same one of another year is another weapon. */
function isOfAnotherYear(own: Candidate, other: Candidate): boolean {
  const [year, theirs] = [own.yearOfManufacture ?? undefined, other.yearOfManufacture ?? undefined]
  const { entry } = resolveMake(effectiveMake(own.make, own.marks))
  return entry?.restartsYearly === true && year !== undefined && theirs !== undefined && year !== theirs
}

/** True where a name contradicts, or where neither names nor anything else of the weapon agree: then a number alone is common to many makers. */
function isContradicted(reasons: readonly LikenessReason[]): boolean {
  const of = (descriptor: string) => reasons.find((reason) => reason.descriptor === descriptor)?.relation ?? 'absent'
  const [make, model, calibre, year] = [of('make'), of('model'), of('calibre'), of('yearOfManufacture')]
  if (make === 'contradicted' || model === 'contradicted') return true
  const isNamed = make === 'agrees' || make === 'alias'
  const isModel = model === 'agrees' || model === 'alias' || model === 'family'
  if (isNamed) return !isModel && (calibre !== 'compatible' || year === 'contradicted')
  return !isModel || calibre === 'contradicted' || year === 'contradicted'
}

/** How like two records are, as if no other were on record, with the tier that an officer's search would reach. */
function likenessOf(own: Candidate, observation: ObservedWeapon, other: Candidate): Likeness {
  const { tier } = identify(observation, [other], { isComplete: true })
  const { score, reasons } = weigh(own, other)
  return { tier, score, reasons: reasons.map(withoutText) }
}

// Characters that differ, not whole numbers: two texts that go apart altogether are told as a whole by who compares them.
const TOLD_SIGNS_MAX = 3

function withoutText({ observed: _, substitutions, ...reason }: Reason): LikenessReason {
  const told = substitutions?.filter(({ observed, registered }) =>
    [observed, registered].every((text) => Array.from(text).length <= TOLD_SIGNS_MAX),
  )
  return told === undefined || told.length === 0 ? reason : { ...reason, substitutions: told }
}

interface Numbers {
  /** Of the frame, or put on by an importer or a State. */
  readonly frame: readonly Reading[]
  /** Of parts, and what nobody knows the meaning of. */
  readonly others: readonly Reading[]
}

function numbersOf({ marks }: Candidate): Numbers {
  const read = marks.flatMap((mark) => {
    const parsed = mayBeSerial(mark.kind) ? parseReading(mark.text, { literal: isLiteral(mark.condition) }) : undefined
    return parsed?.ok === true ? [{ mark, reading: parsed.reading }] : []
  })
  const isFrame = ({ mark }: { mark: CandidateMark }) => mark.kind === 'SERIAL_PRIMARY' && !isSecondaryMark(mark)
  return {
    frame: read.filter(isFrame).map(({ reading }) => reading),
    others: read.filter((one) => !isFrame(one)).map(({ reading }) => reading),
  }
}

// The order is that of the keys, the strongest first; what is not in it is weaker than all.
function bestRelation(own: readonly Reading[], theirs: readonly Reading[]): KeyRelation | undefined {
  const relations = own.flatMap((one) => theirs.flatMap((other) => compareReadings(one, other) ?? []))
  return SAME_NUMBER.find((key) => relations.some((relation) => relation === key)) ?? relations[0]
}

function sharesNumber(own: readonly Reading[], theirs: readonly Reading[]): boolean {
  return own.some((one) => {
    const { exact } = searchKeys(one)
    return (
      one.certain &&
      exact.length >= SHARED_SIGNS_MIN &&
      theirs.some((other) => other.certain && searchKeys(other).exact === exact)
    )
  })
}

function likeliestFirst(one: LikelyDuplicate, other: LikelyDuplicate): number {
  return (
    other.score - one.score || compare(one.tier ?? 'T9', other.tier ?? 'T9') || compare(one.weaponId, other.weaponId)
  )
}

function compare(one: string, other: string): number {
  if (one === other) return 0
  return one < other ? -1 : 1
}
