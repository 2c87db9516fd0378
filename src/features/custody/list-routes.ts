import { notFound } from '../../domain/errors.ts'
import { requesterOf } from '../../http/access.ts'
import type { Server } from '../../http/create-server.ts'
import type { Paging } from '../../http/paging.ts'
import type { Database } from '../../store/db.ts'
import { cutPage, Position } from '../send-page.ts'
import { renderEvent } from './event-view.ts'
import { getTransferOperation, listCustodyEventsOperation, listTransfersOperation } from './list-operations.ts'
import { readEvents } from './read-events.ts'
import { readTransfer, readTransfers } from './read-transfers.ts'

/** What an agency reported, and what was reported to its parties. */
export async function custodyListRoutes(app: Server, { db, paging }: { db: Database; paging: Paging }): Promise<void> {
  app.get('/v1/transfers', listTransfersOperation, async (request, reply) => {
    const { limit, cursor, ...filters } = request.query
    const requester = requesterOf(request)
    const scope = { route: '/v1/transfers', agencyId: requester.agencyId, filters }
    const after = paging.readPosition(cursor, scope, Position)
    const found = await readTransfers(db, { requester, requestId: request.id, query: request.query, after })
    const { items, ...next } = cutPage(reply, paging, { scope, found, limit })
    return { transfers: items, ...next }
  })

  app.get('/v1/transfers/:id', getTransferOperation, async (request) => {
    const found = await readTransfer(db, requesterOf(request), request.id, request.params.id)
    if (found === undefined) throw notFound('transfer')
    return found
  })

  app.get('/v1/custody-events', listCustodyEventsOperation, async (request, reply) => {
    const { limit, cursor, ...filters } = request.query
    const requester = requesterOf(request)
    const scope = { route: '/v1/custody-events', agencyId: requester.agencyId, filters }
    const after = paging.readPosition(cursor, scope, Position)
    const found = await readEvents(db, { requester, requestId: request.id, query: request.query, after })
    const { items, ...next } = cutPage(reply, paging, { scope, found, limit })
    return { events: items.map(renderEvent), ...next }
  })
}
