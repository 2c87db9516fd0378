import { type Candidate, weaponOf } from '../domain/identification/candidate.ts'
import { isDuplicateSerial } from '../domain/identification/duplicate-serial.ts'
import { identify, type Identification } from '../domain/identification/identify.ts'
import { lookupKeys } from '../domain/identification/lookup-keys.ts'
import { observedReadings, type ObservedWeapon } from '../domain/identification/observation.ts'
import type { Tx } from '../store/db.ts'
import { type CandidateRow, findMarkingCandidates } from '../store/marking-candidates.ts'

/** What a search found: the decision, and what it was decided on. */
export interface Identified {
  readonly identification: Identification
  readonly rows: readonly CandidateRow[]
  /** Another registered weapon of the same maker bears the same serial as the one identified. */
  readonly duplicateSerial: boolean
  /** At least one mark could be looked up. */
  readonly searched: boolean
}

// Weapons that can share one key: with more, the look-up is not whole, nothing is known to be the only one, and all is T5.
const CANDIDATES_MAX = 500
// Weapons with only a number in common end at T5 whatever else agrees; a few are enough to look at.
const CORE_CANDIDATES_MAX = 100

function toCandidate({ weaponId, groupId, category, description, marks }: CandidateRow): Candidate {
  return { weaponId, groupId, category, ...description, marks }
}

/** The keys that can set a tier are looked up first and whole; the bare number only where they found nothing. */
async function search(tx: Tx, observation: ObservedWeapon) {
  const keys = lookupKeys(observedReadings(observation))
  const found = await findMarkingCandidates(tx, { ...keys, core: [] }, CANDIDATES_MAX + 1)
  const isComplete = found.length <= CANDIDATES_MAX
  const searched = keys.searched.length > 0
  if (found.length > 0) return { rows: found, isComplete, searched }
  const none = { noZero: [], phonetic: [], ncic: [] }
  return {
    rows: await findMarkingCandidates(tx, { ...none, core: keys.core }, CORE_CANDIDATES_MAX),
    isComplete,
    searched,
  }
}

/** Every registered weapon that a mark observed could lead to, registry-wide, before any visibility. */
export async function findCandidates(tx: Tx, observation: ObservedWeapon) {
  const { rows, ...found } = await search(tx, observation)
  return { ...found, rows, candidates: rows.map(toCandidate) }
}

/** Searches the whole registry for the weapon observed, before any visibility, and decides. Nothing of it is shown unless the caller decides so. */
export async function identifyWeapon(tx: Tx, observation: ObservedWeapon): Promise<Identified> {
  const { rows, candidates, isComplete, searched } = await findCandidates(tx, observation)
  const identification = identify(observation, candidates, { isComplete })
  const one = candidates.find(({ weaponId }) => weaponId === identification.weaponId)
  const others = candidates.filter((candidate) => weaponOf(candidate) !== (one && weaponOf(one)))
  const duplicateSerial = one !== undefined && others.some((other) => isDuplicateSerial(one, other))
  return { identification, rows, duplicateSerial, searched }
}
