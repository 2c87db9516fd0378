import { actorIdOf } from '../../store/actors.ts'
import type { Tx } from '../../store/db.ts'
import type { Write } from '../../store/perform-once.ts'
import { type Reader, recordReading } from '../../store/record-reading.ts'

export async function writeOf(tx: Tx, { requester, requestId }: Reader): Promise<Write> {
  return { tx, requester, requestId, actorId: await actorIdOf(tx, requester) }
}

/** A look of a registrar or auditor into another's stock is recorded before the answer leaves (design 3.10): where arms lie is what an insider would sell. Weapons named in it are looks. */
export async function auditLooks(
  tx: Tx,
  reader: Reader,
  action: string,
  seen: readonly { readonly id: string; readonly own: boolean; readonly weaponIds?: readonly string[] }[],
): Promise<void> {
  const others = seen.filter(({ own }) => !own)
  const weaponIds = new Set(others.flatMap((row) => row.weaponIds ?? []))
  const look = { ownRecord: false, shown: ['LISTED'], source: action.replace('.read', '') }
  const looks = [...weaponIds].map((weaponId) => ({ weaponId, ...look }))
  await recordReading(tx, reader, looks, [{ action, subjectIds: others.map(({ id }) => id) }])
}
