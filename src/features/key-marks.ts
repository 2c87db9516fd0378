import { storedMakeKeys } from '../domain/identification/make-keys.ts'
import type { Tx } from '../store/db.ts'
import { findMakesToKey, insertMarkingKeys, type MarkToKey } from '../store/marking-keys.ts'
import { markingKeyRows } from './weapon-rows.ts'

/**
 * Writes the search keys of some marks of a weapon under every make that it was ever described under, since any of its descriptions may come to stand: a search
 * within one make finds it under that of the description that stands. Call it after the weapon is locked and the new description, if any, is written.
 */
export async function keyMarks(tx: Tx, weaponId: string, marks: readonly MarkToKey[]): Promise<void> {
  const makes = await findMakesToKey(tx, weaponId)
  const makeKeys = new Set(makes.flatMap(({ make, makeKey }) => [makeKey, ...storedMakeKeys(make)]))
  await insertMarkingKeys(
    tx,
    marks.flatMap((mark) => markingKeyRows({ weaponId, ...mark }, Array.from(makeKeys))),
  )
}
