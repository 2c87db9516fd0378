import type { Requester } from '../../domain/requester.ts'
import { type Database, inTransaction } from '../../store/db.ts'
import { recordReading } from '../../store/record-reading.ts'
import { refuseOtherAgency } from '../refuse-other-agency.ts'
import { type Position, startOf } from '../send-page.ts'
import { listEvents } from './list-queries.ts'
import type { EventQuery } from './list-schemas.ts'
import type { EventRow } from './queries.ts'

/**
 * Events that the caller's agency reported, or anyone's for the registry's readers. What a page shows of others' weapons is recorded as looks before it
 * leaves; one's own report is none. Throws `forbidden` for another agency's list.
 */
export async function readEvents(
  db: Database,
  call: { requester: Requester; requestId: string; query: EventQuery; after: Position | undefined },
): Promise<EventRow[]> {
  const { requester, requestId, query } = call
  refuseOtherAgency(requester, query.agencyId)
  const agencyId = requester.scopes.has('registry:read-any') ? query.agencyId : requester.agencyId
  return inTransaction(db, requester, async (tx) => {
    const before = startOf(call.after, query.recordedTo)
    const found = await listEvents(tx, { query: { ...query, agencyId }, before })
    const others = found.slice(0, query.limit).filter((event) => !event.own && event.agencyId !== requester.agencyId)
    const looks = [...new Set(others.map(({ weaponId }) => weaponId))].map((weaponId) => ({
      weaponId,
      ownRecord: false,
      shown: ['EVENT'],
      source: 'custody-event-list',
    }))
    await recordReading(tx, { requester, requestId }, looks)
    return found.map(({ own: _, ...event }) => event)
  })
}
