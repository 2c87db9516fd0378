import type { Requester } from '../../domain/requester.ts'
import { type Database, inTransaction } from '../../store/db.ts'
import { recordReading } from '../../store/record-reading.ts'
import { type EventRow, findEvent, findSight } from './queries.ts'

/** An event that the asker may see. The look at its weapon, also at one's own, is recorded before the answer leaves. */
export async function readEvent(
  db: Database,
  requester: Requester,
  requestId: string,
  id: string,
): Promise<EventRow | undefined> {
  return inTransaction(db, requester, async (tx) => {
    const found = await findEvent(tx, id)
    if (found === undefined) return undefined
    const { weaponId, agencyId } = found
    const ownRecord = agencyId === requester.agencyId || (await findSight(tx, weaponId))?.own === true
    await recordReading(tx, { requester, requestId }, [
      { weaponId, ownRecord, shown: ['EVENT'], source: 'custody-event' },
    ])
    return found
  })
}
