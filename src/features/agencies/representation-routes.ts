import { notFound } from '../../domain/errors.ts'
import { requesterOf } from '../../http/access.ts'
import type { Server } from '../../http/create-server.ts'
import type { Paging } from '../../http/paging.ts'
import { type Database, inTransaction } from '../../store/db.ts'
import { cutPage, Position } from '../send-page.ts'
import { storeAndSend } from '../storing.ts'
import { assignParty } from './assign-party.ts'
import { endRepresentation } from './end-representation.ts'
import { assignPartyOperation, endRepresentationOperation, listRepresentationsOperation } from './operations.ts'
import { findAgency } from './queries.ts'
import { listRepresentations } from './version-queries.ts'

const ROUTE = '/v1/agencies'

/** For which parties an agency acts, and until when. */
export async function representationRoutes(
  app: Server,
  { db, paging }: { db: Database; paging: Paging },
): Promise<void> {
  app.post(`${ROUTE}/:id/representations`, assignPartyOperation, (request, reply) =>
    storeAndSend(db, request, reply, (write) => assignParty(write, request.params.id, request.body)),
  )

  app.get(`${ROUTE}/:id/representations`, listRepresentationsOperation, async (request, reply) => {
    const { at, limit, cursor } = request.query
    const { id: agencyId } = request.params
    const requester = requesterOf(request)
    const scope = { route: `${ROUTE}/${agencyId}/representations`, agencyId: requester.agencyId, filters: { at } }
    const after = paging.readPosition(cursor, scope, Position)
    const found = await inTransaction(db, requester, async (tx) => {
      if ((await findAgency(tx, agencyId)) === undefined) throw notFound('agency')
      return listRepresentations(tx, { agencyId, at, after, limit })
    })
    const { items, ...next } = cutPage(reply, paging, { scope, found, limit })
    return { representations: items, ...next }
  })

  app.post(`${ROUTE}/:id/representations/:representationId/ends`, endRepresentationOperation, (request, reply) => {
    const { id, representationId } = request.params
    return storeAndSend(db, request, reply, (write) => endRepresentation(write, id, representationId, request.body))
  })
}
