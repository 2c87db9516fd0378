import { notFound } from '../../domain/errors.ts'
import { requesterOf } from '../../http/access.ts'
import type { Server } from '../../http/create-server.ts'
import type { Paging } from '../../http/paging.ts'
import { type Database, inTransaction } from '../../store/db.ts'
import { recordListed, recordNamed } from '../../store/record-reading.ts'
import { cutPage, Position } from '../send-page.ts'
import { storeAndSend } from '../storing.ts'
import { decideDeclaration } from './decide-declaration.ts'
import { findDeclaration, listDeclarations } from './declaration-queries.ts'
import { declareDescriptionError } from './declare-description-error.ts'
import { declareEventError } from './declare-event-error.ts'
import { declareMarkingError } from './declare-marking-error.ts'
import {
  decideDeclarationOperation,
  declareDescriptionErrorOperation,
  declareEventErrorOperation,
  declareMarkingErrorOperation,
  getDeclarationOperation,
  listDeclarationsOperation,
  withdrawDeclarationOperation,
} from './operations.ts'
import { withdrawDeclaration } from './withdraw-declaration.ts'

const ROUTE = '/v1/error-declarations'

/** What is declared wrong, and what becomes of it: nothing is overwritten. */
export async function correctionRoutes(app: Server, { db, paging }: { db: Database; paging: Paging }): Promise<void> {
  app.post('/v1/custody-events/:id/error-declarations', declareEventErrorOperation, (request, reply) =>
    storeAndSend(db, request, reply, (write) => declareEventError(write, request.params.id, request.body)),
  )

  app.post('/v1/markings/:id/error-declarations', declareMarkingErrorOperation, (request, reply) =>
    storeAndSend(db, request, reply, (write) => declareMarkingError(write, request.params.id, request.body)),
  )

  app.post('/v1/descriptions/:id/error-declarations', declareDescriptionErrorOperation, (request, reply) =>
    storeAndSend(db, request, reply, (write) => declareDescriptionError(write, request.params.id, request.body)),
  )

  app.get(ROUTE, listDeclarationsOperation, async (request, reply) => {
    const { status, weaponId, limit, cursor } = request.query
    const requester = requesterOf(request)
    const scope = { route: ROUTE, agencyId: requester.agencyId, filters: { status, weaponId } }
    const after = paging.readPosition(cursor, scope, Position)
    const anyAgency = requester.scopes.has('registry:read-any')
    const wanted = { status, weaponId, after, anyAgency, limit }
    const found = await inTransaction(db, requester, async (tx) => {
      const rows = await listDeclarations(tx, wanted)
      const weaponIds = rows.slice(0, limit).map(({ subject }) => subject.weaponId)
      await recordListed(tx, { requester, requestId: request.id }, { source: 'error-declaration-list', weaponIds })
      return rows
    })
    const { items: declarations, ...next } = cutPage(reply, paging, { scope, found, limit })
    return { declarations, ...next }
  })

  app.get(`${ROUTE}/:id`, getDeclarationOperation, async (request) => {
    const requester = requesterOf(request)
    return inTransaction(db, requester, async (tx) => {
      const found = await findDeclaration(tx, request.params.id)
      if (found === undefined) throw notFound('declaration')
      const page = { source: 'error-declaration', weaponIds: [found.weaponId] }
      await recordNamed(tx, { requester, requestId: request.id }, page)
      return found.view
    })
  })

  app.post(`${ROUTE}/:id/withdrawals`, withdrawDeclarationOperation, (request, reply) =>
    storeAndSend(db, request, reply, (write) => withdrawDeclaration(write, request.params.id, request.body)),
  )

  app.post(`${ROUTE}/:id/decisions`, decideDeclarationOperation, (request, reply) =>
    storeAndSend(db, request, reply, (write) => decideDeclaration(write, request.params.id, request.body)),
  )
}
