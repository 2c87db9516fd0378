import { requesterOf } from '../../http/access.ts'
import type { Server } from '../../http/create-server.ts'
import type { Paging } from '../../http/paging.ts'
import { Uuid } from '../../http/text.ts'
import { type Database, inTransaction } from '../../store/db.ts'
import { recordListed } from '../../store/record-reading.ts'
import { storeAndSend } from '../storing.ts'
import { openConsignment } from './open-consignment.ts'
import {
  getAuthorisationOperation,
  getConsignmentOperation,
  listConsignmentsOperation,
  openConsignmentOperation,
  recordAuthorisationOperation,
  recordDeliveryOperation,
  verifyAuthorisationOperation,
} from './operations.ts'
import { listConsignments } from './queries.ts'
import { readAuthorisation, readConsignment } from './read-consignment.ts'
import { recordAuthorisation } from './record-authorisation.ts'
import { recordDelivery } from './record-delivery.ts'
import { verifyAuthorisation } from './verify-authorisation.ts'

const ROUTE = '/v1/consignments'

/** The papers under which weapons cross borders, what is sent under them, and what arrives. */
export async function consignmentRoutes(app: Server, { db, paging }: { db: Database; paging: Paging }): Promise<void> {
  app.post('/v1/authorisations', recordAuthorisationOperation, (request, reply) =>
    storeAndSend(db, request, reply, (write) => recordAuthorisation(write, request.body)),
  )

  app.get('/v1/authorisations/:id', getAuthorisationOperation, (request) =>
    readAuthorisation(db, { requester: requesterOf(request), requestId: request.id }, request.params.id),
  )

  app.post('/v1/authorisations/:id/verifications', verifyAuthorisationOperation, (request, reply) =>
    storeAndSend(db, request, reply, (write) => verifyAuthorisation(write, request.params.id, request.body)),
  )

  app.post(ROUTE, openConsignmentOperation, (request, reply) =>
    storeAndSend(db, request, reply, (write) => openConsignment(write, request.body)),
  )

  app.get(ROUTE, listConsignmentsOperation, async (request, reply) => {
    const { limit, cursor } = request.query
    const requester = requesterOf(request)
    const scope = { route: ROUTE, agencyId: requester.agencyId, filters: {} }
    const after = paging.readPosition(cursor, scope, Uuid)
    const all = requester.scopes.has('registry:read-any')
    const found = await inTransaction(db, requester, async (tx) => {
      const rows = await listConsignments(tx, { after, limit, all })
      const records = rows.slice(0, limit).map(({ id, ownerId }) => ({ kind: 'CONSIGNMENT' as const, id, ownerId }))
      await recordListed(tx, { requester, requestId: request.id }, { source: 'consignment-list', records })
      return rows
    })
    const consignments = found.slice(0, limit).map(({ ownerId: _, ...consignment }) => consignment)
    const last = consignments.at(-1)
    if (found.length <= limit || last === undefined) return { consignments }
    const next = paging.writeCursor(scope, last.id)
    reply.header('link', paging.linkNext(ROUTE, { limit }, next))
    return { consignments, next }
  })

  app.get(`${ROUTE}/:id`, getConsignmentOperation, (request) =>
    readConsignment(db, { requester: requesterOf(request), requestId: request.id }, request.params.id),
  )

  app.post(`${ROUTE}/:id/deliveries`, recordDeliveryOperation, (request, reply) =>
    storeAndSend(db, request, reply, (write) => recordDelivery(write, request.params.id, request.body)),
  )
}
