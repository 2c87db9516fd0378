import { notFound } from '../../domain/errors.ts'
import { requesterOf } from '../../http/access.ts'
import type { Server } from '../../http/create-server.ts'
import type { Paging } from '../../http/paging.ts'
import { type Database, inTransaction } from '../../store/db.ts'
import { cutPage, Position } from '../send-page.ts'
import { storeAndSend } from '../storing.ts'
import { listOffersOperation, listStatementsOperation, stateOnTransferOperation } from './operations.ts'
import { findSidedTransfer, listOffers, listStatements } from './queries.ts'
import { stateOnTransfer } from './state-on-transfer.ts'

const OFFERS = '/v1/transfer-offers'

/** The second side of a hand-over: what it is asked, and what it says. */
export async function transferStatementRoutes(
  app: Server,
  { db, paging }: { db: Database; paging: Paging },
): Promise<void> {
  app.post('/v1/transfers/:id/statements', stateOnTransferOperation, (request, reply) =>
    storeAndSend(db, request, reply, (write) => stateOnTransfer(write, request.params.id, request.body)),
  )

  app.get('/v1/transfers/:id/statements', listStatementsOperation, (request) =>
    inTransaction(db, requesterOf(request), async (tx) => {
      const { id } = request.params
      if ((await findSidedTransfer(tx, id)) === undefined) throw notFound('transfer')
      return { statements: await listStatements(tx, id) }
    }),
  )

  app.get(OFFERS, listOffersOperation, async (request, reply) => {
    const { limit, cursor } = request.query
    const requester = requesterOf(request)
    const scope = { route: OFFERS, agencyId: requester.agencyId, filters: {} }
    const after = paging.readPosition(cursor, scope, Position)
    const found = await inTransaction(db, requester, (tx) => listOffers(tx, after, limit))
    const { items: offers, ...next } = cutPage(reply, paging, { scope, found, limit })
    return { offers, ...next }
  })
}
