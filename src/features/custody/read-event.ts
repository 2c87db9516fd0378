import type { Requester } from '../../domain/requester.ts'
import { actorIdOf } from '../../store/actors.ts'
import { readClock } from '../../store/clock.ts'
import { type Database, inTransaction } from '../../store/db.ts'
import { recordLook } from '../../store/looks.ts'
import { type EventRow, findEvent, findSight } from './queries.ts'

/** An event that the asker may see. A look at one of a weapon that is not his own is recorded before the answer leaves. */
export async function readEvent(
  db: Database,
  requester: Requester,
  requestId: string,
  id: string,
): Promise<EventRow | undefined> {
  return inTransaction(db, requester, async (tx) => {
    const found = await findEvent(tx, id)
    if (found === undefined || found.agencyId === requester.agencyId) return found
    const sight = await findSight(tx, found.weaponId)
    if (sight?.own === true) return found
    const write = { tx, requester, actorId: await actorIdOf(tx, requester), requestId }
    const look = { weaponId: found.weaponId, ownRecord: false, shown: ['EVENT'], source: 'custody-event' }
    await recordLook(write, await readClock(tx), [look])
    return found
  })
}
