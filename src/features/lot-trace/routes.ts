import { requesterOf } from '../../http/access.ts'
import type { Server } from '../../http/create-server.ts'
import type { Paging } from '../../http/paging.ts'
import { Uuid } from '../../http/text.ts'
import type { Database } from '../../store/db.ts'
import { readLotOperation } from './operations.ts'
import { readLot } from './read-lot.ts'

const ROUTE = '/v1/trace-requests/:id/lot'

/** From a traced weapon to the weapons that went the same way. */
export async function lotTraceRoutes(app: Server, { db, paging }: { db: Database; paging: Paging }): Promise<void> {
  app.get(ROUTE, readLotOperation, async (request, reply) => {
    const { id } = request.params
    const { limit, cursor } = request.query
    const requester = requesterOf(request)
    const scope = { route: ROUTE, agencyId: requester.agencyId, filters: { id } }
    const { lot, nextAfter } = await readLot(db, {
      requester,
      requestId: request.id,
      traceId: id,
      after: paging.readPosition(cursor, scope, Uuid),
      limit,
      purpose: request.headers.purpose,
      legalBasis: request.headers['legal-basis'],
    })
    if (nextAfter === undefined) return lot
    const next = paging.writeCursor(scope, nextAfter)
    reply.header('link', paging.linkNext(ROUTE.replace(':id', id), { limit }, next))
    return { ...lot, next }
  })
}
