import { notFound } from '../../domain/errors.ts'
import { requesterOf } from '../../http/access.ts'
import type { Server } from '../../http/create-server.ts'
import type { Paging } from '../../http/paging.ts'
import { Uuid } from '../../http/text.ts'
import { type Database, inTransaction } from '../../store/db.ts'
import { storeAndSend } from '../storing.ts'
import { registerPartyOperation, listPartiesOperation, getPartyOperation } from './operations.ts'
import { findParty, listParties } from './queries.ts'
import { registerParty } from './register-party.ts'

const ROUTE = '/v1/parties'

/** Parties: makers, dealers, forces, persons. Licensed ones are shared and found by licence number; persons are private to their reporter. */
export async function partyRoutes(app: Server, { db, paging }: { db: Database; paging: Paging }): Promise<void> {
  app.post(ROUTE, registerPartyOperation, (request, reply) =>
    storeAndSend(db, request, reply, (write) => registerParty(write, request.body)),
  )

  app.get(ROUTE, listPartiesOperation, async (request, reply) => {
    const { licence, limit, cursor } = request.query
    const requester = requesterOf(request)
    const scope = { route: ROUTE, agencyId: requester.agencyId, filters: { licence } }
    const after = paging.readPosition(cursor, scope, Uuid)
    const found = await inTransaction(db, requester, (tx) => listParties(tx, { licence, after, limit }))
    const parties = found.slice(0, limit)
    const last = parties.at(-1)
    if (found.length <= limit || last === undefined) return { parties }
    const next = paging.writeCursor(scope, last.id)
    reply.header('link', paging.linkNext(ROUTE, { licence, limit }, next))
    return { parties, next }
  })

  app.get(`${ROUTE}/:id`, getPartyOperation, async (request) => {
    const found = await inTransaction(db, requesterOf(request), (tx) => findParty(tx, request.params.id))
    if (found === undefined) throw notFound('party')
    return found
  })
}
