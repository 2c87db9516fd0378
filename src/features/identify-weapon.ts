import { assessObservation } from '../domain/identification/assess-observation.ts'
import { type Candidate, weaponOf } from '../domain/identification/candidate.ts'
import { isDuplicateSerial } from '../domain/identification/duplicate-serial.ts'
import { identify, type Identification, type Page } from '../domain/identification/identify.ts'
import type { ObservedWeapon } from '../domain/identification/observation.ts'
import {
  describeUnsearched,
  unsearchedMarks,
  type WhatWouldHelp,
  whatWouldHelp,
} from '../domain/identification/what-would-help.ts'
import type { Finding } from '../domain/findings.ts'
import type { Tx } from '../store/db.ts'
import type { CandidateRow } from '../store/marking-candidates.ts'
import { inTurns, type Search, searchElsewhere, searchNear, searchWhole } from './search-registry.ts'

/** What a search found: the decision, and what it was decided on. */
export interface Identified {
  readonly identification: Identification & { readonly findings: readonly Finding[] }
  readonly rows: readonly CandidateRow[]
  /** Another registered weapon of the same maker bears the same serial as the one identified. */
  readonly duplicateSerial: boolean
  /** At least one mark could be looked up. */
  readonly searched: boolean
  /** What was too little to search for, and which further details would narrow the search. */
  readonly whatWouldHelp: WhatWouldHelp
}

export interface IdentifyChoices {
  /** How many candidates are shown. */
  readonly shown?: number
  /** Which of these the result of each observation holds, in the order of the observations; all unless told. */
  readonly pages?: readonly Page[]
  /** True to look for what is near also where a weapon fits: the number read may be its neighbour's, misread. Near ones are T5 and change no other's tier. */
  readonly near?: boolean
}

function toCandidate({ weaponId, groupId, category, description, marks }: CandidateRow): Candidate {
  return { weaponId, groupId, category, ...description, marks }
}

function judge(
  { observation, rows, isComplete, searched }: Search,
  { shown, pages }: IdentifyChoices,
  n: number,
): Identification {
  const page = pages?.[n]
  return identify(observation, rows.map(toCandidate), {
    isComplete,
    searched,
    ...(shown === undefined ? {} : { shown }),
    ...(page === undefined ? {} : { page }),
  })
}

/** True where nothing that was found is more than a candidate among others, or where it was not asked. */
function isWeak(decided: Identification | undefined): boolean {
  return decided === undefined || decided.tier === null || decided.tier === 'T5'
}

function helpFor(search: Search, { tier }: Identification): WhatWouldHelp {
  const { observation, marks: read, wholeMakeKeys: makeKeys, alphabets, searched, lookedUp } = search
  const unsearched = unsearchedMarks(read, searched)
  const marks = unsearched.map((mark) => describeUnsearched(mark, makeKeys, alphabets, lookedUp.has(mark)))
  const isFound = tier !== null && tier !== 'T5' && unsearched.length === 0
  return { marks, details: isFound ? [] : whatWouldHelp(observation, unsearched, makeKeys, alphabets) }
}

function conclude(search: Search, decided: Identification): Identified {
  const { observation, rows, lookedUp } = search
  const help = helpFor(search, decided)
  const identification = { ...decided, findings: assessObservation(observation, help) }
  const duplicateSerial = decided.weaponId !== null && hasTwin(rows, decided.weaponId)
  return { identification, rows, duplicateSerial, searched: lookedUp.size > 0, whatWouldHelp: help }
}

/** Whether another weapon that was found bears the same serial as this one. */
function hasTwin(rows: readonly CandidateRow[], weaponId: string): boolean {
  const candidates = rows.map(toCandidate)
  const one = candidates.find((candidate) => candidate.weaponId === weaponId)
  if (one === undefined) return false
  return candidates.some((other) => weaponOf(other) !== weaponOf(one) && isDuplicateSerial(one, other))
}

/** Every registered weapon that bears a mark observed, or what it may stand for, registry-wide, before any visibility. */
export async function findCandidates(tx: Tx, observation: ObservedWeapon): Promise<Candidate[]> {
  const [search] = await searchWhole(tx, [observation], { near: false })
  return (search?.rows ?? []).map(toCandidate)
}

/**
 * Searches the whole registry for each weapon observed, before any visibility, and decides each by what its own marks led to. What can set a tier is looked up first
 * and whole; where it identifies nothing, what is near to it of its maker, and then of any. Nothing of it is shown unless the caller decides so. The answers stand in
 * the order of the observations.
 */
export async function identifyWeapons(
  tx: Tx,
  observations: readonly ObservedWeapon[],
  choices: IdentifyChoices = {},
): Promise<Identified[]> {
  const { near = false } = choices
  const searches = await searchWhole(tx, observations, { near })
  const decided = new Map<Search, Identification>()
  if (!near) await inTurns(searches, (search, n) => decided.set(search, judge(search, choices, n)))
  const weak = searches.filter((search) => isWeak(decided.get(search)))
  if (!near) await searchNear(tx, weak)
  await searchElsewhere(tx, weak)
  for (const search of weak) decided.delete(search)
  return inTurns(searches, (search, n) => conclude(search, decided.get(search) ?? judge(search, choices, n)))
}

/** The same for one weapon. */
export async function identifyWeapon(
  tx: Tx,
  observation: ObservedWeapon,
  choices: IdentifyChoices = {},
): Promise<Identified> {
  const [identified] = await identifyWeapons(tx, [observation], choices)
  if (identified === undefined) throw new Error('an observation was searched and not decided')
  return identified
}
