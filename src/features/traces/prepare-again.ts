import { restrictionsOf } from '../../domain/traces/restrictions.ts'
import { weighDecisions } from '../../domain/traces/weigh-decisions.ts'
import type { Tx } from '../../store/db.ts'
import type { Asker } from '../../tracing/answer-context.ts'
import { describeIdentification } from '../../tracing/describe-search.ts'
import { prepareRelease, type Releasable } from '../../tracing/release-weapon.ts'
import { identifyWeapon } from '../identify-weapon.ts'
import { findDecisions, type RequestRow } from './queries.ts'
import { restrictionsByRegistry } from './restrictions-by-registry.ts'

interface Standing {
  readonly weaponId: string
  readonly identification: RequestRow['identification']
  readonly duplicateSerial: boolean
  readonly decided: { readonly persons: number; readonly decidedAt: string } | null
}

/** What the answer stands on: the word of persons as it was given, or a search that is made again and must come to the same weapon. */
async function standingOf(tx: Tx, row: RequestRow): Promise<Standing | null> {
  const { weaponId, identification, actorId: askerId } = row
  if (weaponId === null) return null
  const decisions = await findDecisions(tx, row.id)
  const { verdict } = weighDecisions({ askerId, candidates: identification.candidates, decisions })
  if (verdict.state === 'CONFIRMED' && verdict.weaponId === weaponId) {
    const { persons, decidedAt } = verdict
    return { weaponId, identification, duplicateSerial: false, decided: { persons, decidedAt } }
  }
  const found = await identifyWeapon(tx, row.observation)
  const isSame = found.identification.releasable && found.identification.weaponId === weaponId
  if (!isSame) return null
  const { duplicateSerial } = found
  return { weaponId, identification: describeIdentification(found.identification), duplicateSerial, decided: null }
}

/**
 * The same question, decided by all that is known now, of the weapon that the answer named. Null where a person must decide: the search comes to another weapon, or a
 * flag blocks that no person has decided over.
 */
export async function prepareAgain(tx: Tx, row: RequestRow, asker: Asker, now: string): Promise<Releasable | null> {
  const standing = await standingOf(tx, row)
  if (standing === null) return null
  const restrictions = [
    ...restrictionsOf(row.canGuaranteeConfidentiality, row.intendedUse),
    ...(await restrictionsByRegistry(tx, row.id)),
  ]
  const asked = { requestId: row.id, asker, asked: row, occurred: row.circumstances.occurred }
  const prepared = await prepareRelease(tx, { ...standing, ...asked, restrictions, supersedes: row.answerId }, now)
  const isBlocked = standing.decided === null && prepared?.flags.some(({ blocking }) => blocking) === true
  return prepared === undefined || isBlocked ? null : prepared
}
