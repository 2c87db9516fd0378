import type { RecordKind } from '../../domain/looks/record-kinds.ts'
import { actorIdOf } from '../../store/actors.ts'
import type { Tx } from '../../store/db.ts'
import type { Look } from '../../store/looks.ts'
import type { Write } from '../../store/perform-once.ts'
import { type Reader, recordReading } from '../../store/record-reading.ts'

export async function writeOf(tx: Tx, { requester, requestId }: Reader): Promise<Write> {
  return { tx, requester, requestId, actorId: await actorIdOf(tx, requester) }
}

/** How a call shows stock: as what it is in the audit, and whether whole or as a row of a list. */
interface Showing {
  readonly action: string
  readonly kind: RecordKind
  readonly shown: 'RECORD' | 'LISTED'
}

/** A record of a party's stock, with who reported it. `own`: the asker acts for the party. */
interface SeenStock {
  readonly id: string
  readonly own: boolean
  readonly ownerId: string
  readonly weaponIds?: readonly string[]
}

/**
 * A look of a registrar or auditor into another's stock is recorded before the answer leaves (design 3.10): where arms lie is what an insider would sell. Weapons named
 * in it are looks too.
 */
export async function recordStockLooks(
  tx: Tx,
  reader: Reader,
  { action, kind, shown }: Showing,
  seen: readonly SeenStock[],
): Promise<void> {
  const others = seen.filter(({ own }) => !own)
  const source = action.replace('.read', '')
  const records = others.map(({ id, ownerId }): Look => {
    const ownRecord = ownerId === reader.requester.agencyId
    return { record: { kind, id, ownerId }, ownRecord, shown: [shown], source }
  })
  const weaponIds = new Set(others.flatMap((row) => row.weaponIds ?? []))
  const weapons = [...weaponIds].map((weaponId): Look => ({ weaponId, ownRecord: false, shown: ['LISTED'], source }))
  await recordReading(tx, reader, [...records, ...weapons], [{ action, subjectIds: others.map(({ id }) => id) }])
}
